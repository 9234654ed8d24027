// What connects two names: the best ways, with a sentence for each hop.
import { app } from "../core/app";
import { get } from "../core/api";
import { button, h } from "../core/dom";
import { graph_params } from "../core/filters";
import type { EntityRef, Hop, PathFound } from "../core/model";
import { known_entities, remember } from "../core/network";
import { add_nodes } from "../core/nodes";
import { on_store_change } from "../core/store_changes";
import { counted, percent } from "../core/text";
import type { PathQuestion, View } from "../core/view";
import { choices, empty, entity_button, field, marked_sentence, source_line } from "../parts/bits";
import { Latest } from "../parts/latest";
import { search_box } from "../parts/search_box";
import { toast } from "../parts/toast";
import { choose_link } from "./graph_table";

interface PathsReply {
  from: EntityRef;
  to: EntityRef;
  paths: PathFound[];
}

const MEASURES = [["hops", "Fewest hops"], ["reliable", "Most reliable"], ["telling", "Avoiding hubs"]] as const;

function set(label: string, change: Partial<PathQuestion>): void {
  app.commit(label, { paths: { ...app.view.paths, ...change } });
}

function hop_element(hop: Hop): HTMLElement {
  const [evidence] = hop.evidence;
  const more = hop.support > 1 || hop.others > 0 || hop.evidence.length > 1;
  return h("li", { class: "hop" },
    h("p", { class: "step" }, h("span", { class: "arrow", "aria-hidden": "true" }, hop.forward ? "↓" : "↑"), hop.forward || hop.predicate === "co_mentioned" ? hop.label : `${hop.label} (the other way round)`,
      h("span", { class: "note" }, ` · ${counted(hop.support, "document")}`)),
    evidence ? [marked_sentence(evidence), source_line(evidence)] : h("p", { class: "note" }, "No sentence was kept."),
    more ? button("All evidence", () => choose_link(hop.from.id, hop.to.id, ""), { class: "chip" }) : null,
    h("p", { class: "stop" }, entity_button(hop.to)));
}

function path_element(path: PathFound, i: number): HTMLElement {
  const stops = [path.hops[0]?.from, ...path.hops.map((hop) => hop.to)].filter((ref): ref is EntityRef => !!ref);
  remember(stops);
  const show = (): void => {
    app.commit("Show a path", { tab: "graph", nodes: add_nodes(app.view.nodes, stops.map(({ id }) => id)) });
    toast(`${counted(stops.length, "entity", "entities")} of the path shown.`);
  };
  const measure = path.reliability !== undefined ? ` · ${percent(path.reliability)} reliable`
    : path.hub_penalty !== undefined ? ` · hub penalty ${path.hub_penalty.toFixed(1)}` : "";
  return h("li", { class: "path" },
    h("h2", null, `${i + 1}. ${counted(path.length, "hop")}${measure} `, button("Show in the graph", show, { class: "chip" })),
    h("p", { class: "stop" }, stops[0] ? entity_button(stops[0]) : null),
    h("ol", { class: "hops" }, path.hops.map(hop_element)));
}

function paths_element(reply: PathsReply): HTMLElement {
  remember([reply.from, reply.to]);
  if (reply.paths.length === 0) {
    return empty("Nothing on record connects them", h("p", null, `No chain of sentences leads from ${reply.from.name} to ${reply.to.name} within these hops and filters. More hops, or mere mentions together, may.`));
  }
  return h("ol", { class: "paths" }, reply.paths.map(path_element));
}

function end_box(label: string, end: "from" | "to"): { element: HTMLElement; show: (view: View) => void } {
  const box = search_box(label, (found) => { remember([found]); set(`Path ${end} ${found.name}`, { [end]: found.id }); }, { keep: true, placeholder: "a name" });
  const show = (view: View): void => {
    const id = view.paths[end];
    if (document.activeElement === box.input) return;
    box.input.value = id ? (known_entities.get(id)?.name ?? "…") : "";
    if (!id || known_entities.has(id)) return;
    get<EntityRef>(`/entities/${id}`).then((ref) => {
      remember([ref]);
      if (app.view.paths[end] === id) box.input.value = ref.name;
    }, () => { box.input.value = id; });
  };
  return { element: h("div", { class: "field grow" }, h("span", null, label), box.element), show };
}

export function make_paths(): HTMLElement {
  const [from, to] = [end_box("From", "from"), end_box("To", "to")];
  const k = h("input", { type: "number", min: 1, max: 20, value: "3" });
  k.addEventListener("change", () => set(`${k.value} paths`, { k: Math.min(20, Math.max(1, Number(k.value) || 1)) }));
  const hops = h("input", { type: "number", min: 1, max: 12, value: "6" });
  hops.addEventListener("change", () => set(`Up to ${hops.value} hops`, { max_hops: Math.min(12, Math.max(1, Number(hops.value) || 1)) }));
  const by = choices("hops", MEASURES, (value) => set("Order of paths", { by: value as PathQuestion["by"] }));
  const swap = button("Swap", () => set("Swap the ends", { from: app.view.paths.to, to: app.view.paths.from }), { class: "chip" });
  const place = h("div", { class: "list-place" });
  const latest = new Latest(place);
  const element = h("section", { class: "page paths-view" },
    h("h1", null, "What connects two names?"),
    h("p", { class: "lead" }, "Chains of sentences, the best first. Filters hold here as well."),
    h("div", { class: "conditions" }, from.element, swap, to.element, field("Order", by), field("Paths", k), field("Hops at most", hops)), place);
  let asked = "";
  const show = (view: View): void => {
    if (view.tab !== "paths") return;
    from.show(view);
    to.show(view);
    k.value = String(view.paths.k);
    hops.value = String(view.paths.max_hops);
    by.value = view.paths.by;
    const params = { ...view.paths, ...graph_params(view.filters), evidence: 2 };
    if (JSON.stringify(params) === asked) return;
    asked = JSON.stringify(params);
    if (!view.paths.from || !view.paths.to) {
      latest.cancel();
      void latest.run(() => Promise.resolve(null), () => empty("Two names, please", h("p", null, "Choose where to begin and where to arrive. Every hop will come with its sentence.")));
      return;
    }
    void latest.run((signal) => get<PathsReply>("/path", params, signal), paths_element);
  };
  app.listen(show);
  on_store_change(() => { asked = ""; show(app.view); });
  return element;
}
