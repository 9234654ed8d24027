// The one filter object of all views.
import type { EntityType } from "./model";

export interface Filters {
  types: EntityType[];
  predicates: string[];
  since: string;
  until: string;
  min_support: number;
  min_confidence: number;
  co_mentioned: boolean;
  /** Names of outlets; of several, any. */
  outlets: string[];
}

/** An address may have 4 KiB. */
export const MAX_OUTLETS = 20;

export const NO_FILTERS: Filters = {
  types: [], predicates: [], since: "", until: "", min_support: 0, min_confidence: 0, co_mentioned: true, outlets: [],
};

export type Params = Record<string, string | number | boolean | undefined | null>;

/** Of what can leave out what other outlets tell. A name is told from the next by a semicolon. */
export const outlet_params = (filters: Filters): Params => ({ outlets: filters.outlets.join(";") });

/** What a route that filters a graph takes. */
export function graph_params(filters: Filters): Params {
  return {
    types: filters.types.join(","),
    predicates: filters.predicates.join(","),
    since: filters.since,
    until: filters.until,
    min_support: filters.min_support || "",
    min_confidence: filters.min_confidence || "",
    co_mentioned: filters.co_mentioned ? "" : "false",
    ...outlet_params(filters),
  };
}

/** What the quotes and operations take of it. */
export function list_params(filters: Filters): Params {
  return { since: filters.since, until: filters.until, min_confidence: filters.min_confidence || "" };
}

/** How many of its fields restrict. */
export function active_count(filters: Filters): number {
  return [
    filters.types.length > 0,
    filters.predicates.length > 0,
    filters.since !== "" || filters.until !== "",
    filters.min_support > 1,
    filters.min_confidence > 0,
    !filters.co_mentioned,
    filters.outlets.length > 0,
  ].filter(Boolean).length;
}
