// Types told apart by shape and colour (Okabe and Ito 2008, distinct for the colour-blind), the
// same in the graph, its picture, lists and legend.
import type { EntityType } from "./model";

export interface Glyph {
  /** Of cytoscape. */
  shape: string;
  /** In a box of 20 by 20. */
  path: string;
  fill: string;
  /** A darker one of the same hue, 3:1 against paper. */
  line: string;
}

export const GLYPHS: Readonly<Record<EntityType, Glyph>> = {
  person: {
    shape: "ellipse", path: "M10 1.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z", fill: "#56b4e9", line: "#1a74a8",
  },
  agency: { shape: "rectangle", path: "M2.5 2.5h15v15h-15z", fill: "#0072b2", line: "#00477a" },
  organization: { shape: "diamond", path: "M10 .5l9.5 9.5l-9.5 9.5l-9.5-9.5z", fill: "#cc79a7", line: "#a34f7f" },
  place: { shape: "triangle", path: "M10 1.5l9 17h-18z", fill: "#009e73", line: "#006a4d" },
  operation: { shape: "hexagon", path: "M5.25 2h9.5l4.75 8l-4.75 8h-9.5l-4.75-8z", fill: "#e69f00", line: "#8a6100" },
};
