// What can be taken out of the page, and under which names.
import type { Scene } from "./scene";
import { known_entities } from "./network";
import { sparse } from "./codec";
import type { View } from "./view";

export interface FormatWords {
  name: string;
  /** What reads it, where that helps. */
  use: string;
}

/** Of the server's formats; one that is not here goes by its own name. */
const WORDS: Readonly<Record<string, FormatWords>> = {
  png: { name: "PNG", use: "picture" }, svg: { name: "SVG", use: "picture" }, pdf: { name: "PDF", use: "picture" },
  gexf: { name: "GEXF", use: "Gephi" }, gexf12: { name: "GEXF 1.2", use: "older programs" }, graphml: { name: "GraphML", use: "yEd, igraph" },
  cyjs: { name: "Cytoscape JSON", use: "" }, nodelink: { name: "Node-link JSON", use: "D3" }, jgf: { name: "JSON Graph", use: "" },
  csv: { name: "CSV, both tables", use: "zip" }, "csv-nodes": { name: "CSV, nodes", use: "spreadsheet" }, "csv-edges": { name: "CSV, connections", use: "spreadsheet" },
  dot: { name: "DOT", use: "Graphviz" }, mermaid: { name: "Mermaid", use: "notes" },
  json: { name: "JSON", use: "everything" }, ndjson: { name: "NDJSON", use: "onrecord load" }, nt: { name: "N-Triples", use: "RDF" },
  ttl: { name: "Turtle", use: "RDF" }, jsonld: { name: "JSON-LD", use: "RDF" }, ftm: { name: "FollowTheMoney", use: "Aleph" },
  neo4j: { name: "Neo4j", use: "zip" },
};
export const words_of_format = (format: string): FormatWords => WORDS[format] ?? { name: format, use: "" };

/** Of the whole store, without filters; the others are of its graph. */
export const STORE_FORMATS: readonly string[] = ["json", "ndjson", "nt", "ttl", "jsonld", "ftm", "neo4j"];
/** Of what is seen, written by the server. PNG and SVG of a graph are what is on the screen. */
export const VIEW_FORMATS: readonly string[] = ["pdf", "gexf", "graphml", "cyjs", "nodelink", "jgf", "csv", "csv-nodes", "csv-edges", "dot", "mermaid"];
export const PICTURES: readonly string[] = ["png", "svg"];
/** The server's formats of graphs, in the order of those of what is seen. */
export function in_order(formats: readonly string[]): string[] {
  const order = [...PICTURES, ...VIEW_FORMATS];
  const place = (format: string): number => (order.includes(format) ? order.indexOf(format) : order.length);
  return formats.filter((format) => !STORE_FORMATS.includes(format)).sort((a, b) => place(a) - place(b));
}
/** Only these have room for sentences beside what they show. */
export const has_sentences = (format: string): boolean => !["csv-nodes", "mermaid", "png", "svg", "pdf"].includes(format);

const slug = (words: string): string =>
  words.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
const name_of = (id: string): string => known_entities.get(id)?.name ?? "";

/** What is seen, in words: whoever it is about. */
export function subject_of(view: View, scene: Scene): string {
  if (view.tab === "quotes") return ["quotes", ...[view.quotes.speaker, view.quotes.about, view.quotes.place].map(name_of)].filter(Boolean).join(" ");
  if (view.tab === "paths") return `${name_of(view.paths.from)} to ${name_of(view.paths.to)}`;
  const focus = view.focus?.kind === "entity" ? view.focus.id : "";
  const best = scene.nodes.find(({ id }) => id === focus) ?? scene.nodes.reduce((a, b) => (b.degree > a.degree ? b : a), scene.nodes[0] ?? null as never);
  return best?.name ?? "graph";
}

/** "onrecord-quiet-harbor-nodes.csv" of "onrecord-nodes.csv". */
export function file_name(subject: string, of_server: string): string {
  const middle = slug(subject);
  return of_server.replace(/^onrecord/, middle ? `onrecord-${middle}` : "onrecord");
}

/** A view as a file, for the server, "onrecord export --view" and this page again. */
export const view_file = (name: string, view: Record<string, unknown>): Record<string, unknown> => ({ format: "onrecord view 1", name, view });

/** The part of a view that an export is of: its list or paths, on all other tabs the graph. */
export function exported_view(view: View): Record<string, unknown> {
  const { tab, ...rest } = sparse(view);
  return view.tab === "quotes" || view.tab === "paths" ? { tab, ...rest } : rest;
}
