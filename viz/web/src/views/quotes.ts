// Who said what, in the order of time; the outlets that tell the same words side by side.
import { app } from "../core/app";
import { ApiError, get } from "../core/api";
import { pieces, PointText } from "../core/code_points";
import { date_words } from "../core/dates";
import { button, fill, h } from "../core/dom";
import { list_params, outlet_params } from "../core/filters";
import type { EntityRef, Quote, SaidOnce, Telling } from "../core/model";
import { known_entities, remember } from "../core/network";
import { on_store_change } from "../core/store_changes";
import type { QuoteQuestion, View } from "../core/view";
import { choices, empty, entity_button, entity_list, field, marked_sentence, source_line } from "../parts/bits";
import { search_box } from "../parts/search_box";
import { PagedList } from "./list";

const KINDS = [["", "Any"], ["direct", "Word for word"], ["indirect", "Reported"], ["mixed", "Both"]] as const;

function speaker(quote: Quote): HTMLElement {
  return h("p", { class: "speaker" }, quote.speaker ? entity_button(quote.speaker) : h("span", { class: "unnamed" }, quote.speaker_name || "somebody unnamed"),
    quote.also.length ? [" with ", entity_list(quote.also)] : null, h("span", { class: "cue-word" }, ` ${quote.cue.text}`));
}

function words(quote: Quote): HTMLElement {
  return h("blockquote", { class: `words ${quote.kind}` }, quote.content.text);
}

/** The words that others have differently. */
function differences({ differences: found }: Telling): HTMLElement | null {
  if (found.length === 0) return null;
  return h("ul", { class: "differences" }, found.map(({ full, told }) =>
    h("li", null, full ? h("del", null, full) : null, full && told ? " → " : null, told ? h("ins", null, told) : h("span", { class: "note" }, " left out"))));
}

/** A telling's sentence with its source, cue and content each marked as such. */
function telling_sentence(quote: Quote): HTMLElement {
  const { sentence, span, highlights } = quote.evidence;
  const text = new PointText(sentence);
  const marks = (["source", "cue", "content"] as const).flatMap((name) =>
    quote[name].spans.map(([begin, end]) => ({ name, span: [begin - span[0], end - span[0]] as [number, number] })));
  const inside = marks.filter((mark) => mark.span[0] >= 0 && mark.span[1] <= text.length);
  if (inside.length === 0) return marked_sentence({ ...quote.evidence, highlights });
  return h("blockquote", { class: "sentence" }, pieces(text, [0, text.length], inside).map((piece) =>
    piece.marks.length ? h("span", { class: piece.marks.join(" ") }, piece.text) : piece.text));
}

function about(quote: Quote): HTMLElement | null {
  if (quote.about.length + quote.places.length === 0) return null;
  const places = quote.places.map(({ id, name }): EntityRef => ({ id, name, type: "place" }));
  return h("p", { class: "about-line" }, quote.about.length ? ["about ", entity_list(quote.about)] : null, places.length ? [" in ", entity_list(places)] : null);
}

function telling(item: Telling, first: boolean): HTMLElement {
  return h("li", { class: "telling" },
    h("h4", null, item.quote.evidence.publisher || "Outlet unknown"),
    first ? null : differences(item), telling_sentence(item.quote), source_line(item.quote.evidence));
}

function said_once({ date, tellings }: SaidOnce): HTMLElement {
  const [fullest] = tellings;
  if (!fullest) return h("li");
  const { quote } = fullest;
  remember([...(quote.speaker ? [quote.speaker] : []), ...quote.about]);
  return h("li", { class: "said", "data-quote": quote.id },
    h("time", { datetime: date ?? "" }, date_words(date) || "undated"),
    tellings.length === 1
      ? h("div", { class: "said-body" }, speaker(quote), telling_sentence(quote), about(quote), source_line(quote.evidence))
      : h("div", { class: "said-body" }, speaker(quote), words(quote), about(quote),
          h("ul", { class: "side-by-side" }, tellings.map((item, i) => telling(item, i === 0)))));
}

