// Dates of the interface: ISO 8601 with unknown parts left out ("2024", "2024-05", "--05-03").

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

export type Bucket = "day" | "week" | "month" | "year";
export const BUCKETS: readonly Bucket[] = ["day", "week", "month", "year"];

/** "May 4, 2025"; "" when nothing is known. */
export function date_words(date: string | null | undefined): string {
  if (!date) return "";
  const parts = /^(\d{4}|-)(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (!parts) return date;
  const [, year, month, day] = parts;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  const known = year && year !== "-" ? year : "";
  if (!name) return known;
  const begin = day ? `${name} ${Number(day)}` : name;
  if (!known) return begin;
  return day ? `${begin}, ${known}` : `${begin} ${known}`;
}

/** "May 4, 2025 to May 9, 2025", once when they are the same. */
export function range_words(first: string | null | undefined, last: string | null | undefined): string {
  const [a, b] = [date_words(first), date_words(last)];
  if (!a || !b || a === b) return a || b;
  return `${a} to ${b}`;
}

/** "May 2025 – June 2025", "since May 2025", "until June 2025". */
export function span_words(since: string, until: string): string {
  if (since && until) return `${date_words(since)} – ${date_words(until)}`;
  return since ? `since ${date_words(since)}` : `until ${date_words(until)}`;
}

/** "May 4, 2025, 14:05 UTC" of a moment in UTC; a date alone, or what is none, as date_words. */
export function moment_words(moment: string): string {
  const time = /T(\d{2}:\d{2})(?::\d{2})?Z$/.exec(moment)?.[1];
  return time ? `${date_words(moment)}, ${time} UTC` : date_words(moment);
}

function parse_day(date: string): Date | null {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (!parts) return null;
  const day = new Date(0);
  day.setUTCFullYear(Number(parts[1]), Number(parts[2] ?? 1) - 1, Number(parts[3] ?? 1));
  return day;
}

/** Why "2025", "2025-03" or "2025-03-09" is none of these, in words; "" for what is one. */
export function date_problem(date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date) ?? [];
  if (!year) return "Write 2025, 2025-03 or 2025-03-09.";
  if (year === "0000") return "Years begin with 0001.";
  if (month && (month < "01" || month > "12")) return `There is no month ${month}.`;
  if (day && parse_day(date)?.toISOString().slice(0, 10) !== date) return `There is no day ${day} in ${date_words(`${year}-${month}`)}.`;
  return "";
}

/** Whether the whole of `until` is before `since`; what is "" is open. */
export function is_reversed(since: string, until: string): boolean {
  return since !== "" && until !== "" && until.slice(0, since.length) < since.slice(0, until.length);
}

const to_iso = (day: Date): string => day.toISOString().slice(0, 10);

/** The last day of the bucket that begins on `start`. */
export function bucket_end(start: string, bucket: Bucket): string {
  const day = parse_day(start);
  if (!day) return start;
  if (bucket === "week") day.setUTCDate(day.getUTCDate() + 6);
  if (bucket === "month") day.setUTCMonth(day.getUTCMonth() + 1, 0);
  if (bucket === "year") day.setUTCFullYear(day.getUTCFullYear() + 1, 0, 0);
  return to_iso(day);
}

/** The bucket after the one that begins on `start`. */
export function next_bucket(start: string, bucket: Bucket): string {
  const day = parse_day(bucket_end(start, bucket));
  if (!day) return start;
  day.setUTCDate(day.getUTCDate() + 1);
  return short_start(to_iso(day), bucket);
}

/** "2025-05" for a month that is given by its first day. */
export function short_start(start: string, bucket: Bucket): string {
  return bucket === "year" ? start.slice(0, 4) : bucket === "month" ? start.slice(0, 7) : start;
}

/** All starts from the first to the last, holes filled, at most `most` (else only those given). */
export function fill_buckets(starts: readonly string[], bucket: Bucket, most: number): string[] {
  const sorted = [...starts].sort();
  const out: string[] = [];
  const last = sorted[sorted.length - 1];
  if (last === undefined) return out;
  for (let at = sorted[0] as string; at <= last; at = next_bucket(at, bucket)) {
    if (out.length >= most) return sorted;
    out.push(at);
  }
  return out;
}
