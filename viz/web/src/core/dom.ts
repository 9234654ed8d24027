// Elements from values. Words from the store only ever become text nodes and checked attributes.

type Child = Node | string | number | null | undefined | false;
export type Children = Child | Child[] | Children[];

interface Props {
  class?: string;
  on?: Record<string, (event: never) => void>;
  [attribute: string]: unknown;
}

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "indeterminate", "open"]);

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, props?: Props | null, ...children: Children[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listen] of Object.entries(value as Record<string, EventListener>)) {
        element.addEventListener(event, listen);
      }
    } else if (PROPERTIES.has(name)) {
      (element as unknown as Record<string, unknown>)[name] = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

export function append(parent: Node, children: Children): void {
  if (Array.isArray(children)) {
    for (const child of children) append(parent, child);
  } else if (children instanceof Node) {
    parent.appendChild(children);
  } else if (children !== null && children !== undefined && children !== false) {
    parent.appendChild(document.createTextNode(String(children)));
  }
}

export function fill(parent: Element, ...children: Children[]): void {
  parent.replaceChildren();
  append(parent, children);
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Record<string, string | number>, ...children: Node[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** A link out of the page, only where it is http or https; else nothing. */
export function outward(url: string, words: string): HTMLElement | null {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return null;
  return h("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer", class: "out" }, `${words} ↗`);
}

/** Pressed again while what it does is on its way, it does nothing. */
export function button(words: Children, act: () => unknown, props: Props = {}): HTMLButtonElement {
  let running = false;
  const click = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      await act();
    } finally {
      running = false;
    }
  };
  return h("button", { type: "button", ...props, on: { click: () => void click() } }, words);
}

/** Saves bytes as a file of the reader's. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
