// Why two names may be one, or not, as the server tells it: "for: same name (Ann Roe) [2.31]".

export interface Reason {
  way: "for" | "against" | "";
  words: string;
  /** Of log-odds, without a sign; null where a store of before does not have it. */
  weight: number | null;
}

export function parse_reason(reason: string): Reason {
  const [, way = "", rest = reason] = /^(for|against): (.*)$/s.exec(reason) ?? [];
  const [, words = rest, weight] = /^(.*) \[(\d+(?:\.\d+)?)\]$/s.exec(rest) ?? [];
  return { way: way as Reason["way"], words, weight: weight === undefined ? null : Number(weight) };
}
