// Takes files of the reader's into the store, and tells what became of each.
import { button, fill, h } from "../core/dom";
import { come_back, focused_place, is_there, type Place, place_of } from "../core/focus";
import { type IntakeState, NO_INTAKE, type Stored, take_in } from "../core/intake";
import { ENDINGS, MAX_FILE_BYTES, type NewDocument, type Problem, read_file } from "../core/new_documents";
import { store_changed } from "../core/store_changes";
import { counted } from "../core/text";
import { show_article } from "./bits";
import { with_token } from "./token";

/** More are counted, not listed. */
const LISTED = 200;
const STAGE_WORDS = { read: "Opening files", extract: "Reading", store: "Storing", resolve: "Looking who is who" } as const;

/** All files of what was dropped, folders included. */
async function dropped_files(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  if (entries.every((entry) => entry?.isFile !== false)) return [...data.files];
  const files: File[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) return void files.push(await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed)));
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return;
      for (const one of some) await walk(one);
    }
  };
  for (const entry of entries) if (entry) await walk(entry);
  return files;
}

async function read_all(files: readonly File[]): Promise<{ documents: NewDocument[]; problems: Problem[] }> {
  const documents: NewDocument[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    if (file.size > MAX_FILE_BYTES) {
      problems.push({ origin: file.name, why: "It is larger than 256 MiB; onrecord ingest takes it." });
      continue;
    }
    try {
      const read = read_file(file.name, new Uint8Array(await file.arrayBuffer()));
      documents.push(...read.documents);
      problems.push(...read.problems);
    } catch {
      problems.push({ origin: file.name, why: "The browser could not open it." });
    }
  }
  return { documents, problems };
}

function outcome_words(state: IntakeState): string {
  const stored = state.stored.length ? `${counted(state.stored.length, "document")} stored` : "Nothing stored";
  const failed = state.problems.length ? `, ${state.problems.length} not` : "";
  return `${state.stopped ? "Stopped. " : ""}${stored}${failed}.`;
}

function stored_row({ id, origin, quotes, statements }: Stored): HTMLElement {
  return h("li", null, button(origin, () => show_article(id, 0, 0, origin), { class: "link" }),
    h("span", { class: "note" }, ` ${counted(quotes, "quote")}, ${counted(statements, "statement")}`));
}

function listed<T>(title: string, items: readonly T[], row: (item: T) => HTMLElement, class_name: string): HTMLElement | null {
  if (items.length === 0) return null;
  return h("section", { class: class_name }, h("h3", null, title),
    h("ul", { class: "plain-list" }, items.slice(0, LISTED).map(row)),
    items.length > LISTED ? h("p", { class: "note" }, `and ${items.length - LISTED} more`) : null);
}

export interface AddDocuments {
  element: HTMLElement;
  opener: HTMLButtonElement;
  /** For whoever asks for it elsewhere; the focus goes back there. */
  open(from?: Place | null): void;
  /** False when it is not open, or still reads. */
  escape(): boolean;
  /** Of a drop anywhere on the view. */
  drop(data: DataTransfer): void;
}

export function make_add_documents(): AddDocuments {
  let state = NO_INTAKE;
  let running: AbortController | null = null;
  let opened_from: Place | null = null;
  const picker = h("input", { type: "file", multiple: true, accept: ENDINGS.join(","), class: "visually-hidden", id: "new-documents", tabindex: "-1", "aria-label": "Files to add" });
  const choose = button("Choose files…", () => picker.click(), { class: "primary", "data-act": "choose-files" });
  const words = h("p", { class: "intake-words", role: "status" });
  const bar = h("progress", { "aria-label": "Progress" });
  const stop = button("Stop", () => running?.abort(), { class: "chip", "data-act": "stop-adding" });
  const working = h("div", { class: "working", hidden: true }, bar, stop);
  const failure = h("p", { class: "failed", role: "alert", hidden: true });
  const lists = h("div", { class: "intake-lists" });
  const close_button = button("×", () => close(), { class: "icon", "aria-label": "Close" });
  const zone = h("div", { class: "drop-zone" },
    h("p", { class: "drop-words" }, "Drop articles here, or"), choose, picker,
    h("p", { class: "note" }, "Text, HTML, JSON or NDJSON. They are read by this server and go nowhere else."));
  const element = h("section", { class: "intake", "aria-label": "Add documents", hidden: true },
    h("div", { class: "dialog-head" }, h("h2", null, "Add documents"), close_button), zone, words, working, failure, lists);

  const show = (): void => {
    const { stage, done, total } = state;
    working.hidden = !state.running;
    zone.hidden = state.running;
    if (state.running) {
      words.textContent = stage === "resolve" ? `${STAGE_WORDS.resolve}…` : `${STAGE_WORDS[stage]} ${Math.min(done + 1, total)} of ${total}…`;
      if (stage === "resolve" || total === 0) bar.removeAttribute("value");
      else Object.assign(bar, { max: total, value: done });
    } else {
      words.textContent = state === NO_INTAKE ? "" : outcome_words(state);
    }
    failure.hidden = state.failure === "";
    failure.textContent = state.failure;
    fill(lists,
      listed("Not read", state.problems, ({ origin, why }) => h("li", null, h("b", null, origin), ` ${why}`), "problems"),
      listed("Stored", state.stored, stored_row, "stored"));
  };
  let drawing = 0;
  const told = (now: IntakeState): void => {
    state = now;
    drawing ||= window.requestAnimationFrame(() => { drawing = 0; show(); });
  };
  const take = async (files: Promise<File[]>): Promise<void> => {
    if (running) return;
    const mine = new AbortController();
    running = mine;
    open();
    told({ ...NO_INTAKE, running: true });
    try {
      const { documents, problems } = await read_all(await files);
      if (documents.length === 0) return told({ ...NO_INTAKE, problems });
      stop.focus();
      const end = await take_in(documents, problems, mine.signal, told, with_token);
      if (end.stored.length || end.stopped) store_changed();
      // What was being stored when somebody stopped it is there in a moment.
      if (end.stopped) window.setTimeout(store_changed, 2500);
    } catch (error) {
      told({ ...NO_INTAKE, failure: error instanceof Error ? error.message : String(error) });
    } finally {
      running = null;
      picker.value = "";
      if (document.activeElement === document.body || document.activeElement === stop) window.requestAnimationFrame(() => choose.focus());
    }
  };
  picker.addEventListener("change", () => {
    const files = [...(picker.files ?? [])];
    if (files.length) void take(Promise.resolve(files));
  });

  const open = (from: Place | null = null): void => {
    if (element.hidden) opened_from = from;
    element.hidden = false;
    opener.setAttribute("aria-expanded", "true");
  };
  const close = (): void => {
    element.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (!running) told(NO_INTAKE);
    const back = opened_from?.element;
    come_back(place_of(back && is_there(back) && back.matches("button") ? back : opener));
  };
  const escape = (): boolean => {
    if (element.hidden || running) return false;
    close();
    return true;
  };
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && escape()) event.stopPropagation();
  });
  const opener = button("Add documents", () => {
    if (!element.hidden) return close();
    open(focused_place());
    choose.focus();
  }, { class: "plain writes", "aria-expanded": "false", "data-act": "add-documents" });
  return { element, opener, open, escape, drop: (data) => void take(dropped_files(data)) };
}
