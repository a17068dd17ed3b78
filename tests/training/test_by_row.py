"""A product in 8 bits with a scale for each row."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

onnx = pytest.importorskip("onnx", reason="installed for training only: pip install fact-check[train]")

from fact_check.training.by_row import by_row, main  # noqa: E402  (needs onnx)

IN, OUT = 64, 16
RNG = np.random.default_rng(3)
WEIGHTS = RNG.integers(-63, 64, (IN, OUT)).astype(np.int8)
BIAS = RNG.normal(0, 1, OUT).astype(np.float32)
SMALL_AND_LARGE = RNG.normal(0, 1, (1, 8, IN)).astype(np.float32) * np.array([1, 1, 1, 1, 1, 1, 1, 40])[:, None]


def graph(name: str) -> bytes:
    """Return a graph of one product of that name."""
    arrays = {"w": WEIGHTS, "s": np.full(OUT, 0.01, np.float32), "z": np.zeros(OUT, np.int8), "b": BIAS}
    product = onnx.helper.make_node("DynamicQuantizeMatMul", ["x", *arrays], ["y"], name=name, domain="com.microsoft")
    shapes = {"x": [1, "length", IN], "y": [1, "length", OUT]}
    x, y = (onnx.helper.make_tensor_value_info(one, onnx.TensorProto.FLOAT, shape) for one, shape in shapes.items())
    given = [onnx.numpy_helper.from_array(array, one) for one, array in arrays.items()]
    whole = onnx.helper.make_graph([product], "one", [x], [y], given)
    opsets = [onnx.helper.make_opsetid("", 18), onnx.helper.make_opsetid("com.microsoft", 1)]
    packed: bytes = onnx.helper.make_model(whole, opset_imports=opsets, ir_version=9).SerializeToString()
    return packed


def off(packed: bytes, x: NDArray[Any]) -> NDArray[Any]:
    """Return how far each row of the product is from that in 32 bits."""
    import onnxruntime

    x = x.astype(np.float32)
    (y,) = onnxruntime.InferenceSession(packed, providers=["CPUExecutionProvider"]).run(None, {"x": x})
    right = x @ (WEIGHTS.astype(np.float32) * np.float32(0.01)) + BIAS
    return np.abs(y - right)[0].mean(axis=1)  # type: ignore[no-any-return]


def test_a_small_row_keeps_its_precision_beside_a_large_one() -> None:
    together, apart = (off(one, SMALL_AND_LARGE) for one in (graph("0.down"), by_row(graph("0.down"))))
    assert (apart[:-1] < together[:-1] / 4).all()
    assert apart[-1] < 2 * together[-1]


def test_rows_without_a_positive_value_are_products_too() -> None:
    assert off(by_row(graph("0.down")), -np.abs(SMALL_AND_LARGE[:, :7])).max() < 0.2
    assert off(by_row(graph("0.down")), 0 * SMALL_AND_LARGE).max() < 1e-6


def test_other_products_stay() -> None:
    assert by_row(graph("0.up")) == graph("0.up")


def test_the_command_changes_a_pipeline_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "encoder" / "encoder.onnx"
    file.parent.mkdir()
    file.write_bytes(graph("0.down"))
    monkeypatch.setattr(sys, "argv", ["by_row", str(tmp_path)])
    main()
    once = file.read_bytes()
    assert once == by_row(graph("0.down")) != graph("0.down")
    main()
    assert file.read_bytes() == once
