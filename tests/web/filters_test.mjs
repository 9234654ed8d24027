// The one filter object of all views: types, outlets, dates, the time span; on examples/.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { act, find, settled, shownLinks, shownNodes, until, view, withWhitcombe } from "./support/browser.mjs";
import { session } from "./support/session.mjs";

const at = session();
const { onPage } = at;

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
  it("that are on are told of in every view, and taken off there", () =>
    onPage(async (page) => {
      const chips = () => page.locator(".filter-chips [data-act=filter-off] bdi").allTextContents();
      await page.evaluate(() => { const { app } = window.onrecord; app.commit("x", { filters: { ...app.view.filters, types: ["person", "place"], since: "2025-03", min_confidence: 0.4, co_mentioned: false } }); });
      const all = ["People", "Places", "since Mar 2025", "40% sure or more", "no mere mentions"];
      for (const key of ["Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6"]) {
        await page.keyboard.press(key);
        assert.deepEqual(await chips(), all, key);
      }
      assert.equal(await page.locator(".filter-chips .idle").count(), all.length, "none of them does anything in Review");
      await page.keyboard.press("Alt+2");
      assert.equal(await page.locator(".filter-chips .on").count(), 2, "time and confidence");
      await page.click(".filter-chips button:has-text('since Mar 2025')");
      assert.equal((await view(page)).filters.since, "");
      await page.click(".filter-chips button:has-text('Clear all')");
      assert.deepEqual(await chips(), []);
      assert.equal(await page.locator(".filter-chips >> visible=true").count(), 0);
    }));
  it("of outlets leave what these tell, in the graph and in every list, and in the link", async (test) => {
    const listed = await fetch(`${at.server.url}api/v1/outlets`);
    if (listed.status === 404) return test.skip("this server has no outlets");
    const { items } = await listed.json();
    const [{ name, documents }] = items;
    await onPage(async (page) => {
      await withWhitcombe(page);
      const before = (await shownLinks(page)).length;
      await act(page, "filters");
      await page.waitForSelector("[data-filter^=outlet-]");
      assert.deepEqual(await page.locator(".outlets label bdi").allTextContents(), items.map((one) => one.name));
      assert.deepEqual(await page.locator(".outlets label .amount").allTextContents(), items.map((one) => String(one.documents)));
      await page.check(`[data-filter="outlet-${name}"]`);
      await settled(page);
      assert.deepEqual(await page.locator(".filter-chips .on bdi").allTextContents(), [name]);
      const ids = (await view(page)).nodes.map(({ id }) => id).join(",");
      const { links } = await (await fetch(`${at.server.url}api/v1/among?entities=${ids}&outlets=${encodeURIComponent(name)}`)).json();
      const key = ({ source, target, predicate }) => `${source}-${target}-${predicate}`;
      const shown = await shownLinks(page);
      assert.deepEqual(shown.map(key).sort(), [...new Set(links.map(key))].sort());
      assert.ok(shown.length < before);
      await page.keyboard.press("Alt+5");
      await until(page, (count) => document.querySelectorAll(".articles li").length === count, documents);
      await page.keyboard.press("Alt+2");
      await page.waitForSelector(".said");
      await settled(page);
      const outlets = await page.locator(".said .source-line > span:first-of-type").allTextContents();
      assert.ok(outlets.length > 0 && outlets.every((one) => one === name), [...new Set(outlets)].join(", "));
      const told = await (await fetch(`${at.server.url}api/v1/operations?outlets=${encodeURIComponent(name)}`)).json();
      assert.ok(told.items.length > 0);
      await page.keyboard.press("Alt+3");
      await until(page, (count) => document.querySelectorAll(".operation-row").length === count, told.items.length);
      const link = await page.evaluate(() => window.onrecord.app.permalink());
      const wanted = await view(page);
      await page.click(".filter-chips button");
      assert.deepEqual((await view(page)).filters.outlets, []);
      await page.goto("about:blank");
      await page.goto(link);
      await page.waitForSelector(".operation-row");
      assert.deepEqual(await view(page), wanted);
    });
  });
  it("of outlets are waited for while the server makes their graph, which a line says", async (test) => {
    const listed = await fetch(`${at.server.url}api/v1/outlets`);
    if (listed.status === 404) return test.skip("this server has no outlets");
    const [{ name }] = (await listed.json()).items;
    await onPage(async (page) => {
      await withWhitcombe(page);
      let ready = false;
      const asked = [];
      await page.route(/[?&]outlets=/, (route) => {
        if (ready) return route.continue();
        asked.push({ path: new URL(route.request().url()).pathname, at: Date.now() });
        return route.fulfill({ status: 503, headers: { "Retry-After": "1" }, contentType: "application/json", body: '{"code":"busy","message":"the graph of these outlets is being made; ask again in a moment"}' });
      });
      const line = () => page.textContent(".outlets-line");
      const outlets = (names) => page.evaluate((all) => { const { app } = window.onrecord; app.commit("x", { filters: { ...app.view.filters, outlets: all } }); }, names);
      await outlets([name]);
      await until(page, () => document.querySelector(".outlets-line").textContent !== "");
      assert.match(await line(), /asks again/);
      const times = () => asked.filter(({ path }) => path.endsWith("/among"));
      for (const end = Date.now() + 20_000; times().length < 3; await page.waitForTimeout(50)) assert.ok(Date.now() < end, "it asks again");
      for (const [i, { at: when }] of times().entries()) if (i) assert.ok(when - times()[i - 1].at > 900, "no sooner than the server says");
      assert.equal(await page.locator(".state.failure").count(), 0);
      // Whoever will not wait takes the filter off.
      await outlets([]);
      await until(page, () => document.querySelector(".outlets-line").textContent === "");
      await settled(page);
      const before = (await shownLinks(page)).length;
      await outlets([name]);
      await until(page, () => document.querySelector(".outlets-line").textContent !== "");
      ready = true;
      await until(page, () => document.querySelector(".outlets-line").textContent === "");
      await settled(page);
      const shown = (await shownLinks(page)).length;
      assert.ok(shown > 0 && shown < before, `${shown} of ${before}`);
    });
  });
  it("of outlets do not change a card, which says how many of its documents they leave", async (test) => {
    const listed = await fetch(`${at.server.url}api/v1/outlets`);
    if (listed.status === 404) return test.skip("this server has no outlets");
    await onPage(async (page) => {
      await withWhitcombe(page);
      assert.equal(await page.locator(".filter-note").count(), 0);
      const { id } = (await view(page)).focus;
      const { documents, mentioned_in } = await (await fetch(`${at.server.url}api/v1/entities/${id}`)).json();
      const [{ publisher }] = mentioned_in;
      const mine = mentioned_in.filter((one) => one.publisher === publisher).length;
      assert.ok(mine < documents);
      await act(page, "filters");
      await page.check(`[data-filter="outlet-${publisher}"]`);
      await page.waitForSelector(".panel .filter-note");
      await settled(page);
      assert.equal(await page.textContent(".panel .filter-note"), `Of ${documents} documents, ${mine} ${mine === 1 ? "is" : "are"} of the outlet chosen. The card tells what all outlets say.`);
      const told = page.locator(".panel section:has(> h3:text-is('Told in'))");
      assert.equal(await told.locator("> ul > li").count(), mine);
      assert.match(await told.locator("> details > summary").textContent(), new RegExp(`^${documents - mine} of other outlets$`));
      await page.click(".filter-chips button");
      await until(page, () => !document.querySelector(".filter-note"));
    });
  });
  describe("of dates", () => {
    const trouble = (page, name) => page.evaluate((one) => {
      const input = document.querySelector(`.filters [data-filter=${one}]`);
      const told = document.getElementById(input.getAttribute("aria-describedby") ?? "");
      return { invalid: input.getAttribute("aria-invalid"), words: told && !told.hidden ? told.textContent : "" };
    }, name);
    const type = async (page, name, words) => {
      await page.fill(`.filters [data-filter=${name}]`, words);
      await page.press(`.filters [data-filter=${name}]`, "Enter");
    };
    const span = async (page) => { const { since, until: end } = (await view(page)).filters; return [since, end]; };
    const right = { invalid: null, words: "" };
    it("are a year, a month or a day", () =>
      onPage(async (page) => {
        await act(page, "filters");
        for (const date of ["2025", "2025-03", "2025-03-09", "2024-02-29"]) {
          await type(page, "since", date);
          assert.deepEqual(await span(page), [date, ""]);
          assert.deepEqual(await trouble(page, "since"), right);
        }
        await type(page, "until", " 2025 ");
        assert.deepEqual(await span(page), ["2024-02-29", "2025"]);
        await type(page, "since", "");
        assert.deepEqual(await span(page), ["", "2025"]);
      }));
    it("that are none are told of at the field, and do not filter", () =>
      onPage(async (page) => {
        await act(page, "filters");
        for (const [date, words] of [["2025-13", /no month 13/], ["2025-02-40", /no day 40 in Feb 2025/], ["2025-02-29", /no day 29/], ["soon", /Write 2025/], ["2025-3", /Write 2025/], ["0000", /0001/]]) {
          await type(page, "since", date);
          const { invalid, words: told } = await trouble(page, "since");
          assert.equal(invalid, "true", date);
          assert.match(told, words);
          assert.deepEqual(await span(page), ["", ""], date);
        }
        // Another filter leaves what was typed; it is right as soon as it is.
        await page.check("[data-filter=type-person]");
        assert.equal(await page.inputValue(".filters [data-filter=since]"), "0000");
        await page.fill(".filters [data-filter=since]", "2025");
        assert.deepEqual(await trouble(page, "since"), right);
        await page.press(".filters [data-filter=since]", "Tab");
        assert.deepEqual(await span(page), ["2025", ""]);
        assert.equal(await page.evaluate(() => document.activeElement.dataset.filter), "until");
      }));
    it("the wrong way round are told of, and hold once one of them is mended", () =>
      onPage(async (page) => {
        await act(page, "filters");
        await type(page, "since", "2025-05");
        await type(page, "until", "2025-04-30");
        assert.match((await trouble(page, "until")).words, /before May 2025/);
        assert.deepEqual(await trouble(page, "since"), right);
        assert.deepEqual(await span(page), ["2025-05", ""]);
        await type(page, "since", "2025-04");
        assert.deepEqual(await trouble(page, "until"), right);
        assert.deepEqual(await span(page), ["2025-04", "2025-04-30"]);
        await type(page, "since", "2026");
        assert.match((await trouble(page, "since")).words, /after Apr 30, 2025/);
        assert.deepEqual(await span(page), ["2025-04", "2025-04-30"]);
        await type(page, "since", "2025-04-30");
        assert.deepEqual(await span(page), ["2025-04-30", "2025-04-30"]);
      }));
    it("are looked at alike where neighbours are chosen", () =>
      onPage(async (page) => {
        await find(page, "Quiet Harbor");
        await act(page, "expand");
        await page.waitForSelector("dialog .picks input");
        const count = () => page.locator("dialog .picks input").count();
        const before = await count();
        await page.fill("dialog [data-filter=since]", "2025-13");
        await page.press("dialog [data-filter=since]", "Enter");
        assert.match(await page.textContent("dialog .field-trouble:not([hidden])"), /no month 13/);
        assert.equal(await count(), before);
        await page.fill("dialog [data-filter=since]", "2030");
        await page.press("dialog [data-filter=since]", "Enter");
        await until(page, () => /Nobody and nothing/.test(document.querySelector("dialog .picks").textContent));
      }));
  });
  it("of time stand on a histogram that filters graph and lists alike", async (test) => {
    const absent = await fetch(`${at.server.url}api/v1/timeline?bucket=month`);
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
