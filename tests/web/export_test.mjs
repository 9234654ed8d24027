// What leaves the page is what it shows: every format is counted against the scene.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { act, download, find, settled, until, view, withWhitcombe } from "./support/browser.mjs";
import { READERS, tableRows } from "./support/graph_files.mjs";
import { exampleStore, run, temporaryFolder } from "./support/server.mjs";
import { zipFiles } from "./support/zip.mjs";
import { session } from "./support/session.mjs";

let store = "";
const { onPage } = session(() => { store = exampleStore(); return store; });

const seen = (page) => page.evaluate(() => {
  const { nodes, links } = window.onrecord.graph.scene();
  return {
    nodes: nodes.map(({ id, placed: { x, y } }) => ({ id, x, y })),
    links: links.map(({ source, target, predicate, statements }) => ({ key: `${source}-${target}-${predicate}`, statements })),
  };
});
const commit = (page, change) => page.evaluate((wanted) => window.onrecord.app.commit("x", wanted), change);
const line = (page) => page.textContent(".export-line");
const sorted = (values) => [...values].sort();

/** A file of what is seen; waits until the page says that it is saved. */
async function taken(page, format) {
  const file = await download(page, () => act(page, `view-${format}`));
  await until(page, () => document.querySelector(".export-line").dataset.state === "saved");
  return file;
}

/** Takes every format and compares nodes, edges and places with what is shown. */
async function assertAllFormats(page) {
  await act(page, "export");
  await page.waitForSelector("dialog [data-act=view-gexf]");
  const { nodes, links } = await seen(page);
  assert.ok(nodes.length > 1 && links.length > 0);
  const statements = links.reduce((sum, link) => sum + link.statements, 0);
  assert.ok((await page.textContent("dialog .note")).includes(`${nodes.length} entities and ${links.length} connection`));
  for (const [format, read] of Object.entries(READERS)) {
    const { name, bytes } = await taken(page, format);
    assert.match(name, /^onrecord-[\p{L}\p{N}-]+(-nodes|-edges)?\.[a-z]+(\.json)?$/u, format);
    const file = read(bytes.toString());
    if (file.nodes) assert.deepEqual(sorted(file.nodes), sorted(nodes.map(({ id }) => id)), `nodes of ${format}`);
    if (file.links) assert.equal(file.links.length, statements, `edges of ${format}`);
    if (typeof file.links?.[0] === "string") assert.deepEqual(sorted(new Set(file.links)), sorted(links.map(({ key }) => key)), `edges of ${format}`);
    for (const { id, x, y } of file.at ? nodes : []) assert.deepEqual(file.at.get(id), { x, y }, `place in ${format}`);
  }
  const { name, bytes } = await taken(page, "csv");
  assert.match(name, /^onrecord-[\p{L}\p{N}-]+-csv\.zip$/u);
  const tables = zipFiles(bytes);
  assert.deepEqual([...tables.keys()], ["nodes.csv", "edges.csv"]);
  for (const table of ["nodes", "edges"]) assert.deepEqual(tables.get(`${table}.csv`), (await taken(page, `csv-${table}`)).bytes);
  assert.equal((await taken(page, "png")).bytes.subarray(1, 4).toString(), "PNG");
  const svg = (await taken(page, "svg")).bytes.toString();
  assert.equal(svg.match(/<g transform=/g).length, nodes.length);
  assert.equal(svg.match(/<line /g).length, links.length);
  await page.keyboard.press("Escape");
}

describe("an export of the graph", () => {
  it("has what is shown, in each format", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await assertAllFormats(page);
    }));
  it("has no more than is left of it, and everybody where they were put", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await find(page, "Quiet Harbor");
      const { nodes, filters } = await view(page);
      const [first, second, third] = nodes;
      await commit(page, {
        filters: { ...filters, types: ["person", "operation", "agency"], min_confidence: 0.5, since: "2025" },
        nodes: nodes.map((node) => ({ ...node, ...(node.id === second.id ? { hidden: true } : {}), ...(node.id === third.id ? { folded: true } : {}), ...(node.id === first.id ? { x: -321, y: 123 } : {}) })),
      });
      await settled(page);
      await assertAllFormats(page);
    }));
  it("of the tables is that of the picture, also before it was drawn", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const { nodes } = await view(page);
      await commit(page, { table: true, nodes: nodes.map(({ id }) => ({ id })) });
      await settled(page);
      await assertAllFormats(page);
    }));
  it("has sentences unless they are left out", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "export");
      assert.match((await taken(page, "nodelink")).bytes.toString(), /"sentence":/);
      await page.uncheck("[data-act=with-sentences]");
      assert.doesNotMatch((await taken(page, "nodelink")).bytes.toString(), /"sentence":/);
    }));
  it("is drawn as PDF", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "export");
      assert.equal((await taken(page, "pdf")).bytes.subarray(0, 4).toString(), "%PDF");
    }));
});

describe("a saved view", () => {
  it("gives the same by the command", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "views");
      await page.fill("[data-act=view-name]", "Harbor");
      await act(page, "save-view");
      const saved = await download(page, () => page.click("[aria-label='Save Harbor as a file']"));
      await page.keyboard.press("Escape");
      const file = join(temporaryFolder(), "view.json");
      writeFileSync(file, saved.bytes);
      const by_command = READERS.gexf(run("export", "--store", store, "--view", file, "--format", "gexf"));
      await act(page, "export");
      const by_page = READERS.gexf((await taken(page, "gexf")).bytes.toString());
      assert.deepEqual(by_command, by_page);
    }));
});

