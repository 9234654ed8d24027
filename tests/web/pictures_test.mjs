// Pictures of the main views and states for people to look at: ONRECORD_WEB_OUT/pictures.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { before, it } from "node:test";
import { find, settled, until } from "./support/browser.mjs";
import { LONG_WORD, longNameStore } from "./support/long_names.mjs";
import { emptyStore, outFolder, serve } from "./support/server.mjs";
import { session } from "./support/session.mjs";
import { eachView } from "./support/views.mjs";

const folder = join(outFolder, "pictures");
before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});
const { onPage } = session();
const taken = (suffix) => readdirSync(folder).filter((name) => name.endsWith(`${suffix}.png`)).length;

async function picture(page, name) {
  // Two frames, so that what was just changed is drawn.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** What can be pressed and has its words broken letter by letter. */
const squeezed = (page) => page.locator("button, a, label").evaluateAll((all) => all.filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return width > 1 && width < 40 && height > 50 && one.textContent.trim().length > 3;
}).map((one) => one.textContent));

for (const colorScheme of ["light", "dark"]) {
  it(`of every view, ${colorScheme}`, () => onPage(async (page) => {
    await eachView(page, (name) => picture(page, `${name}-${colorScheme}`));
    assert.ok(taken(colorScheme) >= 21, `${taken(colorScheme)} of ${colorScheme}`);
  }, { colorScheme, fragment: "token" }));
}

it("of loading, of an error, and of nothing found", () => onPage(async (page) => {
  let goOn;
  const held = new Promise((resolve) => { goOn = resolve; });
  await page.route("**/api/v1/operations*", async (route) => { await held; await route.continue(); });
  await page.keyboard.press("Alt+3");
  await page.waitForSelector(".operations-view .state.loading");
  await picture(page, "loading");
  goOn();
  await page.waitForSelector(".operation-row");
  await page.route("**/api/v1/quotes*", (route) => route.abort());
  await page.keyboard.press("Alt+2");
  await page.waitForSelector(".quotes-view .state.failure");
  await picture(page, "error");
  await page.unroute("**/api/v1/quotes*");
  await page.click(".quotes-view .state.failure button");
  await page.waitForSelector(".said");
  await page.fill("[aria-label=Words]", "nosuchword");
  await page.press("[aria-label=Words]", "Enter");
  await page.waitForSelector(".quotes-view .state.empty");
  await picture(page, "nothing-found");
}));

it("of a document that is being read", () => onPage(async (page) => {
  await page.keyboard.press("Alt+5");
  await page.click("[data-act=add-documents]");
  await picture(page, "add-documents");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("[data-act=choose-files]")]);
  const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify({ id: `n${i}`, text: `Sheriff Ada Thornbury said that the road was clear. `.repeat(80) }));
  await chooser.setFiles([{ name: "many.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) }]);
  await until(page, () => /^Reading ([3-9]|\d\d) of/.test(document.querySelector(".intake-words").textContent));
  await picture(page, "reading");
  await page.click("[data-act=stop-adding]");
  await until(page, () => document.querySelector(".working").hidden);
}, { fragment: "token" }));

for (const [width, height] of [[760, 1000], [390, 844]]) {
  it(`of a window ${width} wide, without a line that is cut`, () => onPage(async (page) => {
    const look = async (name) => {
      await settled(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await picture(page, `${name}-${width}`);
      assert.ok(wide <= 0, `${name} is ${wide} pixels wider than the window`);
      assert.deepEqual(await squeezed(page), [], name);
    };
    await look("start");
    await find(page, "Quiet Harbor");
    await look("card");
    await page.keyboard.press("Escape");
    await look("graph");
    for (const [key, name] of [["Alt+2", "quotes"], ["Alt+3", "operations"], ["Alt+5", "articles"], ["Alt+6", "review"]]) {
      await page.keyboard.press(key);
      await look(name);
    }
    await page.click("[data-act=filters]");
    await look("filters");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+1");
    await page.keyboard.press("t");
    await look("tables");
    const broken = await page.locator(".tables .entity bdi").evaluateAll((all) => all.filter((name) => {
      const { width: across, height: down } = name.getBoundingClientRect();
      return down > 60 && across < 80;
    }).map((name) => name.textContent));
    assert.deepEqual(broken, [], "no name is broken letter by letter");
  }, { viewport: { width, height } }));
}

it("of names of two hundred letters, which nothing cuts or pushes out of the window", async () => {
  const server = await serve(longNameStore());
  try {
    for (const width of [390, 1280]) {
      await onPage(async (page) => {
        const look = async (name) => {
          await settled(page);
          const wide = await page.evaluate(() => [...document.querySelectorAll("html, main, .panel, .filters, .filter-chips, .found, .toast, .tables-place, dialog")]
            .filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => `${part.localName}.${part.className}: ${part.scrollWidth} in ${part.clientWidth}`));
          if (width < 400 || name === "card") await picture(page, `long-${name}-${width}`);
          assert.deepEqual(wide, [], `${name}, ${width} wide`);
          assert.deepEqual(await squeezed(page), [], `${name}, ${width} wide`);
        };
        await look("start");
        await page.keyboard.press("/");
        await page.keyboard.type(LONG_WORD.slice(0, 8));
        await page.waitForSelector("header [role=option]");
        await look("search");
        await page.keyboard.press("Enter");
        await page.waitForSelector(".panel h2");
        await look("card");
        await page.click("[data-act=expand]");
        await page.waitForSelector("dialog .picks input");
        await look("expand");
        await page.keyboard.press("Escape");
        await page.click(".panel [data-act=split]");
        await page.waitForSelector(".split-documents li");
        await look("split");
        await page.locator(".split-documents input").first().check();
        await page.click("[data-act=split-now]");
        await page.waitForSelector(".toast button");
        await look("toast");
        await page.click(".panel .close");
        await page.keyboard.press("t");
        await look("tables");
        await page.locator("[data-act=row-evidence]").first().click();
        await page.waitForSelector(".context .at");
        await look("evidence");
        await page.keyboard.press("Escape");
        await page.click("[data-act=filters]");
        await page.locator("[data-filter^=outlet-]").first().check();
        await look("filters");
        await page.keyboard.press("Escape");
        for (const [key, name] of [["Alt+2", "quotes"], ["Alt+3", "operations"], ["Alt+5", "articles"]]) {
          await page.keyboard.press(key);
          await look(name);
        }
        await page.locator("[data-act=remove-document]").first().click();
        await page.waitForSelector(".what-goes");
        await look("remove");
      }, { server, fragment: "token", viewport: { width, height: 844 } });
    }
  } finally {
    await server.stop();
  }
});

it("of a first run on an empty store, which says what to do", async () => {
  const server = await serve(emptyStore());
  try {
    await onPage(async (page) => {
      assert.match(await page.textContent(".first-run"), /onrecord ingest --store/);
      await picture(page, "first-run");
      for (const key of ["Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6"]) {
        await page.keyboard.press(key);
        await settled(page);
        assert.equal(await page.locator("main > :not([hidden]) .state.failure").count(), 0, key);
        assert.ok((await page.locator("main > :not([hidden]) .state.empty").count()) >= 1, key);
        if (key === "Alt+5") await picture(page, "no-articles");
      }
    }, { server });
  } finally {
    await server.stop();
  }
});
