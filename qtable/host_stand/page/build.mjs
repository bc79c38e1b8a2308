// Bundles the page into ../static/dist, or with --tests each test into dist-test.
import { build } from "esbuild";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "../static/dist");
const common = { absWorkingDir: here, bundle: true, target: "es2022", jsx: "automatic", jsxImportSource: "preact" };

async function buildPage() {
  for (const name of parts()) rmSync(join(dist, name));
  await build({
    ...common,
    entryPoints: { app: "src/main.tsx", docs: "src/docs.ts" },
    outdir: "../static/dist",
    format: "esm",
    // What is imported when it is needed is a file of its own; so is what it shares with the rest.
    splitting: true,
    chunkNames: "part-[name]-[hash]",
    minify: true,
    sourcemap: "linked",
    legalComments: "none",
    logLevel: "warning",
  });
  for (const name of ["app.js", "app.css", ...parts().filter((one) => one.endsWith(".js")), "docs.js", "docs.css"]) console.log(`${gzipped(name).padStart(8)}  ${name}, gzipped`);
}

function parts() {
  return existsSync(dist) ? readdirSync(dist).filter((name) => name.startsWith("part-")) : [];
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
