// How to read and use the page.
import { h } from "../core/dom";
import { ENTITY_TYPES, TYPE_WORDS } from "../core/model";
import { glyph } from "../parts/bits";

const KEYS: readonly (readonly [string, string])[] = [
  ["/", "search; arrows choose, Enter shows"],
  ["Alt+1 … Alt+6", "Graph, Quotes, Operations, Paths, Articles, Review"],
  ["Ctrl+Z Ctrl+Y", "undo, redo: everything, merges too"],
  ["t", "the graph as tables, and back"],
  ["e c f p d h", "of the chosen entity: expand, collapse, fold, pin, fade, hide"],
  ["Delete", "take the chosen entity out of the graph"],
  ["[ ]", "the sentence before, the sentence after"],
  ["Escape", "close what is open"],
  ["?", "this page"],
];

export function make_help(): HTMLElement {
  return h("section", { class: "page help-view" },
    h("h1", null, "How to use this page"),
    h("p", { class: "lead" }, "Every line between two names, every figure and every quote leads back to the sentence it was read from. Click it, and read it in its article."),
    h("h2", null, "Keys"),
    h("dl", { class: "keys" }, KEYS.map(([key, words]) => [h("dt", null, key.split(" ").map((part) => [part === "…" ? part : h("kbd", null, part), " "])), h("dd", null, words)])),
    h("h2", null, "Signs"),
    h("ul", { class: "signs" }, ENTITY_TYPES.map((type) => h("li", null, glyph(type), TYPE_WORDS[type].one)),
      h("li", null, "Larger: named in more documents. Thicker: told in more documents. Faint lines: only mentioned in one sentence.")),
    h("h2", null, "In the graph"),
    h("p", null, "Click an entity to see its card; double-click it to expand it. Drag it where you want it: it stays there. ",
      "Collapse removes those who hang on it alone; fold keeps them behind a count. Pinned entities keep their place when you tidy up. ",
      "No more than 2,000 entities and 6,000 connections are drawn at once; more are folded."),
    h("h2", null, "How sure is it?"),
    h("p", null, "Onrecord reads by program. It is often right and sometimes wrong: each reading has a confidence, and each can be checked at its sentence. Filters leave out what is less sure."),
    h("p", { class: "open-reading" }, h("a", { href: "/plain" }, "The plain pages"), " show the same without JavaScript. Programs read it under ", h("a", { href: "/api/v1/stats" }, "/api/v1"), "."));
}