const single = (quote: Quote): HTMLElement => said_once({ date: quote.date, tellings: [{ quote, differences: [] }] });

function entity_filter(label: string, name: "speaker" | "about" | "place", any: string): { element: HTMLElement; show: (view: View) => void } {
  const set = (id: string): void => app.commit(`Quotes: ${label.toLowerCase()}`, { quotes: { ...app.view.quotes, [name]: id } });
  const box = search_box(label, (found) => { remember([found]); set(found.id); }, { keep: true, placeholder: any });
  const clear = button("×", () => { box.input.value = ""; box.input.focus(); set(""); }, { class: "icon small", "aria-label": `${label}: ${any}` });
  box.input.addEventListener("change", () => { if (box.input.value === "") set(""); });
  const show = async (view: View): Promise<void> => {
    const id = view.quotes[name];
    clear.hidden = id === "";
    if (document.activeElement === box.input) return;
    box.input.value = id ? (known_entities.get(id)?.name ?? "") : "";
    if (!id || known_entities.has(id)) return;
    try {
      const ref = await get<EntityRef>(`/entities/${id}`);
      remember([ref]);
      if (app.view.quotes[name] === id) box.input.value = ref.name;
    } catch {
      box.input.value = id;
    }
  };
  return { element: h("div", { class: "field" }, h("span", null, label), h("div", { class: "with-clear" }, box.element, clear)), show: (view) => void show(view) };
}

export function make_quotes(): HTMLElement {
  const nothing = (): HTMLElement => empty("No quotes here", h("p", null, "Nobody is on record with such words under these filters."),
    button("Show all quotes", () => app.commit("All quotes", { quotes: { speaker: "", about: "", place: "", kind: "", text: "" }, filters: { ...app.view.filters, since: "", until: "", min_confidence: 0, outlets: [] } }), { class: "plain" }));
  const timeline = new PagedList<SaidOnce>("/quotes", said_once, nothing, "timeline");
  const plain = new PagedList<Quote>("/quotes", single, nothing, "timeline");
  const entities = [entity_filter("Said by", "speaker", "anybody"), entity_filter("About", "about", "anything"), entity_filter("Place", "place", "anywhere")];
  const text = h("input", { type: "search", placeholder: "all of these words", maxlength: 200, "aria-label": "Words" });
  const set = (label: string, change: Partial<QuoteQuestion>): void => app.commit(label, { quotes: { ...app.view.quotes, ...change } });
  text.addEventListener("change", () => set("Quotes: words", { text: text.value }));
  text.addEventListener("keydown", (event) => { if (event.key === "Enter") set("Quotes: words", { text: text.value }); });
  const kind = choices("", KINDS, (value) => set("Quotes: kind", { kind: value }));
  const place = h("div", { class: "list-place" });
  const element = h("section", { class: "page quotes-view" },
    h("h1", null, "Who said what"),
    h("p", { class: "lead" }, "In the order of time. Where several outlets tell the same words, they stand side by side."),
    h("div", { class: "conditions", role: "search", "aria-label": "Quotes" }, entities.map((item) => item.element), field("Words", text), field("Kind", kind)), place);
  let asked = "";
  const show = (view: View): void => {
    if (view.tab !== "quotes") return;
    entities.forEach((item) => item.show(view));
    if (document.activeElement !== text) text.value = view.quotes.text;
    kind.value = view.quotes.kind;
    const params = { ...view.quotes, ...list_params(view.filters), ...outlet_params(view.filters), limit: 30 };
    if (JSON.stringify(params) === asked) return;
    asked = JSON.stringify(params);
    void (async () => {
      let list: PagedList<SaidOnce> | PagedList<Quote> = timeline;
      try {
        await get("/quotes", { ...params, as: "timeline", limit: 1 });
      } catch (error) {
        if (error instanceof ApiError && error.status === 413) list = plain;  // too many to compare
      }
      if (JSON.stringify(params) !== asked) return;
      fill(place, list.element);
      list.ask(list === timeline ? { ...params, as: "timeline" } : params, true);
    })();
  };
  app.listen(show);
  on_store_change(() => { asked = ""; show(app.view); });
  return element;
}
