// Loads into an element; a newer request makes an older one's answer not count.
import { is_abort } from "../core/api";
import { fill } from "../core/dom";
import { failure, loading } from "./bits";

export class Latest {
  private running: AbortController | null = null;

  constructor(private readonly element: HTMLElement) {}

  cancel(): void {
    this.running?.abort();
    this.running = null;
  }

  /** Shows a loading state after a moment, then what `show` makes of the answer, or the error. */
  async run<T>(load: (signal: AbortSignal) => Promise<T>, show: (value: T) => Node | Node[]): Promise<void> {
    this.cancel();
    const mine = new AbortController();
    this.running = mine;
    const slow = window.setTimeout(() => fill(this.element, loading()), this.element.childElementCount ? 150 : 0);
    this.element.setAttribute("aria-busy", "true");
    try {
      const value = await load(mine.signal);
      if (this.running === mine) fill(this.element, show(value));
    } catch (error) {
      if (this.running === mine && !is_abort(error)) {
        fill(this.element, failure(error, () => void this.run(load, show)));
      }
    } finally {
      window.clearTimeout(slow);
      if (this.running === mine) this.element.removeAttribute("aria-busy");
    }
  }
}
