// All articles, by title.
import { app } from "../core/app";
import { h } from "../core/dom";
import type { DocumentRef } from "../core/model";
import { document_line, empty } from "../parts/bits";
import { PagedList } from "./list";

export function make_articles(): HTMLElement {
  const list = new PagedList<DocumentRef>("/documents", (item) => h("li", null, document_line(item)),
    () => empty("Nothing has been read yet", h("p", null, "Give Onrecord some articles: ", h("code", null, "onrecord ingest --store STORE FOLDER"))), "plain-list articles");
  const element = h("section", { class: "page articles-view" }, h("h1", null, "Articles"),
    h("p", { class: "lead" }, "Everything that was read, each with all that was found in it marked in its text."), list.element);
  app.listen((view) => {
    if (view.tab === "articles") list.ask({ limit: 100 });
  });
  return element;
}
