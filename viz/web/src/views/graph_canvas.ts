// The graph on a canvas: draws a scene, keeps everybody where they are, and lays out who is new.
import cytoscape from "cytoscape";
import fcose from "cytoscape-fcose";
import type { Positions } from "../core/nodes";
import type { Scene, SceneNode } from "../core/scene";
import { link_width, node_size } from "../core/sizes";
import { relation_words } from "../core/model";
import type { Focus } from "../core/view";
import { on_theme } from "../parts/theme";
import { graph_style } from "./graph_style";

cytoscape.use(fcose);

/** Past it the browser moves a picture of the graph while somebody pans. */
const MANY = 700;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

export interface CanvasEvents {
  node(id: string): void;
  expand(id: string): void;
  link(source: string, target: string, predicate: string): void;
  background(): void;
  moved(id: string, positions: Positions): void;
  placed(positions: Positions): void;
}

function element_of(node: SceneNode): cytoscape.ElementDefinition {
  const label = node.behind > 0 ? `${node.name} (+${node.behind})` : node.name;
  return { group: "nodes", data: { id: node.id, label, type: node.type, size: node_size(node.documents ?? 0) } };
}

export class GraphCanvas {
  readonly cy: cytoscape.Core;
  private frozen = false;

  constructor(container: HTMLElement, private readonly events: CanvasEvents) {
    this.cy = cytoscape({
      container, style: graph_style(), minZoom: 0.05, maxZoom: 4, boxSelectionEnabled: false, layout: { name: "preset" },
      textureOnViewport: false, hideEdgesOnViewport: false, autounselectify: true, pixelRatio: "auto" as never,
    });
    on_theme(() => this.cy.style(graph_style() as never));
    this.cy.on("tap", (event) => {
      if (event.target === this.cy) return events.background();
      if (event.target.isNode()) return events.node(event.target.id());
      const { source, target, predicate } = event.target.data();
      events.link(source, target, predicate);
    });
    this.cy.on("dbltap", "node", (event) => events.expand(event.target.id()));
    this.cy.on("dragfree", "node", (event) => {
      events.moved(event.target.id(), this.positions());
    });
    this.cy.on("mouseover", "node", (event) => this.mark_near(event.target.id()));
    this.cy.on("mouseout", "node", () => this.mark_near(null));
  }

  private near: string | null = null;
  private focus: Focus | null = null;

  private mark_near(id: string | null): void {
    this.near = id;
    const wanted = [id, this.focus?.kind === "entity" ? this.focus.id : null].filter((one): one is string => one !== null);
    this.cy.batch(() => {
      this.cy.edges(".near").not(".chosen").removeClass("near");
      for (const one of wanted) this.cy.getElementById(one).connectedEdges().addClass("near");
    });
  }

  positions(): Positions {
    return new Map(this.cy.nodes().map((node) => [node.id(), { ...node.position() }]));
  }

