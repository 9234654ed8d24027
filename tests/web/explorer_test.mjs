// Every interaction of the explorer on examples/.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { assertQuiet, find, launch, openPage, settled, shownLinks, shownNodes, until, view } from "./support/browser.mjs";
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

/** Runs `steps` on a fresh page and looks at its troubles afterwards. */
async function onPage(steps, options = {}) {
  const opened = await openPage(browser, server.url + (options.fragment ?? ""), options);
  try {
    await settled(opened.page);
    await steps(opened.page, opened);
    assertQuiet(opened.troubles);
  } finally {
    await opened.context.close();
  }
}

const act = (page, name) => page.click(`[data-act="${name}"]`);
const panelTitle = (page) => page.textContent(".panel h2");
const places = (nodes) => new Map(nodes.map(({ id, x, y }) => [id, `${Math.round(x)},${Math.round(y)}`]));

async function withWhitcombe(page) {
  await find(page, "Whitcombe");
  await until(page, () => window.onrecord.graph.canvas.cy.nodes().length > 3);
  await settled(page);
}

async function download(page, start) {
  const [file] = await Promise.all([page.waitForEvent("download"), start()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

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

describe("quotes and operations", () => {
  it("are a timeline with outlets side by side", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(".said");
      while (await page.locator(".quotes-view button:has-text('Show more')").count()) {
        const count = await page.locator(".said").count();
        await page.click(".quotes-view button:has-text('Show more')");
        await until(page, (old) => document.querySelectorAll(".said").length > old, count);
      }
      const dates = await page.locator(".said > time").evaluateAll((all) => all.map((time) => time.dateTime).filter(Boolean));
      assert.deepEqual(dates, [...dates].sort());
      assert.ok((await page.locator(".said .side-by-side").count()) > 0, "some words are told by several outlets");
    }));
  it("of one speaker, of some words, of a kind", () =>
    onPage(async (page) => {
      await find(page, "Whitcombe");
      await act(page, "quotes-by");
      await page.waitForSelector(".said");
      const speakers = await page.locator(".said .speaker > .entity").allTextContents();
      assert.ok(speakers.length > 2 && speakers.includes("Dale Whitcombe"));
      await page.selectOption(".quotes-view select", "direct");
      await settled(page);
      await page.fill("[aria-label=Words]", "nosuchword");
      await page.press("[aria-label=Words]", "Enter");
      await page.waitForSelector(".quotes-view .state.empty");
    }));
  it("show where accounts differ, each with its sentence", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+3");
      await page.waitForSelector(".conflict");
      const text = await page.textContent(".operations-view");
      for (const figure of ["212", "198", "41", "38"]) assert.ok(text.includes(figure), figure);
      const tellings = await page.locator(".conflict .telling").count();
      assert.equal(await page.locator(".conflict .telling .sentence").count(), tellings);
    }));
});

describe("filters", () => {
  it("take nodes and their links out, and hold in every view", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "filters");
      await page.check("[data-filter=type-person]");
      await settled(page);
      const types = new Set(await page.evaluate(() => window.onrecord.graph.scene().nodes.map(({ type }) => type)));
      assert.deepEqual([...types], ["person"]);
      for (const link of await shownLinks(page)) {
        const ids = (await shownNodes(page)).map(({ id }) => id);
        assert.ok(ids.includes(link.source) && ids.includes(link.target));
      }
      await page.click(".filters button:has-text('Clear all')");
      await page.fill("[data-filter=since]", "2025-09");
      await page.press("[data-filter=since]", "Tab");
      await settled(page);
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(".said");
      const dates = await page.locator(".said > time").evaluateAll((all) => all.map((time) => time.dateTime));
      assert.ok(dates.every((date) => date === "" || date >= "2025-09" || "2025-09".startsWith(date)), String(dates.slice(0, 3)));
    }));
  it("of time stand on a histogram that filters graph and lists alike", async (test) => {
    const absent = await fetch(`${server.url}api/v1/timeline?bucket=month`);
    if (absent.status === 404) return test.skip("this server has no timeline");
    await onPage(async (page) => {
      await withWhitcombe(page);
      await page.waitForSelector(".bar");
      const bars = await page.locator(".bar").count();
      assert.ok(bars > 3);
      await page.locator(".bar").nth(bars - 1).click();
      await settled(page);
      const { filters } = await view(page);
      assert.match(filters.since, /^\d{4}-\d{2}/);
      assert.ok(filters.until >= filters.since);
      await act(page, "undo");
      assert.equal((await view(page)).filters.since, "");
      await page.locator(".track input.from").focus();
      await page.keyboard.press("ArrowRight");
      await settled(page);
      assert.notEqual((await view(page)).filters.since, "");
      await act(page, "all-time");
      await page.selectOption(".time select", "week");
      await until(page, (old) => document.querySelectorAll(".bar").length > old, bars);
    });
  });
});

