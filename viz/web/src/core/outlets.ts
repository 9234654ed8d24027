// The outlets that the store's documents come from.
import { get, is_absent } from "./api";
import { on_store_change } from "./store_changes";

export interface Outlet {
  name: string;
  documents: number;
}

let loaded: Promise<Outlet[]> | null = null;
on_store_change(() => { loaded = null; });

/** The largest first. None where the server is older than the page. */
export function load_outlets(): Promise<Outlet[]> {
  if (loaded) return loaded;
  const mine = get<{ outlets: Outlet[] }>("/outlets").then(
    ({ outlets }) => [...outlets].sort((a, b) => b.documents - a.documents || a.name.localeCompare(b.name)),
    (error: unknown) => {
      if (is_absent(error)) return [];
      loaded = null;
      throw error;
    });
  loaded = mine;
  return mine;
}
