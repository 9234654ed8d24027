// Quotes as a table for spreadsheets.
import { get } from "./api";
import { to_csv } from "./csv";
import { list_params, outlet_params } from "./filters";
import type { Page, Quote } from "./model";
import type { View } from "./view";

/** The server's own limit for a graph of quotes. */
const MOST = 10_000;
const HEAD = ["date", "speaker", "with", "cue", "words", "kind", "about", "places", "outlet", "title", "url", "confidence", "document", "sentence", "id"];

const row_of = (quote: Quote): (string | number)[] => [
  quote.date ?? "", quote.speaker?.name ?? quote.speaker_name, quote.also.map(({ name }) => name).join("; "), quote.cue.text, quote.content.text, quote.kind,
  quote.about.map(({ name }) => name).join("; "), quote.places.map(({ name }) => name).join("; "), quote.evidence.publisher, quote.evidence.title, quote.evidence.url,
  quote.confidence, quote.evidence.document, quote.evidence.sentence, quote.id,
];

/** All that the list of quotes shows or would show. Fails past the limit. */
export async function quote_table(view: View): Promise<{ csv: string; quotes: number }> {
  const params = { ...view.quotes, ...list_params(view.filters), ...outlet_params(view.filters), limit: 200 };
  const rows: (string | number)[][] = [];
  for (let cursor = ""; ;) {
    const page = await get<Page<Quote>>("/quotes", { ...params, cursor });
    rows.push(...page.items.map(row_of));
    if (rows.length > MOST) throw new Error(`More than ${MOST.toLocaleString("en-US")} quotes; narrow them by name, place or time.`);
    if (!page.next) return { csv: to_csv([HEAD, ...rows]), quotes: rows.length };
    cursor = page.next;
  }
}
