// Where the focus goes when what had it is removed, hidden or drawn anew: never to the page's
// beginning.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileChoosers, find, settled, until, view } from "./support/browser.mjs";
import { emptyStore, serve } from "./support/server.mjs";
import { session } from "./support/session.mjs";

const at = session();
const { onPage } = at;

/** What has the focus: its element, what it does, its words, the row it stands in. */
const focused = (page) => page.evaluate(() => {
  const { activeElement: a } = document;
  const row = a.closest("[data-document], [data-pair], tr[data-entity], tr[data-link]");
  return { tag: a.localName, act: a.dataset.act ?? "", words: a.textContent, row: row ? { ...row.dataset } : null, inDialog: !!a.closest("dialog"), inPanel: !!a.closest(".panel") };
});
/** Until the focus is on an element that fits, and stays there when all has been loaded. */
async function focusComesTo(page, holds, what) {
  const fits = async () => holds(await focused(page));
  for (const end = Date.now() + 20_000; !(await fits()); ) {
    if (Date.now() > end) assert.fail(`${what}: the focus is on ${JSON.stringify(await focused(page))}`);
    await page.waitForTimeout(30);
  }
  await settled(page);
  assert.ok(await fits(), `${what}, once all is loaded: the focus is on ${JSON.stringify(await focused(page))}`);
}
const onAct = (act, row) => (at) => at.act === act && (!row || Object.entries(row).every(([key, value]) => at.row?.[key] === value));
const press = async (page, selector, key = "Enter") => { await page.focus(selector); await page.keyboard.press(key); };
const attributes = (page, selector, name) => page.locator(selector).evaluateAll((all, one) => all.map((item) => item.getAttribute(one)), name);