  /** Draws the scene. Nodes that have no place yet get one; `events.placed` tells where. */
  show(scene: Scene, focus: Focus | null): void {
    const { cy } = this;
    this.focus = focus;
    const wanted = new Map(scene.nodes.map((node) => [node.id, node]));
    const links = new Map(scene.links.map((link) => [link.key, link]));
    const fresh: SceneNode[] = [];
    cy.batch(() => {
      cy.elements().filter((item) => (item.isNode() ? !wanted.has(item.id()) : !links.has(item.id()))).remove();
      for (const node of scene.nodes) {
        const definition = element_of(node);
        const old = cy.getElementById(node.id);
        const item = old.nonempty() ? old.data(definition.data) : cy.add(definition);
        const { x, y, pinned, faded } = node.placed;
        if (x !== undefined && y !== undefined) item.position({ x, y });
        else fresh.push(node);
        item.toggleClass("pinned", !!pinned).toggleClass("faded", !!faded).toggleClass("behind", node.behind > 0);
        item.toggleClass("chosen", focus?.kind === "entity" && focus.id === node.id);
      }
      for (const link of scene.links) {
        const data = {
          id: link.key, source: link.source, target: link.target, predicate: link.predicate,
          label: link.predicate === "co_mentioned" ? "" : link.labels.length === 1 ? (link.labels[0] as string) : relation_words(link.predicate), width: link_width(link.support),
        };
        const old = cy.getElementById(link.key);
        const item = old.nonempty() ? old.data(data) : cy.add({ group: "edges", data });
        const chosen = focus?.kind === "link" && link.predicate === focus.predicate &&
          [focus.from, focus.to].includes(link.source) && [focus.from, focus.to].includes(link.target);
        item.toggleClass("chosen", chosen).toggleClass("near", chosen);
        item.toggleClass("faded", !!wanted.get(link.source)?.placed.faded || !!wanted.get(link.target)?.placed.faded);
      }
    });
    this.mark_near(this.near);
    this.ease(cy.elements().length > MANY);
    if (fresh.length > 0) this.lay_out(fresh);
  }

  /** Panning a large graph moves a picture of it. */
  private ease(many: boolean): void {
    if (many === this.frozen) return;
    this.frozen = many;
    const renderer = (this.cy as unknown as { renderer(): { textureOnViewport: boolean; hideLabelsOnViewport: boolean } }).renderer();
    renderer.textureOnViewport = many;
  }

  /** Seeds newcomers around those they are joined with, then lets them find their places among the
   *  others, who do not move. */
  private lay_out(fresh: readonly SceneNode[]): void {
    const { cy } = this;
    const is_new = new Set(fresh.map(({ id }) => id));
    const settled = cy.nodes().filter((node) => !is_new.has(node.id())) as cytoscape.NodeCollection;
    const fixed = settled.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
    const box = settled.nonempty() ? settled.boundingBox({ includeLabels: false }) : null;
    fresh.forEach(({ id }, i) => {
      const hosts = cy.getElementById(id).neighborhood("node").filter((node) => !is_new.has(node.id())) as cytoscape.NodeCollection;
      const host = hosts.nonempty() ? hosts.first().position() : null;
      const centre = host ?? (box ? { x: box.x2 + 160, y: (box.y1 + box.y2) / 2 } : { x: 0, y: 0 });
      const far = (host ? 130 : 0) + 60 * Math.sqrt(i);
      (cy.getElementById(id) as cytoscape.NodeSingular).position({ x: centre.x + far * Math.cos(i * GOLDEN), y: centre.y + far * Math.sin(i * GOLDEN) });
    });
    if (cy.edges().nonempty()) {
      cy.layout({
        name: "fcose", animate: false, randomize: false, quality: cy.nodes().length > 400 ? "default" : "proof", fit: false,
        nodeSeparation: 110, idealEdgeLength: 170, nodeRepulsion: 22000, packComponents: false, uniformNodeDimensions: false,
        nodeDimensionsIncludeLabels: true, numIter: cy.nodes().length > 400 ? 600 : 2500,
        ...(fixed.length ? { fixedNodeConstraint: fixed } : {}),
      } as never).run();
    }
    cy.batch(() => fixed.forEach(({ nodeId, position }) => (cy.getElementById(nodeId) as cytoscape.NodeSingular).position(position)));
    if (fixed.length === 0) this.fit();
    this.events.placed(this.positions());
  }

  fit(): void {
    this.cy.resize();
    if (this.cy.nodes().nonempty()) this.cy.fit(this.cy.nodes(), 45);
    if (this.cy.zoom() > 1.4) {
      this.cy.zoom(1.4);
      this.cy.center();
    }
  }

  zoom(factor: number): void {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  png(background: string): Blob {
    return this.cy.png({ output: "blob", full: true, scale: 2, bg: background, maxWidth: 8000, maxHeight: 8000 } as never) as unknown as Blob;
  }
}
