// A line below the head while the server does not answer, and once the store was changed elsewhere.
import { button, fill, h } from "../core/dom";
import { look_again, type ServerState, watch_server } from "../core/server_watch";

/** What shows nothing may show the news at once: there is nothing to lose one's place in. */
const shows_nothing = (): boolean => document.querySelector("main > :not([hidden]) .state.empty:not(.panel *)") !== null;

/** To be told of once the page knows what the server allows. */
export function make_server_line(): { element: HTMLElement; start(): void } {
  const element = h("div", { class: "waiting server-line", role: "status" });
  const show = (state: ServerState, why = ""): void => {
    if (state === "changed" && shows_nothing()) return look_again();
    if (state === "well") fill(element);
    else if (state === "gone") fill(element, "The server does not answer. This page goes on by itself once it does.");
    else if (state === "behind") fill(element, `The server cannot read its store; what it shows is what it held before. (${why})`);
    else fill(element, "The store was changed elsewhere since this page asked. ", button("Show what is there now", look_again, { class: "link", "data-act": "look-again" }));
  };
  return { element, start: () => watch_server(show) };
}
