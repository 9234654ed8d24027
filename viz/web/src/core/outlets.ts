// The outlets that the store's documents come from.
import { get, is_absent } from "./api";
import type { Page } from "./model";
import { on_store_change } from "./store_changes";

export interface Outlet {
  name: string;
  documents: number;
}

let loaded: Promise<Outlet[]> | null = null;
on_store_change(() => { loaded = null; });

/** The largest 500, the largest first. None where the server is older than the page. */
export function load_outlets(): Promise<Outlet[]> {
  if (loaded) return loaded;
  const mine = get<Page<Outlet>>("/outlets", { limit: 500 }).then(
    // No route could be asked for a name with a semicolon.
    ({ items }) => items.filter(({ name }) => !name.includes(";")),
    (error: unknown) => {
      if (is_absent(error)) return [];
      loaded = null;
      throw error;
    });
  loaded = mine;
  return mine;
}
