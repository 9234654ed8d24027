// Debian's Chromium on the page. Every page notes what ran that should not have, what the content
// policy refused, and every error.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fromPage } from "./modules.mjs";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const chromium = CHROMIUM.find((path) => existsSync(path));

export async function launch() {
  const { chromium: driver } = fromPage("playwright-core");
  return driver.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
}

/** A page in a context of its own: nothing saved. */
export async function openPage(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light", acceptDownloads: true, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const troubles = [];
  await context.exposeBinding("__refused", (_, what) => troubles.push(`refused by policy: ${what}`));
  await context.exposeBinding("__ran", (_, what) => troubles.push(`executed: ${what}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => window.__refused(`${event.violatedDirective} ${event.blockedURI}`));
    for (const name of ["alert", "prompt", "confirm"]) window[name] = (text) => window.__ran(`${name} ${text}`);
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { troubles.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) troubles.push(`refused by policy: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !/^(data|blob):/.test(request.url())) troubles.push(`asked elsewhere: ${request.url()}`);
  });
  page.on("console", (m) => process.env.DEBUG_PAGE && console.log(m.text()));
  page.on("pageerror", (m) => process.env.DEBUG_PAGE && console.log(m.stack));
  await page.goto(url);
  await page.waitForSelector("header .brand");
  return { page, context, troubles };
}

export function assertQuiet(troubles) {
  assert.deepEqual(troubles, [], "nothing ran, was refused, or failed");
}

/** Until `holds` does in the page. The driver's own way needs eval, which the page forbids. */
export async function until(page, holds, argument, patience = 30_000) {
  for (const end = Date.now() + patience; !(await page.evaluate(holds, argument)); ) {
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${holds}`);
    await page.waitForTimeout(30);
  }
}

/** Until nothing is being loaded, or the page waits for the token. */
export async function settled(page) {
  await page.waitForTimeout(50);
  await until(page, () => document.querySelector("dialog input[type=password]") || !document.querySelector("[aria-busy=true], .state.loading"));
  await page.waitForTimeout(100);
}

/** Searches by keyboard and takes the first that is found. */
export async function find(page, name) {
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await page.waitForSelector("header [role=option]");
  await page.keyboard.press("Enter");
  await settled(page);
}

export const shownNodes = (page) => page.evaluate(() => window.onrecord.graph.canvas.cy.nodes().map((node) => ({ id: node.id(), ...node.position() })).sort((a, b) => (a.id < b.id ? -1 : 1)));
export const shownLinks = (page) => page.evaluate(() => window.onrecord.graph.scene().links);
export const view = (page) => page.evaluate(() => window.onrecord.app.view);
export const act = (page, name) => page.click(`[data-act="${name}"]`);
export const panelTitle = (page) => page.textContent(".panel h2");

export async function withWhitcombe(page) {
  await find(page, "Whitcombe");
  await until(page, () => window.onrecord.graph.canvas.cy.nodes().length > 3);
  await settled(page);
}

/** Chromium drops the eleventh of more than ten files that a page saves within a second. */
const BETWEEN_FILES_MS = 200;
let last_file = 0;

/** Name and bytes of the file that `start` makes the page save. */
export async function download(page, start) {
  const early = last_file + BETWEEN_FILES_MS - Date.now();
  if (early > 0) await page.waitForTimeout(early);
  last_file = Date.now();
  const [file] = await Promise.all([page.waitForEvent("download"), start()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The file choosers that the page will open, one a call. Called early: a key that opens one may come
 *  before the browser hands it over. */
export function fileChoosers(page) {
  const opened = [];
  page.on("filechooser", (chooser) => opened.push(chooser));
  return async () => {
    for (const end = Date.now() + 20_000; opened.length === 0; await page.waitForTimeout(30)) {
      if (Date.now() > end) throw new Error("no file chooser was opened");
    }
    return opened.shift();
  };
}
