// The files of a zip archive, by its central directory.
import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

/** name -> bytes, in the archive's order. */
export function zipFiles(zip) {
  const end = zip.lastIndexOf("PK\x05\x06");
  assert.ok(end >= 0, "a zip archive");
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; --left) {
    assert.equal(zip.toString("latin1", at, at + 4), "PK\x01\x02");
    const [method, packed, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [nameBytes, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const head = zip.readUInt32LE(at + 42);
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
    const bytes = zip.subarray(start, start + packed);
    const file = method === 8 ? inflateRawSync(bytes) : bytes;
    assert.equal(file.length, size);
    files.set(zip.toString("utf8", at + 46, at + 46 + nameBytes), file);
    at += 46 + nameBytes + extra + comment;
  }
  return files;
}
