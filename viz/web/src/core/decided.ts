// Which decision in force is about a pair.
import type { Candidate, Decision } from "./model";

/** The latest; null when nobody has decided. */
export function decision_about({ a, b }: Candidate, decisions: readonly Decision[]): Decision | null {
  const is_about = ({ kind, entities, result, split_documents, undone_by, undoes }: Decision): boolean => {
    if (undone_by !== null || undoes !== null) return false;
    const named = new Set([...entities, ...(result ? [result] : [])].map(({ id }) => id));
    if (kind === "split") return named.has(a.id) && b.documents.some((id) => split_documents.includes(id));
    return (kind === "merge" || kind === "keep_apart") && a.id !== b.id && named.has(a.id) && named.has(b.id);
  };
  return decisions.filter(is_about).at(-1) ?? null;
}
