// Two date fields, "since" and "until", that say at the field what is wrong with what was typed.
import { date_problem, date_words, is_reversed } from "../core/dates";
import { h } from "../core/dom";

export interface Span {
  since: string;
  until: string;
}

type End = keyof Span;
const OTHER: Readonly<Record<End, End>> = { since: "until", until: "since" };

interface DateField {
  input: HTMLInputElement;
  trouble: HTMLElement;
  element: HTMLElement;
}

let fields = 0;

function date_field(words: string, name: End): DateField {
  const id = `date-${++fields}`;
  const input = h("input", { type: "text", placeholder: "2025-03-09", autocomplete: "off", maxlength: 40, size: 10, "data-filter": name });
  const trouble = h("p", { class: "field-trouble", id, role: "alert", hidden: true });
  return { input, trouble, element: h("div", { class: "field" }, h("label", { class: "field" }, h("span", null, words), input), trouble) };
}

export interface DateSpan {
  elements: HTMLElement[];
  /** What holds now. What was typed and is not right yet stays until something else holds. */
  show(holds: Span): void;
}

/** changed: with what is right, never with what is not. */
export function date_span(start: Span, changed: (span: Span) => void): DateSpan {
  const parts: Record<End, DateField> = { since: date_field("Since", "since"), until: date_field("Until", "until") };
  let holds: Span = { since: "", until: "" };
  const typed = (end: End): string => parts[end].input.value.trim();
  const form_problem = (end: End): string => (typed(end) === "" ? "" : date_problem(typed(end)));

  const tell = (end: End, problem: string): void => {
    const { input, trouble } = parts[end];
    trouble.hidden = problem === "";
    if (trouble.textContent !== problem) {
      trouble.textContent = problem;
      if (problem) trouble.scrollIntoView({ block: "nearest" });
    }
    for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", trouble.id]] as const) {
      if (problem) input.setAttribute(name, value);
      else input.removeAttribute(name);
    }
  };
  const reversed_words = (end: End): string => end === "since"
    ? `This is after ${date_words(typed("until"))}, where the span ends.` : `This is before ${date_words(typed("since"))}, where the span begins.`;

  /** Says what is wrong; true when nothing is. `end`: of which the order is told. */
  const check = (end: End): boolean => {
    const problems: Span = { since: form_problem("since"), until: form_problem("until") };
    if (!problems.since && !problems.until && is_reversed(typed("since"), typed("until"))) problems[end] = reversed_words(end);
    tell("since", problems.since);
    tell("until", problems.until);
    return !problems.since && !problems.until;
  };
  const take = (end: End): void => {
    const right = check(end);
    if (!right && (form_problem(end) || !form_problem(OTHER[end]))) return;
    // One that is right holds beside one that is not yet.
    const next = right ? { since: typed("since"), until: typed("until") } : { ...holds, [end]: typed(end) };
    if (is_reversed(next.since, next.until) || (next.since === holds.since && next.until === holds.until)) return;
    holds = next;
    changed(next);
  };
  const show = (now: Span): void => {
    if (now.since === holds.since && now.until === holds.until) return;
    holds = now;
    for (const end of ["since", "until"] as const) parts[end].input.value = now[end];
    check("until");
  };
  for (const end of ["since", "until"] as const) {
    const { input } = parts[end];
    input.addEventListener("change", () => take(end));
    input.addEventListener("input", () => { if (input.hasAttribute("aria-invalid")) check(end); });
  }
  show(start);
  return { elements: [parts.since.element, parts.until.element], show };
}
