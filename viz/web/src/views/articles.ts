// All articles: how they come in, what was read out of each, and how they go.
import { app } from "../core/app";
import { button, h } from "../core/dom";
import { focused_place } from "../core/focus";
import { NO_FILTERS, outlet_params } from "../core/filters";
import type { DocumentRef } from "../core/model";
import { on_store_change } from "../core/store_changes";
import { make_add_documents } from "../parts/add_documents";
import { document_line, empty } from "../parts/bits";
import { remove_button } from "../parts/remove_document";
import { PagedList } from "./list";

export interface ArticlesView {
  element: HTMLElement;
  /** Opens what takes new documents in. */
  add(): void;
  /** Closes it; false when there is nothing to close. */
  escape(): boolean;
}

export function make_articles(): ArticlesView {
  const adding = make_add_documents();
  const add = (): void => { adding.open(focused_place()); adding.element.querySelector<HTMLElement>("[data-act=choose-files]")?.focus(); };
  const list = new PagedList<DocumentRef>("/documents",
    (item) => h("li", { class: "with-action", "data-document": item.id }, document_line(item), remove_button(item.id, item.title)),
    () => app.view.filters.outlets.length ? empty("Nothing of this outlet", button("Show all articles", () => app.commit("All outlets", { filters: { ...app.view.filters, outlets: NO_FILTERS.outlets } }), { class: "plain" })) : empty("Nothing has been read yet", h("p", null, "Add articles here, or on the command line: ", h("code", null, "onrecord ingest --store STORE FOLDER")),
      button("Add documents", add, { class: "primary writes" })), "plain-list articles");
  const element = h("section", { class: "page articles-view" },
    h("div", { class: "page-head" }, h("h1", null, "Articles"), adding.opener),
    h("p", { class: "lead" }, "Everything that was read, each with all that was found in it marked in its text."),
    h("p", { class: "note read-only-note" }, "This server only reads: it was started without writing, so nothing can be added or removed here."),
    adding.element, list.element);
  const carries_files = (event: DragEvent): boolean => !!event.dataTransfer?.types.includes("Files");
  let inside = 0;
  const mark = (): void => void element.classList.toggle("dropping", inside > 0);
  element.addEventListener("dragenter", (event) => { if (carries_files(event)) { ++inside; mark(); } });
  element.addEventListener("dragleave", (event) => { if (carries_files(event)) { inside = Math.max(0, inside - 1); mark(); } });
  element.addEventListener("dragover", (event) => { if (carries_files(event)) event.preventDefault(); });
  element.addEventListener("drop", (event) => {
    inside = 0;
    mark();
    if (!carries_files(event) || !event.dataTransfer) return;
    event.preventDefault();
    if (!document.documentElement.classList.contains("read-only")) adding.drop(event.dataTransfer);
  });
  const show = (): void => {
    if (app.view.tab === "articles") list.ask({ ...outlet_params(app.view.filters), limit: 100 });
  };
  app.listen(show);
  on_store_change(() => { list.forget(); show(); });
  return { element, add, escape: adding.escape };
}
