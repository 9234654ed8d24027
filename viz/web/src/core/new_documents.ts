// Files of the reader's as what POST /api/v1/documents takes.

/** One document of a request, as JSON. */
export interface NewDocument {
  /** Where it came from, for people: "a.txt", "b.ndjson, line 7". */
  origin: string;
  json: string;
}

export interface Problem {
  origin: string;
  why: string;
}

export interface ReadFile {
  documents: NewDocument[];
  problems: Problem[];
}

/** Of the body of one request: the server takes 8 MiB. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024 - 64;
/** More in one request would hide for how long it goes on. */
const MAX_IN_ONE = 100;
/** A greater file is for the command line. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;
export const ENDINGS = [".txt", ".html", ".htm", ".json", ".ndjson", ".jsonl"];

const FIELDS = ["id", "url", "title", "published", "publisher", "text", "html", "plain"];
const bytes_of = (text: string): number => new TextEncoder().encode(text).length;
type Raw = Record<string, unknown>;
const is_object = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

/** UTF-8, or what a byte order mark or an HTML page says; null when it is none of these. */
export function decode(bytes: Uint8Array, html: boolean): string | null {
  const tries = ["utf-8"];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) tries.unshift("utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) tries.unshift("utf-16be");
  if (html) {
    const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
    const told = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
    tries.push(...(told ? [told] : []), "windows-1252");
  }
  for (const encoding of tries) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;  // not in this one, or one that the browser does not know
    }
  }
  return null;
}

function take(origin: string, value: unknown, into: ReadFile): void {
  const wrong = (why: string): void => void into.problems.push({ origin, why });
  if (!is_object(value)) return wrong("This is not an object with a “text” or an “html”.");
  const row: Raw = {};
  for (const field of FIELDS) {
    if (value[field] !== undefined && value[field] !== null) row[field] = value[field];
  }
  if (row.text === undefined && row.html === undefined && row.plain === undefined) return wrong("It has neither “text” nor “html”.");
  const json = JSON.stringify(row);
  if (bytes_of(json) > MAX_BODY_BYTES) return wrong("It is larger than 8 MiB; onrecord ingest takes it.");
  into.documents.push({ origin, json });
}

function take_lines(name: string, text: string, into: ReadFile): void {
  text.split(/\r?\n/).forEach((line, i) => {
    if (line.trim() === "") return;
    const origin = `${name}, line ${i + 1}`;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      into.problems.push({ origin, why: "This line is not JSON." });
      return;
    }
    take(origin, value, into);
  });
}

function take_json(name: string, text: string, into: ReadFile): void {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Many write NDJSON to a file that ends in .json.
    const [first = ""] = text.trimStart().split("\n", 1);
    if (/^\{.*\}\s*$/.test(first)) return take_lines(name, text, into);
    into.problems.push({ origin: name, why: "It is not JSON." });
    return;
  }
  const list = is_object(value) && Array.isArray(value.documents) ? value.documents : value;
  if (!Array.isArray(list)) return take(name, list, into);
  if (list.length === 0) into.problems.push({ origin: name, why: "It holds no document." });
  list.forEach((item, i) => take(`${name}, document ${i + 1}`, item, into));
}

/** What a file of this name and these bytes holds. */
export function read_file(name: string, bytes: Uint8Array): ReadFile {
  const into: ReadFile = { documents: [], problems: [] };
  const ending = /\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? "";
  const html = ending === ".html" || ending === ".htm";
  if (!ENDINGS.includes(ending)) {
    into.problems.push({ origin: name, why: `Only ${ENDINGS.join(", ")} are read here; onrecord ingest takes compressed ones too.` });
    return into;
  }
  const text = decode(bytes, html);
  if (text === null) into.problems.push({ origin: name, why: "It is not in UTF-8." });
  else if (text.trim() === "") into.problems.push({ origin: name, why: "It is empty." });
  else if (ending === ".json") take_json(name, text, into);
  else if (ending.startsWith(".n") || ending === ".jsonl") take_lines(name, text, into);
  else take(name, html ? { html: text } : { plain: text }, into);
  return into;
}

/** In requests that the server takes. */
export function in_requests(documents: readonly NewDocument[], most_bytes = MAX_BODY_BYTES): NewDocument[][] {
  const out: NewDocument[][] = [];
  let bytes = 0;
  for (const document of documents) {
    const size = bytes_of(document.json) + 1;
    const last = out[out.length - 1];
    if (!last || bytes + size > most_bytes - 20 || last.length >= MAX_IN_ONE) {
      out.push([document]);
      bytes = size;
    } else {
      last.push(document);
      bytes += size;
    }
  }
  return out;
}

export const body_of = (documents: readonly NewDocument[]): string => `{"documents":[${documents.map(({ json }) => json).join(",")}]}`;
