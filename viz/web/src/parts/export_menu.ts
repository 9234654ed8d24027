// Takes out of the page what is seen, and out of the store what there is.
import { app } from "../core/app";
import { known_access } from "../core/access";
import { get_bytes, query } from "../core/api";
import { to_csv } from "../core/csv";
import { range_words } from "../core/dates";
import { button, download, h } from "../core/dom";
import { graph_params, type Params } from "../core/filters";
import { to_svg } from "../core/picture";
import type { GraphView } from "../views/graph";
import { link_words } from "../views/graph_table";
import { open_dialog } from "./dialog";
import { colour } from "./theme";

/** Formats of the whole store, should the server not say. */
const FORMATS = ["json", "nodelink", "dot"];
const ENDINGS: Readonly<Record<string, string>> = { nodelink: "json", gexf: "gexf", graphml: "graphml", turtle: "ttl", ntriples: "nt", jsonld: "jsonld" };

interface ApiDescription {
  paths?: Record<string, { get?: { parameters?: { name?: string; schema?: { enum?: string[] } }[] } }>;
}

async function export_formats(): Promise<string[]> {
  try {
    const reply = await fetch("/openapi.json");
    if (!reply.ok) return FORMATS;
    const { paths } = (await reply.json()) as ApiDescription;
    const parameters = paths?.["/api/v1/export"]?.get?.parameters ?? [];
    return parameters.find(({ name }) => name === "format")?.schema?.enum ?? FORMATS;
  } catch {
    return FORMATS;
  }
}

/** A link, so that even a large store goes to the disk as it comes; a link carries no token, though,
 *  so where reading needs it the page fetches the bytes and saves them. */
function store_export(format: string): HTMLElement {
  const { outlets: _, ...filters } = graph_params(app.view.filters);
  const params: Params = { format, ...(format === "json" ? {} : filters) };
  const file = `onrecord.${ENDINGS[format] ?? format}`;
  if (!known_access().guarded) return h("a", { class: "chip", href: `/api/v1/export${query(params)}`, download: file }, format);
  const fetching = button(format, async () => {
    fetching.disabled = true;
    try {
      download(file, await get_bytes("/export", params));
    } catch (error) {
      app.on_trouble(error);
    } finally {
      fetching.disabled = false;
    }
  }, { class: "chip", "data-act": `store-${format}` });
  return fetching;
}

export function open_export(graph: GraphView): void {
  const scene = graph.scene();
  const names = new Map(scene.nodes.map((node) => [node.id, node.name]));
  const text = (name: string, words: string, type: string): void => download(name, new Blob([words], { type }));
  const nodes_csv = (): string => to_csv([["id", "type", "name", "documents", "connections", "x", "y"],
    ...scene.nodes.map((node) => [node.id, node.type, node.name, node.documents ?? 0, node.degree, node.placed.x ?? "", node.placed.y ?? ""])]);
  const links_csv = (): string => to_csv([["source", "source_id", "relation", "target", "target_id", "documents", "confidence", "when"],
    ...scene.links.map((link) => [names.get(link.source) ?? "", link.source, link_words(link), names.get(link.target) ?? "", link.target, link.support, link.confidence, range_words(link.first, link.last)])]);
  const json = (): string => JSON.stringify({
    nodes: scene.nodes.map(({ id, type, name, documents, placed: { x, y } }) => ({ id, type, name, documents, x, y })), links: scene.links,
  }, null, 1);
  open_dialog("Export", () => {
    const store = h("div", { class: "chips" });
    void export_formats().then((formats) => {
      store.append(...formats.map(store_export));
    });
    return [
      h("h3", null, "What is seen"),
      h("p", { class: "note" }, `${scene.nodes.length} entities and ${scene.links.length} connections, as they stand.`),
      h("div", { class: "chips" },
        button("PNG", () => download("onrecord.png", graph.canvas.png(colour("paper"))), { class: "chip", "data-act": "png" }),
        button("SVG", () => text("onrecord.svg", to_svg(scene, { paper: colour("paper"), ink: colour("ink"), line: colour("edge") }), "image/svg+xml"), { class: "chip", "data-act": "svg" }),
        button("CSV, entities", () => text("onrecord-entities.csv", nodes_csv(), "text/csv"), { class: "chip", "data-act": "csv-nodes" }),
        button("CSV, connections", () => text("onrecord-connections.csv", links_csv(), "text/csv"), { class: "chip", "data-act": "csv-links" }),
        button("JSON", () => text("onrecord.json", json(), "application/json"), { class: "chip", "data-act": "json" })),
      h("h3", null, "Everything"),
      h("p", { class: "note" }, "The graph of the whole store under the filters, outlets apart; “json” is the store itself, without filters."), store,
    ];
  });
}

