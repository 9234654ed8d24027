// node stream_rdf.mjs FILE: as read_rdf.mjs, of a graph that is too large for memory. N-Triples and
// Turtle are read by n3 as they come; JSON-LD, of which no reader here takes more than it can hold,
// by jsonld in pieces of some thousand lines: every line is one node object, and the context is the
// first line.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import jsonld from "jsonld";
import { StreamParser } from "n3";
import { Counts } from "./rdf_counts.mjs";

const path = process.argv[2];
const counts = new Counts();
const documentLoader = (url) => {
  throw new Error(`asks for ${url}`);
};

async function readPieces() {
  const linesAtOnce = 5000;
  let context, piece = [];
  const take = async () => {
    const document = { "@context": context, "@graph": piece };
    for (const quad of await jsonld.toRDF(document, { documentLoader })) counts.add(quad);
    piece = [];
  };
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (context === undefined) {
      context = JSON.parse(`${line}]}`)["@context"];
    } else {
      // Behind the last node object the graph ends.
      piece.push(JSON.parse(line.replace(/^,/, "").replace(/\]\}\]\}$/, "]}")));
    }
    if (piece.length >= linesAtOnce) await take();
  }
  await take();
}

async function readStream() {
  const format = path.endsWith(".ttl") ? "Turtle" : "N-Triples";
  const quads = createReadStream(path).pipe(new StreamParser({ format }));
  for await (const quad of quads) counts.add(quad);
}

await (path.endsWith(".jsonld") ? readPieces() : readStream());
console.log(JSON.stringify(counts.found()));
