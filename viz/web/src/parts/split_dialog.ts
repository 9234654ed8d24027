// One name, two people or bodies: chooses the documents in which it is the other one.
import { get } from "../core/api";
import { load_article } from "../core/articles";
import { PointText } from "../core/code_points";
import { date_words } from "../core/dates";
import { button, fill, h } from "../core/dom";
import type { Article, DocumentRef, EntityCard, Span } from "../core/model";
import { counted, or_untitled } from "../core/text";
import { article_text } from "./article";
import { failure, field, loading } from "./bits";
import { decide } from "./decisions";
import { open_dialog } from "./dialog";

/** Articles that are loaded at a time. */
const WORKERS = 4;

/** The first sentence of an article that names somebody, by a word of the name where there is one. */
function naming_sentence(article: Article, id: string, name: string): Span | null {
  const text = new PointText(article.text);
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const mentions = article.mentions.filter(({ entity }) => entity.id === id);
  const by_name = mentions.find(({ span }) => words.some((word) => text.cut(span).toLowerCase().includes(word)));
  const mention = by_name ?? mentions[0];
  if (!mention) return null;
  return article.sentences.find(([begin, end]) => begin <= mention.span[0] && mention.span[0] < end) ?? mention.span;
}

async function show_sentence(place: HTMLElement, document: DocumentRef, { id, name }: EntityCard): Promise<void> {
  try {
    const article = await load_article(document.id);
    const span = naming_sentence(article, id, name);
    fill(place, span ? article_text(article, span, []).map((part) => (typeof part === "string" ? part : part.textContent)) : "It is named in the title only.");
  } catch {
    fill(place, "The article could not be loaded.");
  }
}

interface Start {
  /** Ids of those that are ticked at first. */
  documents?: readonly string[];
  name?: string;
}

function form(card: EntityCard, start: Start, close: () => void): (HTMLElement | null)[] {
  const name = h("input", { type: "text", maxlength: 200, value: start.name ?? "", placeholder: card.name, "data-act": "other-name" });
  const foot = h("p", { class: "note", role: "status" });
  const chosen = new Set(start.documents?.filter((id) => card.mentioned_in.some((one) => one.id === id)));
  const places: [HTMLElement, DocumentRef][] = [];
  const boxes = card.mentioned_in.map((document) => {
    const box = h("input", { type: "checkbox", checked: chosen.has(document.id), "data-document": document.id });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(document.id);
      else chosen.delete(document.id);
      show();
    });
    const sentence = h("p", { class: "sentence" }, "…");
    places.push([sentence, document]);
    return h("li", null, h("label", null, box, h("span", null, h("b", null, or_untitled(document.title)),
      h("small", null, [document.publisher, date_words(document.published)].filter(Boolean).map((part) => ` · ${part}`)))), sentence);
  });
  const split = button("Split", async () => {
    split.disabled = true;
    const other = name.value.trim();
    const body = { kind: "split", entity: card.id, documents: [...chosen].sort(), ...(other ? { name: other } : {}) };
    if (await decide(`Split ${card.name}`, body)) close();
    else split.disabled = false;
  }, { class: "primary", "data-act": "split-now" });
  const show = (): void => {
    const all = card.mentioned_in.length === chosen.size && !card.more_documents;
    split.disabled = chosen.size === 0 || all;
    foot.textContent = chosen.size === 0 ? "Tick the documents of the other one."
      : all ? "One document at least stays: rename instead if it is somebody else in all of them."
      : `${counted(chosen.size, "document")} to the other one, ${(card.documents ?? card.mentioned_in.length) - chosen.size} stay.`;
  };
  show();
  const work = async (): Promise<void> => {
    for (let next = places.shift(); next; next = places.shift()) await show_sentence(next[0], next[1], card);
  };
  for (let i = 0; i < WORKERS; ++i) void work();
  return [
    h("p", null, "In which of these is ", h("bdi", null, card.name), " somebody or something else? What was read there goes to the other one. Undo puts it together again."),
    h("ul", { class: "plain-list split-documents" }, boxes),
    card.more_documents ? h("p", { class: "note" }, `The first ${card.mentioned_in.length} documents are listed; `, h("code", null, "onrecord split"), " takes all.") : null,
    field("Name of the other one (the same when left empty)", name),
    h("div", { class: "dialog-foot" }, foot, split),
  ];
}

export function open_split(id: string, start: Start = {}): void {
  open_dialog("These are two", (close) => {
    const body = h("div", { class: "dialog-rest" }, loading());
    get<EntityCard>(`/entities/${id}`).then(
      (card) => {
        if (card.mentioned_in.length > 1) return fill(body, form(card, start, close));
        fill(body, h("p", null, h("bdi", null, card.name), " is named in one document only. Within one document a name is one person or body; there is nothing to split."));
      },
      (error: unknown) => fill(body, failure(error)));
    return body;
  }, true);
}
