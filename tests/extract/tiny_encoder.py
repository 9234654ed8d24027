"""Prints the numbers that encoder_test.cpp expects of the tiny network (tiny_encoder.h).

PyTorch 2.13 computes them from the definition: `python3 tests/extract/tiny_encoder.py`.
"""

import torch
from torch.nn.functional import gelu, layer_norm

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS, CASES = 64, 2, 2, 128, 40, 32, 7


def mixed(name, index):
    """A number below 2^32 from a tensor's name and an index; the same as in tiny_encoder.h."""
    x = 2166136261
    for byte in name.encode():
        x = (x ^ byte) * 16777619 % 2**32
    x = (x + index * 2654435761) % 2**32
    x ^= x >> 16
    x = x * 0x7FEB352D % 2**32
    x ^= x >> 15
    x = x * 0x846CA68B % 2**32
    return x ^ (x >> 16)


def floats(name, shape, middle, reach):
    size = torch.Size(shape).numel()
    values = [middle + reach * (mixed(name, i) / 2**31 - 1) for i in range(size)]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


def quantized(name, rows, columns, limit, scale):
    values = [mixed(name, i) % (2 * limit + 1) - limit for i in range(rows * columns)]
    scales = torch.tensor([scale * (1 + row % 5 / 8) for row in range(rows)], dtype=torch.float32)
    return torch.tensor(values, dtype=torch.float32).reshape(rows, columns) * scales[:, None]


def linear(name, rows, out):
    weight = quantized(name + ".weight", out, rows.shape[1], 64, 1 / 256)
    return rows @ weight.T + floats(name + ".bias", (out,), 0, 0.25)


def norm(name, rows):
    weight, bias = (floats(f"{name}.{part}", (HIDDEN,), middle, 0.25)
                    for part, middle in (("weight", 1), ("bias", 0)))  # fmt: skip
    return layer_norm(rows, (HIDDEN,), weight, bias, 1e-12)


def encode(ids, cases):
    rows = quantized("embeddings.word.weight", VOCABULARY, HIDDEN, 127, 1 / 128)[ids]
    rows = rows + floats("embeddings.position.weight", (POSITIONS, HIDDEN), 0, 0.5)[: len(ids)]
    rows = rows + floats("embeddings.case.weight", (CASES, HIDDEN), 0, 0.5)[cases]
    rows = norm("embeddings.norm", rows)
    for n in range(LAYERS):
        parts = linear(f"layer.{n}.qkv", rows, 3 * HIDDEN).split(HIDDEN, dim=1)
        query, key, value = (part.view(len(ids), HEADS, -1).transpose(0, 1) for part in parts)
        weights = torch.softmax(query @ key.transpose(1, 2) / (HIDDEN / HEADS) ** 0.5, dim=-1)
        context = (weights @ value).transpose(0, 1).reshape(len(ids), HIDDEN)
        out = linear(f"layer.{n}.attention_out", context, HIDDEN)
        rows = norm(f"layer.{n}.attention_norm", rows + out)
        inner = gelu(linear(f"layer.{n}.up", rows, INNER), approximate="tanh")
        rows = norm(f"layer.{n}.output_norm", rows + linear(f"layer.{n}.down", inner, HIDDEN))
    return rows


for window, length in enumerate((12, 3, 32)):
    ids = [(7 * i + 3 * window) % VOCABULARY for i in range(length)]
    cases = [(i + window) % CASES for i in range(length)]
    rows = encode(ids, cases)
    tags = linear("heads.tag", rows, 5)
    for row in (0, length - 1):
        shown = [f"{value:.6f}f" for value in (*rows[row, :3], *tags[row, :3])]
        print(f"{{{window}, {row}, {{{', '.join(shown)}}}}},")
