// Articles that were looked at, kept until the store is changed.
import { get } from "./api";
import type { Article } from "./model";
import { on_store_change } from "./store_changes";

const MOST = 50;
const articles = new Map<string, Promise<Article>>();
on_store_change(() => articles.clear());

const titles = new Map<string, string>();
on_store_change(() => titles.clear());

/** What an article is called; its id where it has no title or cannot be loaded. */
export async function title_of(id: string): Promise<string> {
  const known = titles.get(id);
  if (known !== undefined) return known;
  try {
    const title = (await load_article(id)).title.trim() || id;
    titles.set(id, title);
    return title;
  } catch {
    return id;
  }
}

export const document_path = (id: string): string => `/documents/${encodeURIComponent(id)}`;

export function load_article(id: string): Promise<Article> {
  const known = articles.get(id);
  if (known) return known;
  const loaded = get<Article>(document_path(id));
  articles.set(id, loaded);
  loaded.catch(() => articles.delete(id));
  if (articles.size > MOST) articles.delete(articles.keys().next().value as string);
  return loaded;
}
