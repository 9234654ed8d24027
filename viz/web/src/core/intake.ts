// Brings documents into the store, request by request, and keeps what became of each.
import { is_abort, post_for_events, words_of } from "./api";
import type { ServerEvent } from "./events";
import { body_of, in_requests, type NewDocument, type Problem } from "./new_documents";

export interface Stored {
  id: string;
  origin: string;
  quotes: number;
  statements: number;
}

export interface IntakeState {
  running: boolean;
  stage: "read" | "extract" | "store" | "resolve";
  /** Of the stage. */
  done: number;
  total: number;
  stored: Stored[];
  problems: Problem[];
  /** By the reader, before the end. */
  stopped: boolean;
  /** Why nothing more came in; "" when nothing stopped it. */
  failure: string;
}

export const NO_INTAKE: IntakeState = {
  running: false, stage: "read", done: 0, total: 0, stored: [], problems: [], stopped: false, failure: "",
};

interface Telling {
  id?: string;
  error?: string;
  quotes?: number;
  statements?: number;
  done?: number;
  total?: number;
  stage?: IntakeState["stage"];
  message?: string;
}

/** One request's events; tells the state anew after each. The server speaks of documents in their
 *  order: a refusal comes before the progress of its document. */
export class RequestReader {
  private readonly accepted: NewDocument[] = [];
  private refused = false;
  private at = 0;
  failure = "";
  ended = false;

  constructor(private readonly documents: readonly NewDocument[], private readonly before: number, private state: IntakeState) {}

  take({ name, data }: ServerEvent): IntakeState {
    const told = data as Telling;
    if (name === "progress" && told.stage === "extract") this.extracted(told.done ?? 0);
    else if (name === "progress" && told.stage) this.state = { ...this.state, stage: told.stage, done: told.done ?? 0, total: told.total ?? 0 };
    else if (name === "document" && told.error !== undefined) this.refuse(told.error);
    else if (name === "document") this.store(told);
    else if (name === "error") this.failure = told.message ?? "The server could not store them.";
    else if (name === "done") this.ended = true;
    return this.state;
  }

  private extracted(done: number): void {
    const document = this.documents[this.at];
    if (document && !this.refused) this.accepted.push(document);
    this.refused = false;
    this.at = done;
    this.state = { ...this.state, stage: "extract", done: this.before + done };
  }

  private refuse(error: string): void {
    this.refused = true;
    const origin = this.documents[this.at]?.origin ?? "a document";
    // The origin says which one better than the server, which knows only its number.
    const why = error.replace(/^read '[^']*': /, "");
    this.state = { ...this.state, problems: [...this.state.problems, { origin, why }] };
  }

  private store({ id = "", quotes = 0, statements = 0 }: Telling): void {
    const origin = this.accepted.shift()?.origin ?? id;
    this.state = { ...this.state, stored: [...this.state.stored, { id, origin, quotes, statements }] };
  }
}

/** told: with each new state. send: runs a request, asking for the token where it is needed. */
export async function take_in(
  documents: readonly NewDocument[], problems: readonly Problem[], signal: AbortSignal, told: (state: IntakeState) => void,
  send: <T>(request: () => Promise<T>) => Promise<T>,
): Promise<IntakeState> {
  let state: IntakeState = { ...NO_INTAKE, running: true, stage: "extract", total: documents.length, problems: [...problems] };
  told(state);
  const requests = in_requests(documents);
  let before = 0;
  try {
    for (const [i, request] of requests.entries()) {
      const reader = new RequestReader(request, before, { ...state, stage: "extract", done: before, total: documents.length });
      const path = `/documents${i + 1 < requests.length ? "?resolve=false" : ""}`;
      await send(() => post_for_events(path, body_of(request), (event) => { state = reader.take(event); told(state); }, signal));
      if (reader.failure) throw new Error(reader.failure);
      if (!reader.ended) throw new Error("The server broke off. What is listed as stored is stored.");
      before += request.length;
    }
  } catch (error) {
    state = is_abort(error) ? { ...state, stopped: true } : { ...state, failure: words_of(error) };
  }
  state = { ...state, running: false };
  told(state);
  return state;
}