describe("views", () => {
  it("come back by their link: nodes, positions and filters", () =>
    onPage(async (page, { context }) => {
      await withWhitcombe(page);
      await act(page, "filters");
      await page.fill("[data-filter=support]", "2");
      await page.press("[data-filter=support]", "Tab");
      await settled(page);
      await act(page, "link");
      const link = await page.evaluate(() => navigator.clipboard.readText());
      assert.ok(link.length < 3000, `${link.length} characters`);
      const other = await context.browser().newContext();
      const second = await other.newPage();
      await second.goto(link);
      await second.waitForSelector(".panel h2");
      await settled(second);
      assert.deepEqual(await view(second), await view(page));
      assert.deepEqual(await shownNodes(second), await shownNodes(page));
      await other.close();
    }));
  it("are undone and redone, also after a reload", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "hidden");
      await act(page, "table");
      await settled(page);
      await page.waitForTimeout(300);
      const now = await view(page);
      await page.reload();
      await page.waitForSelector(".panel h2");
      await settled(page);
      assert.deepEqual(await view(page), now);
      await page.keyboard.press("Control+z");
      await page.keyboard.press("Control+z");
      await settled(page);
      assert.ok((await view(page)).nodes.every((node) => !node.hidden));
      assert.equal((await view(page)).table, false);
      await page.keyboard.press("Control+y");
      await page.keyboard.press("Control+y");
      await settled(page);
      assert.deepEqual(await view(page), now);
    }));
  it("are undone a hundred steps", () =>
    onPage(async (page) => {
      for (let i = 0; i < 120; ++i) await page.evaluate((k) => window.onrecord.app.commit(`step ${k}`, { paths: { ...window.onrecord.app.view.paths, k: 1 + (k % 2) } }), i);
      let steps = 0;
      while (await page.evaluate(() => window.onrecord.app.next_undo)) {
        await page.evaluate(() => window.onrecord.app.undo());
        ++steps;
      }
      assert.equal(steps, 100);
    }));
  it("are saved under a name, as a file, and opened again", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      await act(page, "views");
      await page.fill("[data-act=view-name]", "Harbor");
      await page.click("[data-act=save-view]");
      const file = await download(page, () => page.click("[aria-label='Save Harbor as a file']"));
      const saved = JSON.parse(file.bytes.toString());
      assert.equal(saved.name, "Harbor");
      await page.keyboard.press("Escape");
      const wanted = await view(page);
      await act(page, "clear");
      await act(page, "views");
      await page.click("[data-act=open-view]");
      await settled(page);
      assert.deepEqual((await view(page)).nodes, wanted.nodes);
      await act(page, "clear");
      await act(page, "views");
      await page.setInputFiles("dialog input[type=file]", { name: "a.json", mimeType: "application/json", buffer: file.bytes });
      await settled(page);
      assert.deepEqual((await view(page)).nodes, wanted.nodes);
    }));
  it("from a broken link are empty, and say so", () =>
    onPage(async (page) => {
      assert.match(await page.textContent(".toast"), /could not be read/);
      assert.equal((await view(page)).nodes.length, 0);
    }, { fragment: "#notaview" }));
});

