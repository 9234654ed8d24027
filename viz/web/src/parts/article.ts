// One article with everything marked that was read out of it, and the sentence that was asked for.
import { type Mark, pieces, PointText } from "../core/code_points";
import { date_words } from "../core/dates";
import { button, h, outward } from "../core/dom";
import type { Article, EntityRef, Span } from "../core/model";
import { remember } from "../core/network";
import { or_untitled } from "../core/text";
import { show_entity } from "./bits";
import { remove_button } from "./remove_document";

/** The text of `within` with its mentions as buttons and what else is marked. */
export function article_text(article: Article, within: Span, more: readonly Mark[]): (HTMLElement | string)[] {
  const text = new PointText(article.text);
  const entities = new Map<string, EntityRef>(article.mentions.map(({ entity }) => [entity.id, entity]));
  remember(entities.values());
  const marks: Mark[] = article.mentions.map(({ span, entity }) => ({ span, name: `entity:${entity.id}` }));
  for (const quote of article.quotes) {
    for (const part of ["source", "cue", "content"] as const) {
      for (const span of quote[part].spans) marks.push({ span, name: part });
    }
  }
  return pieces(text, within, [...marks, ...more]).map((piece) => {
    if (piece.marks.length === 0) return piece.text;
    const classes = piece.marks.filter((name) => !name.startsWith("entity:")).join(" ");
    const named = piece.marks.find((name) => name.startsWith("entity:"));
    const entity = named ? entities.get(named.slice("entity:".length)) : undefined;
    const inner = entity
      ? button(piece.text, () => show_entity(entity), { class: `mention ${entity.type}`, title: entity.name })
      : piece.text;
    if (!classes) return entity ? inner : piece.text;
    return h(piece.marks.includes("at") ? "mark" : "span", { class: classes }, inner);
  });
}

export const text_legend = (): HTMLElement =>
  h("p", { class: "text-legend note" }, h("span", { class: "source" }, "who speaks"), h("span", { class: "cue" }, "what introduces it"),
    h("span", { class: "content" }, "the words"));

export function show_article_page(article: Article, begin: number, end: number): HTMLElement {
  const asked: Mark[] = end > begin ? [{ span: [begin, end], name: "at" }] : [];
  const body = h("div", { class: "article-text" }, article_text(article, [0, Infinity], asked));
  window.requestAnimationFrame(() => body.querySelector(".at")?.scrollIntoView({ block: "center" }));
  return h("article", { class: "article" },
    h("p", { class: "kind" }, "Article"),
    h("h2", null, or_untitled(article.title)),
    h("p", { class: "source-line" }, article.publisher ? h("span", null, article.publisher) : null,
      article.published ? h("time", { datetime: article.published }, date_words(article.published)) : null, outward(article.url, "Original"), remove_button(article.id, article.title)),
    text_legend(), body);
}
