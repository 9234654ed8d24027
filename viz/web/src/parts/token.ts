// The token that the server wants with every change, and beyond this machine with every request.
import { type Access, find_access, known_access } from "../core/access";
import { ApiError, set_token, token } from "../core/api";
import { button, h } from "../core/dom";
import { open_dialog } from "./dialog";
import { field } from "./bits";

const FOR_CHANGES = "Changes need the token";
const FOR_ALL = "Others can reach this server, so it shows nothing without the token";

/** Asks for the token where none is known; false when the reader would rather not. */
function ask_token(title: string, why: string, refused: boolean): Promise<boolean> {
  return new Promise((answered) => {
    let given = false;
    const input = h("input", { type: "password", autocomplete: "off" });
    const dialog = open_dialog(title, (close) => {
      const accept = (): void => {
        if (!input.value.trim()) return;
        set_token(input.value.trim());
        given = true;
        close();
      };
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") accept(); });
      return [
        refused ? h("p", { class: "failed", role: "alert" }, "The server does not take that token. It makes a new one each time it starts.") : null,
        h("p", null, `${why} that `, h("code", null, "onrecord serve"), " printed when it started. It is kept until this tab is closed."),
        field("Token", input), h("div", { class: "dialog-foot" }, button("Go on", accept, { class: "primary" })),
      ];
    });
    dialog.addEventListener("close", () => answered(given));
  });
}

/** Runs what changes the store, and asks for the token when it is missing or refused. */
export async function with_token<T>(send: () => Promise<T>): Promise<T> {
  let refused = false;
  for (let tries = 0; ; ++tries) {
    if (!token() && !(await ask_token("This changes the store", FOR_CHANGES, refused))) throw new Error("Nothing was changed: there is no token.");
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || tries > 2) throw error;
      set_token("");
      refused = true;
    }
  }
}

/** What the server allows; asks for the token where even reading needs it. */
export async function enter(): Promise<Access> {
  for (;;) {
    try {
      return await find_access();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401 || !known_access().guarded) throw error;
      const refused = token() !== "";
      set_token("");
      if (!(await ask_token("This server is guarded", FOR_ALL, refused))) return known_access();
    }
  }
}
