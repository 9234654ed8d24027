// The filters of every view.
import { app } from "../core/app";
import { button, fill, h } from "../core/dom";
import { words_of } from "../core/api";
import { active_count, type Filters, MAX_OUTLETS, NO_FILTERS } from "../core/filters";
import { ENTITY_TYPES, RELATIONS, TYPE_WORDS } from "../core/model";
import { load_outlets, type Outlet } from "../core/outlets";
import { on_store_change } from "../core/store_changes";
import { span_words } from "../core/dates";
import { percent } from "../core/text";
import { field, glyph } from "./bits";
import { date_span } from "./date_span";

function change(label: string, fields: Partial<Filters>): void {
  app.commit(label, { filters: { ...app.view.filters, ...fields } });
}

const toggled = <T>(list: readonly T[], item: T, on: boolean): T[] =>
  on ? [...list, item].sort() : list.filter((other) => other !== item);

export interface FilterPanel {
  element: HTMLElement;
  opener: HTMLButtonElement;
}

export function make_filter_panel(): FilterPanel {
  const above = h("div", { class: "filter-fields" });
  const below = h("div", { class: "filter-fields" });
  // Stays when the others are drawn anew: what was typed and is not a date yet is not lost.
  const span = date_span(app.view.filters, ({ since, until }) => change(since || until ? `Only ${span_words(since, until)}` : "All time", { since, until }));
  const content = h("div", { class: "filter-fields" }, above, h("fieldset", { class: "plain-fieldset" }, h("legend", null, "Time"), span.elements), below);
  const close = (): void => {
    element.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };
  const element = h("aside", { class: "filters", id: "filters", "aria-label": "Filters", hidden: true },
    h("div", { class: "dialog-head" }, h("h2", null, "Filters"), button("×", close, { class: "icon", "aria-label": "Close the filters" })), content);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  const opener = button("Filters", () => {
    if (!element.hidden) return close();
    element.hidden = false;
    void draw_outlets();
    opener.setAttribute("aria-expanded", "true");
    content.querySelector<HTMLElement>("input")?.focus();
  }, { class: "tool", "aria-expanded": "false", "aria-controls": "filters", "data-act": "filters" });

  /** Outlets with a box each; those that are ticked first, so that none hides below the fold. */
  const outlets = h("fieldset", { class: "outlets", hidden: true });
  const draw_outlets = async (): Promise<void> => {
    let all: Outlet[];
    try {
      all = await load_outlets();
    } catch (error) {
      outlets.hidden = false;
      return fill(outlets, h("legend", null, "Outlets"), h("p", { class: "note" }, words_of(error)));
    }
    const { outlets: chosen } = app.view.filters;
    const gone = chosen.filter((name) => !all.some((one) => one.name === name)).map((name) => ({ name, documents: 0 }));
    outlets.hidden = all.length + gone.length === 0;
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.filter;
    const rows = [...gone, ...all].map(({ name, documents }) => {
      const input = h("input", { type: "checkbox", checked: chosen.includes(name), disabled: !chosen.includes(name) && chosen.length >= MAX_OUTLETS, "data-filter": `outlet-${name}` });
      input.addEventListener("change", () => change(`Outlets: ${name}`, { outlets: toggled(app.view.filters.outlets, name, input.checked) }));
      return h("label", null, input, h("bdi", null, name), h("span", { class: "amount" }, documents.toLocaleString("en-US")));
    });
    fill(outlets, h("legend", null, "Outlets"), h("div", { class: "outlet-list" }, rows));
    if (focused?.startsWith("outlet-")) outlets.querySelector<HTMLElement>(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
  };
  on_store_change(() => { if (!element.hidden) void draw_outlets(); });

  const draw = (filters: Filters): void => {
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.filter;
    const box = (name: string, checked: boolean, label: (Node | string)[], set: (on: boolean) => void): HTMLElement => {
      const input = h("input", { type: "checkbox", checked, "data-filter": name });
      input.addEventListener("change", () => set(input.checked));
      return h("label", null, input, label);
    };
    const confidence = h("input", { type: "range", min: 0, max: 0.95, step: 0.05, value: String(filters.min_confidence), "data-filter": "confidence" });
    confidence.addEventListener("change", () => change(`Confidence from ${percent(Number(confidence.value))}`, { min_confidence: Number(confidence.value) }));
    const support = h("input", { type: "number", min: 0, max: 9999, value: String(filters.min_support || 1), "data-filter": "support" });
    support.addEventListener("change", () => change(`At least ${support.value} documents`, { min_support: Math.max(0, Number(support.value) || 0) }));
    span.show(filters);
    fill(above,
      h("fieldset", null, h("legend", null, "Types"), ENTITY_TYPES.map((type) =>
        box(`type-${type}`, filters.types.includes(type), [glyph(type), TYPE_WORDS[type].many], (on) => change(`Types: ${TYPE_WORDS[type].many}`, { types: toggled(filters.types, type, on) })))),
      h("fieldset", null, h("legend", null, "Relations"), Object.entries(RELATIONS).map(([name, words]) =>
        box(`relation-${name}`, filters.predicates.includes(name), [words], (on) => change(`Relations: ${words}`, { predicates: toggled(filters.predicates, name, on) })))),
      outlets,
      h("fieldset", { class: "plain-fieldset" }, h("legend", null, "Strength"),
        box("co", !filters.co_mentioned, ["without mere mentions together"], (on) => change(on ? "Without mere mentions" : "With mere mentions", { co_mentioned: !on })),
        field("Documents at least", support), field(`Confidence at least ${percent(filters.min_confidence)}`, confidence)));
    fill(below,
      h("p", { class: "note" }, "Nothing ticked means everything. The line above the views says what is on, and what does nothing in a view."),
      button("Clear all filters", () => change("Clear the filters", NO_FILTERS), { class: "plain", disabled: active_count(filters) === 0 }));
    if (!element.hidden) void draw_outlets();
    if (focused) content.querySelector<HTMLElement>(`[data-filter="${CSS.escape(focused)}"]`)?.focus();
  };
  let shown = "";
  app.listen(({ filters }) => {
    const active = active_count(filters);
    fill(opener, "Filters", active ? h("b", { class: "badge" }, active) : null);
    if (JSON.stringify(filters) === shown) return;
    shown = JSON.stringify(filters);
    draw(filters);
  });
  return { element, opener };
}
