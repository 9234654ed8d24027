// The shapes of the interface for programs (server/API.md), as far as the page reads them.

export type EntityType = "person" | "agency" | "organization" | "place" | "operation";
export const ENTITY_TYPES: readonly EntityType[] = [
  "person", "agency", "organization", "place", "operation",
];

/** Half-open, in code points. */
export type Span = [number, number];

export interface EntityRef {
  id: string;
  type: EntityType;
  name: string;
  documents?: number;
}

export interface FoundName extends EntityRef {
  matched: string;
  exact: boolean;
  mentions?: number;
  first?: string | null;
  last?: string | null;
  typo?: boolean | number;
}

export interface Evidence {
  document: string;
  title: string;
  url: string;
  publisher: string;
  date: string | null;
  confidence: number;
  sentence: string;
  span: Span;
  highlights: Span[];
  predicate?: string;
  statement?: string;
  direction?: string;
  qualifiers?: Record<string, string>;
}

export interface Link {
  source: string;
  target: string;
  predicate: string;
  label: string;
  statement: string | null;
  qualifiers: Record<string, string>;
  support: number;
  confidence: number;
  first: string | null;
  last: string | null;
  evidence: Evidence[];
}

export interface Network {
  nodes: (EntityRef & { focus?: boolean })[];
  links: Link[];
  graph?: { left_out?: number };
}

export interface NeighbourGroup {
  predicate: string;
  /** "any": of what has none. */
  direction: "in" | "out" | "any";
  entities: number;
}

export interface Neighbour {
  entity: EntityRef & { degree?: number };
  support: number;
  first: string | null;
  last: string | null;
  links: Link[];
}

export interface NeighbourPage {
  total: number;
  items: Neighbour[];
  groups: NeighbourGroup[];
  next: string;
}

export interface DocumentRef {
  id: string;
  title: string;
  url: string;
  publisher: string;
  published: string | null;
}

export interface Figure {
  what: string;
  /** One of the two. */
  count?: number;
  percent?: number;
  modifier: string;
  category: string;
  place: EntityRef | null;
  evidence: Evidence;
}

export interface DateTelling {
  start: string | null;
  end: string | null;
  evidence: Evidence;
}

export interface Operation {
  id: string;
  name: string;
  names: string[];
  start: string | null;
  end: string | null;
  places: EntityRef[];
  conducted_by: EntityRef[];
  partners: EntityRef[];
  partner_groups: string[];
  targets: EntityRef[];
  dates: DateTelling[];
  figures: Figure[];
  conflicts: { what: string; category: string; place: EntityRef | null; figures: number[] }[];
  date_conflicts: { field: string; dates: number[] }[];
  documents: DocumentRef[];
}

export interface Period {
  status: string;
  first: string | null;
  last: string | null;
  documents: number;
  evidence: Evidence[];
}

export interface EntityCard extends EntityRef {
  aliases: string[];
  attributes: Record<string, string>;
  mentions: number;
  offices: OfficeView[];
  holders: OfficeView[];
  quotes: { by: number; about: number };
  neighbours: NeighbourGroup[];
  operation: Operation | null;
  mentioned_in: DocumentRef[];
  more_documents?: boolean;
}

export interface OfficeView {
  title: string;
  /** Of an office that a person holds. */
  at?: EntityRef | null;
  /** Of one who holds an office here. */
  person?: EntityRef | null;
  periods: Period[];
}

export interface QuotePart {
  text: string;
  spans: Span[];
}

export interface Quote {
  id: string;
  kind: "direct" | "indirect" | "mixed";
  speaker: EntityRef | null;
  speaker_name: string;
  also: EntityRef[];
  source: QuotePart;
  cue: QuotePart;
  content: QuotePart;
  parent: string | null;
  about: EntityRef[];
  places: { id: string; name: string; basis: string }[];
  date: string | null;
  confidence: number;
  evidence: Evidence;
}

export interface Telling {
  quote: Quote;
  differences: { full: string; told: string }[];
}

export interface SaidOnce {
  date: string | null;
  tellings: Telling[];
}

export interface Article extends DocumentRef {
  text: string;
  sentences: Span[];
  mentions: { span: Span; entity: EntityRef }[];
  quotes: Quote[];
}

export interface Hop {
  from: EntityRef;
  to: EntityRef;
  predicate: string;
  label: string;
  forward: boolean;
  statement: string | null;
  support: number;
  confidence: number;
  first: string | null;
  last: string | null;
  others: number;
  evidence: Evidence[];
}

export interface PathFound {
  length: number;
  reliability?: number;
  hub_penalty?: number;
  hops: Hop[];
}

export interface TimelineBucket {
  start: string;
  documents: number;
  quotes: number;
  statements: number;
}

export interface CandidateEnd {
  id: string;
  name: string;
  /** Ids of a few. */
  documents: string[];
}

export interface Candidate {
  verdict: "doubtful" | "joined" | "parted";
  type: EntityType;
  probability: number;
  a: CandidateEnd;
  b: CandidateEnd;
  /** "for: …", "against: …", the strongest first. */
  reasons: string[];
}

export interface Decision {
  sequence: number;
  kind: string;
  who: string;
  when: string;
  why: string;
  /** In words. */
  what: string;
  entities: EntityRef[];
  /** What is left of a merge, or the other one of a split. */
  result: EntityRef | null;
  split_documents: string[];
  undoes: number | null;
  undone_by: number | null;
}

export interface Page<T> {
  items: T[];
  next: string;
  total?: number;
  did_you_mean?: FoundName[];
}

export interface Stats {
  documents: number;
  quotes: number;
  statements: number;
  entities: Partial<Record<EntityType, number>>;
  predicates: Record<string, number>;
}

export interface Health {
  status: string;
  trouble?: string;
  store_version: number;
  graph_version: number;
  read_only?: boolean;
  writes?: "token" | "none";
}

/** Predicates that join two entities, with words for people. */
export const RELATIONS: Readonly<Record<string, string>> = {
  quoted_about: "was quoted about",
  holds_position: "holds a position at",
  conducted: "conducted",
  partnered_in: "was a partner in",
  took_place_in: "took place in",
  targeted: "targeted",
  part_of: "is part of",
  located_in: "is located in",
  co_mentioned: "is mentioned with",
};

/** The same seen from the other end. */
export const RELATIONS_BACK: Readonly<Record<string, string>> = {
  quoted_about: "was talked about by",
  holds_position: "has in a position",
  conducted: "was conducted by",
  partnered_in: "had as partner",
  took_place_in: "was the place of",
  targeted: "was targeted by",
  part_of: "has as part",
  located_in: "is where one finds",
  co_mentioned: "is mentioned with",
};

export function relation_words(predicate: string, direction?: string): string {
  const table = direction === "in" ? RELATIONS_BACK : RELATIONS;
  return table[predicate] ?? predicate.replaceAll("_", " ");
}

export const TYPE_WORDS: Readonly<Record<EntityType, { one: string; many: string }>> = {
  person: { one: "Person", many: "People" },
  agency: { one: "Public body", many: "Public bodies" },
  organization: { one: "Organization", many: "Organizations" },
  place: { one: "Place", many: "Places" },
  operation: { one: "Operation", many: "Operations" },
};
