// node read_rdf.mjs FILE CANONICAL: what the graph says there is, as JSON; its canonical N-Quads
// (RDFC-1.0) go to CANONICAL. N-Triples and Turtle are read by n3, JSON-LD by jsonld.
import { readFileSync, writeFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser } from "n3";
import { canonize } from "rdf-canonize";

const [path, canonical] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const noDocuments = (url) => {
  throw new Error(`asks for ${url}`);
};

// Datasets and no N-Quads go into the canonizer: its parser compares every quad with every other.
const quads = path.endsWith(".jsonld")
  ? await jsonld.toRDF(JSON.parse(text), { documentLoader: noDocuments })
  : new Parser({ format: path.endsWith(".ttl") ? "Turtle" : "N-Triples" }).parse(text);
const canonizing = { algorithm: "RDFC-1.0", format: "application/n-quads" };
writeFileSync(canonical, await canonize(quads, canonizing));

const onr = "urn:onrecord:vocabulary:";
const schema = "http://schema.org/";
const rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const types = {};
const predicates = {};
const entities = new Set();
const names = new Map();
for (const { subject, predicate, object } of quads) {
  if (predicate.value === `${rdf}type`) {
    types[object.value] = (types[object.value] ?? 0) + 1;
    if (object.value === `${onr}Entity`) entities.add(subject.value);
  } else if (predicate.value === `${rdf}predicate`) {
    const name = object.value.slice(onr.length);
    predicates[name] = (predicates[name] ?? 0) + 1;
  } else if (predicate.value === `${schema}name`) {
    names.set(subject.value, object.value);
  }
}
const counted = {};
for (const id of entities) counted[names.get(id)] = (counted[names.get(id)] ?? 0) + 1;
console.log(
  JSON.stringify({
    documents: types[`${schema}Article`] ?? 0,
    quotes: types[`${schema}Quotation`] ?? 0,
    statements: types[`${rdf}Statement`] ?? 0,
    evidence: types[`${onr}Evidence`] ?? 0,
    entities: entities.size,
    predicates,
    names: counted,
  }),
);
