// Operations, each from all who tell of it, with the figures and dates on which they disagree.
import { app } from "../core/app";
import { range_words } from "../core/dates";
import { button, h } from "../core/dom";
import { list_params, outlet_params } from "../core/filters";
import type { EntityRef, Operation } from "../core/model";
import { remember } from "../core/network";
import { on_store_change } from "../core/store_changes";
import { counted } from "../core/text";
import type { View } from "../core/view";
import { empty, entity_button, entity_list } from "../parts/bits";
import { explore } from "../parts/graph_actions";
import { conflict_blocks, figure_words } from "../parts/operation_details";
import { PagedList } from "./list";

function operation_row(operation: Operation): HTMLElement {
  const ref: EntityRef = { id: operation.id, type: "operation", name: operation.name || operation.names[0] || "Unnamed operation", documents: operation.documents.length };
  remember([ref, ...operation.places, ...operation.conducted_by, ...operation.partners]);
  const conflicts = conflict_blocks(operation);
  const disputed = new Set(operation.conflicts.flatMap(({ figures }) => figures));
  const figures = [...new Set(operation.figures.filter((_, i) => !disputed.has(i)).map(figure_words))];
  return h("li", { class: "operation-row", "data-entity": operation.id },
    h("time", null, range_words(operation.start, operation.end) || "undated"),
    h("div", null,
      h("h2", null, entity_button(ref)),
      h("p", { class: "about-line" }, operation.conducted_by.length ? ["by ", entity_list(operation.conducted_by)] : null,
        operation.places.length ? [" in ", entity_list(operation.places)] : null,
        operation.partners.length ? [" with ", entity_list(operation.partners)] : null),
      figures.length ? h("p", { class: "note" }, figures.slice(0, 8).join(" · ")) : null,
      conflicts.length ? conflicts : null,
      h("p", { class: "note" }, `told in ${counted(operation.documents.length, "document")} `, button("Show in the graph", () => void explore(ref), { class: "chip" }))));
}

export function make_operations(): HTMLElement {
  const list = new PagedList<Operation>("/operations", operation_row,
    () => empty("No operations here", h("p", null, "None is told of under these filters.")), "operations");
  const element = h("section", { class: "page operations-view" },
    h("h1", null, "Operations"),
    h("p", { class: "lead" }, "Raids, sweeps, campaigns. Where accounts differ, they stand side by side, each with its sentence."), list.element);
  const show = (view: View): void => {
    if (view.tab === "operations") list.ask({ ...list_params(view.filters), ...outlet_params(view.filters), limit: 50 });
  };
  app.listen(show);
  on_store_change(() => { list.forget(); show(app.view); });
  return element;
}
