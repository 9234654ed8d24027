// An operation's frame: when, where, by whom, and figures side by side where they disagree.
import { date_words, range_words } from "../core/dates";
import { h } from "../core/dom";
import type { DateTelling, EntityRef, Figure, Operation } from "../core/model";
import { counted } from "../core/text";
import { entity_list, marked_sentence, source_line } from "./bits";

export function figure_words({ count, percent, modifier, what, category }: Figure): string {
  const number = percent !== undefined ? `${percent}%` : (count ?? 0).toLocaleString("en-US");
  const words = what.replaceAll("_", " ");
  const part = category === "unspecified part";
  return [modifier.replaceAll("_", " "), number, part ? "" : category, words, part ? "(of a part)" : ""].filter(Boolean).join(" ");
}

function who(words: string, refs: readonly EntityRef[], more: readonly string[] = []): HTMLElement[] {
  if (refs.length + more.length === 0) return [];
  return [h("dt", null, words), h("dd", null, entity_list(refs), refs.length && more.length ? ", " : "", more.join(", "))];
}

function telling(words: string, evidence: Figure["evidence"]): HTMLElement {
  return h("li", { class: "telling" }, h("p", { class: "number" }, words), marked_sentence(evidence), source_line(evidence));
}

/** The groups of tellings that disagree, side by side, each with its sentence. */
export function conflict_blocks(operation: Operation): HTMLElement[] {
  const figures = operation.conflicts.map(({ what, category, place, figures: told }) =>
    h("section", { class: "conflict" },
      h("h4", null, h("span", { class: "flag" }, "Accounts differ"), ` on ${[category, what.replaceAll("_", " ")].filter(Boolean).join(" ")}${place ? ` in ${place.name}` : ""}`),
      h("ul", { class: "side-by-side" }, told.map((i) => operation.figures[i]).filter((figure): figure is Figure => !!figure).map((figure) => telling(figure_words(figure), figure.evidence)))));
  const dates = operation.date_conflicts.map(({ field, dates: told }) =>
    h("section", { class: "conflict" },
      h("h4", null, h("span", { class: "flag" }, "Accounts differ"), field === "end" ? " on when it ended" : " on when it began"),
      h("ul", { class: "side-by-side" }, told.map((i) => operation.dates[i]).filter((date): date is DateTelling => !!date).map((date) => telling(date_words(field === "end" ? date.end : date.start), date.evidence)))));
  return [...figures, ...dates];
}

export function operation_details(operation: Operation): HTMLElement {
  const disputed = new Set(operation.conflicts.flatMap(({ figures }) => figures));
  const agreed = operation.figures.filter((_, i) => !disputed.has(i));
  return h("div", { class: "operation" },
    h("dl", null,
      operation.start || operation.end ? [h("dt", null, "When"), h("dd", null, range_words(operation.start, operation.end))] : null,
      who("Where", operation.places), who("By", operation.conducted_by),
      who("With", operation.partners, operation.partner_groups), who("Against", operation.targets),
      operation.names.length > 1 ? [h("dt", null, "Called"), h("dd", null, operation.names.join(", "))] : null),
    conflict_blocks(operation),
    agreed.length ? h("details", { open: agreed.length <= 3 }, h("summary", null, counted(agreed.length, disputed.size ? "further figure" : "figure")),
      h("ul", { class: "plain-list" }, agreed.map((figure) => telling(figure_words(figure) + (figure.place ? `, ${figure.place.name}` : ""), figure.evidence)))) : null);
}
