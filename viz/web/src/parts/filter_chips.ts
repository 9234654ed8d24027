// Says in every view which filters are on, and takes each off.
import { app } from "../core/app";
import { span_words } from "../core/dates";
import { button, fill, h } from "../core/dom";
import { type Filters, NO_FILTERS } from "../core/filters";
import { relation_words, TYPE_WORDS } from "../core/model";
import { percent } from "../core/text";
import type { Tab } from "../core/view";

interface Chip {
  words: string;
  off: Partial<Filters>;
  /** Views that the filter does nothing in. */
  idle?: readonly Tab[];
}

const NOT_LISTS: readonly Tab[] = ["quotes", "operations", "articles", "review", "help"];
const WITHOUT_OUTLETS: readonly Tab[] = ["operations", "review", "help"];
const WITHOUT_TIME: readonly Tab[] = ["articles", "review", "help"];

export function chips_of(filters: Filters): Chip[] {
  const { types, predicates, outlets, since, until, min_support, min_confidence, co_mentioned } = filters;
  return [
    ...outlets.map((name): Chip => ({ words: name, off: { outlets: outlets.filter((other) => other !== name) }, idle: WITHOUT_OUTLETS })),
    ...types.map((type): Chip => ({ words: TYPE_WORDS[type].many, off: { types: types.filter((other) => other !== type) }, idle: NOT_LISTS })),
    ...predicates.map((name): Chip => ({ words: relation_words(name), off: { predicates: predicates.filter((other) => other !== name) }, idle: NOT_LISTS })),
    ...(since || until ? [{ words: span_words(since, until), off: { since: "", until: "" }, idle: WITHOUT_TIME }] : []),
    ...(min_support > 1 ? [{ words: `${min_support} documents or more`, off: { min_support: 0 }, idle: NOT_LISTS }] : []),
    ...(min_confidence > 0 ? [{ words: `${percent(min_confidence)} sure or more`, off: { min_confidence: 0 }, idle: WITHOUT_TIME }] : []),
    ...(co_mentioned ? [] : [{ words: "no mere mentions", off: { co_mentioned: true }, idle: NOT_LISTS }]),
  ];
}

export function make_filter_chips(): HTMLElement {
  const element = h("div", { class: "filter-chips", role: "group", "aria-label": "Filters that are on", hidden: true });
  let shown = "";
  app.listen(({ filters, tab }) => {
    const key = JSON.stringify([filters, tab]);
    if (key === shown) return;
    shown = key;
    const chips = chips_of(filters);
    const had_focus = element.contains(document.activeElement);
    element.hidden = chips.length === 0;
    fill(element, h("span", { class: "note" }, "Only"),
      chips.map(({ words, off, idle }) => {
        const unused = idle?.includes(tab);
        return button([h("bdi", null, words), unused ? h("small", null, "not in this view") : null, h("span", { "aria-hidden": "true" }, "×")],
          () => app.commit(`Without the filter “${words}”`, { filters: { ...app.view.filters, ...off } }),
          { class: unused ? "chip idle" : "chip on", "data-act": "filter-off", "aria-label": `${words}${unused ? ", not in this view" : ""}: take the filter off` });
      }),
      chips.length > 1 ? button("Clear all", () => app.commit("Clear the filters", { filters: NO_FILTERS }), { class: "link quiet" }) : null);
    if (had_focus) (element.querySelector<HTMLElement>("button") ?? document.querySelector<HTMLElement>("[data-act=filters]"))?.focus();
  });
  return element;
}
