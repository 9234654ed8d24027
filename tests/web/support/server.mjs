// The program itself, on stores of its own.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sourceFolder } from "./modules.mjs";

const program = process.env.ONRECORD_PROGRAM;
/** Where the store of examples/ and the pictures go. */
export const outFolder = process.env.ONRECORD_WEB_OUT;
if (!program || !outFolder) throw new Error("set ONRECORD_PROGRAM and ONRECORD_WEB_OUT, or use ctest");

export const run = (...options) => execFileSync(program, options, { encoding: "utf8", maxBuffer: 1 << 28 });

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "onrecord-web-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function exampleStore() {
  const made = join(outFolder, "examples.db");
  if (!existsSync(made)) run("ingest", "--store", made, join(sourceFolder, "examples"));
  const store = join(temporaryFolder(), "examples.db");
  cpSync(made, store, { recursive: true });
  return store;
}

/** A store in which nothing has been read yet. */
export function emptyStore() {
  const store = join(temporaryFolder(), "empty.db");
  try {
    run("ingest", "--store", store, temporaryFolder());
  } catch {
    // a folder without articles is an error of its own; the store is there all the same
  }
  return store;
}

/** Starts `onrecord serve`; resolves to its address, its token and a way to end it. */
export function serve(store, ...options) {
  const child = spawn(program, ["serve", "--store", store, ...(options.includes("--port") ? [] : ["--port", "0"]), ...options], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill("SIGKILL"));
  return new Promise((resolve, reject) => {
    let token = "";
    let url = "";
    const found = (line) => {
      token = /#token=([\w-]+)/.exec(line)?.[1] ?? token;
      url = /(http:\/\/127\.0\.0\.1:\d+\/)/.exec(line)?.[1] ?? url;
      if (url) setTimeout(() => resolve({ url, get token() { return token; }, stop }), 100);
    };
    const stop = () => new Promise((ended) => { child.once("exit", ended); child.kill("SIGTERM"); });
    createInterface({ input: child.stdout }).on("line", found);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}
