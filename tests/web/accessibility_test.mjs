// axe-core on every view, light and dark; and all of it by keyboard alone.
import assert from "node:assert/strict";
import { it } from "node:test";
import { fileChoosers, settled, until, view } from "./support/browser.mjs";
import { fromPage } from "./support/modules.mjs";
import { session } from "./support/session.mjs";
import { eachView } from "./support/views.mjs";

const axe = fromPage("axe-core").source;
const at = session();
const { onPage } = at;

for (const colorScheme of ["light", "dark"]) {
  it(`no view has a serious finding, ${colorScheme}`, () => onPage(async (page) => {
    await page.evaluate(axe);
    const found = [];
    let views = 0;
    await eachView(page, async (name) => {
      ++views;
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const { id, impact, nodes } of violations) {
        if (impact === "serious" || impact === "critical") found.push(`${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(" | ")}`);
      }
    });
    assert.deepEqual(found, []);
    assert.ok(views >= 16);
  }, { colorScheme, fragment: "token" }));
}

it("every task can be done without a mouse", () => onPage(async (page) => {
  const chooser = fileChoosers(page);
  const keys = async (...all) => { for (const key of all) await page.keyboard.press(key); };
  /** Tabs until what has the focus fits. */
  const tabTo = async (words, most = 250) => {
    for (let i = 0; i < most; ++i) {
      await keys("Tab");
      const at = await page.evaluate(() => { const { activeElement: a } = document; return a === document.body ? "" : `${a.textContent} ${a.getAttribute("aria-label") ?? ""} ${a.dataset.act ?? ""}`; });
      if (words.test(at)) return;
    }
    assert.fail(`Tab never came to ${words}`);
  };
  // Search, choose the second with the arrows, come back to the first.
  await keys("/");
  await page.keyboard.type("quiet har");
  await page.waitForSelector("header [role=option]");
  await keys("ArrowDown", "ArrowUp", "Enter");
  await settled(page);
  assert.equal(await page.textContent(".panel h2"), "Quiet Harbor");
  // Expand, fold, hide, undo and redo.
  await keys("e");
  await page.waitForSelector("dialog .picks input");
  await tabTo(/add-neighbours/);
  await keys("Enter");
  await settled(page);
  assert.ok((await view(page)).nodes.length > 12);
  await keys("f", "p", "d", "h");
  const node = async () => { const { nodes, focus } = await view(page); return nodes.find(({ id }) => id === focus.id); };
  assert.deepEqual([(await node()).folded, (await node()).pinned, (await node()).faded, (await node()).hidden], [true, true, true, true]);
  await keys("Control+z", "Control+z", "Control+z", "Control+z");
  await settled(page);
  assert.deepEqual([(await node()).folded, (await node()).hidden], [undefined, undefined]);
  // The tables, evidence of a link, the next sentence, its article.
  await keys("t");
  await settled(page);
  await tabTo(/^Evidence Evidence: /);
  await keys("Enter");
  await page.waitForSelector(".context .at");
  await keys("]");
  assert.equal((await view(page)).focus.at, (await page.locator(".sentences li").count()) > 1 ? 1 : 0);
  await keys("[");
  await keys("Escape");
  assert.equal((await view(page)).focus, null);
  // A path.
  await keys("Alt+4");
  await settled(page);
  for (const [label, name] of [[/ From /, "Zoë Lindqvist"], [/ To /, "Gideon Falk"]]) {
    await tabTo(label);
    await page.keyboard.type(name);
    await page.waitForSelector(".paths-view [aria-expanded=true]");
    await keys("Enter");
    await settled(page);
  }
  await page.waitForSelector(".path .hop");
  // Filters and theme.
  await keys("Escape");
  await tabTo(/filters/);
  await keys("Enter");
  await keys("Space");
  await settled(page);
  assert.deepEqual((await view(page)).filters.types, ["person"]);
  await keys("Escape");
  await tabTo(/theme/);
  await keys("Enter");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  // A document comes in, is read, and goes.
  await keys("Alt+5");
  await settled(page);
  await tabTo(/add-documents/);
  await keys("Enter", "Enter");
  await (await chooser()).setFiles([{ name: "ferry.txt", mimeType: "text/plain", buffer: Buffer.from("Ferry is late\n\nCaptain Iris Vole said the ferry was late.") }]);
  await until(page, () => /^1 document stored/.test(document.querySelector(".intake-words").textContent));
  await settled(page);
  await tabTo(/^ferry\.txt/);
  await keys("Enter");
  await page.waitForSelector(".panel .article");
  await keys("Escape");
  await settled(page);
  await keys("Escape");
  assert.equal(await page.locator(".intake >> visible=true").count(), 0);
  await tabTo(/Remove Ferry is late/, 400);
  await keys("Enter");
  await page.waitForSelector("dialog .what-goes");
  await tabTo(/really-remove/);
  await keys("Enter");
  await until(page, () => !document.querySelector("dialog") && !document.querySelector(".articles").textContent.includes("Ferry is late"));
  // One name becomes two, and one again.
  await keys("/");
  await page.keyboard.type("whitcombe");
  await page.waitForSelector("header [role=option]");
  await keys("Enter");
  await settled(page);
  await tabTo(/These are two/);
  await keys("Enter");
  await page.waitForSelector("dialog .split-documents input");
  await tabTo(/other-name/);
  await page.keyboard.type("Dale Whitcombe the elder");
  await keys(...Array(await page.locator("dialog .split-documents input").count()).fill("Shift+Tab"), "Space");
  await tabTo(/split-now/);
  await keys("Enter");
  await until(page, () => !document.querySelector("dialog"));
  const named = async () => (await (await fetch(`${at.server.url}api/v1/entities?q=Dale%20Whitcombe`)).json()).items.map(({ name }) => name);
  assert.ok((await named()).includes("Dale Whitcombe the elder"));
  await keys("Control+z");
  await until(page, () => document.querySelector("header [data-act=redo]")?.title === "Redo: Split Dale Whitcombe");
  assert.ok(!(await named()).includes("Dale Whitcombe the elder"));
}, { fragment: "token" }));
