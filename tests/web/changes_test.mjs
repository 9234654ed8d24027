// What happens elsewhere: the server goes and comes back, others change the store.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { act, find, panelTitle, settled, until } from "./support/browser.mjs";
import { emptyStore, exampleStore, run, serve, temporaryFolder } from "./support/server.mjs";
import { session } from "./support/session.mjs";

const at = session();
const { onPage } = at;

const remove = async (id, { url, token } = at.server) => {
  const reply = await fetch(`${url}api/v1/documents/${encodeURIComponent(id)}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
  assert.equal(reply.status, 200);
};
const rows = (page) => page.locator(".articles li").count();
const lineSays = (page, words) => until(page, (wanted) => document.querySelector(".server-line").textContent.includes(wanted), words);

describe("what others change", () => {
  it("is told of in a line, and shown when somebody asks for it", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await page.waitForSelector(".articles li");
      await settled(page);
      const before = await rows(page);
      const id = await page.getAttribute(".articles li", "data-document");
      await remove(id);
      await lineSays(page, "changed elsewhere");
      assert.equal(await rows(page), before, "nothing jumps while somebody reads");
      await act(page, "look-again");
      await until(page, (gone) => ![...document.querySelectorAll(".articles li")].some((row) => row.dataset.document === gone), id);
      assert.equal(await rows(page), before - 1);
      assert.equal(await page.textContent(".server-line"), "");
    }));
  it("is told of when the server cannot take it in, until it can", () =>
    onPage(async (page) => {
      let behind = true;
      await page.route("**/api/v1/health", (route) =>
        behind ? route.fulfill({ json: { status: "behind", trouble: "store 'x' does not exist", store_version: 1, graph_version: 1 } }) : route.continue());
      const look = () => page.evaluate(() => window.dispatchEvent(new Event("focus")));
      await look();
      await lineSays(page, "store 'x' does not exist");
      behind = false;
      await look();
      await until(page, () => document.querySelector(".server-line").textContent === "");
    }));
  it("is not told of when it is the page's own", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await page.waitForSelector(".articles li");
      await page.locator("[data-act=remove-document]").nth(1).click();
      await act(page, "really-remove");
      await until(page, () => !document.querySelector("dialog"));
      // The second look after the change has something to compare.
      const looks = [];
      page.on("response", (reply) => { if (reply.url().endsWith("/health")) looks.push(reply); });
      for (const end = Date.now() + 60_000; looks.length < 3; await page.waitForTimeout(100)) assert.ok(Date.now() < end, "it looks now and then");
      assert.equal(await page.textContent(".server-line"), "");
    }, { fragment: "token" }));
  it("is not told of while the page itself brings documents in", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await page.waitForSelector(".articles li");
      let go;
      const held = new Promise((resolve) => { go = resolve; });
      await page.route("**/api/v1/documents*", async (route) => {
        if (route.request().method() === "POST") await held;
        await route.continue();
      });
      await act(page, "add-documents");
      await page.setInputFiles("#new-documents", { name: "ferry.txt", mimeType: "text/plain", buffer: Buffer.from("Ferry is late\n\nCaptain Iris Vole said the ferry was late.") });
      await page.waitForSelector(".working:not([hidden])");
      // As the server stores what was sent before the reply is there.
      await remove(await page.getAttribute(".articles li >> nth=2", "data-document"));
      const looks = [];
      page.on("response", (reply) => { if (reply.url().endsWith("/health")) looks.push(reply); });
      for (const end = Date.now() + 60_000; looks.length < 2; await page.waitForTimeout(100)) assert.ok(Date.now() < end, "it looks now and then");
      assert.equal(await page.textContent(".server-line"), "");
      go();
      await until(page, () => /^1 document stored/.test(document.querySelector(".intake-words").textContent));
      await until(page, () => document.querySelector(".articles").textContent.includes("Ferry is late"));
    }, { fragment: "token" }));
  it("is met in a list that does not know of it yet, without a fright", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await page.waitForSelector(".articles li");
      const ids = await page.locator(".articles li").evaluateAll((all) => all.map((row) => row.dataset.document));
      await remove(ids[0]);
      await page.click(`[data-document="${ids[0]}"] .link >> nth=0`);
      await until(page, () => document.querySelector(".panel h2")?.textContent === "Not on record any more");
      await page.click(`[data-document="${ids[0]}"] [data-act=remove-document]`);
      await until(page, () => /not on record any more/.test(document.querySelector("dialog")?.textContent));
      assert.equal(await page.locator("[data-act=really-remove] >> visible=true").count(), 0);
      await page.keyboard.press("Escape");
      await until(page, (gone) => ![...document.querySelectorAll(".articles li")].some((row) => row.dataset.document === gone), ids[0]);
    }, { fragment: "token" }));
  it("fills an empty page by itself", async () => {
    const store = emptyStore();
    const server = await serve(store, "--read-only");
    try {
      await onPage(async (page) => {
        await page.waitForSelector(".first-run");
        const folder = temporaryFolder();
        writeFileSync(join(folder, "lantern.txt"), "Lantern sweep ends\n\nSheriff Ada Thornbury of Selby County, Maine, said on Tuesday that “the road is clear.”\n");
        run("ingest", "--store", store, folder);
        await page.waitForSelector(".welcome");
        assert.match(await page.textContent(".welcome"), /1 document/);
      }, { server });
    } finally {
      await server.stop();
    }
  });
  it("may be everything: an emptied store says so in every view", async () => {
    const server = await serve(exampleStore());
    try {
      await onPage(async (page) => {
        await find(page, "Whitcombe");
        assert.equal(await panelTitle(page), "Dale Whitcombe");
        for (;;) {
          const { items } = await (await fetch(`${server.url}api/v1/documents?limit=500`)).json();
          if (items.length === 0) break;
          for (const { id } of items) await remove(id, server);
        }
        await lineSays(page, "changed elsewhere");
        await act(page, "look-again");
        await until(page, () => document.querySelector(".panel h2")?.textContent === "Not on record any more");
        await until(page, () => /not on record any more/.test(document.querySelector(".summary").textContent));
        for (const key of ["Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6"]) {
          await page.keyboard.press(key);
          await settled(page);
          assert.equal(await page.locator("main > :not([hidden]) .state.failure").count(), 0, key);
          assert.ok((await page.locator("main > :not([hidden]) .state.empty").count()) >= 1, key);
        }
        await page.keyboard.press("Alt+1");
        await act(page, "clear");
        await page.waitForSelector(".first-run");
      }, { server });
    } finally {
      await server.stop();
    }
  });
});

describe("a server that goes", () => {
  it("is told of, and the page goes on by itself when it is back", async () => {
    const store = exampleStore();
    let server = await serve(store);
    const { port } = new URL(server.url);
    try {
      await onPage(async (page) => {
        await find(page, "Whitcombe");
        await server.stop();
        await page.keyboard.press("Alt+3");
        await page.waitForSelector(".operations-view .state.failure");
        await lineSays(page, "does not answer");
        server = await serve(store, "--port", port);
        await page.waitForSelector(".operation-row");
        await until(page, () => document.querySelector(".server-line").textContent === "");
        assert.equal(await panelTitle(page), "Dale Whitcombe");
        // Its token is another one now.
        await page.keyboard.press("Alt+5");
        await page.waitForSelector(".articles li");
        await page.locator("[data-act=remove-document]").first().click();
        await act(page, "really-remove");
        await page.waitForSelector("dialog input[type=password]");
        assert.match(await page.textContent("dialog:last-of-type [role=alert]"), /does not take that token/);
        await page.fill("dialog input[type=password]", server.token);
        await page.keyboard.press("Enter");
        await until(page, () => !document.querySelector("dialog"));
      }, { fragment: "token", server });
    } finally {
      await server.stop();
    }
  });
});
