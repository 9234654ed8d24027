// Searching, the graph and its evidence, and paths, on examples/.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { act, find, panelTitle, settled, shownLinks, shownNodes, until, view, withWhitcombe } from "./support/browser.mjs";
import { session } from "./support/session.mjs";

const at = session();
const { onPage } = at;
const places = (nodes) => new Map(nodes.map(({ id, x, y }) => [id, `${Math.round(x)},${Math.round(y)}`]));

describe("search", () => {
  it("finds as you type, without accents and with typing errors", () =>
    onPage(async (page) => {
      for (const [typed, expected] of [["inés q", "Inés Quiroga"], ["ines qui", "Inés Quiroga"], ["Quirogga", "Inés Quiroga"]]) {
        await page.keyboard.press("/");
        await page.keyboard.type(typed);
        await page.waitForSelector("header [role=option]");
        assert.ok((await page.textContent("header [role=listbox]")).includes(expected), typed);
        for (let i = 0; i < typed.length; ++i) await page.keyboard.press("Backspace");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
      }
    }));
  it("says so when there is nobody of that name", () =>
    onPage(async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("zzzzqqq");
      await page.waitForSelector("header .found.note:not([hidden])");
      assert.match(await page.textContent("header .found.note"), /Nobody and nothing/);
    }));
  it("shows the card and the graph of whoever is chosen", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      assert.equal(await panelTitle(page), "Dale Whitcombe");
      assert.ok((await shownNodes(page)).length > 3);
      for (const title of ["Positions", "Connections", "Words", "Told in"]) {
        assert.ok((await page.textContent(".panel")).includes(title), title);
      }
    }));
});

describe("the graph", () => {
  it("expands by relation, and whoever is there stays", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const before = await shownNodes(page);
      await find(page, "Quiet Harbor");
      await act(page, "expand");
      await page.waitForSelector("dialog .picks input");
      await page.click("dialog .relations .chip:has-text('was conducted by')");
      await until(page, () => !document.querySelector("dialog .state.loading"));
      await page.click("dialog [data-act=add-neighbours]");
      await settled(page);
      const later = await shownNodes(page);
      assert.ok(later.length > before.length);
      const now = places(later);
      for (const [id, place] of places(before)) assert.equal(now.get(id), place, id);
    }));
  it("shows more of many, page by page, and adds only those that are ticked", () =>
    onPage(async (page) => {
      await find(page, "Quiet Harbor");
      await act(page, "expand");
      await page.waitForSelector("dialog .picks li");
      const more = page.locator("dialog button:has-text('Show more')");
      const first = await page.locator("dialog .picks li").count();
      if (await more.isVisible()) {
        await more.click();
        await until(page, (count) => document.querySelectorAll("dialog .picks li").length > count, first);
      }
      await page.locator("dialog .picks input").first().uncheck();
      const held = (await view(page)).nodes.length;
      const count = Number((await page.textContent("dialog [data-act=add-neighbours]")).replace("Add ", ""));
      assert.equal(count, (await page.locator("dialog .picks li").count()) - 1);
      await page.click("dialog [data-act=add-neighbours]");
      await settled(page);
      assert.ok((await view(page)).nodes.length >= held);
    }));
  it("collapses, folds, fades, hides, pins and removes, each one undo step", () =>
    onPage(async (page) => {
      await find(page, "Quiet Harbor");
      await act(page, "expand");
      await page.waitForSelector("dialog .picks input");
      await page.click("dialog [data-act=add-neighbours]");
      await settled(page);
      for (const [name, changed] of [
        ["folded", (nodes) => nodes.some((node) => node.folded)],
        ["faded", (nodes) => nodes.some((node) => node.faded)],
        ["pinned", (nodes) => nodes.some((node) => node.pinned)],
        ["hidden", (nodes) => nodes.some((node) => node.hidden)],
        ["collapse", null],
        ["remove", null],
      ]) {
        const { nodes } = await view(page);
        await act(page, name);
        await settled(page);
        if (changed) assert.ok(changed((await view(page)).nodes), name);
        if (name === "remove") assert.equal((await view(page)).nodes.length, nodes.length - 1);
        if (name !== "collapse" || (await view(page)).nodes.length !== nodes.length) await act(page, "undo");
        await settled(page);
        assert.deepEqual((await view(page)).nodes, nodes, `${name} is undone`);
      }
    }));
  it("folds those who hang on one alone behind a count", () =>
    onPage(async (page) => {
      await find(page, "Ember Watch");
      await act(page, "expand");
      await page.waitForSelector("dialog .picks input");
      await page.click("dialog [data-act=add-neighbours]");
      await settled(page);
      const scene = () => page.evaluate(() => { const { nodes, folded } = window.onrecord.graph.scene(); return { nodes: nodes.length, folded }; });
      const before = await scene();
      await act(page, "folded");
      await settled(page);
      const later = await scene();
      assert.equal(later.nodes + later.folded, before.nodes);
    }));
  it("shows hidden ones again", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const before = await shownNodes(page);
      await act(page, "hidden");
      await settled(page);
      assert.equal((await shownNodes(page)).length, before.length - 1);
      await act(page, "show-hidden");
      await settled(page);
      assert.deepEqual(await shownNodes(page), before);
    }));
  it("keeps a node where it was dragged", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const { id } = (await view(page)).focus;
      const at = await page.evaluate((one) => {
        const box = window.onrecord.graph.canvas.cy.container().getBoundingClientRect();
        const { x, y } = window.onrecord.graph.canvas.cy.getElementById(one).renderedPosition();
        return { x: x + box.x, y: y + box.y };
      }, id);
      await page.mouse.move(at.x, at.y);
      await page.mouse.down();
      await page.mouse.move(at.x + 60, at.y + 40, { steps: 5 });
      await page.mouse.up();
      await settled(page);
      const before = (await view(page)).nodes.find((node) => node.id === id);
      assert.match(await page.getAttribute("[data-act=undo]", "title"), /Move/);
      await page.reload();
      await page.waitForSelector(".panel h2");
      await settled(page);
      assert.deepEqual((await view(page)).nodes.find((node) => node.id === id), before);
    }));
  it("has tables that say the same", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const nodes = await shownNodes(page);
      const links = await shownLinks(page);
      await act(page, "table");
      assert.deepEqual((await page.locator("tr[data-entity]").evaluateAll((rows) => rows.map((row) => row.dataset.entity))).sort(), nodes.map(({ id }) => id));
      assert.equal(await page.locator("tr[data-link]").count(), links.length);
    }));
  it("chooses a node and a link by click", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const target = await page.evaluate(() => {
        const { cy } = window.onrecord.graph.canvas;
        const box = cy.container().getBoundingClientRect();
        const node = cy.nodes().filter((one) => !one.hasClass("chosen"))[0];
        const { x, y } = node.renderedPosition();
        return { x: x + box.x, y: y + box.y, id: node.id() };
      });
      await page.mouse.click(target.x, target.y);
      await settled(page);
      assert.equal((await view(page)).focus.id, target.id);
      await page.evaluate(() => window.onrecord.graph.canvas.cy.edges()[0].emit("tap"));
      await settled(page);
      assert.equal((await view(page)).focus.kind, "link");
    }));
});

