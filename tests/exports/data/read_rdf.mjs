// node read_rdf.mjs FILE CANONICAL: what the graph says there is, as JSON; its canonical N-Quads
// (RDFC-1.0) go to CANONICAL. N-Triples and Turtle are read by n3, JSON-LD by jsonld.
import { readFileSync, writeFileSync } from "node:fs";
import jsonld from "jsonld";
import { Parser } from "n3";
import { canonize } from "rdf-canonize";
import { Counts } from "./rdf_counts.mjs";

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

const counts = new Counts();
for (const quad of quads) counts.add(quad);
console.log(JSON.stringify(counts.found()));
