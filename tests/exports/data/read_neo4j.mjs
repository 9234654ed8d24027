// node read_neo4j.mjs FOLDER: the tables of an import into Neo4j as Papa Parse sees them; as JSON.
// They stream: no table is in memory.
import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";

/// Calls visit with each row, an array of cells.
function forEachRow(file, visit) {
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(file), {
      delimiter: ",",
      newline: "\n",
      skipEmptyLines: false,
      step({ data, errors }) {
        if (errors.length > 0) reject(new Error(`${file}: ${JSON.stringify(errors[0])}`));
        else visit(data);
      },
      complete: resolve,
      error: reject,
    });
  });
}

const folder = process.argv[2];
const rows = {};
const predicates = {};
const names = {};
let statements = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".csv"))) {
  let header;
  let ended = false;
  rows[file] = 0;
  await forEachRow(join(folder, file), (row) => {
    if (header === undefined) {
      header = row;
      return;
    }
    if (ended) throw new Error(`${file}: a line is empty`);
    // After the last line feed Papa Parse may see one more line, of one empty cell.
    ended = row.length === 1 && row[0] === "";
    if (ended) return;
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