describe("the focus", () => {
  it("goes to the heading of each view that a key opens", () =>
    onPage(async (page) => {
      for (const [key, heading] of [["Alt+2", "Who said what"], ["Alt+3", "Operations"], ["Alt+4", "What connects two names?"], ["Alt+5", "Articles"], ["Alt+6", "Who is the same?"], ["Alt+1", "The graph"], ["?", "How to use this page"]]) {
        await page.keyboard.press(key);
        await focusComesTo(page, ({ tag, words }) => tag === "h1" && words === heading, key);
      }
      await page.keyboard.press("Alt+2");
      await page.focus("[aria-label=Words]");
      await page.keyboard.press("Alt+3");
      await focusComesTo(page, ({ tag, words }) => tag === "h1" && words === "Operations", "from a field");
    }));

  it("goes to the card of whoever was searched for, and from a closed card back to the content", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      await focusComesTo(page, ({ tag, words, inPanel }) => tag === "h2" && inPanel && words === "Dale Whitcombe", "a name that was found");
      await page.keyboard.press("Escape");
      await focusComesTo(page, ({ tag }) => tag === "main", "the card is closed");
    }));

  it("goes with what a key opens in the panel, and back to what opened it", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+3");
      await settled(page);
      const name = await page.textContent(".operation-row h2 .entity >> nth=0");
      await press(page, ".operation-row h2 .entity >> nth=0");
      await focusComesTo(page, ({ tag, inPanel }) => tag === "h2" && inPanel, "the card");
      await press(page, ".panel .source-line .link >> visible=true >> nth=0");
      await focusComesTo(page, ({ tag, inPanel }) => tag === "h2" && inPanel, "an article of the card");
      assert.equal(await page.locator(".panel .article").count(), 1);
      await page.keyboard.press("Escape");
      await focusComesTo(page, ({ tag, words, inPanel }) => tag === "button" && words === name && !inPanel, "the panel is closed");
      await press(page, ".operation-row h2 .entity >> nth=0");
      await page.waitForSelector(".panel h2");
      await press(page, ".panel .close");
      await focusComesTo(page, ({ words, inPanel }) => words === name && !inPanel, "the panel is closed by its button");
    }));

  it("goes to the new view when a button leads to it", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+3");
      await settled(page);
      await press(page, ".operation-row .chip:has-text('Show in the graph') >> nth=0");
      await focusComesTo(page, ({ tag, inPanel }) => tag === "h2" && inPanel, "shown in the graph");
    }));

  it("goes to the next row of a table when one is hidden, and stays on a row that is drawn anew", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      await page.keyboard.press("Escape");
      await page.keyboard.press("t");
      const rows = () => attributes(page, "tr[data-entity]", "data-entity");
      await press(page, `tr[data-entity="${(await rows())[1]}"] [data-act=row-hide]`);
      await focusComesTo(page, onAct("row-hide", { entity: (await rows())[1] }), "the row that took its place");
      await page.keyboard.press("Enter");
      await focusComesTo(page, onAct("row-hide", { entity: (await rows())[1] }), "and once more");
      const [first] = await rows();
      await press(page, `tr[data-entity="${first}"] [data-act=row-expand]`);
      await page.waitForSelector("dialog .picks");
      await page.keyboard.press("Escape");
      await focusComesTo(page, onAct("row-expand", { entity: first }), "a dialog is closed");
    }));

  it("stays on the card's button when the card is drawn anew", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      for (const act of ["pinned", "faded", "folded"]) {
        await press(page, `.panel [data-act=${act}]`);
        await focusComesTo(page, onAct(act), act);
      }
      await press(page, ".panel [data-act=expand]");
      await page.waitForSelector("dialog .picks input");
      await press(page, "dialog .relations .chip >> nth=1");
      await until(page, () => document.querySelector("dialog .relations .chip:nth-of-type(2)")?.getAttribute("aria-pressed") === "true");
      await focusComesTo(page, ({ inDialog, tag }) => inDialog && tag === "button", "a relation is chosen");
      await press(page, "dialog [data-act=add-neighbours]");
      await focusComesTo(page, onAct("expand"), "its neighbours are added");
    }));

  it("stays in the tools when there is nothing left to undo", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      await press(page, ".panel [data-act=pinned]");
      await page.focus("header [data-act=undo]");
      while (await page.evaluate(() => window.onrecord.app.next_undo)) {
        await page.keyboard.press("Enter");
        await settled(page);
      }
      await focusComesTo(page, onAct("redo"), "redo is next");
    }));

  it("comes back from every dialog to what opened it", () =>
    onPage(async (page) => {
      for (const act of ["export", "views"]) {
        await press(page, `[data-act=${act}]`);
        await page.waitForSelector("dialog");
        await page.keyboard.press("Escape");
        await focusComesTo(page, onAct(act), act);
      }
      await press(page, "[data-act=filters]");
      await page.keyboard.press("Escape");
      await focusComesTo(page, onAct("filters"), "filters");
    }));
});

describe("the focus after a decision", () => {
  const pairs = (page) => attributes(page, ".candidate:not(.decided)", "data-pair");
  const open = async (page, verdict) => {
    await page.keyboard.press("Alt+6");
    await settled(page);
    await page.selectOption(".review-view select", verdict);
    await page.waitForSelector(".candidate");
    await settled(page);
  };
  const decided = async () => (await (await fetch(`${at.server.url}api/v1/decisions`)).json()).items.filter(({ undone_by, undoes }) => undone_by === null && undoes === null).length;
  const undo = async (page) => {
    await page.keyboard.press("Control+z");
    for (const end = Date.now() + 20_000; await decided(); await page.waitForTimeout(30)) assert.ok(Date.now() < end, "it is undone");
  };
  for (const act of ["merge", "keep-apart"]) {
    it(`is on the pair that comes next: ${act}`, () =>
      onPage(async (page) => {
        await open(page, "doubtful");
        const before = await pairs(page);
        assert.ok(before.length > 1, "more than one pair");
        await press(page, `[data-pair="${before[0]}"] [data-act=${act}]`);
        await page.waitForSelector(".decisions [data-act=undo-decision]");
        await until(page, (gone) => !document.querySelector(`.candidate[data-pair="${gone}"]`), before[0]);
        await focusComesTo(page, onAct(act, { pair: (await pairs(page))[0] }), "the next pair");
        await undo(page);
      }, { fragment: "token" }));
  }
  it("is on the same button of the card that was split", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      await press(page, ".panel [data-act=split]");
      await page.waitForSelector("dialog .split-documents input");
      await press(page, "dialog .split-documents input >> nth=0", "Space");
      await press(page, "dialog [data-act=split-now]");
      await until(page, () => !document.querySelector("dialog"));
      await focusComesTo(page, ({ inPanel, act }) => inPanel && act === "split", "split");
      await undo(page);
      assert.ok((await view(page)).focus);
    }, { fragment: "token" }));
  it("is on the next pair when one is split in Review", () =>
    onPage(async (page) => {
      await open(page, "joined");
      const before = await pairs(page);
      await press(page, `[data-pair="${before[0]}"] [data-act=split]`);
      await page.waitForSelector("dialog .split-documents input");
      await press(page, "dialog [data-act=split-now]");
      await until(page, () => !document.querySelector("dialog") && document.querySelector(".decisions [data-act=undo-decision]"));
      await focusComesTo(page, ({ act, row, tag }) => (act === "split" && !!row) || tag === "h1", "split");
      await undo(page);
    }, { fragment: "token" }));
});

