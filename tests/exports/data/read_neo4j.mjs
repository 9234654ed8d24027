// node read_neo4j.mjs FOLDER: the tables of an import into Neo4j as a second reader of CSV sees
// them, character by character by RFC 4180; as JSON. Table by table: no more than one is in memory.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/// Calls visit with each row, an array of cells.
function forEachRow(text, visit) {
  let row = [];
  let at = 0;
  while (at < text.length) {
    let cell = "";
    if (text[at] === '"') {
      for (at += 1; ; ) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error("a quotation mark is not closed");
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    } else {
      while (at < text.length && !",\n".includes(text[at])) cell += text[at++];
    }
    row.push(cell);
    if (text[at] === "\n") visit(row), (row = []);
    else if (text[at] !== ",") throw new Error(`a cell ends in ${JSON.stringify(text[at])}`);
    at += 1;
  }
  if (row.length > 0) throw new Error("the last line has no end");
}

const folder = process.argv[2];
const rows = {};
const predicates = {};
const names = {};
let statements = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".csv"))) {
  let header;
  rows[file] = 0;
  forEachRow(readFileSync(join(folder, file), "utf8"), (row) => {
    if (header === undefined) {
      header = row;
      return;
    }
    rows[file] += 1;
    if (row.length !== header.length) throw new Error(`${file}: ${row.length} cells`);
    if (file.startsWith("statements_")) {
      statements += 1;
      const name = row[header.indexOf(":TYPE")].toLowerCase();
      predicates[name] = (predicates[name] ?? 0) + 1;
    } else if (file === "entities.csv") {
      const name = row[header.indexOf("name")];
      names[name] = (names[name] ?? 0) + 1;
    }
  });
}
console.log(
  JSON.stringify({
    documents: rows["documents.csv"],
    quotes: rows["quotes.csv"],
    evidence: rows["evidence.csv"],
    entities: rows["entities.csv"],
    statements,
    predicates,
    names,
  }),
);
