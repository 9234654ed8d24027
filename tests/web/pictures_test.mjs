// Pictures of the main views for people to look at: ONRECORD_WEB_OUT/pictures.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { assertQuiet, launch, openPage, settled } from "./support/browser.mjs";
import { exampleStore, outFolder, run, serve, temporaryFolder } from "./support/server.mjs";
import { eachView } from "./support/views.mjs";

const folder = join(outFolder, "pictures");
let server;
let browser;
before(async () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  server = await serve(exampleStore());
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const colorScheme of ["light", "dark"]) {
  it(`of every view, ${colorScheme}`, async () => {
    const { page, context, troubles } = await openPage(browser, server.url, { colorScheme });
    await settled(page);
    await eachView(page, async (name) => {
      await page.waitForTimeout(200);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    });
    assertQuiet(troubles);
    await context.close();
    assert.ok(readdirSync(folder).filter((name) => name.includes(colorScheme)).length >= 12);
  });
}

it("of a first run on an empty store, which says what to do", async () => {
  const store = join(temporaryFolder(), "empty.db");
  const nothing = temporaryFolder();
  try {
    run("ingest", "--store", store, nothing);
  } catch {
    // a folder without articles is an error of its own; the store is there all the same
  }
  const own = await serve(store);
  const { page, context, troubles } = await openPage(browser, own.url);
  await settled(page);
  assert.match(await page.textContent(".first-run"), /onrecord ingest --store/);
  await page.screenshot({ path: join(folder, "first-run-light.png") });
  for (const key of ["Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+6"]) {
    await page.keyboard.press(key);
    await settled(page);
    assert.equal(await page.locator("main > :not([hidden]) .state.failure").count(), 0, key);
    assert.ok((await page.locator("main > :not([hidden]) .state.empty").count()) >= 1, key);
  }
  assertQuiet(troubles);
  await context.close();
  await own.stop();
});
