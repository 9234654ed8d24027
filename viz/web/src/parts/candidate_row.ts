// A pair of names that may be one: what speaks for and against it, and which name would stay.
import { title_of } from "../core/articles";
import { button, fill, h } from "../core/dom";
import { type Candidate, type CandidateEnd, type Decision, type EntityRef, TYPE_WORDS } from "../core/model";
import { remember } from "../core/network";
import { parse_reason } from "../core/reasons";
import { percent } from "../core/text";
import { entity_button, glyph, show_article } from "./bits";
import { decide } from "./decisions";
import { open_split } from "./split_dialog";

const ref_of = ({ id, name }: CandidateEnd, type: Candidate["type"]): EntityRef => ({ id, name, type });

/** Articles are called by their titles once somebody sees them: there may be many. */
const seen = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    void title_of((target as HTMLElement).dataset.title ?? "").then((title) => { target.textContent = title; });
  }
});

function document_button(id: string): HTMLElement {
  const opener = button(id, () => show_article(id, 0, 0, opener.textContent ?? id), { class: "link", "data-title": id });
  seen.observe(opener);
  return opener;
}

function side(end: CandidateEnd, type: Candidate["type"]): HTMLElement {
  return h("div", { class: "candidate-side" }, entity_button(ref_of(end, type)),
    h("ul", { class: "plain-list" }, end.documents.slice(0, 3).map((id) => h("li", null, document_button(id)))));
}

function reasons(all: readonly string[]): HTMLElement {
  const found = all.map(parse_reason);
  const most = Math.max(1, ...found.map(({ weight }) => Math.abs(weight ?? 0)));
  return h("ul", { class: "reasons" }, found.map(({ way, words, weight }) =>
    h("li", { class: way }, h("b", null, way === "for" ? "For" : way === "against" ? "Against" : ""),
      weight === null ? null : h("meter", { min: 0, max: most, value: Math.abs(weight), "aria-label": `weight ${Math.abs(weight)}`, title: `weight ${Math.abs(weight)}` }),
      h("span", null, words))));
}

/** Which of two goes into which, to be turned round before it is done. */
function merge_actions(candidate: Candidate, decided: () => void): HTMLElement {
  let [goes, stays] = [candidate.b, candidate.a];
  const said = h("p", { class: "direction", role: "status" });
  const alike = goes.name === stays.name;
  const show = (): void => fill(said,
    alike ? null : [h("bdi", { class: "goes" }, goes.name), h("span", { class: "arrow", role: "img", "aria-label": "goes into" }, "→")],
    h("bdi", { class: "stays" }, stays.name),
    h("span", { class: "note" }, alike ? "one card for all of these documents" : `“${goes.name}” stays as another name`));
  const swap = button("Other way round", () => {
    [goes, stays] = [stays, goes];
    show();
  }, { class: "chip", "data-act": "swap" });
  const merge = button("Merge", async () => {
    if (await decide(`Merge ${goes.name} into ${stays.name}`, { kind: "merge", entities: [goes.id, stays.id] })) decided();
  }, { class: "chip strong", "data-act": "merge", "aria-label": `Merge ${candidate.b.name} and ${candidate.a.name}` });
  const apart = button("Keep apart", async () => {
    const entities = [candidate.a.id, candidate.b.id];
    if (await decide(`Keep ${candidate.a.name} and ${candidate.b.name} apart`, { kind: "keep_apart", entities })) decided();
  }, { class: "chip", "data-act": "keep-apart", title: "They are two: not offered again, and never joined by the program", "aria-label": `Keep ${candidate.a.name} and ${candidate.b.name} apart` });
  show();
  return h("div", { class: "merge writes" }, said, h("div", { class: "actions" }, merge, alike ? null : swap, apart, button("Not now", decided, { class: "chip" })));
}

/** decision: in force about this pair; null when it is still to be decided. */
export function candidate_row(candidate: Candidate, decision: Decision | null): HTMLElement {
  const { a, b, type, probability, verdict } = candidate;
  remember([ref_of(a, type), ref_of(b, type)]);
  const row = h("li", { class: "candidate", "data-pair": `${a.id} ${b.id}` });
  const decided = (): void => row.classList.add("decided");
  if (decision) row.classList.add("decided", "settled");
  row.append(
    h("div", { class: "candidate-head" }, glyph(type), TYPE_WORDS[type].one, h("b", null, `${percent(probability)} likely the same`)),
    h("div", { class: "pair-of-sides" }, side(a, type), side(b, type)), reasons(candidate.reasons),
    decision ? h("p", { class: "note" }, h("b", null, "Decided: "), decision.what || decision.kind, ". It can be taken back below.")
    : verdict === "joined"
      ? h("div", { class: "actions writes" }, button("These are two…", () => open_split(a.id, { documents: b.documents, name: b.name }), { class: "chip", "data-act": "split", "aria-label": `These are two: ${a.name}` }))
      : merge_actions(candidate, decided));
  return row;
}
