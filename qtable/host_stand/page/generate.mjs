// Writes the types of the box's documents: node generate.mjs <openapi.json> <asyncapi.json> <folder to write to>
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const [openapi, asyncapi, out] = process.argv.slice(2);
const METHODS = ["get", "put", "post", "delete", "patch"];
const PROSE = ["description", "summary", "title", "example", "examples"];

function read(path) {
  return JSON.parse(readFileSync(path, "utf8"), (key, value) => plain(value));
}

/** Types need no words. A property may bear such a name; its value is no text then. */
function plain(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key, inner]) => !(PROSE.includes(key) && !isShape(inner))));
}

function isShape(value) {
  return value !== null && typeof value === "object" && "type" in value;
}

/** What goes in and what comes out when all is well, once: the paths under /api are the restaurant's own again. */
function essential(paths) {
  const own = Object.keys(paths).filter((path) => !path.startsWith("/api/") || path.startsWith("/api/sync/"));
  return Object.fromEntries(own.map((path) => [path, Object.fromEntries(operations(paths[path]))]));
}

function operations(methods) {
  return METHODS.filter((method) => methods[method]).map((method) => {
    const { requestBody, responses } = methods[method];
    const done = Object.entries(responses).filter(([status]) => status.startsWith("2"));
    const answers = done.map(([status, { content }]) => [status, { description: "", ...(content ? { content } : {}) }]);
    return [method, { ...(requestBody ? { requestBody } : {}), responses: Object.fromEntries(answers) }];
  });
}

async function write(name, source, paths, schemas) {
  const info = { title: name, version: "1" };
  const types = await openapiTS({ openapi: "3.1.0", info, paths, components: { schemas } }, { defaultNonNullable: false, silent: true });
  writeFileSync(join(out, name), `// Made of ${source} by \`make generated\`; not to be changed by hand.\n\n${astToString(types)}`);
}

const { paths, components } = read(openapi);
await write("api.ts", "/openapi.json", essential(paths), components.schemas);
// The live document's schemas are JSON Schema, as OpenAPI 3.1 has it.
await write("live.ts", "/asyncapi.json", {}, read(asyncapi).components.schemas);
