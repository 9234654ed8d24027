// Undo and redo over whole views. A step may carry an effect on the store (a merge), which is
// taken back and done again with it.
import type { View } from "./view";

export interface Effect {
  /** The body of POST /api/v1/decisions. */
  body: Record<string, unknown>;
  /** Of the decision that stands now. */
  sequence: number;
}

export interface Step {
  /** "Hide Port Selby": what undo takes back. */
  label: string;
  view: View;
  effect?: Effect;
}

export const MAX_STEPS = 100;

/** The views before and after the one that is shown. Immutable. */
export interface History {
  /** The oldest first; the last is shown now. Never empty. */
  done: Step[];
  /** What was undone, the next to redo first. */
  undone: Step[];
}

export const begin_history = (view: View): History => ({ done: [{ label: "", view }], undone: [] });

export const shown = (history: History): Step => history.done[history.done.length - 1] as Step;

export function push(history: History, step: Step): History {
  return { done: [...history.done, step].slice(-(MAX_STEPS + 1)), undone: [] };
}

/** The same step with another view: what a layout adds is not a step of its own. */
export function amend(history: History, view: View): History {
  return { ...history, done: [...history.done.slice(0, -1), { ...shown(history), view }] };
}

export const can_undo = (history: History): boolean => history.done.length > 1;
export const can_redo = (history: History): boolean => history.undone.length > 0;

export function undo(history: History): History {
  if (!can_undo(history)) return history;
  return { done: history.done.slice(0, -1), undone: [shown(history), ...history.undone] };
}

/** effect: of the step that is done again, when it was decided anew under another id. */
export function redo(history: History, effect?: Effect): History {
  const [next, ...rest] = history.undone;
  if (!next) return history;
  return { done: [...history.done, effect ? { ...next, effect } : next], undone: rest };
}
