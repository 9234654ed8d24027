// One line at the bottom that says what has just happened.
import { button, fill, h } from "../core/dom";

const line = h("div", { class: "toast", role: "status", "aria-live": "polite", hidden: true });
let timer = 0;

export const toast_element = (): HTMLElement => line;

export function toast(words: string, action?: { words: string; act: () => void }): void {
  fill(line, h("span", null, words), action ? button(action.words, () => { line.hidden = true; action.act(); }, { class: "plain" }) : null);
  line.hidden = false;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => { line.hidden = true; }, 6000);
}

export const dismiss_toast = (): void => { line.hidden = true; };
