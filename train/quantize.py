"""A trained state dict (names of HuggingFace's BertModel) as the tensors of the model file.

  tensors = to_tensors(state, vocab_pieces)              # 8-bit linears and word embeddings
  tensors = to_tensors(state, vocab_pieces, float32=True)  # the same network in float
  model_file.write(path, {"name": ..., "config": to_config(state, heads), ...}, tensors)

Weights of linear layers are symmetric per output channel in [-64, 64]: with 7 bits a pair of
products with an unsigned 8-bit activation, 255 * 64 * 2 = 32640, cannot saturate the 16-bit sums of
processors without VNNI, so every processor computes the same numbers. Word embeddings are symmetric
per row in [-127, 127]. Positions (with token type 0 added), case embeddings, norms and biases stay
float32.
"""

import copy

import numpy as np

LINEAR_LIMIT = 64
EMBEDDING_LIMIT = 127
POSITIONS = 256
_CLIP_RATIOS = np.linspace(1.0, 0.6, 21)


def quantize_rows(weight, limit):
    """(int8 rows, float32 scale of each row): the scale with the least squared error is taken."""
    weight = np.asarray(weight, dtype=np.float32)
    largest = np.abs(weight).max(axis=1)
    largest[largest == 0] = 1.0
    best_error = np.full(len(weight), np.inf)
    best_scale = largest / limit
    for ratio in _CLIP_RATIOS:
        scale = (largest * ratio / limit).astype(np.float32)
        rounded = np.clip(np.rint(weight / scale[:, None]), -limit, limit)
        error = np.square(weight - rounded * scale[:, None]).sum(axis=1)
        better = error < best_error
        best_error[better] = error[better]
        best_scale[better] = scale[better]
    best_scale = best_scale.astype(np.float32)
    rounded = np.clip(np.rint(weight / best_scale[:, None]), -limit, limit)
    return rounded.astype(np.int8), best_scale


def _arrays(state):
    """Name -> float32 array; a prefix "bert." is dropped."""
    arrays = {}
    for name, value in state.items():
        value = value.detach().cpu().float().numpy() if hasattr(value, "detach") else value
        arrays[name.removeprefix("bert.")] = np.asarray(value, dtype=np.float32)
    return arrays


def _layers(arrays):
    found = {int(n.split(".")[2]) for n in arrays if n.startswith("encoder.layer.")}
    return sorted(found)


def to_config(state, heads):
    """The "config" of the header. heads: number of attention heads."""
    arrays = _arrays(state)
    vocabulary, hidden = arrays["embeddings.word_embeddings.weight"].shape
    return {
        "hidden": hidden,
        "layers": len(_layers(arrays)),
        "heads": heads,
        "intermediate": arrays["encoder.layer.0.intermediate.dense.weight"].shape[0],
        "vocabulary": vocabulary,
        "positions": min(POSITIONS, len(arrays["embeddings.position_embeddings.weight"])),
        "cases": len(arrays["embeddings.case_embeddings.weight"]),
    }


def _linears(arrays):
    """Yields (name in the file, weight [out, in], bias [out]) of the encoder's linear layers."""
    for n in _layers(arrays):
        old, new = f"encoder.layer.{n}.", f"layer.{n}."
        parts = [old + f"attention.self.{part}" for part in ("query", "key", "value")]
        yield (
            new + "qkv",
            np.concatenate([arrays[part + ".weight"] for part in parts]),
            np.concatenate([arrays[part + ".bias"] for part in parts]),
        )
        for source, target in (
            ("attention.output.dense", "attention_out"),
            ("intermediate.dense", "up"),
            ("output.dense", "down"),
        ):
            yield new + target, arrays[f"{old}{source}.weight"], arrays[f"{old}{source}.bias"]


def _positions(arrays):
    rows = arrays["embeddings.position_embeddings.weight"][:POSITIONS]
    return rows + arrays["embeddings.token_type_embeddings.weight"][0]


def _is_linear_head(name, array):
    """A head is stored in 8 bits when it is a matrix over rows of a multiple of 16 numbers."""
    return name.endswith(".weight") and array.ndim == 2 and array.shape[1] % 16 == 0


def to_tensors(state, vocab, float32=False, float_heads=()):
    """name -> array for model_file.write.

    state:       state dict of tensors or arrays: the encoder, embeddings.case_embeddings.weight and
                 whatever begins with "heads.".
    vocab:       pieces in the order of their ids.
    float_heads: heads ("heads.links") that stay float32.
    """
    arrays = _arrays(state)
    tensors = {"vocab": np.frombuffer("\n".join(vocab).encode(), dtype=np.uint8)}

    def add_rows(name, weight, limit):
        if float32:
            tensors[name + ".weight"] = weight
        else:
            tensors[name + ".weight"], tensors[name + ".scale"] = quantize_rows(weight, limit)

    add_rows("embeddings.word", arrays["embeddings.word_embeddings.weight"], EMBEDDING_LIMIT)
    tensors["embeddings.position.weight"] = _positions(arrays)
    tensors["embeddings.case.weight"] = arrays["embeddings.case_embeddings.weight"]
    for part in ("weight", "bias"):
        tensors[f"embeddings.norm.{part}"] = arrays[f"embeddings.LayerNorm.{part}"]
    for name, weight, bias in _linears(arrays):
        add_rows(name, weight, LINEAR_LIMIT)
        tensors[name + ".bias"] = bias
    for n in _layers(arrays):
        for source, target in (
            ("attention.output", "attention_norm"),
            ("output", "output_norm"),
        ):
            for part in ("weight", "bias"):
                tensors[f"layer.{n}.{target}.{part}"] = arrays[
                    f"encoder.layer.{n}.{source}.LayerNorm.{part}"
                ]
    for name, array in arrays.items():
        if not name.startswith("heads."):
            continue
        stem = name.removesuffix(".weight")
        if _is_linear_head(name, array) and stem not in float_heads:
            add_rows(stem, array, LINEAR_LIMIT)
        else:
            tensors[name] = array
    return tensors


def fake_quantize(model, float_heads=()):
    """A copy of a torch model whose weights are what the 8-bit file holds, in float.

    Measures what 8-bit weights cost; 8-bit activations come on top in the engine.
    """
    import torch

    copied = copy.deepcopy(model)
    state = copied.state_dict()
    with torch.no_grad():
        for full_name, value in state.items():
            name = full_name.removeprefix("bert.")
            rows = value.detach().cpu().float().numpy()
            if name == "embeddings.word_embeddings.weight":
                limit = EMBEDDING_LIMIT
            elif name.startswith("encoder.layer.") and rows.ndim == 2:
                limit = LINEAR_LIMIT
            elif (
                name.startswith("heads.")
                and _is_linear_head(name, rows)
                and name.removesuffix(".weight") not in float_heads
            ):
                limit = LINEAR_LIMIT
            else:
                continue
            rounded, scale = quantize_rows(rows, limit)
            value.copy_(torch.from_numpy(rounded.astype(np.float32) * scale[:, None]))
    return copied
