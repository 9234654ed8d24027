// Small pieces that many views show.
import { app } from "../core/app";
import { words_of } from "../core/api";
import { type Mark, pieces, PointText } from "../core/code_points";
import { date_words } from "../core/dates";
import { button, type Children, h, outward, svg } from "../core/dom";
import { go_to_panel } from "../core/focus";
import { GLYPHS } from "../core/glyphs";
import { type DocumentRef, type EntityRef, type EntityType, type Evidence, TYPE_WORDS } from "../core/model";
import { remember } from "../core/network";
import { or_untitled } from "../core/text";

export function glyph(type: EntityType): SVGElement {
  const { path, fill, line } = GLYPHS[type];
  const shape = svg("path", { d: path, fill, stroke: line, "stroke-width": 1.5 });
  return svg("svg", { viewBox: "0 0 20 20", class: "glyph", role: "img", "aria-label": TYPE_WORDS[type].one }, shape);
}

export function show_entity(ref: EntityRef): void {
  remember([ref]);
  app.commit(`Look at ${ref.name}`, { focus: { kind: "entity", id: ref.id } });
  go_to_panel();
}

export function entity_button(ref: EntityRef): HTMLButtonElement {
  remember([ref]);
  return button([glyph(ref.type), h("bdi", null, ref.name)], () => show_entity(ref), { class: "entity" });
}

/** "A, B and C" as buttons. */
export function entity_list(refs: readonly EntityRef[]): Children[] {
  return refs.map((ref, i) => [i === 0 ? "" : i + 1 === refs.length ? " and " : ", ", entity_button(ref)]);
}

/** A sentence with what counts in it marked. */
export function marked_sentence(evidence: Evidence): HTMLElement {
  const text = new PointText(evidence.sentence);
  const marks: Mark[] = evidence.highlights.map((span) => ({ span, name: "mark" }));
  return h(
    "blockquote",
    { class: "sentence" },
    pieces(text, [0, text.length], marks).map((piece) =>
      piece.marks.length ? h("mark", null, piece.text) : piece.text,
    ),
  );
}

export function show_article(id: string, begin: number, end: number, title: string): void {
  app.commit(`Read “${or_untitled(title)}”`, { focus: { kind: "article", id, begin, end } });
  go_to_panel();
}

/** Title, outlet and date; the title opens the article at the sentence. */
export function source_line(evidence: Evidence): HTMLElement {
  const { document, title, span, publisher, date, url } = evidence;
  return h(
    "p",
    { class: "source-line" },
    button(or_untitled(title), () => show_article(document, span[0], span[1], title), { class: "link" }),
    publisher ? h("span", null, publisher) : null,
    date ? h("time", { datetime: date }, date_words(date)) : null,
    outward(url, "Original"),
  );
}

export function document_line(document: DocumentRef): HTMLElement {
  return h(
    "p",
    { class: "source-line" },
    button(or_untitled(document.title), () => show_article(document.id, 0, 0, document.title), { class: "link" }),
    document.publisher ? h("span", null, document.publisher) : null,
    document.published ? h("time", { datetime: document.published }, date_words(document.published)) : null,
    outward(document.url, "Original"),
  );
}

export const loading = (words = "Loading…"): HTMLElement => h("div", { class: "state loading", role: "status" }, h("span", { class: "dots", "aria-hidden": "true" }, "• • •"), h("p", null, words));

/** What there is nothing of, and what to do about it. */
export function empty(title: string, ...more: Children[]): HTMLElement {
  return h("div", { class: "state empty" }, h("h2", null, title), more);
}

export function failure(error: unknown, again?: () => void): HTMLElement {
  return h(
    "div",
    { class: "state failure", role: "alert" },
    h("h2", null, "That did not work"),
    h("p", null, words_of(error)),
    again ? button("Try again", again, { class: "plain" }) : null,
  );
}

/** A labelled field. */
export function field(words: string, control: HTMLElement): HTMLLabelElement {
  return h("label", { class: "field" }, h("span", null, words), control);
}

export function choices(value: string, options: readonly (readonly [string, string])[], picked: (value: string) => void): HTMLSelectElement {
  const select = h("select", null, options.map(([name, words]) => h("option", { value: name }, words)));
  select.value = value;
  select.addEventListener("change", () => picked(select.value));
  return select;
}
