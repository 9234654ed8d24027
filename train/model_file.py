"""Reads and writes the model file that extract/model_file.h describes (data/models/language.orm).

  write("language.orm", {"name": ..., "version": ..., "config": {...}}, {"vocab": array, ...})
  meta, tensors = read("language.orm")

Layout, little endian:

  0   8 bytes  "ONRECMDL"
  8   u32      format version, 1
  12  u32      length of the header in bytes
  16  header   JSON: what `meta` holds, "fingerprint" and "tensors"
      zeros up to a multiple of 64: here the tensors begin
      tensors  each begins at a multiple of 64 (its "offset" counts from where the tensors begin);
               zeros between them, and after the last up to a multiple of 64
      u64      xxh3-64 of everything before

A row of "tensors": {"name", "dtype": i8|u8|f32|i32, "shape", "offset", "bytes"}. "fingerprint" is
xxh3-64 of the tensor region with its zeros, as 16 lower-case hex digits.
"""

import json
import os
import struct

import numpy as np
import xxhash

MAGIC = b"ONRECMDL"
FORMAT_VERSION = 1
ALIGNMENT = 64
LARGEST_FILE = 32 << 20

_DTYPES = {"i8": np.int8, "u8": np.uint8, "f32": np.float32, "i32": np.int32}
_NAMES = {np.dtype(kind): name for name, kind in _DTYPES.items()}


class ModelFileError(ValueError):
    """The file is not a whole model file of a version that this program reads."""


def _padding(length):
    return -length % ALIGNMENT


def write(path, meta, tensors, largest=LARGEST_FILE):
    """Writes the file in one step (a reader never sees half of it). Returns its fingerprint.

    meta:    JSON values; "fingerprint" and "tensors" are added.
    tensors: name -> array of int8, uint8, float32 or int32, stored in the given order.
    largest: bytes; only experiments in float need more than the 32 MB of the repository's model.
    """
    rows, body = [], bytearray()
    for name, array in tensors.items():
        array = np.ascontiguousarray(array)
        if array.dtype not in _NAMES:
            raise ModelFileError(f"tensor {name}: {array.dtype} is not stored, convert it")
        if array.dtype == np.float32 and not np.isfinite(array).all():
            raise ModelFileError(f"tensor {name}: holds a number that is not finite")
        data = array.astype(array.dtype.newbyteorder("<")).tobytes()
        rows.append({
            "name": name, "dtype": _NAMES[array.dtype], "shape": list(array.shape),
            "offset": len(body), "bytes": len(data),
        })  # fmt: skip
        body += data + bytes(_padding(len(data)))
    fingerprint = f"{xxhash.xxh3_64_intdigest(bytes(body)):016x}"
    header = json.dumps(
        {**meta, "fingerprint": fingerprint, "tensors": rows}, separators=(",", ":")
    ).encode()
    head = MAGIC + struct.pack("<II", FORMAT_VERSION, len(header)) + header
    whole = head + bytes(_padding(len(head))) + body
    whole += struct.pack("<Q", xxhash.xxh3_64_intdigest(whole))
    if len(whole) > largest:
        raise ModelFileError(f"{path}: {len(whole)} bytes, at most {largest} are allowed")
    partial = f"{path}.part"
    with open(partial, "wb") as file:
        file.write(whole)
    os.replace(partial, path)
    return fingerprint


def read(path):
    """(meta, {name: array}); meta holds "fingerprint" but not "tensors"."""
    with open(path, "rb") as file:
        whole = file.read()
    if whole[:8] != MAGIC or len(whole) < 24:
        raise ModelFileError(f"{path}: not a model file")
    version, header_bytes = struct.unpack_from("<II", whole, 8)
    if version != FORMAT_VERSION:
        raise ModelFileError(f"{path}: format version {version}, this reads {FORMAT_VERSION}")
    (checksum,) = struct.unpack("<Q", whole[-8:])
    if xxhash.xxh3_64_intdigest(whole[:-8]) != checksum:
        raise ModelFileError(f"{path}: cut or damaged, its checksum does not fit")
    meta = json.loads(whole[16 : 16 + header_bytes])
    begin = 16 + header_bytes + _padding(16 + header_bytes)
    tensors = {}
    for row in meta.pop("tensors"):
        at = begin + row["offset"]
        kind = np.dtype(_DTYPES[row["dtype"]]).newbyteorder("<")
        array = np.frombuffer(whole[at : at + row["bytes"]], dtype=kind)
        tensors[row["name"]] = array.reshape(row["shape"])
    return meta, tensors
