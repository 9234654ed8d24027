// Those around an entity, best joined first.
import { get, is_absent } from "./api";
import { type Filters, graph_params } from "./filters";
import type { EntityRef, Link, Neighbour, NeighbourGroup, NeighbourPage, Network } from "./model";

export interface NeighbourQuestion {
  predicates?: string[];
  direction?: string;
  types?: string[];
  since?: string;
  until?: string;
  min_support?: number;
  sort?: string;
  limit: number;
  cursor?: string;
}

/** question: wins over the filters of the view. */
export async function load_neighbours(id: string, filters: Filters, question: NeighbourQuestion, signal?: AbortSignal): Promise<NeighbourPage> {
  const params = {
    ...graph_params(filters), ...question,
    predicates: (question.predicates ?? filters.predicates).join(","),
    types: (question.types ?? filters.types).join(","),
  };
  try {
    return await get<NeighbourPage>(`/entities/${id}/neighbours`, params, signal);
  } catch (error) {
    if (!is_absent(error)) throw error;
  }
  const { direction, sort, limit, cursor, ...rest } = params;
  const network = await get<Network>(`/entities/${id}/graph`, { ...rest, depth: 1, nodes: 500, evidence: 0 }, signal);
  return page_of(id, network, limit + Number(cursor || 0), direction ?? "", sort ?? "");
}

/** A page of neighbours from an ego network, where a server has no route for them. */
export function page_of(id: string, network: Network, limit: number, direction: string, sort: string): NeighbourPage {
  const refs = new Map<string, EntityRef>(network.nodes.map((node) => [node.id, node]));
  const found = new Map<string, Neighbour>();
  const groups = new Map<string, NeighbourGroup & { ids: Set<string> }>();
  const add = (other: string, link: Link, way: "in" | "out"): void => {
    const key = `${link.predicate} ${way}`;
    const group = groups.get(key) ?? { predicate: link.predicate, direction: way, entities: 0, ids: new Set() };
    groups.set(key, group);
    group.entities = group.ids.add(other).size;
    if (direction && direction !== "any" && direction !== way) return;
    const entity = refs.get(other);
    if (!entity) return;
    const item = found.get(other) ?? { entity, support: 0, first: link.first, last: link.last, links: [] as Link[] };
    item.support += link.support;
    if (link.first && (!item.first || link.first < item.first)) item.first = link.first;
    if (link.last && (!item.last || link.last > item.last)) item.last = link.last;
    item.links.push(link);
    found.set(other, item);
  };
  for (const link of network.links) {
    if (link.source === id) add(link.target, link, "out");
    else if (link.target === id) add(link.source, link, "in");
  }
  const order: Record<string, (a: Neighbour, b: Neighbour) => number> = {
    support: (a, b) => b.support - a.support,
    recent: (a, b) => (b.last ?? "").localeCompare(a.last ?? ""),
    name: (a, b) => a.entity.name.localeCompare(b.entity.name),
  };
  const items = [...found.values()].sort(
    (a, b) => (order[sort || "support"] ?? (() => 0))(a, b) || (a.entity.id < b.entity.id ? -1 : 1));
  return {
    total: items.length,
    items: items.slice(0, limit),
    groups: [...groups.values()].map(({ ids: _, ...group }) => group),
    next: items.length > limit ? String(limit) : "",
  };
}
