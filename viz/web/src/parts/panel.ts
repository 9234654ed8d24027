// The column that tells all of what is in focus: an entity, a link, or an article.
import { app } from "../core/app";
import { get, is_gone } from "../core/api";
import { document_path } from "../core/articles";
import { button, fill, h } from "../core/dom";
import { come_back, focused_place, land_on, type Place, set_panel_focus } from "../core/focus";
import { active_count } from "../core/filters";
import type { Focus, View } from "../core/view";
import type { Article } from "../core/model";
import { empty } from "./bits";
import { show_card } from "./card";
import { on_store_change } from "../core/store_changes";
import { show_link } from "./evidence";
import { show_article_page } from "./article";
import { Latest } from "./latest";

/** Null when it was removed. */
async function find_article(id: string, signal: AbortSignal): Promise<Article | null> {
  try {
    return await get<Article>(document_path(id), {}, signal);
  } catch (error) {
    if (is_gone(error)) return null;
    throw error;
  }
}

export function make_panel(): HTMLElement {
  const body = h("div", { class: "panel-body" });
  const close = button("×", () => app.commit("Close the panel", { focus: null }), { class: "icon close", "aria-label": "Close the panel" });
  const panel = h("aside", { class: "panel", "aria-label": "Details", tabindex: "-1", hidden: true }, close, body);
  const latest = new Latest(body);
  let shown = "";
  /** Who opened it, to whom the focus goes back. */
  let opener: Place | null = null;

  const note_opener = (): void => {
    if (!panel.contains(document.activeElement)) opener = focused_place();
  };
  const to_heading = (): void => {
    const heading = body.querySelector<HTMLElement>("h2");
    if (heading && document.activeElement === panel) land_on(heading);
  };
  set_panel_focus(() => {
    if (panel.hidden) return;
    note_opener();
    land_on(panel);
    if (!body.hasAttribute("aria-busy")) to_heading();
  });

  const what_of = (focus: Focus | null, view: View): string => {
    if (!focus) return "";
    // A card shows whether its entity is in the graph, and what filters leave; which sentence is looked
    // at is no new load.
    if (focus.kind === "entity") return JSON.stringify([...[focus, view.nodes.find(({ id }) => id === focus.id)].map((part) => part && { ...part, x: 0, y: 0 }), view.filters.outlets, active_count(view.filters) > 0]);
    if (focus.kind === "link") return JSON.stringify([{ ...focus, at: 0 }, view.filters.since, view.filters.until, view.filters.min_confidence, view.filters.outlets]);
    return JSON.stringify(focus);
  };
  const draw = (view: View): void => {
    const { focus } = view;
    if (focus && panel.hidden) note_opener();
    const closes = !focus && panel.contains(document.activeElement);
    panel.hidden = focus === null;
    document.documentElement.classList.toggle("with-panel", focus !== null);
    const wanted = what_of(focus, view);
    if (wanted === shown) return;
    const same = shown !== "" && focus?.kind === "entity" && shown.includes(focus.id);
    shown = wanted;
    if (!same) panel.scrollTop = 0;
    if (focus === null) {
      latest.cancel();
      fill(body);
      if (closes) come_back(opener);
    } else if (focus.kind === "entity") {
      void show_card(latest, focus.id).then(to_heading);
    } else if (focus.kind === "link") {
      void show_link(latest, focus).then(to_heading);
    } else {
      void latest.run((signal) => find_article(focus.id, signal),
        (article) => article ? show_article_page(article, focus.begin, focus.end) : empty("Not on record any more", h("p", null, "This document was removed."))).then(to_heading);
    }
  };
  app.listen(draw);
  on_store_change(() => {
    shown = "";
    draw(app.view);
  });
  return panel;
}

