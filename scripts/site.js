// Turns what cargo and wasm-bindgen left into the files that a browser gets:
//
//   target/site/pkg/tiendo.HASH.{js,wasm,css}   content-addressed, so they may be cached for ever
//   target/site/*                               copies of public/
//   each of them again as .br and .gz, when that is smaller
//   target/release/hash.txt                     the hashes, where Leptos looks for them: beside the binary
//
// usage: node scripts/site.js BINDGEN_DIR
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import zlib from "node:zlib";
import esbuild from "esbuild";

const name = "tiendo"; // LeptosOptions::output_name
const bindgen = process.argv[2];
const site = "target/site";
const pkg = path.join(site, "pkg");
// Not in public/ and already compressed: a second compression gains nothing.
const compressed = new Set([".png", ".jpg", ".webp", ".woff2", ".br", ".gz"]);

// Older files stay out: a page served by the new binary never asks for them.
fs.rmSync(site, { recursive: true, force: true });
fs.cpSync("public", site, { recursive: true });
fs.mkdirSync(pkg, { recursive: true });

const contents = { wasm: wasm(), js: await bundle(`${bindgen}/${name}.js`), css: await css() };
const hashes = {};
for (const [kind, bytes] of Object.entries(contents)) {
  hashes[kind] = createHash("sha256").update(bytes).digest("base64url").slice(0, 20);
  fs.writeFileSync(path.join(pkg, `${name}.${hashes[kind]}.${kind}`), bytes);
}
for (const file of fs.readdirSync(site, { recursive: true, withFileTypes: true })) {
  if (file.isFile()) precompress(path.join(file.parentPath ?? file.path, file.name));
}
const lines = Object.entries(hashes).map(([kind, hash]) => `${kind}: ${hash}\n`);
for (const profile of ["release", "debug"]) {
  fs.mkdirSync(`target/${profile}`, { recursive: true });
  fs.writeFileSync(`target/${profile}/hash.txt`, lines.join(""));
}

function wasm() {
  const out = path.join(bindgen, `${name}.opt.wasm`);
  const wasmOpt = fileURLToPath(new URL("node_modules/.bin/wasm-opt", import.meta.url));
  const features = ["bulk-memory", "nontrapping-float-to-int", "sign-ext", "mutable-globals"]
    .concat(["reference-types", "multivalue"])
    .map((feature) => `--enable-${feature}`);
  execFileSync(wasmOpt, ["-Oz", ...features, path.join(bindgen, `${name}_bg.wasm`), "-o", out], {
    stdio: "inherit",
  });
  return fs.readFileSync(out);
}

/** One minified file of an entry and all it imports. */
async function bundle(entry) {
  const result = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: ["chrome111", "firefox114", "safari16.4"],
    logLevel: "warning",
  });
  return result.outputFiles[0].contents;
}

async function css() {
  const entry = "style/main.css";
  if (fs.existsSync(entry)) return bundle(entry);
  console.warn(`site: ${entry} is missing, the style sheet is empty`);
  return Buffer.from("");
}

function precompress(file) {
  if (compressed.has(path.extname(file))) return;
  const bytes = fs.readFileSync(file);
  const params = { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const br = zlib.brotliCompressSync(bytes, { params });
  const gz = zlib.gzipSync(bytes, { level: 9 });
  if (br.length < bytes.length) fs.writeFileSync(`${file}.br`, br);
  if (gz.length < bytes.length) fs.writeFileSync(`${file}.gz`, gz);
  console.log(`site: ${path.relative(site, file)}  ${bytes.length} bytes, brotli ${br.length}`);
}
