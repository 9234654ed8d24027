// The same scene as two tables: for keyboards, screen readers, and whoever likes lists.
import { app } from "../core/app";
import { range_words } from "../core/dates";
import { button, h } from "../core/dom";
import { relation_words, TYPE_WORDS } from "../core/model";
import type { Scene, SceneLink } from "../core/scene";
import { entity_button, glyph } from "../parts/bits";
import { open_expand } from "../parts/expand_dialog";
import { set_flag } from "../core/nodes";

export const link_words = (link: SceneLink): string =>
  link.labels.length === 1 ? (link.labels[0] as string) : relation_words(link.predicate);

export function choose_link(from: string, to: string, predicate: string): void {
  app.commit("Look at the evidence", { focus: { kind: "link", from, to, predicate, at: 0 } });
}

function head(...names: string[]): HTMLElement {
  return h("thead", null, h("tr", null, names.map((name) => h("th", { scope: "col" }, name))));
}

export function graph_table(scene: Scene): HTMLElement {
  const names = new Map(scene.nodes.map((node) => [node.id, node]));
  const nodes = [...scene.nodes].sort((a, b) => b.degree - a.degree || a.name.localeCompare(b.name));
  const links = [...scene.links].sort((a, b) =>
    Number(a.predicate === "co_mentioned") - Number(b.predicate === "co_mentioned") || b.support - a.support || (a.key < b.key ? -1 : 1));
  const node_rows = nodes.map((node) => h("tr", { "data-entity": node.id },
    h("th", { scope: "row" }, entity_button(node), node.behind ? h("small", null, ` +${node.behind} folded`) : null),
    h("td", null, glyph(node.type), " ", TYPE_WORDS[node.type].one),
    h("td", { class: "count" }, node.degree), h("td", { class: "count" }, node.documents ?? ""),
    h("td", { class: "row-actions" },
      button("Expand…", () => open_expand(node), { class: "chip", "aria-label": `Expand ${node.name}` }),
      button("Hide", () => app.commit(`Hide ${node.name}`, { nodes: set_flag(app.view.nodes, node.id, "hidden", true) }), { class: "chip", "aria-label": `Hide ${node.name}` }))));
  const link_rows = links.map((link) => {
    const [source, target] = [names.get(link.source), names.get(link.target)];
    if (!source || !target) return null;
    return h("tr", { "data-link": link.key },
      h("td", null, entity_button(source)), h("td", null, link_words(link)), h("td", null, entity_button(target)),
      h("td", { class: "count" }, link.support), h("td", null, range_words(link.first, link.last)),
      h("td", null, button("Evidence", () => choose_link(link.source, link.target, link.predicate), { class: "chip", "aria-label": `Evidence: ${source.name} ${link_words(link)} ${target.name}` })));
  });
  return h("div", { class: "tables", role: "region", "aria-label": "The graph as tables", tabindex: "0" },
    h("table", null, h("caption", null, `Entities (${nodes.length})`), head("Name", "Type", "Connections", "Documents", "Do"), h("tbody", null, node_rows)),
    h("table", null, h("caption", null, `Connections (${link_rows.length})`), head("Who", "How", "Whom", "Documents", "When", "Why"), h("tbody", null, link_rows)));
}
