// Changes of a view's nodes. Each returns a new list; positions of the others stay.
import { leaves_of, neighbours_of, type Scene } from "./scene";
import type { PlacedNode } from "./view";

/** More are not held, seen or folded. */
export const MAX_HELD = 4000;

export function add_nodes(nodes: readonly PlacedNode[], ids: readonly string[]): PlacedNode[] {
  const held = new Set(nodes.map(({ id }) => id));
  const shown = nodes.map((node) => (node.hidden && ids.includes(node.id) ? without(node, "hidden") : node));
  const fresh = [...new Set(ids)].filter((id) => !held.has(id)).map((id) => ({ id }));
  return [...shown, ...fresh].slice(0, MAX_HELD);
}

type Flag = "pinned" | "hidden" | "faded" | "folded";

function without(node: PlacedNode, flag: Flag): PlacedNode {
  const { [flag]: _, ...rest } = node;
  return rest;
}

export function set_flag(nodes: readonly PlacedNode[], id: string, flag: Flag, on: boolean): PlacedNode[] {
  return nodes.map((node) => (node.id !== id ? node : on ? { ...node, [flag]: true } : without(node, flag)));
}

export const has_flag = (nodes: readonly PlacedNode[], id: string, flag: Flag): boolean =>
  nodes.some((node) => node.id === id && node[flag]);

export const show_hidden = (nodes: readonly PlacedNode[]): PlacedNode[] =>
  nodes.map((node) => without(node, "hidden"));

export const remove_node = (nodes: readonly PlacedNode[], id: string): PlacedNode[] =>
  nodes.filter((node) => node.id !== id);

/** Without those that hang on `id` alone, pinned ones apart. */
export function collapse(nodes: readonly PlacedNode[], scene: Scene, id: string): PlacedNode[] {
  const leaves = new Set(leaves_of(id, neighbours_of(scene.links)));
  return nodes
    .filter((node) => !leaves.has(node.id) || node.pinned)
    .map((node) => (node.id === id ? without(node, "folded") : node));
}

export type Positions = ReadonlyMap<string, { x: number; y: number }>;

/** Positions as whole numbers, so that a link to them stays short. */
export function place(nodes: readonly PlacedNode[], at: Positions): PlacedNode[] {
  return nodes.map((node) => {
    const to = at.get(node.id);
    if (!to) return node;
    const [x, y] = [Math.round(to.x), Math.round(to.y)];
    return node.x === x && node.y === y ? node : { ...node, x, y };
  });
}

/** Without positions, but for those that are pinned. */
export const forget_places = (nodes: readonly PlacedNode[]): PlacedNode[] =>
  nodes.map(({ x, y, ...rest }) => (rest.pinned ? { ...rest, x, y } : rest) as PlacedNode);
