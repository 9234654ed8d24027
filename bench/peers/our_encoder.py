"""Our encoder in PyTorch, with the weights of a model file."""
import model_file
import network
import quantize
import torch

HEADS = 12  # of MiniLM-L6-H384, whose weights do not tell

# Names in the model file (train/quantize.py) and in train/network.py, where they differ.
RENAMED = {"embeddings.word": "word", "embeddings.position": "position", "embeddings.case": "case",
           "embeddings.norm": "norm", "layer.": "layers.", "output_norm": "norm"}


def dequantised(tensors):
    """The float tensors that a model file stands for: int8 rows times their scales."""
    floats = {}
    for name, array in tensors.items():
        if array.dtype == "int8":
            scale = tensors[name.removesuffix("weight") + "scale"]
            floats[name] = array.astype("float32") * scale[:, None]
        elif array.dtype == "float32" and not name.endswith(".scale"):
            floats[name] = array.copy()
    return floats


def with_plain_linears(module):
    """Makes torch.nn.Linear of the layers that can round: PyTorch's quantisation knows those alone."""
    for name, child in module.named_children():
        if isinstance(child, network.ByteLinear):
            linear = torch.nn.Linear(child.in_features, child.out_features)
            linear.load_state_dict(child.state_dict())
            setattr(module, name, linear)
        else:
            with_plain_linears(child)


def from_model_file(path):
    """(encoder, vocabulary as text) of data/models/language.orm."""
    meta, tensors = model_file.read(path)
    config = meta["config"]
    encoder = network.Encoder(config["vocabulary"], config["hidden"], config["layers"],
                              config["heads"], config["intermediate"])
    state = {}
    for name, array in dequantised(tensors).items():
        if name.startswith(("embeddings.", "layer.")):
            for old, new in RENAMED.items():
                name = name.replace(old, new)
            state[name] = torch.from_numpy(array)
    encoder.load_state_dict(state)
    with_plain_linears(encoder)
    return encoder.eval(), tensors["vocab"].tobytes().decode()


def model_from_bert(folder, path):
    """Writes a model file of a BERT of our layout: model.safetensors and vocab.txt in `folder`.

    It knows nothing of case: those embeddings are zero, which changes no speed.
    """
    from safetensors.torch import load_file
    state = load_file(folder / "model.safetensors")
    width = state["embeddings.word_embeddings.weight"].shape[1]
    state["embeddings.case_embeddings.weight"] = torch.zeros(network.CASE_CLASSES, width)
    vocab = (folder / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    header = {"name": folder.name, "version": "0", "config": quantize.to_config(state, HEADS)}
    model_file.write(str(path), header, quantize.to_tensors(state, vocab))
