"""Writes a checkpoint of train.py as the model file that the program reads.

  python train/export.py --checkpoint build/train/run1/average.pt --base MINILM_FOLDER \\
      --out data/models/language.orm [--float] [--calibration calibration.json]
"""
import argparse
import json
import pathlib

import torch

import model_file
import quantize
from corpora import ATTRIBUTION_TAGS, ENTITY_TAGS

LINKS = ("content_cue", "cue_source", "anaphor")


def bert_names(state):
    """Our names of the encoder's weights as Hugging Face's BertModel has them."""
    found = {}
    found["embeddings.word_embeddings.weight"] = state["encoder.word.weight"]
    found["embeddings.position_embeddings.weight"] = state["encoder.position.weight"]
    width = state["encoder.word.weight"].shape[1]
    found["embeddings.token_type_embeddings.weight"] = torch.zeros(2, width)  # in the positions
    found["embeddings.case_embeddings.weight"] = state["encoder.case.weight"]
    parts = {"attention_out": "attention.output.dense", "up": "intermediate.dense",
             "down": "output.dense", "attention_norm": "attention.output.LayerNorm",
             "norm": "output.LayerNorm"}
    for end in ("weight", "bias"):
        found[f"embeddings.LayerNorm.{end}"] = state[f"encoder.norm.{end}"]
        layer = 0
        while f"encoder.layers.{layer}.qkv.{end}" in state:
            ours, theirs = f"encoder.layers.{layer}.", f"encoder.layer.{layer}."
            qkv = state[f"{ours}qkv.{end}"].chunk(3)
            for name, value in zip(("query", "key", "value"), qkv):
                found[f"{theirs}attention.self.{name}.{end}"] = value
            for our, their in parts.items():
                found[f"{theirs}{their}.{end}"] = state[f"{ours}{our}.{end}"]
            layer += 1
    return found


def heads(state):
    """Heads as the program reads them: one matrix for all tags of a word, links, the chain."""
    found = {}
    for end in ("weight", "bias"):
        found[f"heads.tags.{end}"] = torch.cat([state[f"entity.{end}"], state[f"attribution.{end}"]])
        found[f"heads.pos.{end}"] = state[f"pos.{end}"]
        for none in ("no_source", "no_antecedent"):
            found[f"heads.{none}.{end}"] = state[f"{none}.{end}"]
        for link in LINKS:
            for part in ("left", "right", "out"):
                found[f"heads.{link}.{part}.{end}"] = state[f"{link}.{part}.{end}"]
    for link in LINKS:
        found[f"heads.{link}.distance"] = state[f"{link}.distance.weight"]
    found["heads.chain.start"] = state["crf.start"]
    found["heads.chain.move"] = state["crf.move"]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=pathlib.Path, required=True)
    parser.add_argument("--base", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--version", default="1")
    parser.add_argument("--float", action="store_true", help="float32 weights, for measuring")
    parser.add_argument("--calibration", type=pathlib.Path)
    options = parser.parse_args()
    checkpoint = torch.load(options.checkpoint, map_location="cpu")
    state = checkpoint["state"]
    vocabulary = (options.base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    renamed = {**bert_names(state), **heads(state)}
    head_names = {n.removesuffix(".weight") for n in renamed if n.startswith("heads.")}
    tensors = quantize.to_tensors(renamed, vocabulary, float32=options.float,
                                  float_heads=head_names)
    meta = {
        "name": "onrecord-language", "version": options.version,
        "config": quantize.to_config(renamed, heads=12),
        "labels": {"entity": list(ENTITY_TAGS), "attribution": list(ATTRIBUTION_TAGS),
                   "pos": sorted(checkpoint["pos"], key=checkpoint["pos"].get)},
    }
    if options.calibration:
        meta["calibration"] = json.loads(options.calibration.read_text())
    limit = {"largest": 1 << 30} if options.float else {}
    model_file.write(options.out, meta, tensors, **limit)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
