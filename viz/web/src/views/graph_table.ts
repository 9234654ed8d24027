// The same scene as two tables: for keyboards, screen readers, and whoever likes lists.
import { app } from "../core/app";
import { range_words } from "../core/dates";
import { button, h } from "../core/dom";
import { go_to_panel } from "../core/focus";
import { relation_words, TYPE_WORDS } from "../core/model";
import type { Scene, SceneLink } from "../core/scene";
import { entity_button, glyph } from "../parts/bits";
import { open_expand } from "../parts/expand_dialog";
import { set_flag } from "../core/nodes";

export const link_words = (link: SceneLink): string =>
  link.labels.length === 1 ? (link.labels[0] as string) : relation_words(link.predicate);

export function choose_link(from: string, to: string, predicate: string): void {
  app.commit("Look at the evidence", { focus: { kind: "link", from, to, predicate, at: 0 } });
  go_to_panel();
}

/** A number; its words stand beside it where a narrow window has no heads of columns. */
function count(number: number | undefined, one: string): HTMLElement {
  if (number === undefined) return h("td", { role: "cell", class: "count" });
  return h("td", { role: "cell", class: "count" }, number.toLocaleString("en-US"), h("span", { class: "narrow-only", "aria-hidden": "true" }, number === 1 ? ` ${one}` : ` ${one}s`));
}

function head(...names: string[]): HTMLElement {
  return h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, names.map((name) => h("th", { role: "columnheader", scope: "col" }, name))));
}

export function graph_table(scene: Scene): HTMLElement {
  const names = new Map(scene.nodes.map((node) => [node.id, node]));
  const nodes = [...scene.nodes].sort((a, b) => b.degree - a.degree || a.name.localeCompare(b.name));
  const links = [...scene.links].sort((a, b) =>
    Number(a.predicate === "co_mentioned") - Number(b.predicate === "co_mentioned") || b.support - a.support || (a.key < b.key ? -1 : 1));
  const node_rows = nodes.map((node) => h("tr", { role: "row", "data-entity": node.id },
    h("th", { role: "rowheader", scope: "row" }, entity_button(node), node.behind ? h("small", null, ` +${node.behind} folded`) : null),
    h("td", { role: "cell" }, glyph(node.type), " ", TYPE_WORDS[node.type].one),
    count(node.degree, "connection"), count(node.documents, "document"),
    h("td", { role: "cell", class: "row-actions" },
      button("Expand…", () => open_expand(node), { class: "chip", "data-act": "row-expand", "aria-label": `Expand ${node.name}` }),
      button("Hide", () => app.commit(`Hide ${node.name}`, { nodes: set_flag(app.view.nodes, node.id, "hidden", true) }), { class: "chip", "data-act": "row-hide", "aria-label": `Hide ${node.name}` }))));
  const link_rows = links.map((link) => {
    const [source, target] = [names.get(link.source), names.get(link.target)];
    if (!source || !target) return null;
    return h("tr", { role: "row", "data-link": link.key },
      h("td", { role: "cell" }, entity_button(source)), h("td", { role: "cell" }, link_words(link)), h("td", { role: "cell" }, entity_button(target)),
      count(link.support, "document"), h("td", { role: "cell", class: "when" }, range_words(link.first, link.last)),
      h("td", { role: "cell" }, button("Evidence", () => choose_link(link.source, link.target, link.predicate), { class: "chip", "data-act": "row-evidence", "aria-label": `Evidence: ${source.name} ${link_words(link)} ${target.name}` })));
  });
  return h("div", { class: "tables", role: "region", "aria-label": "The graph as tables", tabindex: "0" },
    h("table", { role: "table" }, h("caption", null, `Entities (${nodes.length})`), head("Name", "Type", "Connections", "Documents", "Do"), h("tbody", { role: "rowgroup" }, node_rows)),
    h("table", { role: "table" }, h("caption", null, `Connections (${link_rows.length})`), head("Who", "How", "Whom", "Documents", "When", "Why"), h("tbody", { role: "rowgroup" }, link_rows)));
}
