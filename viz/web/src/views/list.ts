// A list that is loaded page by page.
import { get, is_abort } from "../core/api";
import type { Params } from "../core/filters";
import { button, fill, h } from "../core/dom";
import type { Page } from "../core/model";
import { failure, loading } from "../parts/bits";

export class PagedList<T> {
  readonly element: HTMLElement;
  private readonly rows: HTMLElement;
  private readonly foot = h("div", { class: "list-foot" });
  private asked = "";
  private stale = false;
  private running: AbortController | null = null;

  /** nothing: what to show when there is no item at all. */
  constructor(private readonly path: string, private readonly row: (item: T) => HTMLElement, private readonly nothing: () => HTMLElement, class_name: string) {
    this.rows = h("ol", { class: class_name });
    this.element = h("div", { class: "paged" }, this.rows, this.foot);
  }

  /** Does nothing when the question is the one that is answered already. The same asked again keeps
   *  its rows until the new ones are there, so that nothing jumps. */
  ask(params: Params, again = false): void {
    const key = JSON.stringify(params);
    if (key === this.asked && !again && !this.stale) return;
    if (key !== this.asked) fill(this.rows);
    this.asked = key;
    this.stale = false;
    void this.load(params, "", true);
  }

  /** What is asked next is loaded, also when it is the same: the store has changed. */
  forget(): void {
    this.stale = true;
  }

  /** anew: in the place of the rows that are there. */
  private async load(params: Params, cursor: string, anew = false): Promise<void> {
    this.running?.abort();
    const mine = new AbortController();
    this.running = mine;
    fill(this.foot, loading());
    try {
      const page = await get<Page<T>>(this.path, { ...params, cursor }, mine.signal);
      if (this.running !== mine) return;
      if (anew) fill(this.rows);
      this.rows.append(...page.items.map(this.row));
      if (page.next && page.items.length === 0) return void this.load(params, page.next);
      fill(this.foot, page.next ? button("Show more", () => void this.load(params, page.next), { class: "plain" })
        : this.rows.childElementCount === 0 ? this.nothing() : null);
    } catch (error) {
      if (this.running !== mine || is_abort(error)) return;
      if (anew) fill(this.rows);
      fill(this.foot, failure(error, () => void this.load(params, cursor, anew)));
    }
  }
}
