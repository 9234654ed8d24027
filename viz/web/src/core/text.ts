/** "1,204 documents", "1 document". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

export const percent = (fraction: number): string => `${Math.round(fraction * 100)}%`;

/** For a name that may be missing. */
export const or_untitled = (title: string): string => title.trim() || "Untitled";
