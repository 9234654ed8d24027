#!/usr/bin/env python3
"""How fast do PyTorch and ONNX Runtime run the very same encoder, next to ours? One thread.

usage: engines.py [MODEL [ONLY]]
MODEL    data/models/language.orm by default; or a folder with model.safetensors and vocab.txt (a
         BERT of the same sizes)
ONLY     a regular expression: only peers whose label holds it, "int8 dynamic" for example

Every engine gets the same windows: PolNeAR's training articles cut into windows of 32 to 256
pieces, [CLS] and [SEP] included, about 1024 pieces a call, none of them padding. Printed are pieces
a processor second, best of several calls, and how far the hidden states are from PyTorch's in
float32 (root of the mean squared difference over that of the states).

Ours is measured by the program BENCH_ENCODER (default build/release/bench/bench_encoder) on windows
of the same lengths; it fills them with random pieces, which are the same work.
"""
import gzip
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from common import ROOT, SHARED, fastest, require_corpora

import numpy as np  # noqa: E402
import onnx_engines  # noqa: E402
import our_encoder  # noqa: E402
import torch_engines  # noqa: E402
import wordpiece  # noqa: E402

LENGTHS = (32, 64, 128, 160, 256)
PIECES_A_CALL = 1024
LABEL_WIDTH = 56
CALLS = int(os.environ.get("CALLS", "12"))
BENCH_ENCODER = pathlib.Path(os.environ.get("BENCH_ENCODER",
                                            ROOT / "build/release/bench/bench_encoder"))


def pieces_of_articles(vocab, wanted):
    """The first `wanted` (id, case) of PolNeAR's training articles, by train/wordpiece.py."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write(vocab)
        file.flush()
        tokenizer = wordpiece.WordPiece(file.name)
    found = []
    with gzip.open(SHARED / "data/polnear/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            ids, cases, _ = tokenizer.encode_words(json.loads(line)["text"].split())
            found += zip(ids, cases)
            if len(found) >= wanted:
                return tokenizer, found[:wanted]
    sys.exit(f"engines: the training articles have only {len(found)} pieces")


def make_batches(vocab):
    """{length: (ids, cases)}, int64 of windows x length."""
    tokenizer, pieces = pieces_of_articles(vocab, PIECES_A_CALL)
    batches = {}
    for length in LENGTHS:
        inner = length - 2
        rows = [[(tokenizer.cls, 0), *pieces[i * inner:(i + 1) * inner], (tokenizer.sep, 0)]
                for i in range(PIECES_A_CALL // length)]
        array = np.array(rows, dtype=np.int64)
        batches[length] = (np.ascontiguousarray(array[..., 0]),
                           np.ascontiguousarray(array[..., 1]))
    return batches


def measure(engine, batches, expected):
    """Pieces a second for every length, then the relative difference from `expected`."""
    rates = [ids.size / fastest(lambda a=ids, b=cases: engine(a, b), CALLS)
             for ids, cases in batches.values()]
    difference = np.concatenate([(engine(*batch) - hidden).ravel()
                                 for batch, hidden in zip(batches.values(), expected)])
    states = np.concatenate([hidden.ravel() for hidden in expected])
    return rates, float(np.sqrt(np.mean(difference ** 2) / np.mean(states ** 2)))


def measure_ours(model):
    """Our program's pieces a second for every length, or None and a word why not."""
    if not BENCH_ENCODER.is_file():
        print(f"onrecord is left out: no {BENCH_ENCODER}; ./dev build makes it")
        return None
    done = subprocess.run([BENCH_ENCODER, model], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"engines: {BENCH_ENCODER} ended with {done.returncode}: {done.stderr}")
    rates = {int(row[1]): float(row[2])
             for row in re.finditer(r"^ *(\d+) +(\d+) ", done.stdout, re.MULTILINE)}
    return [rates[length] for length in LENGTHS]


def print_row(label, cells):
    print(label.ljust(LABEL_WIDTH) + "".join(str(cell).rjust(9) for cell in cells), flush=True)


def compare(model, only, folder):
    encoder, vocab = our_encoder.from_model_file(model)
    batches = make_batches(vocab)
    print(f"== {os.path.basename(model)}, one thread: pieces/s, best of {CALLS} calls of about "
          f"{PIECES_A_CALL} pieces")
    print_row("pieces a window", [*LENGTHS, "differs"])
    expected, best = None, [0.0] * len(LENGTHS)
    for label, engine in itertools.chain(
            torch_engines.engines(encoder),
            onnx_engines.engines(encoder, folder, list(batches.values()))):
        if expected is None:
            expected = [engine(*batch) for batch in batches.values()]
        if not re.search(only, label):
            continue
        rates, difference = measure(engine, batches, expected)
        best = list(map(max, best, rates))
        print_row(label, [*(f"{rate:,.0f}" for rate in rates), f"{100 * difference:.2f}%"])
    if not any(best):
        sys.exit(f"engines: no peer's label holds '{only}'")
    ours = measure_ours(model)
    if ours:
        print_row("onrecord", [f"{rate:,.0f}" for rate in ours])
        print_row("onrecord / fastest peer", [f"{a / b:.2f}" for a, b in zip(ours, best)])


def main():
    require_corpora()
    model = pathlib.Path(sys.argv[1] if sys.argv[1:] else ROOT / "data/models/language.orm")
    if not model.exists():
        sys.exit(f"engines: no {model}: train one, or name a folder with model.safetensors")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        if model.is_dir():
            our_encoder.model_from_bert(model, folder / "bert.orm")
            model = folder / "bert.orm"
        compare(model, sys.argv[2] if sys.argv[2:] else "", folder)


if __name__ == "__main__":
    main()
