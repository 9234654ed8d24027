// Server-sent events out of a reply's text, which comes in pieces that end anywhere.

export interface ServerEvent {
  name: string;
  data: unknown;
}

export class EventReader {
  private rest = "";

  /** The events that are whole with this piece. Fails when an event's data is no JSON. */
  take(piece: string): ServerEvent[] {
    const blocks = (this.rest + piece).split("\n\n");
    this.rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => {
      const field = (name: string): string => {
        const line = block.split("\n").find((one) => one.startsWith(`${name}: `));
        return line ? line.slice(name.length + 2) : "";
      };
      const data = field("data");
      return data ? [{ name: field("event"), data: JSON.parse(data) as unknown }] : [];
    });
  }
}
