// How many nodes and edges a file of each format has, and where Gephi and Cytoscape would draw them.

/** RFC 4180, without the head. */
function rows(text) {
  const out = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; ++i; }
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ",") { out.at(-1).push(cell); cell = ""; }
    else if (!quoted && c === "\r") continue;
    else if (!quoted && c === "\n") { out.at(-1).push(cell); cell = ""; out.push([]); }
    else cell += c;
  }
  return out.filter((row) => row.length > 0).slice(1);
}
export const tableRows = rows;

const matches = (text, pattern) => [...text.matchAll(pattern)];
const link = (source, target, predicate) => `${source}-${target}-${predicate}`;

/** { nodes: ids, links: "source-target-predicate" of each edge, at: places by id }; null for what has
 *  none. */
export const READERS = {
  gexf: (text) => ({
    nodes: matches(text, /<node id="(\w+)"/g).map(([, id]) => id),
    links: matches(text, /<edge id="[^"]*" source="(\w+)" target="(\w+)"[^>]* kind="(\w+)/g).map(([, a, b, p]) => link(a, b, p)),
    at: new Map(matches(text, /<node id="(\w+)".*?<viz:position x="([-\d.]+)" y="([-\d.]+)"/g).map(([, id, x, y]) => [id, { x: Number(x), y: 0 - Number(y) }])),
  }),
  graphml: (text) => ({
    nodes: matches(text, /<node id="(\w+)"/g).map(([, id]) => id),
    links: matches(text, /<edge id="[^"]*" source="(\w+)" target="(\w+)">.*?<data key="e_predicate">(\w+)</g).map(([, a, b, p]) => link(a, b, p)),
    at: new Map(matches(text, /<node id="(\w+)".*?<data key="n_x">([-\d.]+)<.*?<data key="n_y">([-\d.]+)</g).map(([, id, x, y]) => [id, { x: Number(x), y: 0 - Number(y) }])),
  }),
  cyjs: (text) => {
    const { nodes, edges } = JSON.parse(text).elements;
    return {
      nodes: nodes.map(({ data }) => data.id), links: edges.map(({ data }) => link(data.source, data.target, data.predicate)),
      at: new Map(nodes.map(({ data, position }) => [data.id, position])),
    };
  },
  nodelink: (text) => {
    const { nodes, links } = JSON.parse(text);
    return { nodes: nodes.map(({ id }) => id), links: links.map((one) => link(one.source, one.target, one.predicate)) };
  },
  jgf: (text) => {
    const { nodes, edges } = JSON.parse(text).graph;
    return { nodes: Object.keys(nodes), links: edges.map((one) => link(one.source, one.target, one.metadata.predicate)) };
  },
  "csv-nodes": (text) => ({ nodes: rows(text).map(([id]) => id), links: null }),
  "csv-edges": (text) => ({ nodes: null, links: rows(text) }),
  dot: (text) => ({ nodes: matches(text, /^ *"([0-9a-f]{16})" \[/gm).map(([, id]) => id), links: matches(text, /^ *"[0-9a-f]{16}" -> "[0-9a-f]{16}" \[/gm) }),
  mermaid: (text) => ({ nodes: matches(text, /^ *n([0-9a-f]{16})\[/gm).map(([, id]) => id), links: matches(text, /^ *n[0-9a-f]{16} -[-.].*\| n[0-9a-f]{16}$/gm) }),
};
