// Takes a document out of the store, once the reader has seen what goes with it.
import { is_gone, remove, words_of } from "../core/api";
import { app } from "../core/app";
import { document_path, load_article } from "../core/articles";
import { button, fill, h } from "../core/dom";
import type { Article } from "../core/model";
import { store_changed } from "../core/store_changes";
import { counted, or_untitled } from "../core/text";
import { failure, loading } from "./bits";
import { open_dialog } from "./dialog";
import { toast } from "./toast";
import { with_token } from "./token";

function what_goes(article: Article): HTMLElement {
  const names = new Set(article.mentions.map(({ entity }) => entity.id)).size;
  return h("ul", { class: "what-goes" },
    h("li", null, "its text"),
    article.quotes.length ? h("li", null, counted(article.quotes.length, "quote")) : null,
    names ? h("li", null, `what it tells of ${counted(names, "name")}, and those that no other document names`) : null,
    h("li", null, "every connection and figure that rests on it alone"));
}

export function open_remove(id: string, title: string): void {
  open_dialog("Remove this document?", (close) => {
    const body = h("div", { class: "dialog-part" }, loading());
    const trouble = h("p", { class: "failed", role: "alert", hidden: true });
    const act = async (): Promise<void> => {
      really.disabled = true;
      try {
        await with_token(() => remove(document_path(id)));
      } catch (error) {
        really.disabled = false;
        trouble.hidden = false;
        trouble.textContent = words_of(error);
        return;
      }
      close();
      const { focus } = app.view;
      if (focus?.kind === "article" && focus.id === id) app.amend({ focus: null });
      store_changed();
      toast(`“${or_untitled(title)}” was removed.`);
    };
    const really = button("Remove it", () => void act(), { class: "primary", "data-act": "really-remove" });
    load_article(id).then(
      (article) => fill(body, h("p", null, "With it go"), what_goes(article), h("p", { class: "note" }, "Undo does not bring it back; adding it again does. Decisions are kept and hold again then.")),
      (error: unknown) => {
        if (!is_gone(error)) return fill(body, failure(error));
        really.hidden = true;
        fill(body, h("p", null, "It is not on record any more: somebody has removed it."));
        store_changed();
      });
    return [h("p", { class: "subject" }, h("b", null, or_untitled(title))), body, trouble,
      h("div", { class: "dialog-foot" }, button("Keep it", close, { class: "plain" }), really)];
  });
}

export const remove_button = (id: string, title: string): HTMLElement =>
  button("Remove…", () => open_remove(id, title), { class: "link quiet writes", "data-act": "remove-document", "aria-label": `Remove ${or_untitled(title)}` });
