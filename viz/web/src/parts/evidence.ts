// Everything that stands behind a link: each sentence in its article, one after the other.
import { get, is_absent } from "../core/api";
import { app } from "../core/app";
import { load_article } from "../core/articles";
import type { Mark } from "../core/code_points";
import { date_words } from "../core/dates";
import { button, fill, h, outward } from "../core/dom";
import { graph_params } from "../core/filters";
import { type EntityRef, type Evidence, type Network, type Page, relation_words } from "../core/model";
import { known_entities, remember } from "../core/network";
import { counted, or_untitled, percent } from "../core/text";
import type { Focus } from "../core/view";
import { article_text, text_legend } from "./article";
import { empty, entity_button, failure, loading, marked_sentence, show_article } from "./bits";
import { decide } from "./decisions";
import type { Latest } from "./latest";

const PAGE = 200;
/** Code points of the article around a sentence. */
const AROUND = 400;

type LinkFocus = Extract<Focus, { kind: "link" }>;

interface Behind {
  items: Evidence[];
  total: number;
  from: EntityRef;
  to: EntityRef;
}

async function load_evidence(focus: LinkFocus, signal: AbortSignal): Promise<Evidence[]> {
  const filters = { ...app.view.filters, types: [], predicates: focus.predicate ? [focus.predicate] : [], co_mentioned: true };
  const { since, until, predicates, outlets } = graph_params(filters);
  const items: Evidence[] = [];
  try {
    for (let cursor = ""; ;) {
      const page: Page<Evidence> = await get("/evidence", { from: focus.from, to: focus.to, since, until, predicates, outlets, limit: PAGE, cursor }, signal);
      items.push(...page.items);
      cursor = page.next;
      if (!cursor || items.length >= 5 * PAGE) return items;
    }
  } catch (error) {
    if (!is_absent(error)) throw error;
  }
  const network = await get<Network>("/among", { ...graph_params(filters), entities: `${focus.from},${focus.to}`, evidence: 10 }, signal);
  remember(network.nodes);
  return network.links.flatMap((link) => link.evidence.map((item) => ({
    ...item, predicate: link.predicate, qualifiers: link.qualifiers, direction: link.source === focus.from ? "out" : "in",
    ...(link.statement ? { statement: link.statement } : {}),
  })));
}

async function name(id: string, signal: AbortSignal): Promise<EntityRef> {
  const known = known_entities.get(id);
  if (known) return known;
  const ref = await get<EntityRef>(`/entities/${id}`, {}, signal);
  remember([ref]);
  return ref;
}

/** The sentence where it stands, with some of its article before and after. */
export async function in_context(place: HTMLElement, evidence: Evidence): Promise<void> {
  fill(place, loading());
  try {
    const article = await load_article(evidence.document);
    const [begin, end] = evidence.span;
    const marks: Mark[] = [{ span: [begin, end], name: "at" }];
    for (const [from, to] of evidence.highlights) marks.push({ span: [begin + from, begin + to], name: "strong" });
    const [from, to] = [Math.max(0, begin - AROUND), end + AROUND];
    fill(place, from > 0 ? "… " : "", article_text(article, [from, to], marks), " …");
    const sentence = place.querySelector<HTMLElement>(".at");
    if (sentence) place.scrollTop = sentence.offsetTop - place.clientHeight / 3;
  } catch (error) {
    fill(place, marked_sentence(evidence), failure(error, () => void in_context(place, evidence)));
  }
}

const what = (item: Evidence): string => {
  const more = Object.entries(item.qualifiers ?? {})
    .filter(([key]) => key === "title" || key === "status")
    .map(([, value]) => value);
  return relation_words(item.predicate ?? "") + (more.length ? ` (${more.join(", ")})` : "");
};

function evidence_pages(focus: LinkFocus, behind: Behind): HTMLElement {
  const { items } = behind;
  let at = Math.min(focus.at, items.length - 1);
  const context = h("div", { class: "article-text context", tabindex: "0", role: "region", "aria-label": "The sentence in its article" });
  const meta = h("div", { class: "evidence-meta" });
  const place = h("span", { class: "place", role: "status" });
  const list = h("ol", { class: "sentences" });
  const go = (next: number): void => {
    at = (next + items.length) % items.length;
    show();
    app.amend({ focus: { ...focus, at } });
  };
  const show = (): void => {
    const item = items[at] as Evidence;
    const [subject, object] = item.direction === "in" ? [behind.to, behind.from] : [behind.from, behind.to];
    place.textContent = `${at + 1} of ${items.length}`;
    fill(meta,
      h("p", { class: "claim" }, h("bdi", null, subject.name), h("em", null, ` ${what(item)} `), h("bdi", null, object.name)),
      h("h3", null, button(or_untitled(item.title), () => show_article(item.document, item.span[0], item.span[1], item.title), { class: "link" })),
      h("p", { class: "source-line" }, item.publisher ? h("span", null, item.publisher) : null,
        item.date ? h("time", { datetime: item.date }, date_words(item.date)) : null, outward(item.url, "Original"),
        h("span", null, `read with ${percent(item.confidence)} confidence`), h("span", { class: "offsets" }, `characters ${item.span[0]}–${item.span[1]}`)),
      item.statement ? button("This is wrong", () => void decide(`Reject “${subject.name} ${what(item)} ${object.name}”`, { kind: "reject", statement: item.statement }), { class: "chip writes", "data-act": "reject" }) : null);
    void in_context(context, item);
    [...list.children].forEach((row, i) => row.classList.toggle("current", i === at));
  };
  fill(list, items.map((item, i) => h("li", null,
    button([h("span", { class: "what" }, what(item)), marked_sentence(item), h("small", null, [item.publisher, date_words(item.date)].filter(Boolean).join(" · "))], () => go(i), { class: "row" }))));
  show();
  return h("div", { class: "evidence" },
    h("div", { class: "pager" }, button("‹ Previous", () => go(at - 1), { class: "chip", "data-act": "previous", disabled: items.length < 2 }), place,
      button("Next ›", () => go(at + 1), { class: "chip", "data-act": "next", disabled: items.length < 2 })),
    meta, context, text_legend(),
    h("h3", null, `All ${counted(items.length, "sentence")}`), list);
}

export function show_link(latest: Latest, focus: LinkFocus): Promise<void> {
  return latest.run<Behind>(
    async (signal) => {
      const items = await load_evidence(focus, signal);
      return { items, total: items.length, from: await name(focus.from, signal), to: await name(focus.to, signal) };
    },
    (behind) => h("article", { class: "card" },
      h("p", { class: "kind" }, "Evidence"),
      h("h2", { class: "pair" }, entity_button(behind.from), h("span", null, " and "), entity_button(behind.to)),
      behind.items.length ? evidence_pages(focus, behind) : empty("No sentence in this time", h("p", null, "The filters leave nothing of what joins the two. Widen the time span or lower the confidence."))),
  );
}
