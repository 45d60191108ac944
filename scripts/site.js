// Turns what cargo and wasm-bindgen left into the files that a browser gets:
//
//   target/site/pkg/tiendo{.js,_bg.wasm,.css}   the islands and the style of every page
//   target/site/pkg/work.css                    what pages of work have beside it
//   target/site/pkg/{paper,wall}.css            what sheets of paper and screens on a wall have beside it
//   target/site/*                               copies of public/
//   each of them again as .br and .gz, when that is smaller
//
// The program has them inside and gives them an address with a hash (server/src/web/assets.rs).
// A file that has not changed is left alone, so that its compression is not done again.
//
// usage: node scripts/site.js BINDGEN_DIR
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import esbuild from "esbuild";

const name = "tiendo";
const bindgen = process.argv[2];
const site = "target/site";

const wanted = new Map(fs.readdirSync("public").map((file) => [file, fs.readFileSync(path.join("public", file))]));
wanted.set(`pkg/${name}_bg.wasm`, fs.readFileSync(`${bindgen}/${name}_bg.opt.wasm`));
wanted.set(`pkg/${name}.js`, await bundle(`${bindgen}/${name}.js`));
wanted.set(`pkg/${name}.css`, await bundle("style/main.css"));
for (const sheet of ["work", "paper", "wall"]) wanted.set(`pkg/${sheet}.css`, await bundle(`style/${sheet}.css`));

fs.mkdirSync(path.join(site, "pkg"), { recursive: true });
for (const file of fs.readdirSync(site, { recursive: true, withFileTypes: true })) {
  const at = path.join(file.parentPath ?? file.path, file.name);
  if (file.isFile() && !wanted.has(path.relative(site, at).replace(/\.(br|gz)$/, ""))) fs.rmSync(at);
}
for (const [file, bytes] of wanted) write(path.join(site, file), bytes);

/** The file and its compressed copies; the plain one last, since it says that they are done. */
function write(file, bytes) {
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return;
  const params = { [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const packed = { br: zlib.brotliCompressSync(bytes, { params }), gz: zlib.gzipSync(bytes, { level: 9 }) };
  for (const [kind, content] of Object.entries(packed)) {
    fs.rmSync(`${file}.${kind}`, { force: true });
    if (content.length < bytes.length) fs.writeFileSync(`${file}.${kind}`, content);
  }
  fs.writeFileSync(file, bytes);
  console.log(`site: ${path.relative(site, file)}  ${bytes.length} bytes, brotli ${packed.br.length}`);
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
