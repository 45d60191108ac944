// The bill of materials of what is shipped, as CycloneDX 1.5: the crates that are linked into the
// program and those of the islands inside it. Tools that only build (npm packages, build scripts,
// procedural macros, tests) are left out.
//
// usage: node packaging/sbom.js > tiendo.cdx.json
import { execFileSync } from "node:child_process";
import fs from "node:fs";

const run = (command, ...args) => execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
const SHIPPED = [
  ["-p", "tiendo", "--target", run("rustc", "-vV").match(/^host: (.*)$/m)[1]],
  ["-p", "app", "--no-default-features", "--features", "hydrate", "--target", "wasm32-unknown-unknown"],
];

const checksums = new Map();
for (const [, name, version, checksum] of fs
  .readFileSync("Cargo.lock", "utf8")
  .matchAll(/name = "(.*)"\nversion = "(.*)"\nsource = ".*"\nchecksum = "(.*)"/g)) {
  checksums.set(`${name} ${version}`, checksum);
}

const components = new Map();
const needs = new Map();
for (const crates of SHIPPED) {
  const tree = run("cargo", "tree", "--quiet", "--locked", ...crates, "-e", "normal,no-proc-macro", "--prefix", "depth", "--format", "|{p}|{l}|{r}");
  const above = []; // the crate at each depth
  for (const line of tree.trim().split("\n")) {
    const [depth, crate, licence, repository] = line.split("|");
    const [name, v] = crate.split(" ");
    const version = v.slice(1);
    const ref = `pkg:cargo/${name}@${version}`;
    above[Number(depth)] = ref;
    if (depth !== "0") needs.get(above[depth - 1]).add(ref);
    if (!needs.has(ref)) needs.set(ref, new Set());
    components.set(ref, component({ name, version, ref, licence, repository: repository?.replace(/ \(\*\)$/, "") }));
  }
}
const rust = run("rustc", "-V").split(" ")[1];
components.set("rust-std", { type: "library", "bom-ref": "rust-std", name: "rust-std", version: rust, licenses: [{ expression: "MIT OR Apache-2.0" }] });

const [main] = needs.keys();
needs.get(main).add("rust-std");
const program = components.get(main);
components.delete(main);
const epoch = process.env.SOURCE_DATE_EPOCH;
const byRef = (a, b) => (a < b ? -1 : 1);
console.log(
  JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.5",
      version: 1,
      metadata: {
        ...(epoch && { timestamp: new Date(epoch * 1000).toISOString() }),
        component: { ...program, type: "application" },
      },
      components: [...components.keys()].sort(byRef).map((ref) => components.get(ref)),
      dependencies: [...needs].sort(([a], [b]) => byRef(a, b)).map(([ref, on]) => ({ ref, dependsOn: [...on].sort(byRef) })),
    },
    null,
    1,
  ),
);

function component({ name, version, ref, licence, repository }) {
  const checksum = checksums.get(`${name} ${version}`);
  return {
    type: "library",
    "bom-ref": ref,
    name,
    version,
    purl: ref,
    // Old crates write MIT/Apache-2.0.
    ...(licence && { licenses: [{ expression: licence.replaceAll("/", " OR ") }] }),
    ...(checksum && { hashes: [{ alg: "SHA-256", content: checksum }] }),
    ...(repository?.startsWith("http") && { externalReferences: [{ type: "vcs", url: repository }] }),
  };
}
