// What the tests borrow of the page's own folder: its packages and its modules.
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const sourceFolder = join(dirname(fileURLToPath(import.meta.url)), "../../..");
export const pageFolder = join(sourceFolder, "viz/web");
export const fromPage = createRequire(join(pageFolder, "package.json"));

/** A module of the page, by its path below src/. */
export async function pageModule(path) {
  const { build } = fromPage("esbuild");
  const folder = mkdtempSync(join(tmpdir(), "onrecord-page-"));
  const outfile = join(folder, "module.mjs");
  try {
    await build({
      entryPoints: [join(pageFolder, "src", path)], bundle: true, format: "esm", target: "es2022",
      outfile, logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
