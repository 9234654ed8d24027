// Every view of the page, one after the other, each as somebody would come to it.
import { find, settled, until } from "./browser.mjs";

const press = (key) => async (page) => { await page.keyboard.press(key); };
const click = (act) => async (page) => { await page.click(`[data-act="${act}"]`); };
const closeDialog = async (page) => { await page.keyboard.press("Escape"); };

/** Lines of which one is a document, so that adding it again changes nothing. */
const NEW_LINES = [
  JSON.stringify({ id: "harbor-courier/lantern", title: "Lantern sweep ends with 14 arrests", publisher: "Harbor Courier", published: "2025-09-30", text: "Fourteen people were arrested in Operation Paper Lantern, Sheriff Ada Thornbury of Selby County said on Tuesday. “Nobody sleeps badly in Selby tonight,” Thornbury said." }),
  JSON.stringify({ title: "Without words" }), "{ cut off",
].join("\n");

async function addDocuments(page) {
  await page.click("[data-act=add-documents]");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.click("[data-act=choose-files]")]);
  await chooser.setFiles([{ name: "wire.ndjson", mimeType: "application/x-ndjson", buffer: Buffer.from(NEW_LINES) }, { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("x") }]);
  await until(page, () => /stored/.test(document.querySelector(".intake-words").textContent) && document.querySelector(".working").hidden);
}

async function oneMerge(page) {
  await page.locator(".candidate [data-act=merge]").first().click();
  await page.waitForSelector(".decisions [data-act=undo-decision]");
}

const undo = async (page) => {
  await page.click("header [data-act=undo]");
  await until(page, () => !document.querySelector("[data-act=undo-decision]"));
};

/** name, how to come to it from the one before, how to leave it. */
export const VIEWS = [
  { name: "start", go: async () => undefined },
  { name: "search", go: async (page) => { await page.keyboard.press("/"); await page.keyboard.type("har"); await page.waitForSelector("header [role=option]"); }, leave: async (page) => { await page.fill("header [role=combobox]", ""); await page.keyboard.press("Escape"); await page.keyboard.press("Escape"); } },
  { name: "graph", go: async (page) => { await find(page, "Quiet Harbor"); } },
  { name: "expand", go: async (page) => { await page.click("[data-act=expand]"); await page.waitForSelector("dialog .picks input"); }, leave: closeDialog },
  { name: "split", go: async (page) => { await page.click(".panel [data-act=split]"); await page.waitForSelector(".split-documents li"); await page.locator(".split-documents input").nth(1).check(); }, leave: closeDialog },
  { name: "person", go: async (page) => { await find(page, "Whitcombe"); }, leave: async (page) => { await find(page, "Quiet Harbor"); } },
  { name: "tables", go: click("table") },
  { name: "evidence", go: async (page) => { await page.locator("[data-link] button.chip").first().click(); await page.waitForSelector(".context .at"); }, leave: click("table") },
  { name: "article", go: async (page) => { await page.click(".evidence-meta h3 button"); await page.waitForSelector(".article .at"); }, leave: press("Escape") },
  { name: "quotes", go: press("Alt+2") },
  { name: "operations", go: press("Alt+3") },
  { name: "paths", go: async (page) => {
    await page.evaluate(async () => {
      const id = async (q) => (await (await fetch(`/api/v1/entities?q=${encodeURIComponent(q)}`)).json()).items[0].id;
      const { app } = window.onrecord;
      app.commit("x", { tab: "paths", paths: { ...app.view.paths, from: await id("Zoë Lindqvist"), to: await id("Gideon Falk") } });
    });
    await page.waitForSelector(".path");
  } },
  { name: "articles", go: press("Alt+5") },
  { name: "remove", go: async (page) => { await page.locator(".articles [data-act=remove-document]").first().click(); await page.waitForSelector(".what-goes"); }, leave: closeDialog },
  { name: "adding", go: addDocuments, leave: async (page) => { await page.click(".intake [aria-label=Close]"); } },
  { name: "review", go: press("Alt+6") },
  { name: "decided", go: async (page) => { await oneMerge(page); await page.locator(".decisions").scrollIntoViewIfNeeded(); }, leave: undo },
  { name: "joined", go: async (page) => { await page.selectOption(".review-view select", "joined"); await page.waitForSelector(".candidate [data-act=split]"); } },
  { name: "help", go: press("?") },
  { name: "filters", go: async (page) => { await page.keyboard.press("Alt+1"); await page.click("[data-act=filters]"); }, leave: press("Escape") },
  { name: "export", go: click("export"), leave: closeDialog },
  { name: "saved-views", go: click("views"), leave: closeDialog },
];

/** Calls `look(name)` in each view. */
export async function eachView(page, look) {
  for (const { name, go, leave } of VIEWS) {
    await go(page);
    await settled(page);
    await until(page, () => !document.querySelector(".state.loading"));
    await look(name);
    await leave?.(page);
    await settled(page);
  }
}
