"""Write the encoder as an onnxruntime graph: matrix products in 8 bits, everything else in 32.

Weights use 7 of their 8 bits. Processors without byte dot products (VNNI) add two byte products in 16 bits, which
overflow with 8-bit weights: texts would be read differently there. Activations are quantised dynamically, by their
range in each run, in one product row by row (`by_row`).

A few channels of such an encoder are far larger than the others, and a scale that holds them leaves no precision for
the rest. So each channel is divided by its range on a sample, and the weights are multiplied by it (SmoothQuant, Xiao
et al. 2023): the products stay the same, and the channels become alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from fact_check.training.by_row import by_row
from fact_check.training.network import HEADS, WIDTH, Encoder

MICROSOFT = "com.microsoft"
_LARGEST = 63
_NORM: dict[str, Any] = {"axis": -1, "epsilon": 1e-12}


class _Graph:
    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.given: list[Any] = []

    def keep(self, name: str, array: NDArray[Any]) -> str:
        self.given.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(self, kind: str, taken: list[str], name: str, domain: str = "", **options: Any) -> str:
        self.nodes.append(helper.make_node(kind, taken, [name], name=name, domain=domain, **options))
        return name

    def normal(self, x: str, more: str, name: str, norm: list[str]) -> str:
        """Add and normalise; the operator that fuses the two takes three times as long."""
        return self.add("LayerNormalization", [self.add("Add", [x, more], f"{name}.sum"), *norm], name, **_NORM)

    def product(self, x: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32], bits: int) -> str:
        if bits == 32:
            wide = self.add("MatMul", [x, self.keep(f"{name}.w", weight)], f"{name}.m")
            return self.add("Add", [wide, self.keep(f"{name}.b", bias)], name)
        small, scale = quantised(weight)
        return self.add(
            "DynamicQuantizeMatMul",
            [
                x,
                self.keep(f"{name}.w", small),
                self.keep(f"{name}.s", scale),
                self.keep(f"{name}.z", np.zeros(len(scale), dtype=np.int8)),
                self.keep(f"{name}.b", bias),
            ],
            name,
            MICROSOFT,
        )


def quantised(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Quantise (in, out) weights to 7 bits, with a scale for each column."""
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-8) / _LARGEST
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


EVENED = {"qkv": 0.65, "out": 0.6, "up": 0.65, "down": 0.75}
"""How much of a channel's range moves from activations to weights, chosen to minimise the total error."""


def reaches(encoder: Encoder, rows: Iterable[tuple[Tensor, tuple[Tensor, Tensor]]]) -> dict[str, NDArray[np.float32]]:
    """Return the range of each product's input channels on a sample of (pieces, signs), by the product's name."""
    found: dict[str, NDArray[np.float32]] = {}

    def watch(name: str) -> Callable[[Any, Any], None]:
        def seen(_: Any, taken: Any) -> None:
            most = taken[0].detach().float().abs().flatten(0, -2).amax(0).numpy()
            found[name] = np.maximum(found[name], most) if name in found else most

        return seen

    hooks = [
        getattr(layer, name).register_forward_pre_hook(watch(f"{n}.{name}"))
        for n, layer in enumerate(list(encoder.layers)[: encoder.depth])
        for name in EVENED
    ]
    with torch.no_grad():
        for pieces, signs in rows:
            encoder(pieces, None, signs)
    for hook in hooks:
        hook.remove()
    return found


def evened(weight: NDArray[np.float32], reach: NDArray[np.float32], share: float) -> NDArray[np.float32]:
    """Return the divisor of each input channel of an (in, out) product."""
    most = np.maximum(np.abs(weight).max(axis=1), 1e-5)
    even = np.maximum(reach, 1e-3) ** share / most ** (1 - share)
    spread: NDArray[np.float32] = (even / np.exp(np.log(even).mean())).astype(np.float32)
    return spread


def build(encoder: Encoder, reach: dict[str, NDArray[np.float32]] | None = None) -> bytes:
    """Write the encoder's layers; the graph maps the summed embeddings of a row to its states.

    With `reach`, as returned by `reaches`, products are in 8 bits; without it everything is in 32.
    """
    g = _Graph()
    bits = 8 if reach else 32

    def array(tensor: Tensor) -> NDArray[np.float32]:
        found: NDArray[np.float32] = tensor.detach().float().numpy()
        return found

    norm = [g.keep(f"norm.{part}", array(getattr(encoder.norm, part))) for part in ("weight", "bias")]
    x = g.add("LayerNormalization", ["seen", *norm], "first", **_NORM)
    for n, layer in enumerate(list(encoder.layers)[: encoder.depth]):
        at = f"{n}"
        even: dict[str, NDArray[np.float32]] = {}
        for name in EVENED if reach else ():
            assert reach is not None
            even[name] = evened(array(getattr(layer, name).weight).T, reach[f"{at}.{name}"], EVENED[name])

        def product(taken: str, name: str, linear: Any, at: str = at, even: Any = even) -> str:
            weight, bias = array(linear.weight).T, array(linear.bias)
            if reach:
                weight = weight * even[name][:, None]
                if (
                    name == "qkv"
                ):  # the attention's output is a mean of values, so the values are divided before they enter it
                    values = np.concatenate([np.ones(2 * WIDTH, dtype=np.float32), even["out"]])
                    weight, bias = weight / values, bias / values
                if name != "out":
                    taken = g.add("Mul", [taken, g.keep(f"{at}.{name}.e", 1 / even[name])], f"{at}.{name}.even")
            return g.product(taken, f"{at}.{name}", weight, bias, bits)

        def norm_of(name: str, module: Any, at: str = at) -> list[str]:
            return [g.keep(f"{at}.{name}.{part}", array(getattr(module, part))) for part in ("weight", "bias")]

        qkv = product(x, "qkv", layer.qkv)
        parts = [f"{at}.{one}" for one in "qkv"]
        g.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{at}.split", axis=-1, num_outputs=3))
        seen = g.add("MultiHeadAttention", parts, f"{at}.seen", MICROSOFT, num_heads=HEADS)
        out = product(seen, "out", layer.out)
        x = g.normal(x, out, f"{at}.x", norm_of("norm1", layer.norm1))
        up = g.add("Gelu", [product(x, "up", layer.up)], f"{at}.gelu", MICROSOFT)
        down = product(up, "down", layer.down)
        x = g.normal(x, down, f"{at}.y", norm_of("norm2", layer.norm2))
    shape = [1, "length", WIDTH]
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info("seen", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(x, TensorProto.FLOAT, shape)],
        g.given,
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)]
    whole: bytes = helper.make_model(graph, opset_imports=opsets, ir_version=9).SerializeToString()
    return by_row(whole)
