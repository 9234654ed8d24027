// Spans of the interface count code points; strings here count UTF-16 units.
import type { Span } from "./model";

/** A text that can be cut by code points. */
export class PointText {
  private readonly at: Uint32Array;

  constructor(readonly text: string) {
    const units: number[] = [];
    let unit = 0;
    for (const point of text) {
      units.push(unit);
      unit += point.length;
    }
    units.push(unit);
    this.at = Uint32Array.from(units);
  }

  get length(): number {
    return this.at.length - 1;
  }

  cut([begin, end]: Span): string {
    const last = this.length;
    const from = Math.min(Math.max(begin, 0), last);
    const to = Math.min(Math.max(end, from), last);
    return this.text.slice(this.at[from], this.at[to]);
  }
}

export interface Piece {
  text: string;
  /** Names of the marks that cover this piece, in the order given. */
  marks: string[];
}

export interface Mark {
  span: Span;
  name: string;
}

/** Cuts `within` of a text wherever a mark begins or ends. Marks may overlap. */
export function pieces(text: PointText, within: Span, marks: readonly Mark[]): Piece[] {
  const [begin, end] = [Math.max(0, within[0]), Math.min(within[1], text.length)];
  const cuts = new Set([begin, end]);
  for (const { span } of marks) {
    for (const cut of span) if (cut > begin && cut < end) cuts.add(cut);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const out: Piece[] = [];
  for (let i = 0; i + 1 < places.length; ++i) {
    const from = places[i] as number;
    const to = places[i + 1] as number;
    const names = marks.filter(({ span }) => span[0] <= from && to <= span[1]).map(({ name }) => name);
    out.push({ text: text.cut([from, to]), marks: [...new Set(names)] });
  }
  return out;
}
