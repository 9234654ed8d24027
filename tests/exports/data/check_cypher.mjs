// node check_cypher.mjs FILE...: what Neo4j's own grammar and semantic analysis say of each file of
// Cypher statements, as of Cypher 5 and of Cypher 25; a list for each file, as JSON.
import { readFileSync } from "node:fs";
import { lintCypherQuery } from "@neo4j-cypher/language-support";

const VERSIONS = ["CYPHER 5", "CYPHER 25"];

const found = process.argv.slice(2).map((file) => {
  const text = readFileSync(file, "utf8");
  return VERSIONS.flatMap((version) =>
    lintCypherQuery(text, { defaultLanguage: version }).diagnostics.map(
      ({ message, range }) => `${version}, line ${range.start.line + 1}: ${message}`,
    ),
  );
});
console.log(JSON.stringify(found));
