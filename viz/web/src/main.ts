import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/views.css";
import { take_token, words_of } from "./core/api";
import { app } from "./core/app";
import { button, h } from "./core/dom";
import { is_there, keep_focus, land_on } from "./core/focus";
import { type Tab, TABS } from "./core/view";
import { open_export } from "./parts/export_menu";
import { make_filter_chips } from "./parts/filter_chips";
import { make_filter_panel } from "./parts/filter_panel";
import { explore } from "./parts/graph_actions";
import { make_panel } from "./parts/panel";
import { copy_link, open_saved_views } from "./parts/saved_views";
import { search_box } from "./parts/search_box";
import { start_theme, toggle_theme } from "./parts/theme";
import { make_time_slider } from "./parts/time_slider";
import { toast, toast_element } from "./parts/toast";
import { enter } from "./parts/token";
import { make_server_line } from "./parts/server_line";
import { make_waiting } from "./parts/waiting";
import { type ArticlesView, make_articles } from "./views/articles";
import { type GraphView, make_graph } from "./views/graph";
import { make_help } from "./views/help";
import { make_operations } from "./views/operations";
import { make_paths } from "./views/paths";
import { make_quotes } from "./views/quotes";
import { make_review } from "./views/review";

const TAB_WORDS: Readonly<Record<Tab, string>> = {
  graph: "Graph", quotes: "Quotes", operations: "Operations", paths: "Paths", articles: "Articles", review: "Review", help: "Help",
};

function go(tab: Tab): void {
  app.commit(TAB_WORDS[tab], { tab });
}

function make_navigation(): HTMLElement {
  const items = TABS.filter((tab) => tab !== "help").map((tab) => button(TAB_WORDS[tab], () => go(tab), { class: "tab", "data-tab": tab }));
  app.listen((view) => {
    for (const item of items) {
      if (item.dataset.tab === view.tab) item.setAttribute("aria-current", "page");
      else item.removeAttribute("aria-current");
    }
    document.title = `${TAB_WORDS[view.tab]} – Onrecord`;
  });
  return h("nav", { "aria-label": "Views" }, items);
}

function make_tools(graph: GraphView, filter_opener: HTMLElement): HTMLElement {
  const undo = button("Undo", () => void app.undo(), { class: "tool", "data-act": "undo" });
  const redo = button("Redo", () => void app.redo(), { class: "tool", "data-act": "redo" });
  app.listen(() => {
    undo.disabled = app.next_undo === null;
    redo.disabled = app.next_redo === null;
    undo.title = app.next_undo ? `Undo: ${app.next_undo}` : "Nothing to undo";
    redo.title = app.next_redo ? `Redo: ${app.next_redo}` : "Nothing to redo";
  });
  return h("div", { class: "tool-bar", role: "toolbar", "aria-label": "Page" },
    filter_opener, undo, redo,
    button("Link", () => void copy_link(), { class: "tool", "data-act": "link", title: "Copy a link to this view" }),
    button("Views", open_saved_views, { class: "tool", "data-act": "views", title: "Saved views" }),
    button("Export", () => open_export(graph), { class: "tool", "data-act": "export" }),
    button("◐", toggle_theme, { class: "tool round", "aria-label": "Dark or light", "data-act": "theme" }),
    button("?", () => go("help"), { class: "tool round", "aria-label": "Help", "data-act": "help" }));
}

/** heading: of the view that is shown. */
function listen_to_keys(graph: GraphView, articles: ArticlesView, search: HTMLInputElement, heading: () => HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !target.matches("input, textarea")) {
      const back = event.key.toLowerCase() === "z" && !event.shiftKey;
      const again = event.key.toLowerCase() === "y" || (event.key.toLowerCase() === "z" && event.shiftKey);
      if (!back && !again) return;
      event.preventDefault();
      return void (back ? app.undo() : app.redo());
    }
    if (event.altKey && /^[1-6]$/.test(event.key)) {
      event.preventDefault();
      go(TABS[Number(event.key) - 1] as Tab);
      return land_on(heading());
    }
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
    if (event.key === "/") search.focus();
    else if (event.key === "?") { go("help"); land_on(heading()); }
    else if (event.key === "[") document.querySelector<HTMLElement>('[data-act="previous"]')?.click();
    else if (event.key === "]") document.querySelector<HTMLElement>('[data-act="next"]')?.click();
    else if (event.key === "Escape" && app.view.focus) app.commit("Close the panel", { focus: null });
    else if (event.key === "Escape" && app.view.tab === "articles" && articles.escape()) return event.preventDefault();
    else if (app.view.tab !== "graph" || !graph.key(event)) return;
    event.preventDefault();
  });
}

/** Hides what the server would refuse. */
async function note_access(): Promise<void> {
  try {
    const { guarded, read_only } = await enter();
    document.documentElement.classList.toggle("read-only", read_only);
    document.documentElement.classList.toggle("guarded", guarded);
  } catch (error) {
    app.on_trouble(error);
  }
}

async function start(): Promise<void> {
  take_token();
  start_theme();
  const articles = make_articles();
  const graph = make_graph(() => { go("articles"); articles.add(); });
  const views: Record<Tab, HTMLElement> = {
    graph: graph.element, quotes: make_quotes(), operations: make_operations(), paths: make_paths(),
    articles: articles.element, review: make_review(), help: make_help(),
  };
  const search = search_box("Search for a name", (found) => { main.focus({ preventScroll: true }); void explore(found); }, { placeholder: "Search for a name   ( / )" });
  const filters = make_filter_panel();
  const server_line = make_server_line();
  for (const view of Object.values(views)) view.hidden = true;
  const main = h("main", { id: "main", tabindex: "-1", "aria-busy": "true" }, Object.values(views));
  const heading = (): HTMLElement => views[app.view.tab].querySelector<HTMLElement>("h1") ?? main;
  let shown: Tab | null = null;
  app.listen(({ tab }) => {
    const had = main.contains(document.activeElement) && document.activeElement !== main;
    for (const one of TABS) views[one].hidden = one !== tab;
    if (had && shown !== tab && !is_there(document.activeElement)) land_on(heading());
    shown = tab;
  });
  keep_focus(heading);
  const header = h("header", null,
    button("Onrecord", () => go("graph"), { class: "brand" }), make_navigation(), search.element, make_tools(graph, filters.opener));
  document.getElementById("app")?.append(
    h("a", { class: "skip", href: "#main", on: { click: (event: Event) => { event.preventDefault(); main.focus(); } } }, "To the content"),
    header, h("div", { class: "lines" }, make_filter_chips(), server_line.element, make_waiting()), h("div", { class: "middle" }, filters.element, main, make_panel()), make_time_slider(), toast_element());
  app.on_trouble = (error) => toast(words_of(error));
  listen_to_keys(graph, articles, search.input, heading);
  window.addEventListener("popstate", () => void app.follow_address());
  window.addEventListener("pagehide", () => void app.settle());
  // For whoever drives the page by program: tests, bookmarklets.
  Object.assign(window, { onrecord: { app, graph } });
  await note_access();
  await app.restore();
  main.removeAttribute("aria-busy");
  server_line.start();
}

void start();
