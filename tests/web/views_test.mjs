// Lists, what a view holds, and the page itself, on examples/.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { act, download, find, settled, shownNodes, until, view, withWhitcombe } from "./support/browser.mjs";
import { session } from "./support/session.mjs";

const { onPage } = session();

describe("quotes and operations", () => {
  it("are a timeline with outlets side by side", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(".said");
      while (await page.locator(".quotes-view button:has-text('Show more')").count()) {
        const count = await page.locator(".said").count();
        await page.click(".quotes-view button:has-text('Show more')");
        await until(page, (old) => document.querySelectorAll(".said").length > old, count);
      }
      const dates = await page.locator(".said > time").evaluateAll((all) => all.map((time) => time.dateTime).filter(Boolean));
      assert.deepEqual(dates, [...dates].sort());
      assert.ok((await page.locator(".said .side-by-side").count()) > 0, "some words are told by several outlets");
    }));
  it("of one speaker, of some words, of a kind", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      await act(page, "quotes-by");
      await page.waitForSelector(".said");
      const speakers = await page.locator(".said .speaker > .entity").allTextContents();
      assert.ok(speakers.length > 2 && speakers.includes("Dale Whitcombe"));
      await page.selectOption(".quotes-view select", "direct");
      await settled(page);
      await page.fill("[aria-label=Words]", "nosuchword");
      await page.press("[aria-label=Words]", "Enter");
      await page.waitForSelector(".quotes-view .state.empty");
    }));
  it("show where accounts differ, each with its sentence", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+3");
      await page.waitForSelector(".conflict");
      const text = await page.textContent(".operations-view");
      for (const figure of ["212", "198", "41", "38"]) assert.ok(text.includes(figure), figure);
      const tellings = await page.locator(".conflict .telling").count();
      assert.equal(await page.locator(".conflict .telling .sentence").count(), tellings);
    }));
});

describe("views", () => {
  it("come back by their link: nodes, positions and filters", () =>
    onPage(async (page, { context }) => {
      await withWhitcombe(page);
      await act(page, "filters");
      await page.fill("[data-filter=support]", "2");
      await page.press("[data-filter=support]", "Tab");
      await settled(page);
      await act(page, "link");
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(link.length < 3000, `${link.length} characters`);
      const other = await context.browser().newContext();
      const second = await other.newPage();
      await second.goto(link);
      await second.waitForSelector(".panel h2");
      await settled(second);
      assert.deepEqual(await view(second), await view(page));
      assert.deepEqual(await shownNodes(second), await shownNodes(page));
      await other.close();
    }));
  it("are undone and redone, also after a reload", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "hidden");
      await act(page, "table");
      await settled(page);
      await page.waitForTimeout(300);
      const now = await view(page);
      await page.reload();
      await page.waitForSelector(".panel h2");
      await settled(page);
      assert.deepEqual(await view(page), now);
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await settled(page);
      assert.ok((await view(page)).nodes.every((node) => !node.hidden));
      assert.equal((await view(page)).table, false);
      await page.keyboard.press("Control+y");
      await page.keyboard.press("Control+y");
      await settled(page);
      assert.deepEqual(await view(page), now);
    }));
  it("are undone a hundred steps", () =>
    onPage(async (page) => {
      for (let i = 0; i < 120; ++i) await page.evaluate((k) => window.onrecord.app.commit(`step ${k}`, { paths: { ...window.onrecord.app.view.paths, k: 1 + (k % 2) } }), i);
      let steps = 0;
      while (await page.evaluate(() => window.onrecord.app.next_undo)) {
        await page.evaluate(() => window.onrecord.app.undo());
        ++steps;
      }
      assert.equal(steps, 100);
    }));
  it("are saved under a name, as a file, and opened again", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "views");
      await page.fill("[data-act=view-name]", "Harbor");
      await page.click("[data-act=save-view]");
      const file = await download(page, () => page.click("[aria-label='Save Harbor as a file']"));
      const saved = JSON.parse(file.bytes.toString());
      assert.equal(saved.name, "Harbor");
      await page.keyboard.press("Escape");
      const wanted = await view(page);
      await act(page, "clear");
      await act(page, "views");
      await page.click("[data-act=open-view]");
      await settled(page);
      assert.deepEqual((await view(page)).nodes, wanted.nodes);
      await act(page, "clear");
      await act(page, "views");
      await page.setInputFiles("dialog input[type=file]", { name: "a.json", mimeType: "application/json", buffer: file.bytes });
      await settled(page);
      assert.deepEqual((await view(page)).nodes, wanted.nodes);
    }));
  it("from a broken link are empty, and say so", () =>
    onPage(async (page) => {
      assert.match(await page.textContent(".toast"), /could not be read/);
      assert.equal((await view(page)).nodes.length, 0);
    }, { fragment: "#notaview" }));
});

describe("the page", () => {
  it("is dark or light as wanted, and remembers it", () =>
    onPage(async (page) => {
      const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
      assert.equal(await theme(), "light");
      await act(page, "theme");
      assert.equal(await theme(), "dark");
      await page.reload();
      await page.waitForSelector("header .brand");
      assert.equal(await theme(), "dark");
    }));
  it("has help", () =>
    onPage(async (page) => {
      await page.keyboard.press("?");
      assert.match(await page.textContent(".help-view"), /Every line between two names/);
    }));
  it("takes the token out of the address", () =>
    onPage(async (page) => {
      assert.equal(new URL(page.url()).hash, "");
      assert.equal(await page.evaluate(() => sessionStorage.getItem("onrecord.token")), "abc123");
    }, { fragment: "#token=abc123" }));
  it("says when the server is gone, and goes on when it is back", () =>
    onPage(async (page, { context }) => {
      await context.setOffline(true);
      await page.keyboard.press("Alt+3");
      await page.waitForSelector(".state.failure");
      assert.match(await page.textContent(".state.failure"), /does not answer/);
      await until(page, () => /does not answer/.test(document.querySelector(".server-line").textContent));
      await context.setOffline(false);
      await page.waitForSelector(".operation-row");
      await until(page, () => document.querySelector(".server-line").textContent === "");
    }));
});
