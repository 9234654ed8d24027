// Takes out of the page what is seen, and out of the store what there is.
import { app } from "../core/app";
import { known_access } from "../core/access";
import { get_file, post_for_file, query, type ServerFile, words_of } from "../core/api";
import { button, download, h } from "../core/dom";
import { exported_view, file_name, has_sentences, in_order, PICTURES, STORE_FORMATS, subject_of, VIEW_FORMATS, view_file, words_of_format } from "../core/exports";
import { graph_params, type Params } from "../core/filters";
import { to_svg } from "../core/picture";
import { quote_table } from "../core/quote_table";
import { counted } from "../core/text";
import type { View } from "../core/view";
import type { GraphView } from "../views/graph";
import { open_dialog } from "./dialog";
import { colour } from "./theme";

/** Formats of the whole store, should the server not say. */
const FORMATS = ["json", "nodelink", "dot"];

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

/** Says what becomes of an export; a dialog hides the line at the bottom from screen readers. */
class Progress {
  readonly line = h("p", { class: "export-line", role: "status", "data-state": "" });

  say(words: string, state: "" | "running" | "saved" | "failed"): void {
    this.line.textContent = words;
    this.line.dataset.state = state;
  }

  /** make: saves the file and returns what it is called and has. */
  async run(name: string, make: () => Promise<string> | string): Promise<void> {
    this.say(`Writing ${name}…`, "running");
    try {
      this.say(`Saved ${await make()}`, "saved");
    } catch (error) {
      this.say(`${name} was not saved. ${words_of(error)}`, "failed");
    }
  }
}

const chip = (format: string, act: string, run: () => unknown): HTMLButtonElement => {
  const { name, use } = words_of_format(format);
  return button([name, use ? h("small", null, ` ${use}`) : null], run, { class: "chip", "data-act": act });
};

function save(subject: string, file: ServerFile): string {
  const name = file_name(subject, file.name);
  download(name, file.bytes);
  return name;
}

/** A link, so that even a large store goes to the disk as it comes; a link carries no token, though,
 *  so where reading needs it the page fetches the bytes and saves them. */
function store_export(format: string, progress: Progress): HTMLElement {
  const params: Params = { format, ...(STORE_FORMATS.includes(format) ? {} : graph_params(app.view.filters)) };
  const { name, use } = words_of_format(format);
  if (!known_access().guarded) {
    const told = (): void => progress.say(`The browser is saving ${name}; it says when it is done.`, "saved");
    return h("a", { class: "chip", href: `/api/v1/export${query(params)}`, download: "", "data-act": `store-${format}`, on: { click: told } }, name, use ? h("small", null, ` ${use}`) : null);
  }
  return chip(format, `store-${format}`, () => progress.run(name, async () => save("", await get_file("/export", params))));
}

function png_or_svg(format: string, graph: GraphView): { name: string; bytes: Blob } {
  const bytes = format === "png" ? graph.canvas.png(colour("paper"))
    : new Blob([to_svg(graph.scene(), { paper: colour("paper"), ink: colour("ink"), line: colour("edge") })], { type: "image/svg+xml" });
  return { name: `onrecord.${format}`, bytes };
}

/** What is seen, in words; null when there is nothing to take out. */
function seen_words(view: View, graph: GraphView): string | null {
  if (view.tab === "quotes") return "The quotes of this list: as a table, or as a graph of who said what about whom.";
  if (view.tab === "paths") return view.paths.from && view.paths.to ? "The paths that are listed here, as one graph." : null;
  const { nodes, links, over_cap, links_over_cap } = graph.scene();
  if (nodes.length === 0) return null;
  const statements = links.reduce((sum, link) => sum + link.statements, 0);
  const each = statements === links.length ? "" : `, of ${counted(statements, "statement")}, each an edge of its own in a file`;
  const more = over_cap || links_over_cap ? " Files other than PNG and SVG also have what is not drawn because there is too much of it." : "";
  return `${counted(nodes.length, "entity", "entities")} and ${counted(links.length, "connection")}${each}, as they stand.${more}`;
}

function seen_exports(graph: GraphView, progress: Progress): HTMLElement[] {
  const { view } = app;
  const words = seen_words(view, graph);
  if (words === null) return [h("p", { class: "note" }, "Nothing is shown yet.")];
  const is_graph = view.tab !== "quotes" && view.tab !== "paths";
  const subject = subject_of(view, graph.scene());
  const sentences = h("input", { type: "checkbox", checked: true, "data-act": "with-sentences" });
  const from_server = async (format: string): Promise<string> => {
    const params = { format, evidence: sentences.checked && has_sentences(format) ? 1 : "" };
    return save(subject, await post_for_file("/export", params, view_file(subject, exported_view(view)), view.filters.outlets.length > 0));
  };
  const chip_of = (format: string): HTMLElement => chip(format, `view-${format}`, () => progress.run(words_of_format(format).name,
    () => (is_graph && PICTURES.includes(format) ? save(subject, png_or_svg(format, graph)) : from_server(format))));
  const table = (): Promise<string> => quote_table(view).then(({ csv, quotes }) =>
    `${save(subject, { name: "onrecord.csv", bytes: new Blob([csv], { type: "text/csv" }) })}: ${counted(quotes, "quote")}`);
  return [
    h("p", { class: "note" }, words),
    h("div", { class: "chips" },
      view.tab === "quotes" ? button(["CSV, quotes", h("small", null, " spreadsheet")], () => progress.run("CSV, quotes", table), { class: "chip", "data-act": "view-csv-quotes" }) : null,
      [...PICTURES, ...VIEW_FORMATS].map(chip_of)),
    h("label", { class: "check" }, sentences, " With a sentence for each connection, where the format has room for it"),
  ];
}

export function open_export(graph: GraphView): void {
  graph.place_all();
  const progress = new Progress();
  open_dialog("Export", () => {
    const [of_graph, of_store] = [h("div", { class: "chips" }), h("div", { class: "chips" })];
    void export_formats().then((formats) => {
      of_graph.append(...in_order(formats).map((format) => store_export(format, progress)));
      of_store.append(...formats.filter((format) => STORE_FORMATS.includes(format)).map((format) => store_export(format, progress)));
    });
    return [
      h("h3", null, "What is seen"), seen_exports(graph, progress),
      h("h3", null, "The whole graph"),
      h("p", { class: "note" }, "Of everything that was read, under the filters."), of_graph,
      h("h3", null, "The whole store"),
      h("p", { class: "note" }, "Documents, quotes and statements with all their evidence, for programs and databases; without filters."), of_store,
      progress.line,
    ];
  });
}
