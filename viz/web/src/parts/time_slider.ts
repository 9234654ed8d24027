// A histogram of what is told when; the span that is chosen on it filters every view.
import { app } from "../core/app";
import { ApiError, get, is_abort, is_absent } from "../core/api";
import { BUCKETS, type Bucket, bucket_end, date_words, fill_buckets, short_start, span_words } from "../core/dates";
import { button, fill, h } from "../core/dom";
import { graph_params } from "../core/filters";
import type { TimelineBucket } from "../core/model";
import { on_store_change } from "../core/store_changes";
import { counted } from "../core/text";
import type { View } from "../core/view";
import { choices } from "./bits";

const MOST_BARS = 400;

interface Timeline {
  items: TimelineBucket[];
  undated: { documents: number };
}

const amount = (item: TimelineBucket | undefined): number => (item ? item.documents : 0);

export function make_time_slider(): HTMLElement {
  const bars = h("div", { class: "bars", "aria-hidden": "true" });
  const from = h("input", { type: "range", min: 0, max: 0, value: "0", "aria-label": "From", class: "from" });
  const to = h("input", { type: "range", min: 0, max: 0, value: "0", "aria-label": "Until", class: "to" });
  const words = h("p", { class: "span-words", role: "status" });
  const clear = button("All time", () => { set_span("", ""); from.focus(); }, { class: "chip", "data-act": "all-time" });
  const bucket = choices(app.view.bucket, BUCKETS.map((name) => [name, `by ${name}`] as const), (name) =>
    app.commit(`Time by ${name}`, { bucket: name as Bucket }));
  bucket.setAttribute("aria-label", "Width of a bar");
  const element = h("section", { class: "time", "aria-label": "Time", hidden: true },
    h("div", { class: "time-words" }, words, bucket, clear),
    h("div", { class: "track" }, bars, from, to));
  let starts: string[] = [];
  let by_start = new Map<string, TimelineBucket>();
  let undated = 0;
  let asked = "";
  let running: AbortController | null = null;

  const set_span = (since: string, until: string): void =>
    app.commit(since || until ? `Only ${span_words(since, until)}` : "All time", { filters: { ...app.view.filters, since, until } });

  /** The bar that a date falls into. */
  const index_of = (date: string, end: boolean): number => {
    let found = end ? starts.length - 1 : 0;
    if (!date) return found;
    for (let i = 0; i < starts.length; ++i) {
      const start = starts[i] as string;
      if (start.slice(0, date.length) <= date) found = i;
    }
    return found;
  };
  const commit = (): void => {
    const [a, b] = [Math.min(Number(from.value), Number(to.value)), Math.max(Number(from.value), Number(to.value))];
    const all = a === 0 && b === starts.length - 1;
    if (all) set_span("", "");
    else set_span(starts[a] ?? "", bucket_end(starts[b] ?? "", app.view.bucket));
  };
  const paint = (): void => {
    const [a, b] = [Math.min(Number(from.value), Number(to.value)), Math.max(Number(from.value), Number(to.value))];
    [...bars.children].forEach((bar, i) => bar.classList.toggle("out", i < a || i > b));
    const chosen = starts.slice(a, b + 1).reduce((sum, start) => sum + amount(by_start.get(start)), 0);
    const span = starts.length ? `${date_words(starts[a])} – ${date_words(bucket_end(starts[b] ?? "", app.view.bucket))}` : "No dates";
    words.textContent = `${span} · ${counted(chosen, "document")}${undated ? ` · ${undated} undated` : ""}`;
    for (const [control, i] of [[from, a], [to, b]] as const) control.setAttribute("aria-valuetext", date_words(starts[i]));
  };
  for (const control of [from, to]) {
    control.addEventListener("input", paint);
    control.addEventListener("change", commit);
  }
  bars.addEventListener("click", (event) => {
    const i = [...bars.children].indexOf(event.target as Element);
    if (i < 0) return;
    from.value = to.value = String(i);
    commit();
  });

  const show = (view: View): void => {
    const { since, until } = view.filters;
    const last = String(Math.max(0, starts.length - 1));
    from.max = to.max = last;
    from.value = String(index_of(since, false));
    to.value = String(index_of(until, true));
    clear.hidden = !since && !until;
    element.classList.toggle("spanned", !clear.hidden);
    bucket.value = view.bucket;
    paint();
  };
  const draw = (timeline: Timeline, view: View): void => {
    by_start = new Map(timeline.items.map((item) => [short_start(item.start, view.bucket), item]));
    undated = timeline.undated.documents;
    starts = fill_buckets([...by_start.keys()], view.bucket, MOST_BARS);
    const most = Math.max(1, ...timeline.items.map(amount));
    fill(bars, starts.map((start) => {
      const item = by_start.get(start);
      const bar = h("span", { class: "bar", title: `${date_words(start)}: ${counted(amount(item), "document")}` });
      bar.style.setProperty("--high", `${Math.max(amount(item) ? 6 : 0, (100 * amount(item)) / most)}%`);
      return bar;
    }));
    element.hidden = starts.length === 0;
    show(view);
  };
  const load = async (view: View): Promise<void> => {
    const { since: _, until: __, ...filters } = graph_params(view.filters);
    const key = JSON.stringify([view.bucket, filters]);
    if (key === asked) return show(view);
    asked = key;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      draw(await get<Timeline>("/timeline", { ...filters, bucket: view.bucket }, mine.signal), app.view);
    } catch (error) {
      if (is_abort(error)) return;
      element.hidden = true;
      if (is_absent(error)) return;
      asked = "";
      // A server that has just started still reads the dates.
      if (error instanceof ApiError && error.status === 503) window.setTimeout(() => void load(app.view), 2000);
    }
  };
  app.listen((view) => {
    const useful = ["graph", "quotes", "operations", "paths"].includes(view.tab);
    element.classList.toggle("aside-view", !useful);
    void load(view);
  });
  on_store_change(() => { asked = ""; void load(app.view); });
  return element;
}
