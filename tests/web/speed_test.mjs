// First paint on the demo, and frames while a graph of 2,000 entities and 6,000 links is panned.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { launch, openPage, settled } from "./support/browser.mjs";
import { exampleStore, serve } from "./support/server.mjs";

let server;
let browser;
before(async () => {
  server = await serve(exampleStore());
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

it("the first paint comes within a second", async () => {
  const times = [];
  for (let i = 0; i < 5; ++i) {
    const { page, context } = await openPage(browser, server.url);
    await settled(page);
    times.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
    await context.close();
  }
  times.sort((a, b) => a - b);
  console.log(`first contentful paint: ${times.map(Math.round).join(", ")} ms`);
  // Machines that test are busy: the least of five is what the page itself needs.
  assert.ok(times[0] < 1000);
});

it("2,000 entities and 6,000 links pan at 30 frames a second", async () => {
  const { page, context } = await openPage(browser, server.url);
  await settled(page);
  const rates = await page.evaluate(async () => {
    const { canvas } = window.onrecord.graph;
    const types = ["person", "agency", "organization", "place", "operation"];
    document.querySelector(".start").hidden = true;
    document.querySelector(".canvas").hidden = false;
    const nodes = Array.from({ length: 2000 }, (_, i) => ({
      id: `n${i}`, type: types[i % 5], name: `Somebody number ${i}`, documents: i % 40, degree: 6, behind: 0,
      placed: { id: `n${i}`, x: 2000 * Math.cos(i * 2.4) * Math.sqrt(i / 2000), y: 2000 * Math.sin(i * 2.4) * Math.sqrt(i / 2000) },
    }));
    const links = Array.from({ length: 6000 }, (_, i) => ({
      key: `l${i}`, source: `n${i % 2000}`, target: `n${(i * 7919 + 13) % 2000}`, predicate: i % 3 ? "co_mentioned" : "conducted",
      labels: ["conducted"], support: 1 + (i % 5),
    })).filter(({ source, target }) => source !== target);
    canvas.show({ nodes, links, missing: 0, hidden: 0, filtered: 0, folded: 0, over_cap: 0, links_over_cap: 0 }, null);
    canvas.fit();
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let i = 0; i < 30; ++i) await frame();
    return { nodes: canvas.cy.nodes().length, links: canvas.cy.edges().length };
  });
  assert.equal(rates.nodes, 2000);
  assert.ok(rates.links > 5900);
  // With the mouse, as somebody would.
  const box = await page.locator(".canvas").boundingBox();
  const corner = { x: box.x + box.width - 20, y: box.y + 20 };
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.evaluate(() => {
    window.__frames = 0;
    window.__panning = true;
    const count = () => { window.__frames += 1; if (window.__panning) requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  const begin = Date.now();
  for (let i = 0; Date.now() - begin < 4000; ++i) await page.mouse.move(corner.x - 250 + 200 * Math.cos(i / 12), corner.y + 300 + 200 * Math.sin(i / 12));
  const seconds = (Date.now() - begin) / 1000;
  await page.mouse.up();
  const frames = await page.evaluate(() => { window.__panning = false; return window.__frames; });
  const rate = frames / seconds;
  console.log(`panning 2,000 entities and ${rates.links} links: ${rate.toFixed(1)} frames a second`);
  // A busy or sanitized test machine gets half of the goal as room; the figure above is the measure.
  assert.ok(rate >= (process.env.ONRECORD_STRICT_SPEED ? 30 : 15));
  await context.close();
});
