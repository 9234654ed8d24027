// What stands where nothing was chosen yet: what there is, and where to begin; on an empty store,
// how to fill it.
import { get } from "../core/api";
import { button, fill, h } from "../core/dom";
import { ENTITY_TYPES, type EntityRef, type Stats, TYPE_WORDS } from "../core/model";
import { counted } from "../core/text";
import { failure, glyph, loading } from "../parts/bits";
import { explore } from "../parts/graph_actions";

const BEGINNINGS = 12;

function first_run(add_documents: () => void): HTMLElement {
  return h("div", { class: "state empty first-run" },
    h("h1", null, "Nothing has been read yet"),
    h("p", null, "Onrecord shows who said what, and how those who are named connect. Give it some articles first:"),
    button("Add documents", add_documents, { class: "primary writes", "data-act": "first-documents" }),
    h("p", null, "or, for many, on the command line"),
    h("pre", null, h("code", null, "onrecord ingest --store STORE FOLDER-OF-ARTICLES")),
    h("p", null, "It takes text, HTML and NDJSON files, compressed ones too. The articles in the repository’s ", h("code", null, "examples/"), " folder are invented and a good first try. This page shows new articles as they come in; ", button("look again", () => location.reload(), { class: "link" }), "."));
}

export async function start_page(place: HTMLElement, add_documents: () => void): Promise<void> {
  fill(place, loading());
  try {
    const stats = await get<Stats>("/stats");
    if (stats.documents === 0) return fill(place, first_run(add_documents));
    const rank = await get<{ items: EntityRef[] }>("/rank", { of: "degree", limit: BEGINNINGS, co_mentioned: "false" });
    const begin = (ref: EntityRef): HTMLElement =>
      h("li", null, button([glyph(ref.type), h("bdi", null, ref.name)], () => void explore(ref), { class: "entity", "data-begin": ref.id }));
    fill(place, h("div", { class: "welcome" },
      h("h1", null, "Who said what, and how they connect"),
      h("p", { class: "lead" }, `${counted(stats.documents, "document")} and ${counted(stats.quotes, "quote")} are on record. Every line you will see leads back to its sentence.`),
      h("ul", { class: "counts" }, ENTITY_TYPES.filter((type) => stats.entities[type]).map((type) =>
        h("li", null, glyph(type), h("b", null, (stats.entities[type] ?? 0).toLocaleString("en-US")), ` ${((stats.entities[type] ?? 0) === 1 ? TYPE_WORDS[type].one : TYPE_WORDS[type].many).toLowerCase()}`))),
      h("p", null, "Press ", h("kbd", null, "/"), " and type a name, or begin with one that is joined to many:"),
      h("ul", { class: "beginnings" }, rank.items.map(begin))));
  } catch (error) {
    fill(place, failure(error, () => void start_page(place, add_documents)));
  }
}
