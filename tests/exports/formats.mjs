// Reads exports with programs of others and prints what they hold as one JSON object a line:
// {"nodes": {id: {...}}, "edges": {id: {...}}}.
//
//     node formats.mjs READER FILE [FILE]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const present = (value) => value !== undefined && value !== null && value !== "";
const kept = (data) => Object.fromEntries(Object.entries(data).filter(([, value]) => present(value)));

function from_graphology(graph) {
  const nodes = {}, edges = {};
  graph.forEachNode((id, data) => (nodes[id] = kept(data)));
  graph.forEachEdge((id, data, source, target) => (edges[id] = kept({ ...data, source, target })));
  return { nodes, edges };
}

const readers = {
  "graphology-gexf": (text) => {
    const { MultiDirectedGraph } = require("graphology");
    const gexf = require("graphology-gexf");
    return from_graphology(gexf.parse(MultiDirectedGraph, text));
  },
  "graphology-graphml": (text) => {
    const { MultiDirectedGraph } = require("graphology");
    const graphml = require("graphology-graphml");
    return from_graphology(graphml.parse(MultiDirectedGraph, text, { addMissingNodes: false }));
  },
  "d3-force": (text) => {
    const { forceLink, forceSimulation } = require("d3-force");
    const { nodes: list, links } = JSON.parse(text);
    // Throws on a loose end.
    forceSimulation(list).stop().force("link", forceLink(links).id((node) => node.id));
    const nodes = {}, edges = {};
    for (const { id, index, x, y, vx, vy, ...data } of list) nodes[id] = kept(data);
    for (const { source, target, index, ...data } of links) {
      const key = data.statement ?? `${source.id}-${target.id}`;
      edges[key] = kept({ ...data, source: source.id, target: target.id });
    }
    return { nodes, edges };
  },
  cytoscape: (text) => {
    const cytoscape = require("cytoscape");
    const { elements } = JSON.parse(text);
    const cy = cytoscape({ headless: true, elements });
    const of = (list) => Object.fromEntries(list.map((item) => [item.id(), kept(item.data())]));
    return { nodes: of(cy.nodes()), edges: of(cy.edges()) };
  },
  ajv: (text) => {
    const Ajv = require("ajv");
    const graph = JSON.parse(text);
    const schema = JSON.parse(readFileSync(new URL("jgf.schema.json", import.meta.url)));
    const valid = new Ajv({ strict: true }).compile(schema);
    if (!valid(graph)) throw new Error(JSON.stringify(valid.errors));
    const nodes = {}, edges = {};
    for (const [id, node] of Object.entries(graph.graph.nodes)) {
      nodes[id] = kept({ label: node.label, ...node.metadata });
    }
    for (const { id, source, target, relation, label, metadata } of graph.graph.edges) {
      if (!(source in nodes) || !(target in nodes)) throw new Error(`edge ${id} has a loose end`);
      edges[id] = kept({ source, target, relation, label, ...metadata });
    }
    return { nodes, edges };
  },
  papaparse: (nodes_text, edges_text) => {
    const { parse } = require("papaparse");
    const rows = (text) => {
      const { data, errors } = parse(text, { header: true, skipEmptyLines: true });
      if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3)));
      return data;
    };
    const nodes = {}, edges = {};
    for (const { Id, ...data } of rows(nodes_text)) nodes[Id] = kept(data);
    for (const { Id, ...data } of rows(edges_text)) edges[Id] = kept(data);
    return { nodes, edges };
  },
  dotparser: (text) => {
    const parse = require("dotparser");
    const nodes = {}, edges = {};
    const attributes = (list) => Object.fromEntries(list.map(({ id, eq }) => [id, eq]));
    const [graph] = parse(text);
    let number = 0;
    for (const child of graph.children) {
      if (child.type === "node_stmt") nodes[child.node_id.id] = attributes(child.attr_list);
      if (child.type !== "edge_stmt") continue;
      const [source, target] = child.edge_list.map((end) => end.id);
      if (source.startsWith("legend ")) continue;
      edges[number++] = { ...attributes(child.attr_list), source, target };
    }
    return { nodes, edges };
  },
};

// As Mermaid's documentation has character codes, and as its parser keeps them until it draws.
const decoded = (label) =>
  label.replace(/(?:#|ﬂ°°)(\d+)(?:;|¶ß)/g, (_, code) => String.fromCodePoint(code));
const id_of = (name) => name.replace(/^n/, "");

readers["beautiful-mermaid"] = async (text) => {
  const { parseMermaid } = await import("beautiful-mermaid");
  const graph = parseMermaid(text);
  const nodes = {}, edges = {};
  for (const { id, label } of graph.nodes.values()) {
    nodes[id_of(id)] = { label: decoded(label), type: graph.classAssignments.get(id) };
  }
  graph.edges.forEach(({ source, target, label }, number) => {
    edges[number] = { source: id_of(source), target: id_of(target), label: decoded(label) };
  });
  return { nodes, edges };
};

// Its time grows with the square of a text's length, so a large flowchart is read in pieces: each
// line of ours stands for itself.
const lines_at_once = 2000;

readers.mermaid = async (text) => {
  // Mermaid's grammar is asked through a document that nobody sees.
  const { JSDOM } = require("jsdom");
  const { window } = new JSDOM("");
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize({ startOnLoad: false, maxTextSize: text.length, maxEdges: text.length });

  const nodes = {}, edges = {};
  const [first, ...lines] = text.split("\n");
  let number = 0;
  for (let at = 0; at < lines.length; at += lines_at_once) {
    const piece = [first, ...lines.slice(at, at + lines_at_once)].join("\n");
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(piece);
    for (const [name, { text: label, classes }] of db.getVertices()) {
      // Without a class it is the end of an edge only.
      if (classes.length === 0 && id_of(name) in nodes) continue;
      nodes[id_of(name)] = { label: decoded(label), type: classes[0] };
    }
    for (const { start, end, text: label } of db.getEdges()) {
      edges[number++] = { source: id_of(start), target: id_of(end), label: decoded(label) };
    }
  }
  return { nodes, edges };
};

const [name, ...files] = process.argv.slice(2);
if (!(name in readers)) throw new Error(`usage: node formats.mjs ${Object.keys(readers).join("|")} FILE...`);
const texts = files.map((file) => readFileSync(file, "utf8"));
const graph = await readers[name](...texts);
process.stdout.write(JSON.stringify(graph) + "\n");