describe("the focus among documents", () => {
  const ids = (page) => attributes(page, ".articles li", "data-document");
  const remove = async (page, selector) => {
    await press(page, selector);
    await page.waitForSelector("dialog .what-goes");
    await press(page, "[data-act=really-remove]");
    await until(page, () => !document.querySelector("dialog"));
  };
  it("is on the next one when one is removed, and on the one before when it was the last", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await settled(page);
      const before = await ids(page);
      await remove(page, `[data-document="${before[1]}"] [data-act=remove-document]`);
      await focusComesTo(page, onAct("remove-document", { document: before[2] }), "the next one");
      await remove(page, `[data-document="${before.at(-1)}"] [data-act=remove-document]`);
      await focusComesTo(page, onAct("remove-document", { document: before.at(-2) }), "the one before");
      await press(page, `[data-document="${before[3]}"] .link >> nth=0`);
      await page.waitForSelector(".panel .article");
      await remove(page, ".panel [data-act=remove-document]");
      await focusComesTo(page, ({ row, inPanel }) => !inPanel && row?.document === before[4], "removed from the panel");
    }, { fragment: "token" }));

  it("goes back to what opened “Add documents” when Escape closes it, but not while it reads", () =>
    onPage(async (page) => {
      const chooser = fileChoosers(page);
      await page.keyboard.press("Alt+5");
      await settled(page);
      for (const from of ["[data-act=choose-files]", ".intake [aria-label=Close]"]) {
        await press(page, "[data-act=add-documents]");
        await focusComesTo(page, onAct("choose-files"), "it is open");
        await press(page, from, "Escape");
        await focusComesTo(page, onAct("add-documents"), from);
        assert.equal(await page.locator(".intake >> visible=true").count(), 0);
      }
      await press(page, "[data-act=add-documents]");
      await page.focus(".articles .link >> nth=0");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".intake >> visible=true").count(), 0, "also from elsewhere in the view");
      const text = "Sheriff Ada Thornbury said that the road was clear. ".repeat(120);
      const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify({ id: `n${i}`, text }));
      await press(page, "[data-act=add-documents]");
      await page.keyboard.press("Enter");
      await (await chooser()).setFiles([{ name: "many.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) }]);
      await until(page, () => /^Reading \d+ of/.test(document.querySelector(".intake-words").textContent));
      assert.equal((await focused(page)).act, "stop-adding");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator(".intake >> visible=true").count(), 1);
      await page.keyboard.press("Enter");
      await until(page, () => document.querySelector(".working").hidden);
      await focusComesTo(page, onAct("choose-files"), "stopped");
      await page.keyboard.press("Escape");
      await focusComesTo(page, onAct("add-documents"), "closed");
    }, { fragment: "token" }));

  it("goes to the button that stays when the first page led there", async () => {
    const server = await serve(emptyStore());
    try {
      await onPage(async (page) => {
        await press(page, "[data-act=first-documents]");
        await focusComesTo(page, onAct("choose-files"), "it is open");
        await page.keyboard.press("Escape");
        await focusComesTo(page, onAct("add-documents"), "closed");
      }, { server });
    } finally {
      await server.stop();
    }
  });
});
