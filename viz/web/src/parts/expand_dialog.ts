// Chooses whom of an entity's neighbours to add: by relation, type, time and weight; the best
// first, then more.
import { is_abort } from "../core/api";
import { app } from "../core/app";
import { range_words } from "../core/dates";
import { button, fill, h } from "../core/dom";
import { ENTITY_TYPES, type EntityRef, type Neighbour, type NeighbourGroup, relation_words, TYPE_WORDS } from "../core/model";
import { load_neighbours } from "../core/neighbours";
import { remember } from "../core/network";
import { add_nodes } from "../core/nodes";
import { counted } from "../core/text";
import { choices, entity_button, failure, field, glyph, loading } from "./bits";
import { date_span } from "./date_span";
import { open_dialog } from "./dialog";
import { toast } from "./toast";

const PAGE = 25;

interface Choice {
  relation: string;  // "predicate direction", or all
  types: Set<string>;
  since: string;
  until: string;
  min_support: number;
  sort: string;
}

export function open_expand(ref: EntityRef, relation = ""): void {
  const { filters } = app.view;
  const choice: Choice = {
    relation, types: new Set(filters.types), since: filters.since, until: filters.until,
    min_support: filters.min_support, sort: "support",
  };
  let page = { items: [] as Neighbour[], next: "", total: 0 };
  let groups: NeighbourGroup[] = [];
  let running: AbortController | null = null;
  const off = new Set<string>();

  open_dialog(`Expand ${ref.name}`, (close) => {
    const relations = h("div", { class: "relations", role: "group", "aria-label": "Relation" });
    const list = h("ul", { class: "picks" });
    const count = h("p", { class: "note", role: "status" });
    const more = button("Show more", () => void load(page.next), { class: "plain" });
    const add = button("Add", () => {
      const chosen = page.items.filter(({ entity }) => !off.has(entity.id));
      remember(chosen.map(({ entity }) => entity));
      app.commit(`Expand ${ref.name}`, { nodes: add_nodes(app.view.nodes, [ref.id, ...chosen.map(({ entity }) => entity.id)]), tab: "graph" });
      toast(`${counted(chosen.length, "neighbour")} of ${ref.name} shown.`);
      close();
    }, { class: "primary", "data-act": "add-neighbours" });

    const show_relations = (): void => {
      const chip = (value: string, words: string, entities: number): HTMLElement =>
        button([words, h("b", null, entities)], () => { choice.relation = value; void load(""); }, { class: "chip", "aria-pressed": String(choice.relation === value) });
      fill(relations, chip("", "All", groups.length ? Math.max(page.total, 0) : 0),
        groups.map(({ predicate, direction, entities }) =>
          chip(`${predicate} ${direction}`, relation_words(predicate, direction), entities)));
    };
    const show = (): void => {
      const held = new Set(app.view.nodes.map(({ id }) => id));
      fill(list, page.items.map(({ entity, support, first, last, links }) => {
        const box = h("input", { type: "checkbox", checked: !off.has(entity.id), "aria-label": entity.name });
        box.addEventListener("change", () => {
          if (box.checked) off.delete(entity.id);
          else off.add(entity.id);
          show_count();
        });
        return h("li", null, h("label", null, box, glyph(entity.type), h("bdi", null, entity.name)),
          h("span", { class: "note" }, [...new Set(links.map((link) => link.label))].slice(0, 2).join("; "),
            ` · ${counted(support, "document")}`, first ? ` · ${range_words(first, last)}` : "", held.has(entity.id) ? " · already shown" : ""));
      }));
      if (page.items.length === 0) fill(list, h("li", { class: "note" }, "Nobody and nothing here under these conditions."));
      more.hidden = page.next === "";
      show_count();
    };
    const show_count = (): void => {
      const chosen = page.items.filter(({ entity }) => !off.has(entity.id)).length;
      count.textContent = `${chosen} of ${counted(page.total, "neighbour")}`;
      add.textContent = `Add ${chosen}`;
      add.disabled = chosen === 0;
    };
    const load = async (cursor: string): Promise<void> => {
      running?.abort();
      const mine = new AbortController();
      running = mine;
      const [predicate, direction] = choice.relation.split(" ");
      if (!cursor) fill(list, loading());
      try {
        const got = await load_neighbours(ref.id, filters, {
          predicates: predicate ? [predicate] : filters.predicates,
          direction: direction ?? "", types: [...choice.types], since: choice.since, until: choice.until,
          min_support: choice.min_support, sort: choice.sort, limit: PAGE, cursor,
        }, mine.signal);
        const known = new Set(cursor ? page.items.map(({ entity }) => entity.id) : []);
        page = { ...got, items: [...(cursor ? page.items : []), ...got.items.filter(({ entity }) => !known.has(entity.id))] };
        if (!choice.relation || groups.length === 0) groups = got.groups;
        show_relations();
        show();
      } catch (error) {
        if (!is_abort(error)) fill(list, failure(error, () => void load(cursor)));
      }
    };
    const span = date_span(choice, (dates) => { Object.assign(choice, dates); void load(""); });
    const support = h("input", { type: "number", min: 0, max: 9999, value: String(choice.min_support || 1) });
    support.addEventListener("change", () => { choice.min_support = Number(support.value) || 0; void load(""); });
    void load("");
    return [
      h("p", { class: "note" }, "What is joined with ", entity_button(ref), ", the best documented first. What is in the graph already stays in its place."),
      relations,
      h("div", { class: "conditions" },
        h("fieldset", { class: "types" }, h("legend", null, "Types"), ENTITY_TYPES.map((type) => {
          const box = h("input", { type: "checkbox", checked: choice.types.has(type) });
          box.addEventListener("change", () => {
            if (box.checked) choice.types.add(type);
            else choice.types.delete(type);
            void load("");
          });
          return h("label", null, box, glyph(type), TYPE_WORDS[type].many);
        })),
        span.elements, field("Documents at least", support),
        field("Order", choices(choice.sort, [["support", "Best documented"], ["recent", "Most recent"], ["name", "Name"]], (sort) => { choice.sort = sort; void load(""); })),
      ),
      list,
      h("div", { class: "dialog-foot" }, count, more, add),
    ];
  }, true);
}
