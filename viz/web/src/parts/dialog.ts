// A dialog of the browser's own: it keeps the focus, and Escape closes it.
import { button, type Children, h } from "../core/dom";

let titles = 0;

export function open_dialog(title: string, content: (close: () => void) => Children, wide = false): HTMLDialogElement {
  const id = `dialog-${++titles}`;
  const dialog = h("dialog", { class: wide ? "wide" : "", "aria-labelledby": id });
  const close = (): void => dialog.close();
  dialog.append(
    h("div", { class: "dialog-head" }, h("h2", { id }, title), button("×", close, { class: "icon", "aria-label": "Close" })),
    h("div", { class: "dialog-body" }, content(close)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
