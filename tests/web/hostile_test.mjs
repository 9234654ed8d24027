// A store full of script, through every view: nothing runs, and the policy has nothing to refuse.
import assert from "node:assert/strict";
import { it } from "node:test";
import { settled, until } from "./support/browser.mjs";
import { hostileStore, PAYLOADS } from "./support/hostile.mjs";
import { session } from "./support/session.mjs";

const at = session(hostileStore);

const all = async (path) => {
  const items = [];
  for (let cursor = ""; ;) {
    const reply = await (await fetch(`${at.server.url}api/v1/${path}limit=500&cursor=${cursor}`)).json();
    items.push(...reply.items);
    if (!reply.next) return items;
    cursor = reply.next;
  }
};
const commit = (page, change) => page.evaluate((fields) => window.onrecord.app.commit(fields.label ?? "x", fields), change);
const showMore = async (page, rows) => {
  const more = page.locator("main > :not([hidden]) .list-foot button:has-text('Show more')");
  for (; await more.count(); await settled(page)) {
    const count = await page.locator(rows).count();
    await more.click();
    await until(page, ({ rows: one, count: old }) => document.querySelectorAll(one).length > old, { rows, count });
  }
};

it("there are a hundred payloads and more", () => assert.ok(PAYLOADS.length >= 100));

it("nothing of it runs in any view", { timeout: 840_000 }, () => at.onPage(async (page) => {
  const persons = await all("entities?type=person&");
  const operations = await all("entities?type=operation&");
  const documents = await all("documents?");
  assert.ok(persons.length >= PAYLOADS.length && operations.length >= PAYLOADS.length && documents.length >= PAYLOADS.length);

  // All at once in the graph, as a picture and as tables.
  await commit(page, { nodes: [...persons, ...operations].map(({ id }) => ({ id })) });
  await settled(page);
  assert.equal(await page.evaluate(() => window.onrecord.graph.scene().nodes.length), persons.length + operations.length);
  await commit(page, { table: true });
  await settled(page);
  const tables = await page.textContent(".tables");
  for (const payload of PAYLOADS) assert.ok(tables.includes(payload), payload);

  // Each card, each piece of evidence, each article; toasts and titles say their names too.
  for (const [i, { id, name }] of [...persons, ...operations].entries()) {
    await commit(page, { label: `Look at ${name}`, focus: { kind: "entity", id } });
    await until(page, (wanted) => document.querySelector(".panel h2")?.textContent.includes(wanted), name);
    if (i % 30 === 0) {
      await settled(page);
      await page.click(".panel [data-act=expand]");
      await settled(page);
      await page.keyboard.press("Escape");
    }
  }
  await commit(page, { nodes: persons.slice(0, 40).concat(operations.slice(0, 40)).map(({ id }) => ({ id })), table: false });
  for (const { id, title } of documents) {
    await commit(page, { focus: { kind: "article", id, begin: 0, end: 10 } });
    await until(page, (wanted) => document.querySelector(".panel .article h2")?.textContent.includes(wanted), title);
  }
  await settled(page);
  const links = await page.evaluate(() => window.onrecord.graph.scene().links);
  for (const { source, target } of links.slice(0, 40)) {
    await commit(page, { focus: { kind: "link", from: source, to: target, predicate: "", at: 0 } });
    await page.waitForSelector(".context .at");
  }
  for (const [key, rows] of [["Alt+2", ".said"], ["Alt+3", ".operation-row"], ["Alt+5", ".articles li"], ["Alt+6", ".candidate"]]) {
    await page.keyboard.press(key);
    await settled(page);
    await showMore(page, rows);
  }
  const saved = await page.textContent(".quotes-view");
  for (const payload of PAYLOADS) assert.ok(saved.includes(payload), payload);

  // Search for it, save a view under it, open a file that holds it, follow a link that holds it.
  for (const payload of PAYLOADS.slice(0, 40)) {
    await page.fill("header [role=combobox]", payload.slice(0, 100));
    await page.waitForTimeout(150);
  }
  await page.fill("header [role=combobox]", "");
  await page.click("[data-act=views]");
  for (const payload of PAYLOADS.slice(0, 20)) {
    await page.fill("[data-act=view-name]", payload.slice(0, 100));
    await page.click("[data-act=save-view]");
  }
  const file = { format: "onrecord view 1", name: PAYLOADS[0], view: { focus: { kind: "article", id: PAYLOADS[1], begin: 0, end: 1 }, quotes: { text: PAYLOADS[2], speaker: PAYLOADS[3] }, paths: { from: PAYLOADS[4], to: PAYLOADS[5] }, tab: "paths" } };
  await page.setInputFiles("dialog input[type=file]", { name: "view.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await settled(page);
  await page.keyboard.press("Alt+2");
  await settled(page);
  await page.reload();
  await page.waitForSelector("header .brand");
  await settled(page);
  for (const payload of PAYLOADS.slice(0, 20)) {
    await page.evaluate((hash) => { location.hash = hash; }, payload);
    await page.waitForTimeout(20);
  }
}));
