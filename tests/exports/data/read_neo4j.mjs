// node read_neo4j.mjs FOLDER: the tables of an import into Neo4j as a second reader of CSV sees
// them, character by character by RFC 4180; as JSON.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

function rowsOf(text) {
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (at >= text.length) throw new Error("a quotation mark is not closed");
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') (cell += '"'), (at += 1);
        else break;
      }
      at += 1;
    } else {
      while (at < text.length && !",\n".includes(text[at])) cell += text[at++];
    }
    row.push(cell);
    if (text[at] === "\n") rows.push(row), (row = []);
    else if (text[at] !== ",") throw new Error(`a cell ends in ${JSON.stringify(text[at])}`);
    at += 1;
  }
  if (row.length > 0) throw new Error("the last line has no end");
  return rows;
}

const folder = process.argv[2];
const tables = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".csv"))) {
  const [header, ...rows] = rowsOf(readFileSync(join(folder, file), "utf8"));
  tables[file] = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]])));
}
const predicates = {};
let statements = 0;
for (const [file, rows] of Object.entries(tables)) {
  if (!file.startsWith("statements_")) continue;
  statements += rows.length;
  for (const row of rows) {
    const name = row[":TYPE"].toLowerCase();
    predicates[name] = (predicates[name] ?? 0) + 1;
  }
}
const names = {};
for (const row of tables["entities.csv"]) names[row.name] = (names[row.name] ?? 0) + 1;
console.log(
  JSON.stringify({
    documents: tables["documents.csv"].length,
    quotes: tables["quotes.csv"].length,
    evidence: tables["evidence.csv"].length,
    entities: tables["entities.csv"].length,
    statements,
    predicates,
    names,
  }),
);
