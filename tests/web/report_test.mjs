// A report's page, opened from the disk: on a screen, on a telephone, on paper; nothing in it runs
// or asks for anything.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./support/browser.mjs";
import { fromPage } from "./support/modules.mjs";
import { exampleStore, outFolder, run, temporaryFolder } from "./support/server.mjs";

const axe = fromPage("axe-core").source;
const names = [["Quiet Harbor", "operation"], ["Dale Whitcombe", "person"], ["Harrow County", "place"], ["Harrow County Sheriff’s Office", "agency"]];
const folder = temporaryFolder();
let browser;

before(async () => {
  const store = exampleStore();
  for (const [name, type] of names) run("report", "--store", store, name, "--type", type, "-o", join(folder, `${type}.html`));
  browser = await launch();
});
after(() => browser?.close());

/** The page of a report, and what it did that it should not have. */
async function open(type, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles = [];
  const url = pathToFileURL(join(folder, `${type}.html`)).href;
  page.on("request", (request) => { if (request.url() !== url) troubles.push(`asked for ${request.url()}`); });
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("dialog", (dialog) => { troubles.push(dialog.message()); void dialog.dismiss(); });
  await page.goto(url);
  return { page, troubles, done: () => context.close() };
}

/** Of each word of the network's picture what it says and how it stands out from what is behind it (WCAG 2). */
const contrasts = (page) => page.evaluate(() => {
  const parts = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = getComputedStyle(document.querySelector(".scroll")).backgroundColor;
  return [...document.querySelectorAll(".scroll text")].map((text) => {
    const shape = text.closest(".node")?.querySelector("ellipse, polygon, path");
    const fill = shape && getComputedStyle(shape).fill;
    const [high, low] = [light(getComputedStyle(text).fill), light(fill && fill !== "none" ? fill : paper)].sort((a, b) => b - a);
    return { word: text.textContent, ratio: (high + 0.05) / (low + 0.05) };
  });
});

const keep = async (page, name, options) => page.screenshot({ path: join(outFolder, `report-${name}.png`), timeout: 180_000, ...options });

for (const [, type] of names) {
  for (const colorScheme of ["light", "dark"]) {
    it(`the ${type}’s picture is ${colorScheme}, and all its words can be read`, async () => {
      const { page, done } = await open(type, { colorScheme });
      const words = await contrasts(page);
      assert.ok(words.length > 5, "there is a picture");
      assert.deepEqual(words.filter(({ ratio }) => ratio < 4.5), []);
      const paper = await page.evaluate(() => [...document.querySelectorAll(".scroll, .scroll polygon[fill=white], .scroll .cluster path")]
        .map((part) => part.matches(".scroll") ? getComputedStyle(part).backgroundColor : getComputedStyle(part).fill));
      const white = paper.filter((colour) => colour === "rgb(255, 255, 255)").length;
      assert.equal(white, colorScheme === "light" ? paper.length : 0, paper.join(" "));
      await done();
    });
  }

  for (const colorScheme of ["light", "dark"]) {
    it(`the ${type}’s report asks for nothing and has no finding of axe, ${colorScheme}`, async () => {
      const { page, troubles, done } = await open(type, { colorScheme });
      await keep(page, `${type}-${colorScheme}`, { fullPage: true });
      assert.deepEqual(troubles, [], "nothing was refused, failed or asked for");
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).maxWidth), "928px", "it has its style");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).slice(0, 3).join(" | ")}`), []);
      await done();
    });
  }

  it(`the ${type}’s report fits on a telephone`, async () => {
    const { page, done } = await open(type, { viewport: { width: 390, height: 844 } });
    await keep(page, `${type}-telephone`, { fullPage: true });
    const wide = await page.evaluate(() => [...document.querySelectorAll("body *")]
      .filter((part) => !part.closest(".scroll svg") && !part.closest("thead") && part.getBoundingClientRect().right > innerWidth + 1)
      .map((part) => part.outerHTML.slice(0, 100)));
    assert.deepEqual(wide, []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await done();
  });

  it(`the ${type}’s report fits on paper`, async () => {
    const { page, done } = await open(type, { viewport: { width: 720, height: 1000 }, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    await keep(page, `${type}-paper`, { fullPage: true });
    writeFileSync(join(outFolder, `report-${type}.pdf`), await page.pdf({ format: "A4", margin: { top: "2cm", bottom: "2cm", left: "2cm", right: "2cm" } }));
    const { paper, picture, ink, wide } = await page.evaluate(() => ({
      paper: getComputedStyle(document.body).backgroundColor, picture: getComputedStyle(document.querySelector(".scroll")).backgroundColor,
      ink: getComputedStyle(document.body).color, wide: document.documentElement.scrollWidth > innerWidth,
    }));
    assert.deepEqual({ paper, picture, ink, wide }, { paper: "rgb(255, 255, 255)", picture: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)", wide: false });
    assert.deepEqual((await contrasts(page)).filter(({ ratio }) => ratio < 4.5), []);
    await done();
  });
}
