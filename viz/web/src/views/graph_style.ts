// How cytoscape draws the scene.
import type cytoscape from "cytoscape";
import { GLYPHS } from "../core/glyphs";
import { ENTITY_TYPES } from "../core/model";
import { colour } from "../parts/theme";

export function graph_style(): cytoscape.StylesheetStyle[] {
  const [ink, soft, line, paper, accent] = ["ink", "soft", "edge", "paper", "accent"].map(colour) as [string, string, string, string, string];
  return [
    {
      selector: "node",
      style: {
        width: "data(size)", height: "data(size)", label: "data(label)", color: ink, "font-size": 11,
        "font-family": "system-ui, sans-serif", "text-valign": "bottom", "text-margin-y": 4, "text-max-width": "170px",
        "text-wrap": "ellipsis", "min-zoomed-font-size": 7, "border-width": 1.5,
        "text-outline-color": paper, "text-outline-width": 2,
      },
    },
    ...ENTITY_TYPES.map((type) => ({
      selector: `node[type = "${type}"]`,
      style: { shape: GLYPHS[type].shape as cytoscape.Css.NodeShape, "background-color": GLYPHS[type].fill, "border-color": GLYPHS[type].line },
    })),
    {
      selector: "edge",
      style: { width: "data(width)", "line-color": line, "curve-style": "haystack", "haystack-radius": 0, opacity: 0.85 },
    },
    { selector: "edge[predicate = 'co_mentioned']", style: { opacity: 0.4 } },
    {
      selector: "edge.near",
      style: {
        "curve-style": "bezier", label: "data(label)", "font-size": 9, color: soft, "text-rotation": "autorotate", "min-zoomed-font-size": 7,
        "text-outline-color": paper, "text-outline-width": 2, "line-color": soft, opacity: 1, "z-index": 1, "text-max-width": "150px", "text-wrap": "ellipsis",
      },
    },
    { selector: "edge.near[predicate = 'co_mentioned']", style: { opacity: 0.55, "line-color": line } },
    {
      selector: "edge.near[predicate != 'co_mentioned']",
      style: { "target-arrow-shape": "triangle", "target-arrow-color": soft, "arrow-scale": 0.8 },
    },
    { selector: "edge.chosen", style: { "z-index": 2, "line-color": accent, "target-arrow-color": accent, color: ink, opacity: 1 } },
    { selector: "node.pinned", style: { "border-width": 4, "border-style": "double" } },
    { selector: "node.behind", style: { "outline-color": soft, "outline-width": 2, "outline-offset": 3, "outline-style": "dashed" } as never },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": accent, "font-weight": "bold", "font-size": 13 } },
    { selector: "node.faded", style: { opacity: 0.25 } },
    { selector: "edge.faded", style: { opacity: 0.12 } },
  ];
}