describe("export", () => {
  it("gives PNG, SVG, CSV and JSON of what is seen", () =>
    onPage(async (page) => {
      await withWhitcombe(page);
      const nodes = await shownNodes(page);
      await act(page, "export");
      const png = await download(page, () => act(page, "png"));
      assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
      const svg = (await download(page, () => act(page, "svg"))).bytes.toString();
      assert.equal(svg.match(/<g transform=/g).length, nodes.length);
      assert.ok(svg.includes("Dale Whitcombe"));
      const csv = (await download(page, () => act(page, "csv-nodes"))).bytes.toString();
      assert.equal(csv.trim().split("\r\n").length, nodes.length + 1);
      const links = (await download(page, () => act(page, "csv-links"))).bytes.toString();
      assert.equal(links.trim().split("\r\n").length, (await shownLinks(page)).length + 1);
      const json = JSON.parse((await download(page, () => act(page, "json"))).bytes.toString());
      assert.equal(json.nodes.length, nodes.length);
    }));
  it("offers the store in every format of the server", () =>
    onPage(async (page) => {
      await act(page, "export");
      await page.waitForSelector("dialog a.chip");
      const addresses = await page.locator("dialog a.chip").evaluateAll((links) => links.map((link) => link.href));
      assert.ok(addresses.length >= 3);
      for (const address of addresses) {
        const reply = await fetch(address);
        assert.equal(reply.status, 200, address);
        assert.ok((await reply.arrayBuffer()).byteLength > 0, address); // one export at a time
      }
    }));
});

describe("the page", () => {
  it("is dark or light as wanted, and remembers it", () =>
    onPage(async (page) => {
      const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
      assert.equal(await theme(), "light");
      await act(page, "theme");
      assert.equal(await theme(), "dark");
      await page.reload();
      await page.waitForSelector("header .brand");
      assert.equal(await theme(), "dark");
    }));
  it("has help", () =>
    onPage(async (page) => {
      await page.keyboard.press("?");
      assert.match(await page.textContent(".help-view"), /Every line between two names/);
    }));
  it("takes the token out of the address", () =>
    onPage(async (page) => {
      assert.equal(new URL(page.url()).hash, "");
      assert.equal(await page.evaluate(() => sessionStorage.getItem("onrecord.token")), "abc123");
    }, { fragment: "#token=abc123" }));
  it("says when the server is gone, and goes on when it is back", async () => {
    const own = await serve(exampleStore());
    const { page, context } = await openPage(browser, own.url);
    await settled(page);
    await context.setOffline(true);
    await page.keyboard.press("Alt+3");
    await page.waitForSelector(".state.failure");
    assert.match(await page.textContent(".state.failure"), /does not answer/);
    await context.setOffline(false);
    await page.click(".state.failure button");
    await page.waitForSelector(".operation-row");
    await context.close();
    await own.stop();
  });
});

describe("review", () => {
  const decisions = async () => (await (await fetch(`${server.url}api/v1/decisions`)).json()).items;
  it("shows reasons, merges with the token, and undo takes it back", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+6");
      await settled(page);
      if ((await page.locator(".candidate").count()) === 0) {
        await page.selectOption(".review-view select", "parted");
        await page.waitForSelector(".candidate");
      }
      assert.match(await page.textContent(".candidate .reasons"), /For|Against/);
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
    }, { fragment: `#token=${server.token}` }));
  it("asks for the token where it has none, and changes nothing without", () =>
    onPage(async (page) => {
      await page.keyboard.press("Alt+6");
      await settled(page);
      if ((await page.locator(".candidate").count()) === 0) {
        await page.selectOption(".review-view select", "parted");
        await page.waitForSelector(".candidate");
      }
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
