"""The mean of several checkpoints' weights (Wortsman et al. 2022, model soups).

  python train/average.py OUT.pt CHECKPOINT.pt CHECKPOINT.pt ...
"""
import sys

import torch


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    checkpoints = [torch.load(path, map_location="cpu") for path in sys.argv[2:]]
    mean = {name: sum(c["state"][name] for c in checkpoints) / len(checkpoints)
            for name in checkpoints[0]["state"]}
    torch.save({**checkpoints[0], "state": mean}, sys.argv[1])


if __name__ == "__main__":
    main()
