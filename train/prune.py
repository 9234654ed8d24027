"""Narrows the feed-forward part of every layer: the neurons go that the losses miss least.

  python train/prune.py --data ../shared/data --base MINILM_FOLDER --start CHECKPOINT --inner 1024 --out NARROW.pt

A neuron's worth is the squared change of the loss that a step of its gate would bring, summed over
small batches of the training windows (Molchanov et al. 2019, "Importance Estimation for Neural
Network Pruning", equation 8 on gates). The checkpoint is meant to be trained further.
"""
import argparse
import pathlib
import random

import torch

from batches import batches, collate
from losses import losses, weighted
from network import Network
from train import epoch_windows, load
from wordpiece import WordPiece


def gated(layer, gate):
    """Multiplies the layer's inner activations by `gate`; returns the hook's handle."""
    return layer.down.register_forward_pre_hook(lambda _, inputs: (inputs[0] * gate,))


def worths(network, groups):
    layers = network.encoder.layers
    gates = [torch.ones(layer.up.out_features, requires_grad=True) for layer in layers]
    hooks = [gated(layer, gate) for layer, gate in zip(layers, gates)]
    total = [torch.zeros_like(gate) for gate in gates]
    for group in groups:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = weighted(losses(network, collate(group)))
        for sums, gradient in zip(total, torch.autograd.grad(loss, gates)):
            sums += gradient.float().square()
    for hook in hooks:
        hook.remove()
    return total


def narrow(state, worth, inner):
    state = dict(state)
    for number, sums in enumerate(worth):
        keep = sums.topk(inner).indices.sort().values
        at = f"encoder.layers.{number}."
        for name in ("up.weight", "up.bias"):
            state[at + name] = state[at + name][keep].clone()
        state[at + "down.weight"] = state[at + "down.weight"][:, keep].clone()
    return state


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--data", "--base", "--start", "--out"):
        parser.add_argument(name, type=pathlib.Path, required=True)
    parser.add_argument("--inner", type=int, required=True, help="neurons to keep, a multiple of 16")
    parser.add_argument("--batches", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    encoded, names, pos, dep = load(options.data, WordPiece(options.base / "vocab.txt"))
    checkpoint = torch.load(options.start, map_location="cpu")
    network = Network.of(checkpoint["state"]).eval()
    groups = batches(epoch_windows(encoded, names, pos, dep, rng), 600, rng)[:options.batches]
    worth = worths(network, groups)
    for number, sums in enumerate(worth):
        order = sums.sort(descending=True).values
        print(f"layer {number}: {100 * order[:options.inner].sum() / order.sum():.1f}% of the worth stays")
    torch.save({**checkpoint, "state": narrow(checkpoint["state"], worth, options.inner)}, options.out)


if __name__ == "__main__":
    main()
