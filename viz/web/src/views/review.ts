// Who may be the same: each pair with what speaks for and against it, and what was decided.
import { app } from "../core/app";
import { get, is_absent } from "../core/api";
import { moment_words } from "../core/dates";
import { decision_about } from "../core/decided";
import { button, h } from "../core/dom";
import type { Candidate, Decision, Page } from "../core/model";
import { on_store_change } from "../core/store_changes";
import { choices, empty, field } from "../parts/bits";
import { candidate_row } from "../parts/candidate_row";
import { take_back } from "../parts/decisions";
import { Latest } from "../parts/latest";
import { PagedList } from "./list";

const LISTED = 100;
/** Pages of 500. */
const MOST_PAGES = 20;

/** In the order of deciding. */
async function all_decisions(signal: AbortSignal): Promise<Decision[]> {
  const items: Decision[] = [];
  for (let cursor = "", pages = 0; pages < MOST_PAGES; ++pages) {
    const page = await get<Page<Decision>>("/decisions", { limit: 500, cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
    if (!cursor) break;
  }
  return items;
}

function decision_row(decision: Decision): HTMLElement {
  const undone = decision.undone_by !== null;
  const back = button("Undo", async () => {
    try {
      await take_back(decision.sequence);
    } catch (error) {
      app.on_trouble(error);
    }
  }, { class: "chip writes", "data-act": "undo-decision" });
  return h("li", { class: undone ? "undone" : "", "data-sequence": decision.sequence }, h("p", null, decision.what || decision.kind),
    h("p", { class: "note" }, [decision.who, moment_words(decision.when), decision.why].filter(Boolean).join(" · "), undone ? " · taken back" : ""),
    undone || decision.undoes !== null ? null : back);
}

export function make_review(): HTMLElement {
  let verdict = "doubtful";
  let made: Decision[] = [];
  const list = new PagedList<Candidate>("/candidates", (pair) => candidate_row(pair, decision_about(pair, made)),
    () => empty("Nothing to decide", h("p", null, "There is no pair of this kind. New ones may come with new articles.")), "candidates");
  const which = choices(verdict, [["doubtful", "In doubt"], ["joined", "Joined by the program"], ["parted", "Kept apart by the program"]], (value) => {
    verdict = value;
    ask(false);
  });
  const decisions = h("div");
  const latest = new Latest(decisions);
  const load_decisions = (): Promise<void> => latest.run(
    async (signal) => {
      try {
        made = await all_decisions(signal);
        return made;
      } catch (error) {
        if (is_absent(error)) return [];
        throw error;
      }
    },
    (items) => items.length ? [
      h("ol", { class: "decisions", reversed: true }, items.slice(-LISTED).reverse().map(decision_row)),
      ...(items.length > LISTED ? [h("p", { class: "note" }, `and ${items.length - LISTED} earlier ones; `, h("code", null, "onrecord log"), " lists all.")] : []),
    ] : h("p", { class: "note" }, "Nothing was decided yet."));
  const ask = (again: boolean): void => list.ask({ verdict, limit: 30 }, again);
  const heading = h("h2", { tabindex: "-1" }, "What was decided");
  const to_decisions = button("What was decided ↓", () => { heading.scrollIntoView({ block: "start" }); heading.focus({ preventScroll: true }); }, { class: "plain push" });
  const element = h("section", { class: "page review-view" },
    h("h1", null, "Who is the same?"),
    h("p", { class: "lead" }, "Names that may mean one person or body. A merge is laid over what was read and can be taken back at any time; no evidence is rewritten."),
    h("div", { class: "conditions" }, field("Show", which), to_decisions), list.element, heading, decisions);
  app.listen((view) => {
    if (view.tab !== "review") return;
    if (decisions.hasChildNodes()) ask(false);
    else void load_decisions().then(() => ask(false));
  });
  on_store_change(() => void load_decisions().then(() => { if (app.view.tab === "review") ask(true); }));
  return element;
}
