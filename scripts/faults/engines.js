// The two databases, each with a campaign that is filled once and put back before each trial.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { bin, home, origin, password, port, units } from "./here.js";

const files = path.join(home, "files");

const settings = {
  PATH: process.env.PATH,
  TIENDO_ADDR: `127.0.0.1:${port}`,
  TIENDO_ORIGIN: origin,
  // The load comes from one address; forwarded ones keep the throttle out of the way.
  TIENDO_TRUSTED_PROXIES: "127.0.0.1/32",
  TIENDO_KEY: Buffer.alloc(32, 7).toString("base64"),
};

/** The real units, with a product for each of the writers. */
function fillCampaign(env) {
  const input = path.join(home, "input");
  if (!fs.existsSync(input)) {
    fs.cpSync("server/campaigns/tphcm", input, { recursive: true });
    const rows = (head, row) => `${head}\n${units.map(row).join("\n")}\n`;
    fs.writeFileSync(path.join(input, "duties.csv"), rows("unit,workstream,role,volume,weight", (unit) => `${unit},QG01,contribute,1000,`));
    fs.writeFileSync(
      path.join(input, "milestones.csv"),
      rows("unit,workstream,kind,title,product,deadline,responsible,weight", (unit) => `${unit},QG01,product,Đối soát,Báo cáo,2027-06-30,,1`),
    );
  }
  execFileSync(bin, ["import", "--yes", input], { env, stdio: "ignore" });
  for (const unit of units) {
    execFileSync(bin, ["user", "add", `head.${unit}`, "--role", "head", "--unit", unit, "--name", unit], { env, input: `${password}\n`, stdio: ["pipe", "ignore", "inherit"] });
  }
}

export function sqlite() {
  const engine = {
    name: "SQLite",
    files,
    folder: home,
    end() {},
    env() {
      return { ...settings, TIENDO_FILES: `file://${files}`, DATABASE_URL: `sqlite://${this.folder}/tiendo.db` };
    },
    run(program, arguments_) {
      return execFileSync(program, arguments_, { env: this.env(), maxBuffer: 1 << 28 }).toString();
    },
    async prepare() {
      fillCampaign(this.env());
      fs.copyFileSync(path.join(home, "tiendo.db"), path.join(home, "template.db"));
    },
    async campaign() {
      fs.rmSync(files, { recursive: true, force: true });
      for (const more of ["", "-wal", "-shm"]) fs.rmSync(path.join(this.folder, `tiendo.db${more}`), { force: true });
      fs.copyFileSync(path.join(home, "template.db"), path.join(this.folder, "tiendo.db"));
    },
  };
  return engine;
}

/** A cluster of our own, as the tests have one; nothing where PostgreSQL is not installed. */
export function postgresql() {
  const installed = fs.existsSync("/usr/lib/postgresql") ? fs.readdirSync("/usr/lib/postgresql") : [];
  const version = installed.map(Number).filter(Boolean).sort((a, b) => b - a)[0];
  if (!version) return null;
  const programs = `/usr/lib/postgresql/${version}/bin`;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tiendo-faults-postgres-"));
  fs.chmodSync(folder, 0o777);
  const data = path.join(folder, "data");
  const at = port + 1;
  const as = process.getuid() === 0 ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : ["env"];
  const ours = (program, ...arguments_) => execFileSync(as[0], [...as.slice(1), path.join(programs, program), ...arguments_], { cwd: "/", stdio: "ignore" });
  const database = (program, ...arguments_) => execFileSync(path.join(programs, program), ["-h", "127.0.0.1", "-p", String(at), "-U", "postgres", ...arguments_], { stdio: "ignore" });
  ours("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--pgdata", data);
  const start = () => ours("pg_ctl", "start", "-w", "-D", data, "-l", path.join(folder, "log"), "-o", `-p ${at} -h 127.0.0.1 -k ''`);
  const stop = () => ours("pg_ctl", "stop", "-w", "-m", "fast", "-D", data);
  start();
  return {
    name: "PostgreSQL",
    files,
    start: async () => start(),
    stop: async () => stop(),
    end() {
      stop();
      fs.rmSync(folder, { recursive: true, force: true });
    },
    env() {
      return { ...settings, TIENDO_FILES: `file://${files}`, DATABASE_URL: `postgres://postgres@127.0.0.1:${at}/tiendo` };
    },
    run(program, arguments_) {
      return execFileSync(program, arguments_, { env: this.env(), maxBuffer: 1 << 28 }).toString();
    },
    async prepare() {
      database("createdb", "tiendo");
      fillCampaign(this.env());
      database("createdb", "--template=tiendo", "template");
    },
    async campaign() {
      fs.rmSync(files, { recursive: true, force: true });
      database("dropdb", "--force", "tiendo");
      database("createdb", "--template=template", "tiendo");
    },
  };
}
