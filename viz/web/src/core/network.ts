// Who is joined with whom among the entities of a view.
import { get } from "./api";
import { type Filters, graph_params } from "./filters";
import type { EntityRef, Link, Network } from "./model";

/** Ids of one request: an address may have 4 KiB. */
const BLOCK = 200;

/** Names that were seen, for lists that have only ids. */
export const known_entities = new Map<string, EntityRef>();

export function remember(refs: Iterable<EntityRef>): void {
  for (const ref of refs) known_entities.set(ref.id, { ...known_entities.get(ref.id), ...ref });
}

const link_key = (link: Link): string =>
  `${link.source} ${link.target} ${link.predicate} ${link.statement ?? ""}`;

/** The lists of ids to ask for, so that each two ids meet in one of them. */
export function blocks_of(ids: readonly string[], block = BLOCK): string[][] {
  if (ids.length <= block) return ids.length ? [[...ids]] : [];
  const half = Math.floor(block / 2);
  const parts: string[][] = [];
  for (let i = 0; i < ids.length; i += half) parts.push(ids.slice(i, i + half));
  const out: string[][] = [];
  parts.forEach((part, i) => parts.slice(i + 1).forEach((other) => out.push([...part, ...other])));
  return out;
}

export async function load_network(ids: readonly string[], filters: Filters, signal: AbortSignal): Promise<Network> {
  const nodes = new Map<string, EntityRef>();
  const links = new Map<string, Link>();
  const waiting = blocks_of(ids);
  // Types are left to the page, which hides nodes and needs the names of all.
  const params = { ...graph_params(filters), types: "" };
  const work = async (): Promise<void> => {
    for (let block = waiting.pop(); block; block = waiting.pop()) {
      const part = await get<Network>("/among", { ...params, entities: block.join(",") }, signal);
      for (const node of part.nodes) nodes.set(node.id, node);
      for (const link of part.links) links.set(link_key(link), link);
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  remember(nodes.values());
  const in_order = [...links.keys()].sort().map((key) => links.get(key) as Link);
  return { nodes: ids.flatMap((id) => nodes.get(id) ?? []), links: in_order };
}
