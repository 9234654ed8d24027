// "deflate-raw" for the CompressionStream and DecompressionStream of Node.js 18, which lack it;
// every browser and later versions have it.
import { Duplex } from "node:stream";
import { createDeflateRaw, createInflateRaw } from "node:zlib";

function withRaw(Native, makeRaw) {
  return class {
    constructor(format) {
      return format === "deflate-raw" ? Duplex.toWeb(makeRaw()) : new Native(format);
    }
  };
}

function hasRaw() {
  try {
    new CompressionStream("deflate-raw");
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

if (!hasRaw()) {
  globalThis.CompressionStream = withRaw(CompressionStream, createDeflateRaw);
  globalThis.DecompressionStream = withRaw(DecompressionStream, createInflateRaw);
}
