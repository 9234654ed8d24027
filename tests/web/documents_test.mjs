// Documents come in and go from the page, and every view shows it without a reload.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { act, find, settled, until } from "./support/browser.mjs";
import { emptyStore, exampleStore, serve } from "./support/server.mjs";
import { session } from "./support/session.mjs";

const at = session(emptyStore);
const { onPage } = at;

const LANTERN = `Lantern sweep ends with 14 arrests

SELBY, Maine, March 4, 2025 — Fourteen people were arrested in Operation Paper Lantern, Sheriff Ada Thornbury of Selby County said on Tuesday.

“Nobody sleeps badly in Selby tonight,” Thornbury said.

The operation was conducted by the Selby County Sheriff’s Office in Selby.
`;
const row = (fields) => JSON.stringify({ published: "2025-03-05", publisher: "Selby Post", ...fields });
const LINES = [
  row({ id: "post-1", title: "Mayor doubts the figures", text: "Mayor Bruno Oakes said on Wednesday that “eleven is not fourteen” after Operation Paper Lantern." }),
  "{ this is not JSON",
  row({ id: "post-2", title: "Nothing in it", text: " " }),
  row({ id: "post-3", title: "When?", text: "Sheriff Ada Thornbury said she was glad.", published: "yesterday" }),
].join("\n");
const HTML = "<html><head><title>Bridge stays shut</title></head><body><article><h1>Bridge stays shut</h1><p>Sheriff Ada Thornbury said that the Selby bridge “will not open before May.”</p></article></body></html>";
const file = (name, text) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
const api = async (path, server = at.server) => (await fetch(`${server.url}api/v1/${path}`)).json();
const titles = (page) => page.locator(".articles li .source-line > :first-child").allTextContents();
const ended = (page) => until(page, () => /stored|Stopped/i.test(document.querySelector(".intake-words")?.textContent ?? "") && document.querySelector(".working").hidden);

async function choose(page, ...files) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), act(page, "choose-files")]);
  await chooser.setFiles(files);
}

/** As if somebody dropped files on what is found under `selector`. */
const drop = (page, selector, files) => page.evaluate(({ where, all }) => {
  const carried = new DataTransfer();
  for (const { name, text } of all) carried.items.add(new File([text], name));
  const target = document.querySelector(where);
  for (const type of ["dragenter", "dragover", "drop"]) target.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
}, { where: selector, all: files });

