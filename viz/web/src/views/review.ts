// Who may be the same: each pair with what speaks for and against it, and what was decided.
import { app } from "../core/app";
import { get, is_absent } from "../core/api";
import { button, h } from "../core/dom";
import { type Candidate, type CandidateEnd, type Decision, type EntityRef, type Page, TYPE_WORDS } from "../core/model";
import { remember } from "../core/network";
import { percent } from "../core/text";
import { choices, empty, entity_button, field, glyph, show_article } from "../parts/bits";
import { decide, on_decision, take_back } from "../parts/decisions";
import { Latest } from "../parts/latest";
import { PagedList } from "./list";

const ref_of = ({ id, name }: CandidateEnd, type: Candidate["type"]): EntityRef => ({ id, name, type });

function side(end: CandidateEnd, type: Candidate["type"]): HTMLElement {
  return h("div", { class: "candidate-side" }, entity_button(ref_of(end, type)),
    h("ul", { class: "plain-list" }, end.documents.slice(0, 3).map((id) => h("li", null, button(id, () => show_article(id, 0, 0, id), { class: "link" })))));
}

function reasons(all: readonly string[]): HTMLElement {
  return h("ul", { class: "reasons" }, all.map((reason) => {
    const [, way = "", words = reason] = /^(for|against): (.*)$/s.exec(reason) ?? [];
    return h("li", { class: way }, h("b", null, way === "for" ? "For" : way === "against" ? "Against" : ""), ` ${words}`);
  }));
}

function candidate_row(candidate: Candidate): HTMLElement {
  const { a, b, type, probability } = candidate;
  remember([ref_of(a, type), ref_of(b, type)]);
  const row = h("li", { class: "candidate", "data-pair": `${a.id} ${b.id}` });
  const merge = (stays: CandidateEnd, goes: CandidateEnd): HTMLElement =>
    button(["Same; call it ", h("bdi", null, stays.name)], async () => {
      if (await decide(`Merge ${goes.name} into ${stays.name}`, { kind: "merge", entities: [goes.id, stays.id] })) row.classList.add("decided");
    }, { class: "chip strong", "data-act": "merge" });
  row.append(
    h("div", { class: "candidate-head" }, glyph(type), TYPE_WORDS[type].one, h("b", null, `${percent(probability)} likely the same`)),
    h("div", { class: "pair-of-sides" }, side(a, type), side(b, type)), reasons(candidate.reasons));
  if (candidate.verdict !== "joined") row.append(h("div", { class: "actions" }, merge(a, b), a.name === b.name ? "" : merge(b, a), button("Not now", () => row.classList.add("decided"), { class: "chip" })));
  return row;
}

function decision_row(decision: Decision): HTMLElement {
  const undone = decision.undone_by !== null;
  const back = button("Undo", async () => {
    try {
      await take_back(decision.sequence);
    } catch (error) {
      app.on_trouble(error);
    }
  }, { class: "chip", "data-act": "undo-decision" });
  return h("li", { class: undone ? "undone" : "" }, h("p", null, decision.what || decision.kind),
    h("p", { class: "note" }, [decision.who, decision.when, decision.why].filter(Boolean).join(" · "), undone ? " · taken back" : ""),
    undone || decision.undoes !== null ? null : back);
}

export function make_review(): HTMLElement {
  let verdict = "doubtful";
  const list = new PagedList<Candidate>("/candidates", candidate_row,
    () => empty("Nobody to decide about", h("p", null, "There is no pair of this kind. New ones may come with new articles.")), "candidates");
  const which = choices(verdict, [["doubtful", "In doubt"], ["joined", "Joined by the program"], ["parted", "Kept apart by the program"]], (value) => {
    verdict = value;
    ask(false);
  });
  const decisions = h("div");
  const latest = new Latest(decisions);
  const load_decisions = (): void => void latest.run(
    async (signal) => {
      try {
        return (await get<Page<Decision>>("/decisions", { limit: 50 }, signal)).items;
      } catch (error) {
        if (is_absent(error)) return [];
        throw error;
      }
    },
    (items) => items.length ? h("ol", { class: "decisions" }, items.map(decision_row)) : h("p", { class: "note" }, "Nothing was decided yet."));
  const ask = (again: boolean): void => list.ask({ verdict, limit: 30 }, again);
  const element = h("section", { class: "page review-view" },
    h("h1", null, "Who is the same?"),
    h("p", { class: "lead" }, "Names that may mean one person or body. A merge is laid over what was read and can be taken back at any time; no evidence is rewritten."),
    h("div", { class: "conditions" }, field("Show", which)), list.element,
    h("h2", null, "What was decided"), decisions);
  app.listen((view) => {
    if (view.tab !== "review") return;
    ask(false);
    if (!decisions.hasChildNodes()) load_decisions();
  });
  on_decision(() => {
    load_decisions();
    if (app.view.tab === "review") ask(true);
  });
  return element;
}