describe("evidence", () => {
  it("stands behind every link, highlighted as stored, with next and previous", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const links = await shownLinks(page);
      assert.ok(links.length > 5);
      for (const link of links) {
        await page.evaluate(({ source, target, predicate }) => window.onrecord.app.commit("x", { focus: { kind: "link", from: source, to: target, predicate, at: 0 } }), link);
        await page.waitForSelector(".panel .context .at");
        await settled(page);
        const items = await page.locator(".sentences li").count();
        assert.ok(items >= 1, link.key);
        const shown = await page.evaluate(() => [...document.querySelectorAll(".context .at")].map((part) => part.textContent).join(""));
        const listed = await page.textContent(".sentences .current .sentence");
        assert.equal(shown, listed, "the sentence in its article is the one that was stored");
      }
    }));
  it("goes to the next sentence and back, and to the whole article", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const link = (await shownLinks(page)).sort((a, b) => b.support - a.support)[0];
      await page.evaluate(({ source, target }) => window.onrecord.app.commit("x", { focus: { kind: "link", from: source, to: target, predicate: "", at: 0 } }), link);
      await page.waitForSelector(".panel .context .at");
      const place = () => page.textContent(".pager .place");
      assert.match(await place(), /^1 of [2-9]/);
      await act(page, "next");
      assert.match(await place(), /^2 of/);
      await act(page, "previous");
      assert.match(await place(), /^1 of/);
      const sentence = await page.textContent(".sentences .current .sentence");
      await page.click(".evidence-meta h3 button");
      await page.waitForSelector(".article .at");
      const marked = await page.evaluate(() => [...document.querySelectorAll(".article .at")].map((part) => part.textContent).join(""));
      assert.equal(marked, sentence);
    }));
  it("links to an original only by http or https", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+5");
      await settled(page);
      const links = await page.locator("a.out").evaluateAll((all) => all.map((link) => [link.protocol, link.rel]));
      assert.ok(links.length > 0);
      for (const [protocol, rel] of links) {
        assert.ok(["http:", "https:"].includes(protocol));
        assert.equal(rel, "noopener noreferrer");
      }
    }));
});

describe("paths", () => {
  it("connects two names with a sentence for each hop", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+4");
      for (const [label, name] of [["From", "Zoë Lindqvist"], ["To", "Gideon Falk"]]) {
        await page.fill(`.paths-view [aria-label="${label}"]`, name);
        await page.waitForSelector(".paths-view [aria-expanded=true]");
        await page.press(`.paths-view [aria-label="${label}"]`, "Enter");
        await settled(page);
      }
      await page.waitForSelector(".path .hop");
      const hops = await page.locator(".hop").count();
      assert.equal(await page.locator(".hop .sentence").count(), hops);
      assert.ok((await page.locator(".path").count()) >= 1);
      await page.selectOption(".paths-view select", "telling");
      await until(page, () => document.querySelector(".path h2")?.textContent.includes("hub penalty"));
      await page.click(".path h2 .chip");
      await settled(page);
      assert.equal((await view(page)).tab, "graph");
      assert.ok((await shownNodes(page)).length >= 2);
    }));
  it("honours the filters and says when nothing connects", () =>
    onPage(async (page) => {
      await page.evaluate(async () => {
        const id = async (q) => (await (await fetch(`/api/v1/entities?q=${encodeURIComponent(q)}`)).json()).items[0].id;
        const { app } = window.onrecord;
        app.commit("x", { tab: "paths", paths: { ...app.view.paths, from: await id("Zoë Lindqvist"), to: await id("Gideon Falk") }, filters: { ...app.view.filters, since: "1999", until: "1999" } });
      });
      await page.waitForSelector(".paths-view .state.empty");
      assert.match(await page.textContent(".paths-view .state"), /Nothing on record/);
    }));
});
