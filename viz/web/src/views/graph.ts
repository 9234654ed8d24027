// The graph: its canvas or its tables, the tools above and the legend below.
import { app } from "../core/app";
import { is_abort } from "../core/api";
import { button, fill, h } from "../core/dom";
import { ENTITY_TYPES, type Network, TYPE_WORDS } from "../core/model";
import { load_network } from "../core/network";
import { collapse, forget_places, place, remove_node, set_flag, has_flag, show_hidden } from "../core/nodes";
import { make_scene, type Scene } from "../core/scene";
import { counted } from "../core/text";
import type { View } from "../core/view";
import { failure, glyph } from "../parts/bits";
import { on_store_change } from "../core/store_changes";
import { open_expand } from "../parts/expand_dialog";
import { known_entities } from "../core/network";
import { name_of, set_scene } from "../parts/graph_actions";
import { GraphCanvas } from "./graph_canvas";
import { choose_link, graph_table } from "./graph_table";
import { start_page } from "./start";

const EMPTY: Network = { nodes: [], links: [] };

function legend(): HTMLElement {
  return h("ul", { class: "legend", "aria-label": "Legend" },
    ENTITY_TYPES.map((type) => h("li", null, glyph(type), TYPE_WORDS[type].one)),
    h("li", null, h("span", { class: "line-sample", "aria-hidden": "true" }), "told of together"),
    h("li", null, h("span", { class: "line-sample weak", "aria-hidden": "true" }), "only mentioned together"));
}

function notes(scene: Scene): string[] {
  return [
    scene.filtered ? `${scene.filtered} filtered out` : "",
    scene.folded ? `${scene.folded} folded` : "",
    scene.over_cap ? `${scene.over_cap.toLocaleString("en-US")} more folded, as no more than 2,000 are drawn` : "",
    scene.links_over_cap ? `the ${scene.links_over_cap.toLocaleString("en-US")} weakest connections not drawn` : "",
    scene.missing ? `${scene.missing} not on record any more` : "",
  ].filter(Boolean);
}

export interface GraphView {
  element: HTMLElement;
  canvas: GraphCanvas;
  scene(): Scene;
  /** Gives everybody a place, also while the tables are shown. */
  place_all(): void;
  /** Keys of the graph; false when it has no use for this one. */
  key(event: KeyboardEvent): boolean;
}

