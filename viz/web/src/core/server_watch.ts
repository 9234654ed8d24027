// Notices that the server has gone and come back, and that somebody else has changed the store: on the
// command line, in another tab, on another machine.
import { ApiError, get, on_silence, on_writes } from "./api";
import type { Health } from "./model";
import { on_store_change, store_changed } from "./store_changes";

/** behind: it answers from what it held, because it cannot read its store. */
export type ServerState = "well" | "gone" | "behind" | "changed";

const CALM_MS = 10_000;
const GONE_MS = 2_000;

let state: ServerState = "well";
/** Of the graph that the page's answers come from; null until it is known. */
let known: number | null = null;
let latest = 0;
/** Changes of the page's own that are on their way. */
let writes = 0;
/** After one, until the graph has taken it in. */
let catching_up = false;
let asking = false;
let timer = 0;
let told_of_state: (state: ServerState, why: string) => void = () => undefined;

function become(now: ServerState, why = ""): void {
  if (now === state) return;
  state = now;
  told_of_state(now, why);
}

/** Every view asks anew. */
export function look_again(): void {
  become("well");
  store_changed();
  known = latest;
  catching_up = false;
}

function compare({ status, trouble, graph_version, store_version }: Health): void {
  latest = graph_version;
  if (status === "behind") return become("behind", trouble ?? "");
  if (state === "gone") return look_again();
  if (state === "behind") become("well");
  if (writes > 0 || (catching_up && graph_version !== store_version)) return;
  if (known === null || catching_up) known = graph_version;
  else if (graph_version !== known) become("changed");
  catching_up = false;
}

async function ask(): Promise<void> {
  window.clearTimeout(timer);
  if (asking) return;
  asking = true;
  try {
    compare(await get<Health>("/health"));
  } catch (error) {
    const silent = error instanceof ApiError && error.status === 0;
    if (silent) become("gone");
    // A refusal is an answer.
    else if (state === "gone") look_again();
  } finally {
    asking = false;
    timer = window.setTimeout(() => { if (!document.hidden) void ask(); }, state === "gone" ? GONE_MS : CALM_MS);
  }
}

/** told: with each new state. */
export function watch_server(told: (state: ServerState, why: string) => void): void {
  told_of_state = told;
  on_silence(() => void ask());
  on_writes((running) => {
    writes = running;
    catching_up = true;
  });
  on_store_change(() => {
    catching_up = true;
    if (state === "changed") become("well");
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) void ask(); });
  window.addEventListener("focus", () => void ask());
  void ask();
}
