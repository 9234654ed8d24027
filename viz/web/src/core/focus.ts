// Where the focus goes when what had it is taken away: a row that was removed, a card that was drawn
// anew, a view or a panel that was hidden, a button that has nothing left to do. Without this it
// falls to the page's beginning, and whoever works by keyboard or hears the page has to come all the
// way again.
//
// The same thing, drawn anew, gets it back; else the same button of the row that took the place;
// else the heading of what is around. What somebody left by themselves is left alone.

/** What rows of lists and tables are known by. */
const ROW_KEYS = ["data-document", "data-pair", "data-entity", "data-link", "data-quote", "data-sequence"] as const;
const ROWS = ROW_KEYS.map((key) => `li[${key}], tr[${key}]`).join(", ");
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), summary, [tabindex]:not([tabindex="-1"])';

interface Row {
  kind: string;  // selects rows of its kind
  key: string;
  value: string;
  /** Among those of its kind in its list. */
  at: number;
}

/** All that is needed to find an element again that is not there any more. */
export interface Place {
  element: HTMLElement;
  /** The innermost first. */
  around: HTMLElement[];
  row: Row | null;
  /** What it did, and in which words. */
  act: string;
  words: string;
}

export const is_there = (element: Element | null): element is HTMLElement =>
  element instanceof HTMLElement && element.isConnected && element.getClientRects().length > 0 && !element.matches(":disabled");

const words_of = (element: Element): string => element.getAttribute("aria-label") ?? element.textContent ?? "";

function row_of(element: HTMLElement): Row | null {
  const row = element.closest<HTMLElement>(ROWS);
  const key = row && ROW_KEYS.find((name) => row.hasAttribute(name));
  if (!row || !key) return null;
  const kind = `${row.localName}[${key}]`;
  const at = [...(row.parentElement?.children ?? [])].filter((other) => other.matches(kind)).indexOf(row);
  return { kind, key, value: row.getAttribute(key) ?? "", at };
}

export function place_of(element: HTMLElement): Place {
  const around: HTMLElement[] = [];
  for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) around.push(one);
  return { element, around, row: row_of(element), act: element.dataset.act ?? "", words: words_of(element) };
}

/** Gives the focus also to what Tab does not come to: headings. */
export function land_on(element: HTMLElement): void {
  if (!element.matches(FOCUSABLE)) element.tabIndex = -1;
  element.focus({ preventScroll: element.matches("main, aside") });
}

function alike(within: Element, { act, words }: Place): HTMLElement | undefined {
  const all = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(is_there);
  const same_act = act ? all.filter((one) => one.dataset.act === act) : [];
  return same_act.find((one) => words_of(one) === words) ?? same_act[0] ?? (act ? undefined : all.find((one) => words_of(one) === words));
}

/** The same one, or what stands in its row's place. */
function in_rows(around: Element, place: Place): HTMLElement | undefined {
  const { row } = place;
  if (!row) return undefined;
  const rows = [...around.querySelectorAll<HTMLElement>(row.kind)].filter(is_there);
  const open = rows.filter((one) => !one.classList.contains("decided"));
  const next = rows.find((one) => one.getAttribute(row.key) === row.value && !one.classList.contains("decided"))
    ?? open.find((one) => rows.indexOf(one) >= row.at) ?? open[open.length - 1];
  return next && (alike(next, place) ?? [...next.querySelectorAll<HTMLElement>(FOCUSABLE)].find(is_there));
}

/** What a heading speaks for. */
const HEADED = "section, article, aside, main, dialog, .panel-body";
const heading_of = (around: Element): HTMLElement | undefined =>
  [...around.querySelectorAll<HTMLElement>("h1, h2")].find(is_there);

/** Of a button that can do nothing now, the one after it. */
function neighbour(around: Element, { element }: Place): HTMLElement | undefined {
  const all = [...around.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(is_there);
  return all.find((one) => element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? all[0];
}

/** The nearest to a place that was; null when there is nothing but the page itself. */
export function find_again(place: Place): HTMLElement | null {
  if (is_there(place.element)) return place.element;
  for (const around of place.around) {
    if (!is_there(around)) continue;
    const found = in_rows(around, place) ?? (place.row ? undefined : alike(around, place))
      ?? (around.matches("[role=toolbar]") ? neighbour(around, place) : around.matches(HEADED) ? heading_of(around) : undefined);
    if (found) return found;
  }
  return null;
}

/** Loads still run where the place was. */
const is_busy = (place: Place): boolean =>
  place.around.some((around) => around.isConnected && (around.matches("[aria-busy=true]") || around.querySelector(":scope > .state.loading, :scope > .list-foot > .state.loading") !== null));

let last: Place | null = null;
let last_resort: () => HTMLElement | null = () => null;
let by_keyboard = false;

const is_lost = (): boolean => document.activeElement === document.body || !is_there(document.activeElement);

function mend(): void {
  if (!last || is_there(last.element) || !is_lost() || is_busy(last)) return;
  const dialog = document.querySelector("dialog[open]");
  if (dialog && !last.around.includes(dialog as HTMLElement)) return;
  const to = find_again(last) ?? (dialog ? null : last_resort());
  if (to) land_on(to);
}

/** What has the focus, to come back to; null where nothing has it. */
export function focused_place(): Place | null {
  const { activeElement: at } = document;
  return at instanceof HTMLElement && at !== document.body ? place_of(at) : null;
}

/** After what was opened from there is closed, or has taken it away. */
export function come_back(place: Place | null): void {
  if (!is_lost()) return;
  last = place ?? last;
  if (place && is_there(place.element)) land_on(place.element);
  else mend();
}

/** otherwise: where the focus goes when nothing near is left. */
export function keep_focus(otherwise: () => HTMLElement | null): void {
  last_resort = otherwise;
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLElement) last = place_of(target);
  });
  const note = (keyboard: boolean) => (): void => {
    by_keyboard = keyboard;
    // Whoever left it by themselves is not brought back.
    window.setTimeout(() => { if (document.activeElement === document.body && last && is_there(last.element)) last = null; });
  };
  document.addEventListener("keydown", note(true), true);
  document.addEventListener("pointerdown", note(false), true);
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "disabled", "aria-busy", "open"] });
}

let take_to_panel: () => void = () => undefined;
export const set_panel_focus = (take: () => void): void => { take_to_panel = take; };

/** Who opens something in the panel by keyboard wants to read it; a mouse stays where it is. */
export function go_to_panel(always = false): void {
  if (always || by_keyboard) take_to_panel();
}
