"""Our encoder as an ONNX graph of ONNX Runtime's own fused operators.

An export from PyTorch is a few hundred small operators that ONNX Runtime's optimizer then puts
together again where it knows the pattern. Writing the fused graph (Attention or
MultiHeadAttention, SkipLayerNormalization, FastGelu) gives it the form that it runs fastest, so
the comparison does not depend on which patterns a version happens to know.

Inputs `ids`, `cases`: int64, batch x pieces, every window of a batch equally long (no mask: the
cheapest case for the peer). One output: the hidden states, float32, batch x pieces x width.
"""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

EPSILON = 1e-12
OPSET, IR_VERSION = 17, 8


class GraphBuilder:
    """Collects nodes and weights. Every method returns the name of its output."""

    def __init__(self):
        self.nodes = []
        self.weights = []

    def weight(self, name, tensor):
        array = tensor.detach().numpy() if hasattr(tensor, "detach") else tensor
        self.weights.append(numpy_helper.from_array(array, name))
        return name

    def node(self, kind, inputs, name, domain="", outputs=None, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, outputs or [name], name=name,
                                           domain=domain, **attributes))
        return name

    def fused(self, kind, inputs, name, **attributes):
        return self.node(kind, inputs, name, domain="com.microsoft", **attributes)

    def product(self, x, linear, name):
        """x times the transposed weight, without the bias."""
        weight = self.weight(name + ".weight", linear.weight.T.contiguous())
        return self.node("MatMul", [x, weight], name)

    def norm_of_sum(self, x, residual, norm, bias, name):
        """LayerNorm(x + bias + residual)."""
        weights = [self.weight(name + ".gamma", norm.weight),
                   self.weight(name + ".beta", norm.bias), self.weight(name + ".bias", bias)]
        return self.fused("SkipLayerNormalization", [x, residual, *weights], name, epsilon=EPSILON)


def embed(graph, encoder):
    word = graph.node("Gather", [graph.weight("word.table", encoder.word.weight), "ids"], "word")
    case = graph.node("Gather", [graph.weight("case.table", encoder.case.weight), "cases"], "case")
    length = graph.node("Shape", ["ids"], "length", start=1, end=2)
    zero = graph.weight("zero", np.zeros(1, np.int64))
    table = graph.weight("position.table", encoder.position.weight)
    position = graph.node("Slice", [table, zero, length, zero], "position")
    total = graph.node("Add", [graph.node("Add", [word, position], "word_position"), case], "sum")
    norm = encoder.norm
    return graph.node("LayerNormalization",
                      [total, graph.weight("norm.gamma", norm.weight),
                       graph.weight("norm.beta", norm.bias)],
                      "embedded", axis=-1, epsilon=EPSILON)


def attend(graph, layer, x, at, one_operator):
    """Self-attention without its output projection.

    one_operator: the operator Attention, which holds the projections to query, key and value too
    (quantised, it becomes QAttention); else a product and MultiHeadAttention.
    """
    bias = graph.weight(at + "qkv.bias", layer.qkv.bias)
    if one_operator:
        weight = graph.weight(at + "qkv.weight", layer.qkv.weight.T.contiguous())
        return graph.fused("Attention", [x, weight, bias], at + "attention", num_heads=layer.heads)
    parts = [at + name for name in ("query", "key", "value")]
    graph.node("Split", [graph.product(x, layer.qkv, at + "qkv")], at + "split", outputs=parts,
               axis=2)
    return graph.fused("MultiHeadAttention", [*parts, bias], at + "attention",
                       num_heads=layer.heads)


def build(encoder, one_operator):
    """The ONNX model of a train/network.py Encoder (float32 weights)."""
    graph = GraphBuilder()
    x = embed(graph, encoder)
    for number, layer in enumerate(encoder.layers):
        at = f"layer{number}."
        mixed = attend(graph, layer, x, at, one_operator)
        out = graph.product(mixed, layer.attention_out, at + "attention_out")
        x = graph.norm_of_sum(out, x, layer.attention_norm, layer.attention_out.bias,
                              at + "attention_norm")
        up = graph.product(x, layer.up, at + "up")
        up = graph.fused("FastGelu", [up, graph.weight(at + "up.bias", layer.up.bias)], at + "gelu")
        down = graph.product(up, layer.down, at + "down")
        x = graph.norm_of_sum(down, x, layer.norm, layer.down.bias, at + "norm")
    shape, width = ["batch", "pieces"], encoder.word.weight.shape[1]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, shape)
              for name in ("ids", "cases")]
    output = helper.make_tensor_value_info(x, TensorProto.FLOAT, [*shape, width])
    # Quantisation has to know the types, and ONNX does not infer them through these operators.
    types = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
             for node in graph.nodes for name in node.output if name not in ("length", x)]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.weights,
                          value_info=types),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)],
        ir_version=IR_VERSION)
    onnx.checker.check_model(model)
    return model
