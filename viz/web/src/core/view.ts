// All that the page shows, as one small JSON object: what a permalink, a saved view and an undo
// step hold. Names, links and sentences are not in it: they are asked of the server anew, so that a
// link that somebody sends can show nothing that the store does not have.
import { type Bucket, BUCKETS, date_problem, is_reversed } from "./dates";
import { type Filters, MAX_OUTLETS, NO_FILTERS } from "./filters";
import { ENTITY_TYPES, type EntityType, RELATIONS } from "./model";

export const TABS = ["graph", "quotes", "operations", "paths", "articles", "review", "help"] as const;
export type Tab = (typeof TABS)[number];

export type Focus =
  | { kind: "entity"; id: string }
  | { kind: "link"; from: string; to: string; predicate: string; at: number }
  | { kind: "article"; id: string; begin: number; end: number };

export interface PlacedNode {
  id: string;
  /** Absent until a layout has placed it. */
  x?: number;
  y?: number;
  pinned?: boolean;
  hidden?: boolean;
  faded?: boolean;
  /** Its neighbours that hang on nothing else stand behind a count. */
  folded?: boolean;
}

export interface PathQuestion {
  from: string;
  to: string;
  k: number;
  by: "hops" | "reliable" | "telling";
  max_hops: number;
}

export interface QuoteQuestion {
  speaker: string;
  about: string;
  place: string;
  kind: string;
  text: string;
}

export interface View {
  version: 1;
  tab: Tab;
  focus: Focus | null;
  filters: Filters;
  bucket: Bucket;
  table: boolean;
  nodes: PlacedNode[];
  paths: PathQuestion;
  quotes: QuoteQuestion;
}

export const EMPTY_VIEW: View = {
  version: 1,
  tab: "graph",
  focus: null,
  filters: NO_FILTERS,
  bucket: "month",
  table: false,
  nodes: [],
  paths: { from: "", to: "", k: 3, by: "hops", max_hops: 6 },
  quotes: { speaker: "", about: "", place: "", kind: "", text: "" },
};

/** More are never shown at once. */
export const MAX_NODES = 2000;
export const MAX_EDGES = 6000;

const ID = /^[0-9a-f]{16}$/;
type Raw = Record<string, unknown>;
const is_object = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown, most = 300): string =>
  typeof value === "string" ? value.slice(0, most) : "";
const number = (value: unknown, least: number, most: number, otherwise: number): number =>
  typeof value === "number" && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
const one_of = <T extends string>(value: unknown, all: readonly T[], otherwise: T): T =>
  all.includes(value as T) ? (value as T) : otherwise;
const date = (value: unknown): string => (date_problem(text(value)) ? "" : text(value));

function read_span(raw: Raw): { since: string; until: string } {
  const [since, until] = [date(raw.since), date(raw.until)];
  return is_reversed(since, until) ? { since: "", until: "" } : { since, until };
}

function read_filters(value: unknown): Filters {
  const raw = is_object(value) ? value : {};
  const list = (field: unknown): string[] => (Array.isArray(field) ? field.map((item) => text(item)) : []);
  return {
    types: list(raw.types).filter((type) => ENTITY_TYPES.includes(type as EntityType)) as EntityType[],
    predicates: list(raw.predicates).filter((name) => name in RELATIONS),
    ...read_span(raw),
    min_support: Math.round(number(raw.min_support, 0, 1e6, 0)),
    min_confidence: number(raw.min_confidence, 0, 1, 0),
    co_mentioned: raw.co_mentioned !== false,
    outlets: [...new Set(list(raw.outlets).filter((name) => name.trim() !== "" && !name.includes(";")))].slice(0, MAX_OUTLETS),
  };
}

function read_focus(value: unknown): Focus | null {
  if (!is_object(value)) return null;
  const id = text(value.id);
  if (value.kind === "entity" && ID.test(id)) return { kind: "entity", id };
  if (value.kind === "article" && id) {
    const begin = Math.round(number(value.begin, 0, 1e9, 0));
    return { kind: "article", id, begin, end: Math.round(number(value.end, begin, 1e9, begin)) };
  }
  const [from, to] = [text(value.from), text(value.to)];
  if (value.kind !== "link" || !ID.test(from) || !ID.test(to)) return null;
  const predicate = text(value.predicate);
  return {
    kind: "link", from, to,
    predicate: predicate in RELATIONS ? predicate : "",
    at: Math.round(number(value.at, 0, 1e6, 0)),
  };
}

function read_node(value: unknown): PlacedNode | null {
  if (!is_object(value) || !ID.test(text(value.id))) return null;
  const node: PlacedNode = { id: text(value.id) };
  if (typeof value.x === "number" && typeof value.y === "number") {
    node.x = number(value.x, -1e6, 1e6, 0);
    node.y = number(value.y, -1e6, 1e6, 0);
  }
  for (const flag of ["pinned", "hidden", "faded", "folded"] as const) {
    if (value[flag] === true) node[flag] = true;
  }
  return node;
}

/** A view from anything: what is missing or makes no sense is as in an empty one. */
export function read_view(value: unknown): View {
  const raw = is_object(value) ? value : {};
  const paths = is_object(raw.paths) ? raw.paths : {};
  const quotes = is_object(raw.quotes) ? raw.quotes : {};
  const seen = new Set<string>();
  const nodes = (Array.isArray(raw.nodes) ? raw.nodes : [])
    .map(read_node)
    .filter((node): node is PlacedNode => node !== null && !seen.has(node.id) && !!seen.add(node.id))
    .slice(0, 4000);
  return {
    version: 1,
    tab: one_of(raw.tab, TABS, "graph"),
    focus: read_focus(raw.focus),
    filters: read_filters(raw.filters),
    bucket: one_of(raw.bucket, BUCKETS, "month"),
    table: raw.table === true,
    nodes,
    paths: {
      from: text(paths.from),
      to: text(paths.to),
      k: Math.round(number(paths.k, 1, 20, 3)),
      by: one_of(paths.by, ["hops", "reliable", "telling"] as const, "hops"),
      max_hops: Math.round(number(paths.max_hops, 1, 12, 6)),
    },
    quotes: {
      speaker: text(quotes.speaker),
      about: text(quotes.about),
      place: text(quotes.place),
      kind: one_of(quotes.kind, ["", "direct", "indirect", "mixed"] as const, ""),
      text: text(quotes.text),
    },
  };
}
