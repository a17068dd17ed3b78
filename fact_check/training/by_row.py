"""Let each word have its own scale where the products in 8 bits lose most.

    python -m fact_check.training.by_row FOLDER

Activations are quantised together, by the range of a whole stretch. After the Gelu units the words' ranges differ by a
factor of eight, and one large word leaves little precision for the others: three quarters of all noise came from there.
So a row is divided by its largest value before that product, and multiplied by it afterwards.

`build` writes such graphs; the command changes that of a pipeline which was built before, in place.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from fact_check.language.encoder.component import GRAPH

PRODUCTS = ("down",)
"""The layers' products that are scaled so; the others gain less than it costs."""
LEAST = 1.0
"""The least divisor: a word whose largest value is smaller is quantised like one of this size."""
_AXES, _FLOOR = "row.axes", "row.least"


def by_row(graph: bytes) -> bytes:
    """Return an encoder's graph with a scale for each row; one that has them stays as it is."""
    model = onnx.load_from_string(graph)
    scaled = [node for node in model.graph.node if _is_meant(node)]
    if not scaled or _AXES in {one.name for one in model.graph.initializer}:
        return graph
    constants = {_AXES: np.array([-1], dtype=np.int64), _FLOOR: np.array(LEAST, dtype=np.float32)}
    model.graph.initializer.extend(numpy_helper.from_array(array, name) for name, array in constants.items())
    nodes = [new for node in model.graph.node for new in (_scaled(node) if node in scaled else [node])]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    changed: bytes = model.SerializeToString()
    return changed


def _is_meant(node: onnx.NodeProto) -> bool:
    return node.op_type == "DynamicQuantizeMatMul" and node.name.rpartition(".")[2] in PRODUCTS


def _scaled(node: onnx.NodeProto) -> list[onnx.NodeProto]:
    x, *weights, bias = node.input
    most, size, even, product, whole = (f"{node.name}.{part}" for part in ("most", "size", "row", "product", "whole"))
    return [
        helper.make_node("ReduceMax", [x, _AXES], [most], name=most, keepdims=1),
        helper.make_node("Max", [most, _FLOOR], [size], name=size),
        helper.make_node("Div", [x, size], [even], name=even),
        helper.make_node(node.op_type, [even, *weights], [product], name=node.name, domain=node.domain),
        helper.make_node("Mul", [product, size], [whole], name=whole),
        helper.make_node("Add", [whole, bias], list(node.output), name=f"{node.name}.b+"),
    ]


def main() -> None:
    """Change the graph of the pipeline in a folder."""
    say = argparse.ArgumentParser(prog="python -m fact_check.training.by_row", description=by_row.__doc__)
    say.add_argument("folder", type=Path, help="a pipeline, such as fact_check/language/model")
    file = say.parse_args().folder / "encoder" / GRAPH
    file.write_bytes(by_row(file.read_bytes()))


if __name__ == "__main__":
    main()
