// A server that others can reach: the page carries the token with every request, exports included.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { act, download, find, settled, until, withWhitcombe } from "./support/browser.mjs";
import { exampleStore } from "./support/server.mjs";
import { session } from "./support/session.mjs";

const at = session(exampleStore, "--listen", "0.0.0.0");
const { onPage } = at;

describe("beyond this machine", () => {
  it("nothing is told without the token", async () => {
    for (const path of ["api/v1/health", "api/v1/stats", "api/v1/export?format=json"]) {
      assert.equal((await fetch(at.server.url + path)).status, 401, path);
    }
  });
  it("the page shows all with the token of its address", () =>
    onPage(async (page) => {
      await find(page, "Quiet Harbor");
      assert.equal(await page.textContent(".panel h2"), "Quiet Harbor");
      for (const key of ["Alt+2", "Alt+3", "Alt+5", "Alt+6"]) {
        await page.keyboard.press(key);
        await settled(page);
        assert.equal(await page.locator("main > :not([hidden]) .state.failure").count(), 0, key);
      }
      await page.keyboard.press("?");
      assert.equal(await page.locator("a[href='/plain'] >> visible=true").count(), 0, "the plain pages cannot carry a token");
    }, { fragment: "token" }));
  it("the store and what is seen are exported, as the server gives them", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "export");
      await page.waitForSelector("dialog [data-act=store-ftm]");
      assert.equal(await page.locator("dialog a[href*=export]").count(), 0);
      const formats = await page.locator("dialog [data-act^=store-]").evaluateAll((all) => all.map(({ dataset }) => dataset.act.slice(6)));
      assert.ok(formats.includes("json") && formats.length >= 10);
      const saved = () => until(page, () => document.querySelector(".export-line").dataset.state === "saved");
      // Pictures are drawn anew each time, and not at all on a busy machine.
      for (const format of formats.filter((name) => !["svg", "png", "pdf"].includes(name))) {
        const { name, bytes } = await download(page, () => act(page, `store-${format}`));
        await saved();
        assert.match(name, /^onrecord(-nodes|-edges|-csv|-neo4j)?\./);
        const reply = await fetch(`${at.server.url}api/v1/export?format=${format}`, { headers: { Authorization: `Bearer ${at.server.token}` } });
        assert.equal(reply.status, 200, format);
        assert.deepEqual(bytes, Buffer.from(await reply.arrayBuffer()), format);
      }
      const { bytes } = await download(page, () => act(page, "view-nodelink"));
      await saved();
      assert.ok(JSON.parse(bytes.toString()).nodes.length > 1);
    }, { fragment: "token" }));
  it("the token is asked for where there is none, and again when it is another", () =>
    onPage(async (page) => {
      await page.waitForSelector("dialog input[type=password]");
      await page.fill("dialog input[type=password]", "wrong");
      await page.keyboard.press("Enter");
      await until(page, () => document.querySelector("dialog input[type=password]")?.value === "");
      await page.fill("dialog input[type=password]", at.server.token);
      await page.keyboard.press("Enter");
      await page.waitForSelector(".welcome");
    }));
});
