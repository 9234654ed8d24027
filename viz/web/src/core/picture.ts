// A scene as a drawing of its own, for print: no style sheet, no script.
import { GLYPHS } from "./glyphs";
import { link_width, node_size } from "./sizes";
import type { Scene, SceneNode } from "./scene";

const escape = (text: string): string =>
  text
    // What XML 1.0 cannot hold.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export interface PictureColours {
  paper: string;
  ink: string;
  line: string;
}

export function to_svg(scene: Scene, colours: PictureColours): string {
  const placed = scene.nodes.filter(({ placed }) => placed.x !== undefined && placed.y !== undefined);
  const at = new Map(placed.map((node) => [node.id, { x: node.placed.x as number, y: node.placed.y as number }]));
  const xs = [...at.values()].map(({ x }) => x);
  const ys = [...at.values()].map(({ y }) => y);
  const least = (values: number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const [left, top] = placed.length ? [least(xs) - 90, least(ys) - 50] : [0, 0];
  const [width, height] = placed.length ? [most(xs) - left + 90, most(ys) - top + 60] : [100, 100];
  const lines = scene.links.flatMap((link) => {
    const [a, b] = [at.get(link.source), at.get(link.target)];
    if (!a || !b) return [];
    const wide = link_width(link.support).toFixed(1);
    const dots = link.predicate === "co_mentioned" ? ' stroke-dasharray="3 3"' : "";
    return `<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke-width="${wide}"${dots}><title>${escape(link.labels.join("; "))}</title></line>`;
  });
  const draw = (node: SceneNode): string => {
    const { x, y } = at.get(node.id) as { x: number; y: number };
    const size = node_size(node.documents ?? 0);
    const { path, fill, line } = GLYPHS[node.type];
    const scale = (size / 20).toFixed(3);
    const name = node.behind > 0 ? `${node.name} (+${node.behind})` : node.name;
    return `<g transform="translate(${x} ${y})"><path d="${path}" transform="scale(${scale}) translate(-10 -10)" fill="${fill}" stroke="${line}"/>` +
      `<text y="${size / 2 + 13}" text-anchor="middle">${escape(name)}</text></g>`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">
<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${colours.paper}"/>
<g stroke="${colours.line}">${lines.join("\n")}</g>
<g fill="${colours.ink}">${placed.map(draw).join("\n")}</g>
</svg>
`;
}
