// A view as the fragment of an address: JSON, deflated, in base64url.
import { EMPTY_VIEW, read_view, type View } from "./view";

/** A link that unfolds to more than this is not one of ours. */
const MAX_JSON_BYTES = 4 << 20;

async function squeeze(bytes: Uint8Array, stream: CompressionStream | DecompressionStream, most: number): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  const writing = writer.write(bytes as BufferSource).then(() => writer.close());
  writing.catch(() => undefined);  // the reader below fails with the same
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new Error("the view is too large");
    }
    parts.push(value);
  }
  await writing;
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function to_base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 8192) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function from_base64(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
}

/** Only the fields that are not as in an empty view, so that most links stay short. */
export function sparse(view: View): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(view)) {
    if (JSON.stringify(value) !== JSON.stringify(EMPTY_VIEW[name as keyof View])) out[name] = value;
  }
  return out;
}

/** "" for an empty view. */
export async function encode_view(view: View): Promise<string> {
  const fields = sparse(view);
  if (Object.keys(fields).length === 0) return "";
  const json = new TextEncoder().encode(JSON.stringify(fields));
  return to_base64(await squeeze(json, new CompressionStream("deflate-raw"), Infinity));
}

/** Fails for what `encode_view` did not make. */
export async function decode_view(encoded: string): Promise<View> {
  if (encoded === "") return EMPTY_VIEW;
  const bytes = await squeeze(from_base64(encoded), new DecompressionStream("deflate-raw"), MAX_JSON_BYTES);
  return read_view(JSON.parse(new TextDecoder().decode(bytes)));
}
