// Decisions about the store: each a step that undo takes back.
import { app } from "../core/app";
import { post } from "../core/api";
import type { Effect } from "../core/history";
import type { Decision } from "../core/model";
import { store_changed } from "../core/store_changes";
import { dismiss_toast, toast } from "./toast";
import { with_token } from "./token";

async function send(body: Record<string, unknown>): Promise<Effect> {
  const reply = await with_token(() => post<{ items: Decision[] }>("/decisions", body));
  const [made] = reply.items;
  if (!made) throw new Error("The server made no decision.");
  return { body, sequence: made.sequence };
}

/** The step whose undo stands at the bottom. It goes with the step, or it would undo another one. */
let offered = "";
app.listen(() => {
  if (!offered || app.next_undo === offered) return;
  offered = "";
  dismiss_toast();
});

export async function decide(label: string, body: Record<string, unknown>): Promise<boolean> {
  try {
    app.commit(label, {}, await send(body));
  } catch (error) {
    app.on_trouble(error);
    return false;
  }
  store_changed();
  offered = label;
  toast(`${label}: done.`, { words: "Undo", act: () => void app.undo() });
  return true;
}

export async function take_back(sequence: number): Promise<void> {
  await with_token(() => post("/decisions/undo", { decisions: [sequence] }));
  store_changed();
}

app.effects = {
  take_back: ({ sequence }) => take_back(sequence),
  again: async ({ body }) => {
    const effect = await send(body);
    store_changed();
    return effect;
  },
};
