// An entity's card: who it is, what it holds, how it is joined, where it is told of.
import { get, is_gone } from "../core/api";
import { app } from "../core/app";
import { range_words } from "../core/dates";
import { button, h } from "../core/dom";
import { active_count } from "../core/filters";
import { type DocumentRef, type EntityCard, type EntityRef, type NeighbourGroup, type OfficeView, relation_words, TYPE_WORDS } from "../core/model";
import { remember } from "../core/network";
import { counted } from "../core/text";
import { EMPTY_VIEW } from "../core/view";
import { document_line, empty, entity_button, glyph, marked_sentence, source_line } from "./bits";
import { open_expand } from "./expand_dialog";
import { node_actions } from "./graph_actions";
import type { Latest } from "./latest";
import { open_split } from "./split_dialog";
import { operation_details } from "./operation_details";

const DOCUMENTS = 8;
const OFFICES = 8;

function section(title: string, ...content: (Node | null)[]): HTMLElement {
  return h("section", null, h("h3", null, title), content);
}

function office(view: OfficeView, other: EntityRef | null | undefined, join: string): HTMLElement {
  return h("li", null,
    h("p", null, h("b", null, view.title || "Position"), other ? [` ${join} `, entity_button(other)] : null),
    view.periods.map((period) => {
      const [first] = period.evidence ?? [];
      const when = range_words(period.first, period.last);
      return h("details", null,
        h("summary", null, [period.status === "current" ? "told as current" : period.status, when].filter(Boolean).join(", "),
          ` · ${counted(period.documents ?? 0, "document")}`),
        first ? [marked_sentence(first), source_line(first)] : null);
    }));
}

function offices(title: string, views: readonly OfficeView[], key: "at" | "person", join: string): HTMLElement | null {
  if (views.length === 0) return null;
  const item = (view: OfficeView): HTMLElement => office(view, view[key], join);
  const rest = views.slice(OFFICES);
  return section(title, h("ul", { class: "plain-list offices" }, views.slice(0, OFFICES).map(item)),
    rest.length ? h("details", null, h("summary", null, `${rest.length} more`), h("ul", { class: "plain-list offices" }, rest.map(item))) : null);
}

function relations(card: EntityCard): HTMLElement | null {
  const groups = card.neighbours.filter(({ entities }) => entities > 0);
  if (groups.length === 0) return null;
  const chip = ({ predicate, direction, entities }: NeighbourGroup): HTMLElement =>
    button([relation_words(predicate, direction), h("b", null, entities)], () => open_expand(card, `${predicate} ${direction}`), { class: "chip" });
  return section("Connections", h("div", { class: "chips" }, groups.map(chip)));
}

function quotes(card: EntityCard): HTMLElement | null {
  const { by, about } = card.quotes;
  if (by + about === 0) return null;
  const go = (name: "speaker" | "about") => () =>
    app.commit(`Quotes of ${card.name}`, { tab: "quotes", quotes: { ...EMPTY_VIEW.quotes, [name]: card.id } });
  return section("Words", h("div", { class: "chips" },
    by ? button(["said", h("b", null, by)], go("speaker"), { class: "chip", "data-act": "quotes-by" }) : null,
    about ? button(["said about it", h("b", null, about)], go("about"), { class: "chip", "data-act": "quotes-about" }) : null));
}

function path_actions(card: EntityCard): HTMLElement {
  const go = (end: "from" | "to") => () =>
    app.commit(`Path ${end} ${card.name}`, { tab: "paths", paths: { ...app.view.paths, [end]: card.id } });
  return h("div", { class: "chips" },
    button("Path from here", go("from"), { class: "chip" }), button("Path to here", go("to"), { class: "chip" }));
}

/** A card is of all documents; says so where a filter of the views would leave some out. */
function filter_note(card: EntityCard): HTMLElement | null {
  const { filters } = app.view;
  if (active_count(filters) === 0) return null;
  const { outlets } = filters;
  if (outlets.length === 0) return h("p", { class: "note filter-note" }, "Filters do not change a card: it tells what all documents say.");
  const all = card.documents ?? card.mentioned_in.length;
  const chosen = card.mentioned_in.filter(({ publisher }) => outlets.includes(publisher)).length;
  const of = card.more_documents ? `the first ${card.mentioned_in.length.toLocaleString("en-US")} documents` : counted(all, "document");
  return h("p", { class: "note filter-note" }, `Of ${of}, ${chosen || "none"} ${chosen > 1 ? "are" : "is"} of the ${outlets.length === 1 ? "outlet" : "outlets"} chosen. The card tells what all outlets say.`);
}

const document_items = (documents: readonly DocumentRef[]): HTMLElement =>
  h("ul", { class: "plain-list" }, documents.map((item) => h("li", null, document_line(item))));

/** The latest first; of the chosen outlets first, where some are. */
function told_in(card: EntityCard): HTMLElement | null {
  const { outlets } = app.view.filters;
  const [mine, others] = [true, false].map((wanted) =>
    card.mentioned_in.filter(({ publisher }) => (outlets.length === 0 || outlets.includes(publisher)) === wanted)) as [DocumentRef[], DocumentRef[]];
  const fold = (words: string, documents: readonly DocumentRef[]): HTMLElement | null =>
    documents.length ? h("details", null, h("summary", null, words), document_items(documents)) : null;
  if (card.mentioned_in.length === 0) return null;
  const more = mine.slice(DOCUMENTS);
  return section("Told in", mine.length ? document_items(mine.slice(0, DOCUMENTS)) : h("p", { class: "note" }, "None of these is of the outlets chosen."),
    fold(`${more.length}${card.more_documents && !others.length ? " and more" : " more"}`, more),
    fold(`${others.length}${card.more_documents ? " and more" : ""} of other outlets`, others));
}

function card_element(card: EntityCard): HTMLElement {
  return h("article", { class: "card", "data-entity": card.id },
    h("p", { class: "kind" }, glyph(card.type), TYPE_WORDS[card.type].one),
    h("h2", null, h("bdi", null, card.name)),
    card.aliases.length ? h("p", { class: "aliases" }, "Also ", card.aliases.map((alias, i) => [i ? ", " : "", h("bdi", null, alias)])) : null,
    h("p", { class: "note" }, counted(card.documents ?? 0, "document"), " · ", counted(card.mentions, "mention"),
      Object.entries(card.attributes).map(([name, value]) => ` · ${name.replaceAll("_", " ")}: ${value}`)),
    filter_note(card),
    node_actions(card),
    card.operation ? operation_details(card.operation) : null,
    offices("Positions", card.offices, "at", "·"),
    offices("People", card.holders, "person", "·"),
    relations(card),
    quotes(card),
    section("How is it connected?", path_actions(card)),
    card.mentioned_in.length > 1 ? h("section", { class: "writes" }, h("h3", null, "Is this one?"), h("div", { class: "chips" }, button("These are two…", () => open_split(card.id), { class: "chip", "data-act": "split" }))) : null,
    told_in(card),
  );
}

export function show_card(latest: Latest, id: string): Promise<void> {
  return latest.run(
    async (signal) => {
      try {
        const card = await get<EntityCard>(`/entities/${id}`, {}, signal);
        remember([{ id: card.id, type: card.type, name: card.name, documents: card.documents }]);
        return card;
      } catch (error) {
        if (is_gone(error)) return null;
        throw error;
      }
    },
    (card) => card ? card_element(card) : empty("Not on record any more", h("p", null, "What told of this entity was removed, or it was merged into another one.")),
  );
}
