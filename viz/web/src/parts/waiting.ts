// A line below the head while the server makes what it was asked for.
import { on_waiting } from "../core/api";
import { h } from "../core/dom";

/** Shown only after a moment: most graphs are there at once. */
const PATIENCE_MS = 300;

export function make_waiting(): HTMLElement {
  const words = h("p", { class: "waiting outlets-line", role: "status" });
  let timer = 0;
  on_waiting((count) => {
    window.clearTimeout(timer);
    if (count === 0) words.textContent = "";
    else timer = window.setTimeout(() => { words.textContent = "The server is putting together what these outlets tell. This page asks again until it is there…"; }, PATIENCE_MS);
  });
  return words;
}
