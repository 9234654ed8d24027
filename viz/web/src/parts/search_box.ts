// Search as you type, by keyboard alone: "/" comes here, arrows choose, Enter shows.
import { ApiError, get, is_abort, is_absent, words_of } from "../core/api";
import { range_words } from "../core/dates";
import { fill, h } from "../core/dom";
import { type EntityRef, type FoundName, type Page, TYPE_WORDS } from "../core/model";
import { counted } from "../core/text";
import { glyph } from "./bits";

const PAUSE = 80;

async function find(q: string, signal: AbortSignal): Promise<FoundName[]> {
  try {
    return (await get<Page<FoundName>>("/search", { q, limit: 10 }, signal)).items;
  } catch (error) {
    if (!is_absent(error)) throw error;
    const page = await get<Page<FoundName>>("/entities", { q, limit: 10 }, signal);
    return page.items.length ? page.items : (page.did_you_mean ?? []).map((item) => ({ ...item, typo: true }));
  }
}

let boxes = 0;

export interface SearchBox {
  element: HTMLElement;
  input: HTMLInputElement;
}

/** label: what the field asks for. picked: with what was chosen; moves the focus on, if it shall. keep: leaves its name there. */
export function search_box(label: string, picked: (found: EntityRef) => void, options: { keep?: boolean; placeholder?: string } = {}): SearchBox {
  const id = `found-${++boxes}`;
  let items: FoundName[] = [];
  let at = -1;
  let running: AbortController | null = null;
  let timer = 0;
  const list = h("ul", { role: "listbox", id, class: "found", "aria-label": `${label}: found`, hidden: true });
  const said = h("p", { class: "visually-hidden", role: "status" });
  const input = h("input", {
    type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: options.placeholder ?? label,
    "aria-label": label, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, maxlength: 200,
  });
  const note = h("p", { class: "found note", hidden: true });

  const close = (): void => {
    list.hidden = true;
    note.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (item: FoundName): void => {
    input.value = options.keep ? item.name : "";
    items = [];
    close();
    picked(item);
  };
  const mark = (next: number): void => {
    at = next;
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.children[at]?.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const show_note = (words: string): void => {
    close();
    note.textContent = words;
    note.hidden = false;
    said.textContent = words;
  };
  const show = (found: FoundName[], wanted: string): void => {
    items = found;
    if (items.length === 0) return show_note(`Nobody and nothing on record is called “${wanted}”.`);
    note.hidden = true;
    fill(
      list,
      items.map((item, i) =>
        h(
          "li",
          { role: "option", id: `${id}-${i}`, "aria-selected": "false", on: { pointerdown: (event: PointerEvent) => { event.preventDefault(); pick(item); } } },
          glyph(item.type),
          h("span", { class: "name" }, h("bdi", null, item.name),
            item.matched && item.matched !== item.name ? h("small", null, " also ", h("bdi", null, item.matched)) : null,
            item.typo ? h("small", null, " similar name") : null),
          h("span", { class: "about" }, TYPE_WORDS[item.type].one,
            item.documents === undefined ? "" : ` · ${counted(item.documents, "document")}`,
            item.first || item.last ? ` · ${range_words(item.first, item.last)}` : ""),
        ),
      ),
    );
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    said.textContent = counted(items.length, "name");
    mark(0);
  };
  const look = async (): Promise<void> => {
    const wanted = input.value.trim();
    running?.abort();
    if (!wanted) {
      items = [];
      return close();
    }
    const mine = new AbortController();
    running = mine;
    try {
      const found = await find(wanted, mine.signal);
      if (running === mine && document.activeElement === input) show(found, wanted);
    } catch (error) {
      if (running === mine && !is_abort(error)) {
        show_note(error instanceof ApiError && error.status === 400 ? "Type some letters of a name." : words_of(error));
      }
    }
  };
  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void look(), PAUSE);
  });
  input.addEventListener("focus", () => {
    if (input.value.trim() && !options.keep) void look();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && items.length) mark((at + 1) % items.length);
    else if (event.key === "ArrowUp" && items.length) mark((at - 1 + items.length) % items.length);
    else if (event.key === "Home" && !list.hidden) mark(0);
    else if (event.key === "End" && !list.hidden) mark(items.length - 1);
    else if (event.key === "Enter" && !list.hidden && items[at]) pick(items[at] as FoundName);
    else if (event.key === "Escape" && (!list.hidden || !note.hidden)) close();
    else if (event.key === "Escape") input.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return { element: h("div", { class: "search-box" }, input, list, note, said), input };
}
