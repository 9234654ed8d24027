// A store whose names, titles, outlets and addresses are as long as they come: one word, and many.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, temporaryFolder } from "./server.mjs";

export const LONG_WORD = `Interdepartmental${"verwaltungszusammenarbeit".repeat(7)}`;
const MANY_WORDS = "The Metropolitan and Regional Coordination Office for the Prevention of Cross Border Trafficking in Stolen Fishing Gear and Related Marine Equipment of the Upper Penobscot Valley";

function renamed(line) {
  const made = JSON.parse(line);
  for (const entity of made.entities) {
    if (entity.type === "person") Object.assign(entity, { name: LONG_WORD, aliases: [MANY_WORDS] });
    if (entity.type === "operation") entity.name = MANY_WORDS;
  }
  return JSON.stringify(made);
}

/** Makes the store; returns its folder. */
export function longNameStore() {
  const folder = temporaryFolder();
  const lines = [LONG_WORD, MANY_WORDS, LONG_WORD].map((long, i) => JSON.stringify({
    id: `long-${i}`, title: `${long} ${i}`, publisher: long, url: `https://news.example/${"x".repeat(200)}`, published: `2025-05-0${i + 1}`,
    text: `Ann Bardack, the mayor of Selby, said on Monday that “the port is open ${LONG_WORD} and stays so.” Operation Quiet Harbor led to ${i + 10} arrests in Portland, Maine.`,
  }));
  const [articles, shard, store] = ["articles.ndjson", "records.ndjson", "long.db"].map((name) => join(folder, name));
  writeFileSync(articles, `${lines.join("\n")}\n`);
  const records = run("extract", "--with-text", articles).trim().split("\n");
  writeFileSync(shard, `${records.map(renamed).join("\n")}\n`);
  run("load", "--store", store, shard);
  return store;
}
