// Who is the same: merges, and taking them back, on examples/.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { act, find, settled, until } from "./support/browser.mjs";
import { session } from "./support/session.mjs";

const at = session();
const { onPage } = at;

/** Pairs to decide about, whichever there are. */
async function open_review(page) {
  await page.keyboard.press("Alt+6");
  await settled(page);
  if (await page.locator(".candidate").count()) return;
  await page.selectOption(".review-view select", "parted");
  await page.waitForSelector(".candidate");
}

describe("review", () => {
  const decisions = async () => (await (await fetch(`${at.server.url}api/v1/decisions`)).json()).items;
  it("shows reasons, merges with the token, and undo takes it back", () =>
    onPage(async (page) => {
      await open_review(page);
      assert.match(await page.textContent(".candidate .reasons"), /For|Against/);
      assert.ok((await page.locator(".candidate").first().locator(".reasons meter").count()) > 0, "reasons have weights");
      await page.locator("[data-act=merge]").first().click();
      await page.waitForSelector(".decisions li");
      const [made] = await decisions();
      assert.equal(made.kind, "merge");
      assert.equal(made.undone_by, null);
      assert.match(await page.getAttribute("[data-act=undo]", "title"), /^Undo: Merge /);
      await act(page, "undo");
      await until(page, () => document.querySelector(".decisions .undone"));
      assert.notEqual((await decisions()).find(({ sequence }) => sequence === made.sequence).undone_by, null);
      await act(page, "redo");
      await until(page, () => [...document.querySelectorAll(".decisions li:not(.undone)")].some((row) => row.querySelector("[data-act=undo-decision]")));
      const again = (await decisions()).filter(({ kind, undone_by }) => kind === "merge" && undone_by === null);
      assert.equal(again.length, 1);
      await page.click("[data-act=undo-decision]");
      await until(page, () => !document.querySelector("[data-act=undo-decision]"));
    }, { fragment: "token" }));
  it("shows before a merge who goes into whom, and turns it round", () =>
    onPage(async (page) => {
      await open_review(page);
      const { items } = await (await fetch(`${at.server.url}api/v1/candidates?limit=100`)).json();
      const { a, b } = items.find((pair) => pair.a.name !== pair.b.name);
      const row = page.locator(`[data-pair="${a.id} ${b.id}"]`);
      assert.deepEqual([await row.locator(".goes").textContent(), await row.locator(".stays").textContent()], [b.name, a.name]);
      await row.locator("[data-act=swap]").click();
      assert.deepEqual([await row.locator(".goes").textContent(), await row.locator(".stays").textContent()], [a.name, b.name]);
      await row.locator("[data-act=merge]").click();
      await page.waitForSelector(".decisions [data-act=undo-decision]");
      const made = (await decisions()).findLast(({ kind }) => kind === "merge");
      assert.equal(made.result.name, b.name);
      await act(page, "undo");
      await until(page, () => !document.querySelector("[data-act=undo-decision]"));
    }, { fragment: "token" }));
  it("keeps two apart: they are not offered again, until it is undone", () =>
    onPage(async (page) => {
      await open_review(page);
      const row = page.locator(".candidate").first();
      const pair = await row.getAttribute("data-pair");
      const candidates = async () => (await (await fetch(`${at.server.url}api/v1/candidates?limit=100`)).json()).items.map(({ a, b }) => `${a.id} ${b.id}`);
      const offered = (wanted) => until(page, ({ one, is }) => [...document.querySelectorAll(".candidate:not(.decided)")].some((item) => item.dataset.pair === one) === is, { one: pair, is: wanted });
      assert.ok((await candidates()).includes(pair));
      await row.locator("[data-act=keep-apart]").click();
      await page.waitForSelector(".decisions [data-act=undo-decision]");
      await offered(false);
      assert.ok(!(await candidates()).includes(pair));
      assert.equal((await decisions()).at(-1).kind, "keep_apart");
      await act(page, "undo");
      await offered(true);
      assert.ok((await candidates()).includes(pair));
    }, { fragment: "token" }));
  it("says of pairs that the program told apart or joined what was decided about them", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+6");
      await settled(page);
      for (const [verdict, decide] of [
        ["parted", async (row) => { await row.locator("[data-act=keep-apart]").click(); }],
        ["parted", async (row) => { await row.locator("[data-act=merge]").click(); }],
        ["joined", async (row) => { await row.locator("[data-act=split]").click(); await page.waitForSelector("dialog .split-documents input"); await act(page, "split-now"); }],
      ]) {
        await page.selectOption(".review-view select", verdict);
        await page.waitForSelector(".candidate .actions button");
        const pair = await page.getAttribute(".candidate >> nth=0", "data-pair");
        const row = page.locator(`[data-pair="${pair}"]`).first();
        await decide(row);
        await until(page, (one) => document.querySelector(`[data-pair="${one}"]`)?.classList.contains("settled"), pair);
        assert.match(await row.textContent(), /Decided: /);
        assert.equal(await row.locator(".actions button").count(), 0);
        await act(page, "undo");
        await until(page, (one) => document.querySelector(`[data-pair="${one}"] .actions button`), pair);
      }
    }, { fragment: "token" }));
  it("asks for the token where it has none, and changes nothing without", () =>
    onPage(async (page) => {
      await open_review(page);
      const before = await decisions();
      await page.locator("[data-act=merge]").first().click();
      await page.waitForSelector("dialog input[type=password]");
      await page.fill("dialog input[type=password]", "wrong");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(500);
      await page.waitForSelector("dialog input[type=password]");
      await page.keyboard.press("Escape");
      await page.waitForSelector(".toast:not([hidden])");
      assert.match(await page.textContent(".toast"), /Nothing was changed/);
      assert.deepEqual(await decisions(), before);
    }));
});

