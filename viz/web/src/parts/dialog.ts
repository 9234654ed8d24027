// A dialog of the browser's own: it keeps the focus, Escape closes it, and then the focus goes back to
// what opened it, or to what stands there now.
import { button, type Children, h } from "../core/dom";
import { come_back, focused_place } from "../core/focus";

let titles = 0;

export function open_dialog(title: string, content: (close: () => void) => Children, wide = false): HTMLDialogElement {
  const id = `dialog-${++titles}`;
  const dialog = h("dialog", { class: wide ? "wide" : "", "aria-labelledby": id });
  const close = (): void => dialog.close();
  const opener = focused_place();
  dialog.append(
    h("div", { class: "dialog-head" }, h("h2", { id }, title), button("×", close, { class: "icon", "aria-label": "Close" })),
    h("div", { class: "dialog-body" }, content(close)),
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    come_back(opener);
  });
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
