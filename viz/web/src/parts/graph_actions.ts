// What can be done with a node, the same from its card, its row in the table and the keyboard.
import { app } from "../core/app";
import { button, h } from "../core/dom";
import { go_to_panel } from "../core/focus";
import type { EntityRef, NeighbourPage } from "../core/model";
import { known_entities, remember } from "../core/network";
import { load_neighbours } from "../core/neighbours";
import { add_nodes, collapse, has_flag, remove_node, set_flag } from "../core/nodes";
import type { Scene } from "../core/scene";
import { open_expand } from "./expand_dialog";
import { toast } from "./toast";

/** How many of those around somebody come with them. */
const FIRST_NEIGHBOURS = 12;

let scene: Scene | null = null;
export const set_scene = (now: Scene): void => { scene = now; };
export const current_scene = (): Scene | null => scene;

export const name_of = (id: string): string => known_entities.get(id)?.name ?? "it";

/** Shows somebody in the graph, with the nearest around them when the graph is empty. */
export async function explore(ref: EntityRef): Promise<void> {
  remember([ref]);
  const focus = { kind: "entity" as const, id: ref.id };
  const { nodes, filters } = app.view;
  const around: string[] = [];
  if (nodes.length === 0) {
    try {
      const page: NeighbourPage = await load_neighbours(ref.id, filters, { limit: FIRST_NEIGHBOURS });
      remember(page.items.map((item) => item.entity));
      around.push(...page.items.map((item) => item.entity.id));
    } catch {
      toast(`Those around ${ref.name} could not be loaded; “Expand” tries again.`);
    }
  }
  app.commit(`Add ${ref.name}`, { tab: "graph", focus, nodes: add_nodes(app.view.nodes, [ref.id, ...around]) });
  go_to_panel(true);
}

function flag_button(id: string, flag: "pinned" | "hidden" | "faded" | "folded", off: string, on: string): HTMLButtonElement {
  const set = has_flag(app.view.nodes, id, flag);
  const words = set ? on : off;
  const act = (): void => app.commit(`${words} ${name_of(id)}`, { nodes: set_flag(app.view.nodes, id, flag, !set) });
  return button(words, act, { class: "chip", "aria-pressed": String(set), "data-act": flag });
}

export function node_actions(ref: EntityRef): HTMLElement {
  const { id } = ref;
  const held = app.view.nodes.some((node) => node.id === id && !node.hidden);
  if (!held) {
    return h("div", { class: "actions", role: "group", "aria-label": `In the graph: ${ref.name}` },
      button("Add to the graph", () => void explore(ref), { class: "chip strong", "data-act": "add" }));
  }
  return h(
    "div",
    { class: "actions", role: "group", "aria-label": `In the graph: ${ref.name}` },
    button("Expand…", () => open_expand(ref), { class: "chip strong", "data-act": "expand" }),
    button("Collapse", () => {
      if (scene) app.commit(`Collapse ${ref.name}`, { nodes: collapse(app.view.nodes, scene, id) });
    }, { class: "chip", "data-act": "collapse" }),
    flag_button(id, "folded", "Fold", "Unfold"),
    flag_button(id, "pinned", "Pin", "Unpin"),
    flag_button(id, "faded", "Fade", "Unfade"),
    flag_button(id, "hidden", "Hide", "Show"),
    button("Remove", () => app.commit(`Remove ${ref.name}`, { nodes: remove_node(app.view.nodes, id) }), { class: "chip", "data-act": "remove" }),
  );
}
