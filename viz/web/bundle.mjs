// Bundles the page and lays it out for the assembler.
//
//     node bundle.mjs OUT      OUT/page/index.html, OUT/page/assets/*, OUT/page_bytes.S
//
// Asset names carry a hash of their bytes, so they may be kept by the browser for ever.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const MAX_COMPRESSED = 300 * 1024;

const out = process.argv[2];
if (!out) throw new Error("usage: node bundle.mjs OUT");
const pageFolder = join(out, "page");
rmSync(pageFolder, { recursive: true, force: true });
mkdirSync(join(pageFolder, "assets"), { recursive: true });

const { outputFiles } = await build({
  entryPoints: { app: "src/main.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  write: false,
  outdir: "assets",
  logLevel: "warning",
});

function publish(kind, bytes) {
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const path = `/assets/app-${hash}.${kind}`;
  writeFileSync(join(pageFolder, path), bytes);
  return path;
}

const bundled = Object.fromEntries(
  outputFiles.map((file) => {
    const kind = file.path.endsWith(".css") ? "css" : "js";
    return [kind, { path: publish(kind, file.contents), bytes: file.contents }];
  }),
);
const html = readFileSync("index.html", "utf8")
  .replace("{{script}}", bundled.js.path)
  .replace("{{style}}", bundled.css.path);
writeFileSync(join(pageFolder, "index.html"), html);

const { gzipSync } = await import("node:zlib");
const compressed = [bundled.js.bytes, bundled.css.bytes, Buffer.from(html)]
  .map((bytes) => gzipSync(bytes, { level: 9 }).length)
  .reduce((sum, size) => sum + size);
if (compressed > MAX_COMPRESSED) {
  throw new Error(`the page has ${compressed} bytes compressed, more than ${MAX_COMPRESSED}`);
}
console.log(`the page: ${compressed} bytes compressed`);

const files = [
  { path: "/", type: "text/html; charset=utf-8", file: join(pageFolder, "index.html") },
  { path: bundled.js.path, type: "text/javascript; charset=utf-8" },
  { path: bundled.css.path, type: "text/css; charset=utf-8" },
].map((entry) => ({ file: join(pageFolder, entry.path), ...entry }));
const bytes = files.map(
  ({ path, type, file }, i) =>
    `path_${i}: .asciz "${path}"\ntype_${i}: .asciz "${type}"\n` +
    `begin_${i}: .incbin "${file}"\nend_${i}:\n`,
);
const rows = files.map((_, i) => `        .quad path_${i}, type_${i}, begin_${i}, end_${i}\n`);
writeFileSync(
  join(out, "page_bytes.S"),
  `        .section .rodata
${bytes.join("")}
        .section .data.rel.ro,"aw"
        .balign 8
        .globl onrecord_page_files
        .type onrecord_page_files, %object
onrecord_page_files:
${rows.join("")}        .quad 0, 0, 0, 0
        .size onrecord_page_files, . - onrecord_page_files

        .section .note.GNU-stack,"",%progbits
`,
);
