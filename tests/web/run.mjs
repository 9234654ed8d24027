// Runs one test file of this folder for ctest.
//
//     node run.mjs NAME        tests/web/NAME_test.mjs; needs ONRECORD_PROGRAM and ONRECORD_WEB_OUT
//     node run.mjs setup       reads examples/ into the store that the others copy
//
// Without Chromium it is skipped (exit code 4), but in CI it fails.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const [name] = process.argv.slice(2);
if (!name) throw new Error("usage: node run.mjs NAME");
const out = process.env.ONRECORD_WEB_OUT;
if (name === "setup") {
  mkdirSync(out, { recursive: true });
  rmSync(join(out, "examples.db"), { recursive: true, force: true });
  const { exampleStore } = await import("./support/server.mjs");
  exampleStore();
  process.exit(0);
}
const file = join(folder, `${name}_test.mjs`);
if (!existsSync(file)) throw new Error(`there is no ${file}`);
if (name !== "modules") {
  const { chromium } = await import("./support/browser.mjs");
  if (!chromium) {
    console.error("skipped: there is no Chromium (Debian: chromium)");
    process.exit(process.env.CI ? 1 : 4);
  }
}
const { status } = spawnSync(process.execPath, ["--test", file], { stdio: "inherit" });
process.exit(status ?? 1);
