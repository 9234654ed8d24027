// node read_rdf12.mjs READER FILE: N-Triples or Turtle, of RDF 1.1 or 1.2, as the triples that RDF 1.1
// has for it: {"triples": [...], "reifies": how many triples were named}, sorted.
import { readFileSync } from "node:fs";
import { Parser } from "n3";
import oxigraph from "oxigraph";

const [reader, path] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const turtle = path.endsWith(".ttl");
const readers = {
  n3: () => new Parser({ format: turtle ? "Turtle" : "N-Triples" }).parse(text),
  oxigraph: () => oxigraph.parse(text, { format: turtle ? "text/turtle" : "application/n-triples" }),
};
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const shown = (term) =>
  term.termType === "Literal"
    ? JSON.stringify([term.value, term.datatype.value, term.language])
    : `<${term.value}>`;
const triples = [];
let reifies = 0;
const add = (subject, predicate, object) =>
  triples.push(`${shown(subject)} ${predicate} ${shown(object)}`);
for (const { subject, predicate, object } of readers[reader]()) {
  if (predicate.value !== `${rdf}reifies`) {
    add(subject, predicate.value, object);
    continue;
  }
  ++reifies;
  for (const end of ["subject", "predicate", "object"]) add(subject, rdf + end, object[end]);
}
process.stdout.write(JSON.stringify({ triples: triples.sort(), reifies }));
