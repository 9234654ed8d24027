"""ONNX Runtime as an engine: the fused graph in float, and quantised to 8 bits in several ways.

Each function below makes one model file; `session` runs it on one thread. What is tried:
  dynamic   activations quantised as they come, over the whole tensor (quantize_dynamic)
  QDQ       activations quantised with scales from calibration (quantize_static)
  n-bits    8-bit weights in blocks of 128, activations quantised block by block inside the
            product (MatMulNBits at accuracy level 4)
"""
import logging

import onnx
import onnxruntime
from onnxruntime.quantization import (CalibrationDataReader, QuantFormat, QuantType,
                                      quantize_dynamic, quantize_static)
from onnxruntime.quantization.matmul_nbits_quantizer import (DefaultWeightOnlyQuantConfig,
                                                             MatMulNBitsQuantizer)

from onnx_graph import build


class Batches(CalibrationDataReader):
    """Calibration data: (ids, cases) pairs, each given once."""

    def __init__(self, batches):
        self._batches = iter([{"ids": ids, "cases": cases} for ids, cases in batches])

    def get_next(self):
        return next(self._batches, None)


def dynamic(source, target, per_channel, _batches):
    quantize_dynamic(source, target, per_channel=per_channel, reduce_range=False,
                     weight_type=QuantType.QInt8)


def qdq(source, target, keep_output, batches):
    """keep_output: the products give float at once instead of 8 bits that are then widened."""
    quantize_static(
        source, target, Batches(batches), quant_format=QuantFormat.QDQ,
        op_types_to_quantize=["MatMul"], per_channel=True, activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        extra_options={"OpTypesToExcludeOutputQuantization": ["MatMul"] if keep_output else []})


def n_bits(source, target, _option, _batches):
    config = DefaultWeightOnlyQuantConfig(block_size=128, is_symmetric=True, accuracy_level=4,
                                          bits=8)
    quantizer = MatMulNBitsQuantizer(onnx.load(source), algo_config=config)
    quantizer.process()
    quantizer.model.save_model_to_file(target)


# label, graph ("Attention" or "MultiHeadAttention"), what makes it, its option
VARIANTS = (
    ("dynamic, per tensor", "Attention", dynamic, False),
    ("dynamic, per channel", "Attention", dynamic, True),
    ("dynamic, per channel", "MultiHeadAttention", dynamic, True),
    ("QDQ, 8-bit outputs", "MultiHeadAttention", qdq, False),
    ("QDQ, float outputs", "MultiHeadAttention", qdq, True),
    ("n-bits", "MultiHeadAttention", n_bits, None),
)


def session(path):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.log_severity_level = 3
    running = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda ids, cases: running.run(None, {"ids": ids, "cases": cases})[0]


def engines(encoder, folder, batches):
    """Yields (label, engine); an engine maps (ids, cases) to hidden states."""
    logging.disable(logging.WARNING)  # quantising tells every operator
    for attention in ("Attention", "MultiHeadAttention"):
        path = str(folder / (attention + ".onnx"))
        onnx.save(build(encoder, attention == "Attention"), path)
        yield f"ONNX Runtime float32, {attention}", session(path)
    for number, (label, attention, make, option) in enumerate(VARIANTS):
        path = str(folder / f"{number}.onnx")
        make(str(folder / (attention + ".onnx")), path, option, batches)
        yield f"ONNX Runtime int8 {label}, {attention}", session(path)
