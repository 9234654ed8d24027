// What of a network is to be seen: hidden, filtered and folded nodes gone, links between the same
// two under one relation drawn once, and never more than the caps.
import { active_count, type Filters } from "./filters";
import type { EntityRef, Link, Network } from "./model";
import { MAX_EDGES, MAX_NODES, type PlacedNode } from "./view";

export interface SceneNode extends EntityRef {
  placed: PlacedNode;
  /** Seen neighbours. */
  degree: number;
  /** How many stand folded behind it. */
  behind: number;
}

export interface SceneLink {
  key: string;
  source: string;
  target: string;
  predicate: string;
  labels: string[];
  /** The most documents that any of its statements has. */
  support: number;
  statements: number;
  confidence: number;
  first: string | null;
  last: string | null;
}

export interface Scene {
  nodes: SceneNode[];
  links: SceneLink[];
  /** Of the view, but not of the store any more. */
  missing: number;
  hidden: number;
  /** By type, or without any link that the filters leave. */
  filtered: number;
  folded: number;
  /** Folded by the cap, beyond those that the reader folded. */
  over_cap: number;
  links_over_cap: number;
}

const earlier = (a: string | null, b: string | null): string | null => (!a || (b && b < a) ? b : a);
const later = (a: string | null, b: string | null): string | null => (!a || (b && b > a) ? b : a);

function unite(links: readonly Link[]): SceneLink[] {
  const united = new Map<string, SceneLink>();
  for (const link of links) {
    const key = `${link.source}-${link.target}-${link.predicate}`;
    const old = united.get(key);
    if (!old) {
      united.set(key, {
        key, source: link.source, target: link.target, predicate: link.predicate, labels: [link.label],
        support: link.support, statements: 1, confidence: link.confidence, first: link.first, last: link.last,
      });
      continue;
    }
    if (!old.labels.includes(link.label)) old.labels.push(link.label);
    old.support = Math.max(old.support, link.support);
    old.statements += 1;
    old.confidence = Math.max(old.confidence, link.confidence);
    old.first = earlier(old.first, link.first);
    old.last = later(old.last, link.last);
  }
  return [...united.values()];
}

/** Neighbours by node, among `links`. */
export function neighbours_of(links: readonly SceneLink[]): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  const join = (a: string, b: string): void => {
    const set = out.get(a);
    if (set) set.add(b);
    else out.set(a, new Set([b]));
  };
  for (const { source, target } of links) {
    join(source, target);
    join(target, source);
  }
  return out;
}

/** Those that hang on `centre` alone. */
export function leaves_of(centre: string, around: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [...(around.get(centre) ?? [])].filter((id) => around.get(id)?.size === 1);
}

/** Folds leaves, those of the greatest nodes first, until no more than `most` are left. */
function fold_over_cap(ids: Set<string>, links: readonly SceneLink[], most: number, behind: Map<string, number>): number {
  const around = neighbours_of(links);
  const greatest = [...ids].sort((a, b) => (around.get(b)?.size ?? 0) - (around.get(a)?.size ?? 0) || (a < b ? -1 : 1));
  const before = ids.size;
  for (const centre of greatest) {
    if (!ids.has(centre)) continue;
    for (const leaf of leaves_of(centre, around)) {
      if (ids.size <= most) return before - ids.size;
      if (ids.delete(leaf)) behind.set(centre, (behind.get(centre) ?? 0) + 1);
    }
  }
  for (const id of greatest.reverse()) {
    if (ids.size <= most) break;
    const host = [...(around.get(id) ?? [])].find((other) => ids.has(other));
    ids.delete(id);
    if (host) behind.set(host, (behind.get(host) ?? 0) + 1);
  }
  return before - ids.size;
}

export function make_scene(
  placed: readonly PlacedNode[], network: Network, filters: Filters, focus: string | null,
  most_nodes = MAX_NODES, most_links = MAX_EDGES,
): Scene {
  const refs = new Map(network.nodes.map((node) => [node.id, node]));
  const by_id = new Map(placed.map((node) => [node.id, node]));
  const allowed = (ref: EntityRef): boolean =>
    filters.types.length === 0 || filters.types.includes(ref.type) || ref.id === focus;
  const present = placed.filter(({ id }) => refs.has(id));
  const shown = present.filter(({ hidden }) => !hidden);
  const ids = new Set(shown.filter(({ id }) => allowed(refs.get(id) as EntityRef)).map(({ id }) => id));
  const among = (links: readonly SceneLink[]): SceneLink[] =>
    links.filter(({ source, target }) => ids.has(source) && ids.has(target));

  let links = among(unite(network.links));
  const restricted = active_count({ ...filters, types: [] }) > 0;
  if (restricted) {
    const around = neighbours_of(links);
    for (const id of [...ids]) {
      if (!around.has(id) && id !== focus && !by_id.get(id)?.pinned) ids.delete(id);
    }
  }
  const filtered = shown.length - ids.size;

  const behind = new Map<string, number>();
  let folded = 0;
  for (const { id } of placed.filter((node) => node.folded && ids.has(node.id))) {
    const around = neighbours_of(links);
    for (const leaf of leaves_of(id, around)) {
      const node = by_id.get(leaf);
      if (node?.pinned || node?.folded || leaf === focus || !ids.delete(leaf)) continue;
      behind.set(id, (behind.get(id) ?? 0) + 1);
      folded += 1;
    }
    links = among(links);
  }
  const over_cap = ids.size > most_nodes ? fold_over_cap(ids, links, most_nodes, behind) : 0;
  links = among(links);
  const links_over_cap = Math.max(0, links.length - most_links);
  if (links_over_cap > 0) {
    const weak = (link: SceneLink): number => (link.predicate === "co_mentioned" ? 1 : 0);
    links = [...links]
      .sort((a, b) => weak(a) - weak(b) || b.support - a.support || (a.key < b.key ? -1 : 1))
      .slice(0, most_links);
  }
  const around = neighbours_of(links);
  const nodes = placed
    .filter(({ id }) => ids.has(id))
    .map((node) => ({
      ...(refs.get(node.id) as EntityRef),
      placed: node,
      degree: around.get(node.id)?.size ?? 0,
      behind: behind.get(node.id) ?? 0,
    }));
  return {
    nodes, links, filtered, folded, over_cap, links_over_cap,
    missing: placed.length - present.length,
    hidden: present.length - shown.length,
  };
}
