// Decisions about the store: each a step that undo takes back.
import { app } from "../core/app";
import { ApiError, post, set_token, token } from "../core/api";
import { button, h } from "../core/dom";
import type { Effect } from "../core/history";
import type { Decision } from "../core/model";
import { open_dialog } from "./dialog";
import { field } from "./bits";
import { toast } from "./toast";

/** Asks for the token where none is known; false when the reader would rather not. */
function ask_token(): Promise<boolean> {
  return new Promise((answered) => {
    let given = false;
    const input = h("input", { type: "password", autocomplete: "off", required: true });
    const dialog = open_dialog("This changes the store", (close) => {
      const accept = (): void => {
        if (!input.value.trim()) return;
        set_token(input.value.trim());
        given = true;
        close();
      };
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") accept(); });
      return [
        h("p", null, "Changes need the token that ", h("code", null, "onrecord serve"), " printed when it started. It is kept until this tab is closed."),
        field("Token", input), h("div", { class: "dialog-foot" }, button("Go on", accept, { class: "primary" })),
      ];
    });
    dialog.addEventListener("close", () => answered(given));
  });
}

async function with_token<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; ++tries) {
    if (!token() && !(await ask_token())) throw new Error("Nothing was changed: there is no token.");
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || tries > 2) throw error;
      set_token("");
    }
  }
}

const listeners: (() => void)[] = [];
/** Told when the store was changed from here. */
export const on_decision = (told: () => void): void => void listeners.push(told);
const tell = (): void => listeners.forEach((told) => told());

async function send(body: Record<string, unknown>): Promise<Effect> {
  const reply = await with_token(() => post<{ items: Decision[] }>("/decisions", body));
  const [made] = reply.items;
  if (!made) throw new Error("The server made no decision.");
  return { body, sequence: made.sequence };
}

export async function decide(label: string, body: Record<string, unknown>): Promise<boolean> {
  try {
    app.commit(label, {}, await send(body));
  } catch (error) {
    app.on_trouble(error);
    return false;
  }
  tell();
  toast(`${label}: done.`, { words: "Undo", act: () => void app.undo() });
  return true;
}

export async function take_back(sequence: number): Promise<void> {
  await with_token(() => post("/decisions/undo", { decisions: [sequence] }));
  tell();
}

app.effects = {
  take_back: ({ sequence }) => take_back(sequence),
  again: async ({ body }) => {
    const effect = await send(body);
    tell();
    return effect;
  },
};
