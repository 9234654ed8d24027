// First paint, size, and frames while a graph of 2,000 entities and 6,000 links is panned.
import assert from "node:assert/strict";
import { it } from "node:test";
import { gzipSync } from "node:zlib";
import { openPage, settled } from "./support/browser.mjs";
import { session } from "./support/session.mjs";

const at = session();
const ENOUGH = 30;
/** What an empty page reaches where nothing else wants the machine. */
const SMOOTH = 60;
const ROUNDS = 8;
const WINDOW_MS = 1500;

it("the first paint comes within a second", async () => {
  const times = [];
  for (let i = 0; i < 5; ++i) {
    await at.onPage(async (page) => {
      times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    });
  }
  times.sort((a, b) => a - b);
  console.log(`first contentful paint: ${times.map(Math.round).join(", ")} ms`);
  // Machines that test are busy: the least of five is what the page itself needs.
  assert.ok(times[0] < 1000);
});

it("the page has no more than 300 KB compressed", async () => {
  const html = await (await fetch(at.server.url)).text();
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  assert.equal(assets.length, 2, "one script, one style sheet");
  const parts = [Buffer.from(html)];
  for (const path of assets) parts.push(Buffer.from(await (await fetch(new URL(path, at.server.url))).arrayBuffer()));
  const bytes = parts.map((part) => gzipSync(part, { level: 9 }).length).reduce((sum, size) => sum + size);
  console.log(`the page: ${(bytes / 1024).toFixed(0)} KB compressed`);
  assert.ok(bytes <= 300 * 1024);
});

/** Shows made-up entities and links; returns how many the canvas holds. */
const fillGraph = (page) => page.evaluate(async () => {
  const { canvas } = window.onrecord.graph;
  const types = ["person", "agency", "organization", "place", "operation"];
  document.querySelector(".start").hidden = true;
  document.querySelector(".canvas").hidden = false;
  const nodes = Array.from({ length: 2000 }, (_, i) => ({
    id: `n${i}`, type: types[i % 5], name: `Somebody number ${i}`, documents: i % 40, degree: 6, behind: 0,
    placed: { id: `n${i}`, x: 2000 * Math.cos(i * 2.4) * Math.sqrt(i / 2000), y: 2000 * Math.sin(i * 2.4) * Math.sqrt(i / 2000) },
  }));
  const links = Array.from({ length: 6010 }, (_, i) => ({
    key: `l${i}`, source: `n${i % 2000}`, target: `n${(i * 7919 + 13) % 2000}`, predicate: i % 3 ? "co_mentioned" : "conducted",
    labels: ["conducted"], support: 1 + (i % 5),
  })).filter(({ source, target }) => source !== target).slice(0, 6000);
  canvas.show({ nodes, links, missing: 0, hidden: 0, filtered: 0, folded: 0, over_cap: 0, links_over_cap: 0 }, null);
  canvas.fit();
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let i = 0; i < 30; ++i) await frame();
  return { nodes: canvas.cy.nodes().length, links: canvas.cy.edges().length };
});

/** Frames a second while the mouse pulls at `corner`, as somebody would. */
async function framesWhilePanning(page, corner) {
  await page.bringToFront();
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.evaluate(() => {
    window.__frames = 0;
    window.__panning = true;
    const count = () => { window.__frames += 1; if (window.__panning) requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  const begin = Date.now();
  for (let i = 0; Date.now() - begin < WINDOW_MS; ++i) await page.mouse.move(corner.x - 250 + 200 * Math.cos(i / 12), corner.y + 300 + 200 * Math.sin(i / 12));
  const seconds = (Date.now() - begin) / 1000;
  await page.mouse.up();
  return (await page.evaluate(() => { window.__panning = false; return window.__frames; })) / seconds;
}

it("2,000 entities and 6,000 links pan at 30 frames a second", async () => {
  await at.onPage(async (page) => {
    assert.deepEqual(await fillGraph(page), { nodes: 2000, links: 6000 });
    const empty = await openPage(at.browser, at.server.url);
    await settled(empty.page);
    const box = await page.locator(".canvas").boundingBox();
    const corner = { x: box.x + box.width - 20, y: box.y + 20 };
    // The machine may be busy with other things. So the graph is measured beside an empty page, moment
    // by moment, and has to reach the goal in one of them, or the same part of what the empty page does.
    const rounds = [];
    const passes = ({ graph, nothing }) => graph >= ENOUGH * Math.min(1, nothing / SMOOTH);
    while (rounds.length < ROUNDS && !rounds.some(({ graph }) => graph >= ENOUGH)) {
      const nothing = await framesWhilePanning(empty.page, corner);
      const graph = await framesWhilePanning(page, corner);
      rounds.push({ graph, nothing });
    }
    await empty.context.close();
    const told = rounds.map(({ graph, nothing }) => `${graph.toFixed(1)} (an empty page ${nothing.toFixed(1)})`).join(", ");
    console.log(`panning 2,000 entities and 6,000 links, frames a second: ${told}`);
    assert.ok(rounds.some(passes), told);
  });
});
