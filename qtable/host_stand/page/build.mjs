// Bundles the page into ../static/dist, or with --tests each test into dist-test.
import { build } from "esbuild";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../static/dist");
const common = { absWorkingDir: here, bundle: true, target: "es2022", jsx: "automatic", jsxImportSource: "preact" };

const bundled = { outdir: "../static/dist", format: "esm", minify: true, sourcemap: "linked", legalComments: "none", logLevel: "warning" };

async function buildPage() {
  const { metafile } = await build({
    ...common,
    ...bundled,
    entryPoints: { app: "src/main.tsx", later: "src/styles/later.css" },
    // What isn't needed at the door comes when it is first opened: names change with what is in them.
    splitting: true,
    metafile: true,
    chunkNames: "parts/[name]-[hash]",
  });
  await build({ ...common, ...bundled, entryPoints: { docs: "src/docs.ts" } });
  // After the build: one that fails leaves the page as it was.
  const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  const parts = readdirSync(join(dist, "parts")).filter((name) => made.has(name) && name.endsWith(".js")).map((name) => `parts/${name}`);
  readdirSync(join(dist, "parts")).filter((name) => !made.has(name)).forEach((name) => rmSync(join(dist, "parts", name)));
  for (const name of ["app.js", "app.css", "later.css", ...parts, "docs.js", "docs.css"]) console.log(`${gzipped(name).padStart(8)}  ${name}, gzipped`);
}

function gzipped(name) {
  return `${(gzipSync(readFileSync(join(dist, name))).length / 1000).toFixed(1)} kB`;
}

async function buildTests() {
  const out = join(here, "dist-test");
  rmSync(out, { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: readdirSync(join(here, "test")).filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    external: ["esbuild"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

await (process.argv.includes("--tests") ? buildTests() : buildPage());
