// Views kept under a name in this browser, and as small files that can be handed on.
import { app } from "../core/app";
import { sparse } from "../core/codec";
import { button, download, fill, h } from "../core/dom";
import { view_file } from "../core/exports";
import { counted } from "../core/text";
import { read_view, type View } from "../core/view";
import { field } from "./bits";
import { open_dialog } from "./dialog";
import { toast } from "./toast";

const KEY = "onrecord.views";
const FORMAT = "onrecord view 1";

interface SavedView {
  name: string;
  saved: string;
  view: Record<string, unknown>;
}

function load(): SavedView[] {
  try {
    const views: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(views) ? (views as SavedView[]).filter(({ name }) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

function store(views: SavedView[]): void {
  localStorage.setItem(KEY, JSON.stringify(views));
}

const show = (name: string, view: View): void => app.commit(`Open “${name}”`, view);

async function open_file(file: File): Promise<void> {
  const data = JSON.parse(await file.text()) as { format?: string; name?: unknown; view?: unknown };
  if (data.format !== FORMAT) throw new Error(`${file.name} is not a view that this page saved.`);
  show(typeof data.name === "string" ? data.name : file.name, read_view(data.view));
}

export function open_saved_views(): void {
  open_dialog("Saved views", (close) => {
    const list = h("ul", { class: "plain-list saved" });
    const name = h("input", { type: "text", maxlength: 100, placeholder: "Harbor raid, May", "data-act": "view-name" });
    const draw = (): void => fill(list, load().map((item) => h("li", null,
      button(item.name, () => { close(); show(item.name, read_view(item.view)); }, { class: "link", "data-act": "open-view" }),
      h("span", { class: "note" }, ` ${counted(read_view(item.view).nodes.length, "entity", "entities")} · ${item.saved}`),
      h("span", { class: "actions" },
        button("File", () => download(`${item.name.replace(/[^\p{L}\p{N} _-]/gu, "_") || "view"}.json`, new Blob([JSON.stringify(view_file(item.name, item.view), null, 1)], { type: "application/json" })), { class: "chip", "aria-label": `Save ${item.name} as a file` }),
        button("Forget", () => { store(load().filter((other) => other.name !== item.name)); draw(); }, { class: "chip", "aria-label": `Forget ${item.name}` })))),
      load().length ? null : h("li", { class: "note" }, "None yet."));
    const save = (): void => {
      const wanted = name.value.trim();
      if (!wanted) return name.focus();
      const saved = new Date().toISOString().slice(0, 10);
      store([...load().filter((item) => item.name !== wanted), { name: wanted, saved, view: sparse(app.view) }]);
      name.value = "";
      draw();
      toast(`Saved as “${wanted}”.`);
    };
    name.addEventListener("keydown", (event) => { if (event.key === "Enter") save(); });
    const file = h("input", { type: "file", accept: "application/json,.json" });
    file.addEventListener("change", () => {
      const [chosen] = file.files ?? [];
      if (chosen) open_file(chosen).then(close, (error: unknown) => app.on_trouble(error));
    });
    draw();
    return [
      h("p", { class: "note" }, "A view is what you see: entities, their places, filters. Names and sentences stay in the store."),
      h("div", { class: "conditions" }, field("Name", name), button("Save this view", save, { class: "primary", "data-act": "save-view" })),
      list, field("Open a view from a file", file),
    ];
  });
}

export async function copy_link(): Promise<void> {
  const link = await app.permalink();
  try {
    await navigator.clipboard.writeText(link);
    toast("The link to this view is in the clipboard.");
  } catch {
    open_dialog("Link to this view", () => {
      const input = h("input", { type: "text", value: link, readonly: true });
      return [field("Link", input)];
    });
  }
}