describe("splitting", () => {
  const find_id = async (name) => (await (await fetch(`${at.server.url}api/v1/entities?q=${encodeURIComponent(name)}`)).json()).items[0].id;
  const documents_of = async (id) => (await (await fetch(`${at.server.url}api/v1/entities/${id}`)).json()).mentioned_in.map((document) => document.id);
  it("from a card gives some documents to another one, and undo puts them together again", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      const id = await find_id("Dale Whitcombe");
      const before = await documents_of(id);
      await page.click(".panel [data-act=split]");
      await page.waitForSelector("dialog .split-documents li");
      await until(page, () => [...document.querySelectorAll("dialog .split-documents .sentence")].every((sentence) => sentence.textContent !== "…"));
      assert.ok((await page.locator("dialog .split-documents .sentence").allTextContents()).some((sentence) => sentence.includes("Whitcombe")));
      assert.ok(await page.isDisabled("[data-act=split-now]"), "nothing is ticked yet");
      const boxes = page.locator("dialog .split-documents input");
      assert.equal(await boxes.count(), before.length);
      for (let i = 0; i < before.length; ++i) await boxes.nth(i).check();
      assert.ok(await page.isDisabled("[data-act=split-now]"), "one at least stays");
      for (let i = 1; i < before.length; ++i) await boxes.nth(i).uncheck();
      await page.fill("[data-act=other-name]", "Dale Whitcombe the elder");
      await act(page, "split-now");
      await until(page, () => !document.querySelector("dialog"));
      const [first] = before;
      assert.deepEqual(await documents_of(id), before.filter((document) => document !== first));
      assert.deepEqual(await documents_of(await find_id("Dale Whitcombe the elder")), [first]);
      await until(page, (count) => document.querySelectorAll(".panel .card > section .plain-list > li").length >= 1 && document.querySelector(".panel .note").textContent.startsWith(`${count} document`), before.length - 1);
      await act(page, "undo");
      await until(page, (count) => document.querySelector(".panel .note")?.textContent.startsWith(`${count} document`), before.length);
      assert.deepEqual(await documents_of(id), before);
    }, { fragment: "token" }));
  it("of what the program joined begins in Review, with the documents of the one that was joined", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+6");
      await page.selectOption(".review-view select", "joined");
      const { items } = await (await fetch(`${at.server.url}api/v1/candidates?verdict=joined&limit=1`)).json();
      await page.locator(".candidate [data-act=split]").first().click();
      await page.waitForSelector("dialog .split-documents input");
      assert.deepEqual(await page.locator("dialog .split-documents input:checked").evaluateAll((all) => all.map((box) => box.dataset.document)), [...items[0].b.documents].sort());
      assert.equal(await page.inputValue("[data-act=other-name]"), items[0].b.name);
    }, { fragment: "token" }));
});