describe("documents", () => {
  it("come into an empty store, from the first page on, and every view shows them", () =>
    onPage(async (page) => {
      await act(page, "first-documents");
      await choose(page, file("lantern.txt", LANTERN), file("bridge.html", HTML));
      await ended(page);
      assert.match(await page.textContent(".intake-words"), /^2 documents stored\.$/);
      assert.equal(await page.locator(".intake .problems").count(), 0);
      await until(page, () => document.querySelectorAll(".articles li").length === 2);
      assert.deepEqual((await titles(page)).sort(), ["Bridge stays shut", "Lantern sweep ends with 14 arrests"]);
      await page.click(".stored .link >> nth=0");
      await page.waitForSelector(".panel .article");
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(".said");
      assert.match(await page.textContent(".quotes-view"), /Nobody sleeps badly/);
      await page.keyboard.press("Alt+3");
      await page.waitForSelector(".operation-row");
      await page.keyboard.press("Alt+1");
      await page.waitForSelector(".welcome");
      await find(page, "Thornbury");
      assert.match(await page.textContent(".panel h2"), /Thornbury/);
    }, { fragment: "token" }));

  it("that cannot be read are told of one by one, the others stay", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await act(page, "add-documents");
      await choose(page, file("post.ndjson", LINES), file("picture.png", "x"), file("empty.txt", " "), file("old.txt", Buffer.from([0x43, 0xe9, 0x20])), file("one.json", JSON.stringify({ headline: "no text" })));
      await ended(page);
      assert.match(await page.textContent(".intake-words"), /^1 document stored, 7 not\.$/);
      const problems = await page.locator(".problems li").allTextContents();
      const told = (origin, why) => assert.ok(problems.some((words) => words.startsWith(origin) && why.test(words)), `${origin}: ${problems.join("\n")}`);
      told("post.ndjson, line 2", /not JSON/);
      told("post.ndjson, line 3", /text/);
      told("post.ndjson, line 4", /published/);
      told("picture.png", /Only \.txt/);
      told("empty.txt", /empty/);
      told("old.txt", /UTF-8/);
      told("one.json", /neither/);
      assert.match(await page.textContent(".stored li"), /post\.ndjson, line 1/);
      await until(page, () => [...document.querySelectorAll(".articles li")].some((item) => item.dataset.document === "post-1"));
    }, { fragment: "token" }));

  it("can be dropped anywhere on the articles", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await settled(page);
      await drop(page, ".articles-view h1", [{ name: "dropped.txt", text: "Ferry is late\n\nCaptain Iris Vole said the ferry was late." }]);
      await ended(page);
      await until(page, () => document.querySelector(".articles").textContent.includes("Ferry is late"));
    }, { fragment: "token" }));

  it("are read with progress, and no further once somebody stops it", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await act(page, "add-documents");
      const before = (await api("stats")).documents;
      const many = Array.from({ length: 90 }, (_, i) => row({ id: `many-${i}`, text: `${LANTERN}\n${`Deputy number ${i} said that the road was clear. `.repeat(60)}` }));
      await choose(page, file("many.ndjson", many.join("\n")));
      await until(page, () => /^Reading ([2-9]|\d\d) of 90/.test(document.querySelector(".intake-words").textContent));
      assert.ok((await page.evaluate(() => document.querySelector(".working progress").position)) > 0);
      await act(page, "stop-adding");
      await ended(page);
      assert.match(await page.textContent(".intake-words"), /^Stopped\. Nothing stored\.$/);
      assert.equal((await api("stats")).documents, before);
    }, { fragment: "token" }));

  it("go when somebody confirms it, and the views forget them", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await page.waitForSelector("[data-document=post-1]");
      await find(page, "Bruno Oakes");
      await page.keyboard.press("Alt+5");
      await page.click("[data-document=post-1] [data-act=remove-document]");
      await page.waitForSelector("dialog .what-goes");
      assert.match(await page.textContent("dialog"), /1 quote/);
      await page.click("dialog button:has-text('Keep it')");
      assert.ok((await api("documents")).items.some(({ id }) => id === "post-1"));
      await page.click("[data-document=post-1] [data-act=remove-document]");
      await act(page, "really-remove");
      await until(page, () => !document.querySelector("dialog") && document.querySelector(".articles li") && !document.querySelector("[data-document=post-1]"));
      assert.ok(!(await api("documents")).items.some(({ id }) => id === "post-1"));
      await until(page, () => document.querySelector(".panel").textContent.includes("Not on record any more"));
    }, { fragment: "token" }));

  it("that are read in the panel can be removed there, and the panel closes", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await page.click(".articles li:has-text('Ferry is late') .link >> nth=0");
      await page.click(".panel [data-act=remove-document]");
      await act(page, "really-remove");
      await until(page, () => document.querySelector(".panel").hidden && !document.querySelector(".articles").textContent.includes("Ferry is late"));
    }, { fragment: "token" }));
});

describe("without the right to write", () => {
  it("the token is asked for, and without it nothing comes in or goes", () =>
    onPage(async (page) => {
      const before = (await api("documents")).items;
      await page.keyboard.press("Alt+5");
      await act(page, "add-documents");
      await choose(page, file("lantern.txt", LANTERN));
      await page.waitForSelector("dialog input[type=password]");
      await page.keyboard.press("Escape");
      await page.waitForSelector(".intake .failed:not([hidden])");
      assert.match(await page.textContent(".intake .failed"), /no token/);
      await page.locator("[data-act=remove-document]").first().click();
      await act(page, "really-remove");
      await page.waitForSelector("dialog input[type=password]");
      await page.fill("dialog input[type=password]", "wrong");
      await page.keyboard.press("Enter");
      await until(page, () => document.querySelector("dialog input[type=password]")?.value === "");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog .failed:not([hidden])");
      assert.deepEqual((await api("documents")).items, before);
    }));

  it("a server that only reads is told of, and offers no change", async () => {
    const server = await serve(exampleStore(), "--read-only");
    try {
      await onPage(async (page) => {
        await page.keyboard.press("Alt+5");
        await page.waitForSelector(".read-only-note");
        assert.match(await page.textContent(".read-only-note"), /only reads/);
        await page.waitForSelector(".articles li");
        assert.ok((await page.locator("[data-act=remove-document]").count()) > 0);
        for (const name of ["add-documents", "remove-document"]) assert.equal(await page.locator(`[data-act=${name}] >> visible=true`).count(), 0, name);
        await drop(page, ".articles-view h1", [{ name: "dropped.txt", text: LANTERN }]);
        assert.equal(await page.locator(".intake >> visible=true").count(), 0);
      }, { server });
    } finally {
      await server.stop();
    }
  });
});
