// The client of the interface for programs.
import { EventReader, type ServerEvent } from "./events";
import type { Params } from "./filters";

export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly candidates: unknown[] = []) {
    super(message);
  }
}

const TOKEN = "onrecord.token";

/** Takes the token out of the address, so that no link that is copied holds it. */
export function take_token(): void {
  const found = /[#&]token=([^&]+)/.exec(location.hash);
  if (!found?.[1]) return;
  set_token(found[1]);
  history.replaceState(null, "", location.pathname + location.search);
}

export const token = (): string => sessionStorage.getItem(TOKEN) ?? "";
export const set_token = (value: string): void => sessionStorage.setItem(TOKEN, value);

export function query(params: Params): string {
  const filled = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== null && value !== "") filled.set(name, String(value));
  }
  const text = filled.toString();
  return text ? `?${text}` : "";
}

async function read<T>(reply: Response): Promise<T> {
  if (reply.ok) return (await reply.json()) as T;
  let told: { code?: string; message?: string; candidates?: unknown[] } = {};
  try {
    told = await reply.json();
  } catch {
    told = { message: `the server answered ${reply.status}` };
  }
  throw new ApiError(reply.status, told.code ?? "", told.message ?? reply.statusText, told.candidates ?? []);
}

let told_of_silence: () => void = () => undefined;
/** told: when no answer came. */
export const on_silence = (told: () => void): void => { told_of_silence = told; };

/** Fails only where no answer comes. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    told_of_silence();
    throw new ApiError(0, "offline", "The server does not answer. Is “onrecord serve” still running?");
  }
}

// On other addresses than this machine's own, reading needs the token too.
const reading = (): Record<string, string> => (token() ? { Authorization: `Bearer ${token()}` } : {});

/** For what the server makes when it is first asked for, the graph of some outlets: while it does, it
 *  says 503 and when to ask again. */
const PATIENCE_MS = 180_000;
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;

let waiting = 0;
let told_of_waiting: (count: number) => void = () => undefined;
/** told: how many questions the server has put off, with each change. */
export const on_waiting = (told: (count: number) => void): void => { told_of_waiting = told; };

/** Fails as soon as `signal` aborts. */
async function pause(reply: Response, signal?: AbortSignal): Promise<void> {
  const asked = Number(reply.headers.get("Retry-After")) * 1000;
  const length = Math.min(Math.max(asked || PAUSE_MS, PAUSE_MS), LONGEST_PAUSE_MS);
  await new Promise<void>((done, failed) => {
    const timer = window.setTimeout(done, length);
    signal?.addEventListener("abort", () => { window.clearTimeout(timer); failed(new DOMException("not wanted any more", "AbortError")); }, { once: true });
  });
}

async function when_ready(ask: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
  const end = Date.now() + PATIENCE_MS;
  let reply = await ask();
  if (reply.status !== 503) return reply;
  told_of_waiting(++waiting);
  try {
    while (reply.status === 503 && Date.now() < end) {
      await pause(reply, signal);
      reply = await ask();
    }
    return reply;
  } finally {
    told_of_waiting(--waiting);
  }
}

export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  const ask = (): Promise<Response> => send(`/api/v1${path}${query(params)}`, { headers: reading(), signal: signal ?? null });
  return read<T>(params.outlets ? await when_ready(ask, signal) : await ask());
}

/** What the server gives for a file. */
export interface ServerFile {
  name: string;
  bytes: Blob;
}

async function read_file(reply: Response): Promise<ServerFile> {
  if (!reply.ok) return read(reply);
  const name = /filename="([^"]+)"/.exec(reply.headers.get("Content-Disposition") ?? "")?.[1] ?? "onrecord";
  try {
    return { name, bytes: await reply.blob() };
  } catch {
    throw new ApiError(0, "cut", "It broke off before its end: the server stopped, or its store changed. Try again.");
  }
}

export const get_file = async (path: string, params: Params): Promise<ServerFile> =>
  read_file(await send(`/api/v1${path}${query(params)}`, { headers: reading() }));

/** A question that no address has room for. patient: as of `outlets`, which the server may have to make first. */
export async function post_for_file(path: string, params: Params, body: unknown, patient: boolean): Promise<ServerFile> {
  const init = { method: "POST", headers: { ...reading(), "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const ask = (): Promise<Response> => send(`/api/v1${path}${query(params)}`, init);
  return read_file(patient ? await when_ready(ask) : await ask());
}

const writing = (): Record<string, string> => ({ "Content-Type": "application/json", Authorization: `Bearer ${token()}` });

let writes = 0;
let told_of_writes: (running: number) => void = () => undefined;
/** told: how many changes of the page's own are on their way, with each that begins or ends. */
export const on_writes = (told: (running: number) => void): void => { told_of_writes = told; };

async function as_write<T>(act: () => Promise<T>): Promise<T> {
  told_of_writes(++writes);
  try {
    return await act();
  } finally {
    told_of_writes(--writes);
  }
}

export function post<T>(path: string, body: unknown): Promise<T> {
  return as_write(async () => read<T>(await send(`/api/v1${path}`, { method: "POST", headers: writing(), body: JSON.stringify(body) })));
}

export function remove<T>(path: string): Promise<T> {
  return as_write(async () => read<T>(await send(`/api/v1${path}`, { method: "DELETE", headers: { Authorization: `Bearer ${token()}` } })));
}

/** Sends a body that is JSON already and tells the events of the reply as they come. */
export function post_for_events(path: string, body: string, told: (event: ServerEvent) => void, signal: AbortSignal): Promise<void> {
  return as_write(() => read_events(path, body, told, signal));
}

async function read_events(path: string, body: string, told: (event: ServerEvent) => void, signal: AbortSignal): Promise<void> {
  const reply = await send(`/api/v1${path}`, { method: "POST", headers: writing(), body, signal });
  if (!reply.ok || !reply.body) return void (await read(reply));
  const events = new EventReader();
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const event of events.take(value)) told(event);
  }
}

/** What no route answers: the server is older than the page. */
export const is_absent = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404 && error.message.includes("nothing at this path");
/** What was removed, or merged into another. */
export const is_gone = (error: unknown): boolean => error instanceof ApiError && error.status === 404 && !is_absent(error);
export const is_abort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "AbortError";
export const words_of = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