describe("an export of other views", () => {
  it("of quotes is a table of them all, and their graph", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(".said");
      await act(page, "export");
      const quotes = await page.evaluate(async () => {
        const all = [];
        for (let cursor = ""; ;) {
          const part = await (await fetch(`/api/v1/quotes?limit=200&cursor=${encodeURIComponent(cursor)}`)).json();
          all.push(...part.items);
          if (!part.next) return all;
          cursor = part.next;
        }
      });
      const table = await taken(page, "csv-quotes");
      assert.equal(table.name, "onrecord-quotes.csv");
      const ids = tableRows(table.bytes.toString()).map((row) => row.at(-1));
      assert.deepEqual(sorted(ids), sorted(quotes.map(({ id }) => id)));
      const { nodes } = READERS.nodelink((await taken(page, "nodelink")).bytes.toString());
      const joined = quotes.filter(({ speaker, also, about }) => speaker || also.length || about.length);
      for (const { id } of joined) assert.ok(nodes.includes(id));
    }));
  it("of paths is these paths", () =>
    onPage(async (page) => {
      await page.evaluate(async () => {
        const id = async (q) => (await (await fetch(`/api/v1/entities?q=${encodeURIComponent(q)}`)).json()).items[0].id;
        const { app } = window.onrecord;
        app.commit("x", { tab: "paths", paths: { ...app.view.paths, from: await id("Zoë Lindqvist"), to: await id("Gideon Falk"), k: 4 } });
      });
      await page.waitForSelector(".path");
      const { paths } = await view(page);
      const found = await page.evaluate(async (asked) => (await (await fetch(`/api/v1/path?${new URLSearchParams(asked)}`)).json()).paths, paths);
      await act(page, "export");
      const { name, bytes } = await taken(page, "nodelink");
      assert.equal(name, "onrecord-zoë-lindqvist-to-gideon-falk.json");
      const stops = new Set(found.flatMap(({ hops }) => hops.flatMap(({ from, to }) => [from.id, to.id])));
      assert.deepEqual(sorted(READERS.nodelink(bytes.toString()).nodes), sorted(stops));
    }));
  it("of nothing is not offered", () =>
    onPage(async (page) => {
      await act(page, "export");
      assert.match(await page.textContent("dialog"), /Nothing is shown yet/);
      assert.equal(await page.locator("[data-act^=view-]").count(), 0);
    }));
});

describe("the export menu", () => {
  it("offers the store and its graph in every format of the server", () =>
    onPage(async (page) => {
      await act(page, "export");
      await page.waitForSelector("dialog a[data-act=store-ftm]");
      const links = await page.locator("dialog a[data-act^=store-]").evaluateAll((all) => all.map(({ href, textContent, dataset }) => ({ href, words: textContent, format: dataset.act.slice(6) })));
      const description = await page.evaluate(async () => (await (await fetch("/openapi.json")).json()).paths["/api/v1/export"].get.parameters.find(({ name }) => name === "format").schema.enum);
      assert.deepEqual(sorted(links.map(({ format }) => format)), sorted(description));
      for (const { href, words, format } of links) {
        assert.ok(words !== format, `${format} has words`);
        const reply = await fetch(href);
        // A picture of everything takes longer to draw than it may on a busy machine.
        if (reply.status === 503 && ["svg", "png", "pdf"].includes(format)) {
          assert.equal((await reply.json()).code, "busy");
          continue;
        }
        assert.equal(reply.status, 200, href);
        assert.match(reply.headers.get("content-disposition"), /^attachment; filename="onrecord[\w.-]+"$/);
        assert.ok((await reply.arrayBuffer()).byteLength > 0, href); // one export at a time
      }
    }));
  it("has the whole graph of the chosen outlets alone", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "filters");
      await page.waitForSelector("[data-filter^=outlet-]");
      const name = (await page.locator("[data-filter^=outlet-]").first().getAttribute("data-filter")).slice("outlet-".length);
      await page.check(`[data-filter="outlet-${name}"]`);
      await settled(page);
      await page.keyboard.press("Escape");
      await act(page, "export");
      await page.waitForSelector("dialog a[data-act=store-csv-nodes]");
      const { href } = await page.locator("dialog a[data-act=store-csv-nodes]").evaluate((link) => ({ href: link.href }));
      assert.equal(new URL(href).searchParams.get("outlets"), name);
      const lines = async (url) => (await (await fetch(url)).text()).trimEnd().split("\n").length;
      const all = new URL(href);
      all.searchParams.delete("outlets");
      const some = await lines(href);
      assert.ok(some > 1 && some < (await lines(all)), `${some} lines`);
    }));
  it("says what it does and what went wrong, where it is heard", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "export");
      assert.equal(await page.getAttribute(".export-line", "role"), "status");
      await taken(page, "gexf");
      assert.match(await line(page), /^Saved onrecord-[\w-]+\.gexf$/);
      await page.route("**/api/v1/export**", (route) => route.fulfill({ status: 503, contentType: "application/json", body: '{"code": "busy", "message": "other exports are running; try again in a moment"}' }));
      await act(page, "view-gexf");
      await until(page, () => document.querySelector(".export-line").dataset.state === "failed");
      assert.match(await line(page), /was not saved. other exports are running/i);
    }));
  it("works by keyboard alone", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await page.focus("header [data-act=export]");
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog [data-act=view-gexf]");
      for (let steps = 0; steps < 20 && (await page.evaluate(() => document.activeElement.dataset.act)) !== "view-gexf"; ++steps) await page.keyboard.press("Tab");
      const file = await download(page, () => page.keyboard.press("Enter"));
      assert.match(file.name, /\.gexf$/);
      await page.keyboard.press("Escape");
      assert.equal(await page.evaluate(() => document.activeElement.dataset.act), "export");
    }));
});
