// The one place that holds what is shown. Parts read `app.view`, change it by `commit`, and are
// told of every change.
import { decode_view, encode_view } from "./codec";
import {
  amend, begin_history, can_redo, can_undo, type Effect, type History, push, redo, shown, type Step, undo,
} from "./history";
import { EMPTY_VIEW, type View } from "./view";

const STEPS = "onrecord.steps";

interface SavedStep {
  label: string;
  view: string;
  effect?: Effect;
}

/** Takes a decision back, or makes it again; returns the effect that stands afterwards. */
export interface EffectRunner {
  take_back(effect: Effect): Promise<void>;
  again(effect: Effect): Promise<Effect>;
}

export class App {
  private history: History = begin_history(EMPTY_VIEW);
  private readonly listeners: ((view: View) => void)[] = [];
  private readonly encoded = new WeakMap<View, string>();
  private saving = 0;
  private busy = false;
  effects: EffectRunner | null = null;
  /** Told when an undo or redo could not be carried out. */
  on_trouble: (error: unknown) => void = () => undefined;

  get view(): View {
    return shown(this.history).view;
  }
  get next_undo(): string | null {
    return can_undo(this.history) ? shown(this.history).label : null;
  }
  get next_redo(): string | null {
    return this.history.undone[0]?.label ?? null;
  }

  listen(told: (view: View) => void): void {
    this.listeners.push(told);
  }

  /** One undo step. label: what was done, for people. */
  commit(label: string, change: Partial<View>, effect?: Effect): void {
    const view = { ...this.view, ...change };
    if (!effect && JSON.stringify(view) === JSON.stringify(this.view)) return;
    const step: Step = effect ? { label, view, effect } : { label, view };
    this.history = push(this.history, step);
    this.changed(true);
  }

  /** Into the step that is shown: positions that a layout found, which sentence is looked at. */
  amend(change: Partial<View>): void {
    this.history = amend(this.history, { ...this.view, ...change });
    this.changed(false);
  }

  async undo(): Promise<void> {
    if (this.busy || !can_undo(this.history)) return;
    await this.guarded(async () => {
      const { effect } = shown(this.history);
      if (effect) await this.effects?.take_back(effect);
      this.history = undo(this.history);
    });
  }

  async redo(): Promise<void> {
    if (this.busy || !can_redo(this.history)) return;
    await this.guarded(async () => {
      const effect = this.history.undone[0]?.effect;
      this.history = redo(this.history, effect ? await this.effects?.again(effect) : undefined);
    });
  }

  private async guarded(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await act();
      this.changed(true);
    } catch (error) {
      this.on_trouble(error);
    } finally {
      this.busy = false;
    }
  }

  private changed(address_too: boolean): void {
    for (const told of this.listeners) told(this.view);
    window.clearTimeout(this.saving);
    this.saving = window.setTimeout(() => void this.save(address_too), 60);
  }

  private async encode(view: View): Promise<string> {
    const known = this.encoded.get(view);
    if (known !== undefined) return known;
    const text = await encode_view(view);
    this.encoded.set(view, text);
    return text;
  }

  /** The address that shows this view again, here or elsewhere. */
  async permalink(): Promise<string> {
    const text = await this.encode(this.view);
    return location.origin + location.pathname + (text ? `#${text}` : "");
  }

  private async save(new_entry: boolean): Promise<void> {
    const history = this.history;
    const fragment = await this.encode(shown(history).view);
    if (history !== this.history) return;
    const address = location.pathname + (fragment ? `#${fragment}` : "");
    if (location.hash.slice(1) !== fragment) {
      if (new_entry) window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    }
    const save_step = async ({ label, view, effect }: Step): Promise<SavedStep> => ({
      label, view: await this.encode(view), ...(effect ? { effect } : {}),
    });
    const done = await Promise.all(history.done.map(save_step));
    const undone = await Promise.all(history.undone.map(save_step));
    for (let from = 0; from < done.length; from = Math.ceil((from + done.length) / 2)) {
      try {
        sessionStorage.setItem(STEPS, JSON.stringify({ done: done.slice(from), undone }));
        return;
      } catch {
        continue;  // the browser's room is full: the older half of the steps goes
      }
    }
  }

  /** Writes now what would be written in a moment. */
  async settle(): Promise<void> {
    window.clearTimeout(this.saving);
    await this.save(false);
  }

  /** From the address, with the steps of before a reload when they lead to it. */
  async restore(): Promise<void> {
    const fragment = location.hash.slice(1);
    const steps = await this.saved_steps();
    if (steps && (await this.encode(shown(steps).view)) === fragment) {
      this.history = steps;
    } else {
      try {
        this.history = begin_history(await decode_view(fragment));
      } catch {
        this.history = begin_history(EMPTY_VIEW);
        this.on_trouble(new Error("That link could not be read, so this is an empty view."));
      }
    }
    for (const told of this.listeners) told(this.view);
  }

  /** The browser's own back and forward. */
  async follow_address(): Promise<void> {
    const fragment = location.hash.slice(1);
    if (fragment === (await this.encode(this.view))) return;
    try {
      this.commit("Back or forward", await decode_view(fragment));
    } catch {
      this.on_trouble(new Error("That link could not be read."));
    }
  }

  private async saved_steps(): Promise<History | null> {
    try {
      const saved = JSON.parse(sessionStorage.getItem(STEPS) ?? "null") as { done: SavedStep[]; undone: SavedStep[] } | null;
      if (!saved?.done.length) return null;
      const load = async ({ label, view, effect }: SavedStep): Promise<Step> => {
        const decoded = await decode_view(view);
        this.encoded.set(decoded, view);
        return effect ? { label, view: decoded, effect } : { label, view: decoded };
      };
      return { done: await Promise.all(saved.done.map(load)), undone: await Promise.all(saved.undone.map(load)) };
    } catch {
      return null;  // of an older page: the address alone counts
    }
  }
}

export const app = new App();