/** add_documents: leads to where documents come in. */
export function make_graph(add_documents: () => void): GraphView {
  const container = h("div", { class: "canvas", role: "img", "aria-label": "The graph as a picture; its tables say the same." });
  const tables = h("div", { class: "tables-place", hidden: true });
  const start = h("div", { class: "start", hidden: true });
  const summary = h("p", { class: "summary", role: "status" });
  const trouble = h("div", { class: "trouble" });
  let network = EMPTY;
  let scene = make_scene([], EMPTY, app.view.filters, null);
  let running: AbortController | null = null;
  let asked = "";

  const canvas = new GraphCanvas(container, {
    node: (id) => app.commit(`Look at ${name_of(id)}`, { focus: { kind: "entity", id } }),
    expand: (id) => { const ref = known_entities.get(id); if (ref) open_expand(ref); },
    link: choose_link,
    background: () => { if (app.view.focus) app.commit("Close the panel", { focus: null }); },
    moved: (id, positions) => app.commit(`Move ${name_of(id)}`, { nodes: place(app.view.nodes, positions) }),
    placed: (positions) => app.amend({ nodes: place(app.view.nodes, positions) }),
  });

  const hidden_button = button("", () => app.commit("Show what was hidden", { nodes: show_hidden(app.view.nodes) }), { class: "chip", "data-act": "show-hidden", hidden: true });
  const as_table = button("Table", () => app.commit(app.view.table ? "Show the picture" : "Show the tables", { table: !app.view.table }), { class: "chip", "data-act": "table" });
  const picture_tools = h("span", { class: "tool-group" },
    button("Tidy up", () => app.commit("Tidy up", { nodes: forget_places(app.view.nodes) }), { class: "chip", "data-act": "tidy" }),
    button("Fit", () => canvas.fit(), { class: "chip", "data-act": "fit" }),
    button("−", () => canvas.zoom(0.8), { class: "chip", "aria-label": "Smaller" }),
    button("+", () => canvas.zoom(1.25), { class: "chip", "aria-label": "Larger" }));
  const clear = button("Clear", () => app.commit("Clear the graph", { nodes: [], focus: null }), { class: "chip", "data-act": "clear" });
  const tools = h("div", { class: "tools", role: "toolbar", "aria-label": "Graph" }, as_table, picture_tools, hidden_button, clear, summary);
  const place_of_legend = legend();
  const element = h("section", { class: "graph-view" }, h("h1", { class: "visually-hidden" }, "The graph"), tools, trouble, container, tables, start, place_of_legend);

  const draw = (view: View): void => {
    const focus = view.focus?.kind === "entity" ? view.focus.id : null;
    scene = make_scene(view.nodes, network, view.filters, focus);
    set_scene(scene);
    const nothing = view.nodes.length === 0;
    start.hidden = !nothing;
    tools.hidden = nothing;
    container.hidden = nothing || view.table;
    place_of_legend.hidden = nothing || view.table;
    tables.hidden = nothing || !view.table;
    picture_tools.hidden = view.table;
    as_table.setAttribute("aria-pressed", String(view.table));
    hidden_button.hidden = scene.hidden === 0;
    hidden_button.textContent = `Show ${scene.hidden} hidden`;
    summary.textContent = [counted(scene.nodes.length, "entity", "entities"), counted(scene.links.length, "connection"), ...notes(scene)].join(" · ");
    if (view.table) fill(tables, graph_table(scene));
    if (!container.hidden || nothing) {
      canvas.cy.resize();
      canvas.show(scene, view.focus);
    }
  };

  const load = async (view: View): Promise<void> => {
    const ids = view.nodes.map(({ id }) => id);
    const { types: _, ...rest } = view.filters;
    const key = JSON.stringify([[...ids].sort(), rest]);
    if (key === asked) return draw(view);
    asked = key;
    running?.abort();
    if (ids.length === 0) {
      network = EMPTY;
      fill(trouble);
      return draw(view);
    }
    const mine = new AbortController();
    running = mine;
    element.setAttribute("aria-busy", "true");
    start.hidden = true;
    try {
      const loaded = await load_network(ids, view.filters, mine.signal);
      if (running !== mine) return;
      network = loaded;
      fill(trouble);
      draw(app.view);
    } catch (error) {
      if (running !== mine || is_abort(error)) return;
      asked = "";
      fill(trouble, failure(error, () => void load(app.view)));
    } finally {
      if (running === mine) element.removeAttribute("aria-busy");
    }
  };
  let started = false;
  on_store_change(() => {
    asked = "";
    started = false;
    show(app.view);
  });
  const show = (view: View): void => {
    if (view.tab !== "graph") return;
    if (view.nodes.length === 0 && !started) {
      started = true;
      void start_page(start, add_documents);
    }
    void load(view);
  };
  app.listen(show);
  new ResizeObserver(() => canvas.cy.resize()).observe(container);

  const act_on_focus: Record<string, (id: string, name: string) => void> = {
    e: (id) => { const ref = known_entities.get(id); if (ref) open_expand(ref); },
    c: (id, name) => app.commit(`Collapse ${name}`, { nodes: collapse(app.view.nodes, scene, id) }),
    h: (id, name) => app.commit(`Hide ${name}`, { nodes: set_flag(app.view.nodes, id, "hidden", true) }),
    f: (id, name) => app.commit(`Fold ${name}`, { nodes: set_flag(app.view.nodes, id, "folded", !has_flag(app.view.nodes, id, "folded")) }),
    p: (id, name) => app.commit(`Pin ${name}`, { nodes: set_flag(app.view.nodes, id, "pinned", !has_flag(app.view.nodes, id, "pinned")) }),
    d: (id, name) => app.commit(`Fade ${name}`, { nodes: set_flag(app.view.nodes, id, "faded", !has_flag(app.view.nodes, id, "faded")) }),
    Delete: (id, name) => app.commit(`Remove ${name}`, { nodes: remove_node(app.view.nodes, id) }),
  };
  const key = (event: KeyboardEvent): boolean => {
    const { focus } = app.view;
    if (event.key === "t") {
      as_table.click();
      return true;
    }
    const act = act_on_focus[event.key];
    if (!act || focus?.kind !== "entity" || !app.view.nodes.some(({ id }) => id === focus.id)) return false;
    act(focus.id, name_of(focus.id));
    return true;
  };
  return { element, canvas, scene: () => scene, place_all: () => canvas.show(scene, app.view.focus), key };
}

