"""PyTorch as an engine, on one thread: float32, bfloat16 and 8-bit (dynamic) linear layers."""
import warnings

import torch
from torch.ao.quantization import (default_dynamic_qconfig, per_channel_dynamic_qconfig,
                                   quantize_dynamic)


def runner(encoder, half=False):
    def run(ids, cases):
        ids, cases = torch.from_numpy(ids), torch.from_numpy(cases)
        mask = torch.ones_like(ids, dtype=torch.bool)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
            return encoder(ids, cases, mask).float().numpy()
    return run


def engines(encoder):
    """Yields (label, engine); an engine maps (ids, cases) to hidden states."""
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    yield "PyTorch float32", runner(encoder)
    yield "PyTorch bfloat16", runner(encoder, half=True)
    # "x86" picks the faster of FBGEMM and oneDNN for each product.
    torch.backends.quantized.engine = "x86"
    for label, how in (("per tensor", default_dynamic_qconfig),
                       ("per channel", per_channel_dynamic_qconfig)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it announces that it will be removed one day
            eight_bits = quantize_dynamic(encoder, {torch.nn.Linear: how})
        yield f"PyTorch int8 dynamic, {label}", runner(eight_bits)
