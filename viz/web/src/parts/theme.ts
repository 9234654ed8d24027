// Light, dark, or as the system says.
const KEY = "onrecord.theme";
type Theme = "auto" | "light" | "dark";
const listeners: (() => void)[] = [];

const saved = (): Theme => {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "auto";
};

export const is_dark = (): boolean =>
  saved() === "dark" || (saved() === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);

function apply(): void {
  document.documentElement.dataset.theme = is_dark() ? "dark" : "light";
  for (const told of listeners) told();
}

export function start_theme(): void {
  apply();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
}

export function toggle_theme(): void {
  localStorage.setItem(KEY, is_dark() ? "light" : "dark");
  apply();
}

export const on_theme = (told: () => void): void => void listeners.push(told);

/** A colour of the style sheet. */
export const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
