// Requests as browsers send them, each on a connection of its own. An address without a server is that of the site.
import http from "node:http";
import { origin, password } from "./here.js";

export function request(method, url, headers = {}, body) {
  return new Promise((resolve, reject) => {
    const sent = http.request(new URL(url, origin), { method, agent: false, timeout: 40_000, headers }, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: answer.statusCode, headers: answer.headers, bytes, text: bytes.toString() });
      });
    });
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error("no answer in 40 s")));
    sent.end(body);
  });
}

export function post(url, form, headers) {
  const body = new URLSearchParams(form).toString();
  return request("POST", url, { origin, "content-type": "application/x-www-form-urlencoded", ...headers }, body);
}

export async function signIn(username, address) {
  const answer = await post("/sign-in", { username, password }, { "x-forwarded-for": address });
  if (answer.status !== 303) throw new Error(`sign-in of ${username}: status ${answer.status}`);
  return answer.headers["set-cookie"].map((line) => line.split(";")[0]).join("; ");
}

const BOUNDARY = "----a-line-between-faults";

/** A form with one file; its buttons stand after the field of files. */
export function postWithFile(url, { action, ...form }, file, headers) {
  const word = ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="bao-cao.pdf"\r\ncontent-type: application/pdf\r\n\r\n`;
  const before = Object.entries(form).map(word).join("") + head;
  const body = Buffer.concat([Buffer.from(before), file, Buffer.from(`\r\n${word(["action", action])}--${BOUNDARY}--\r\n`)]);
  return request("POST", url, { origin, "content-type": `multipart/form-data; boundary=${BOUNDARY}`, ...headers }, body);
}
