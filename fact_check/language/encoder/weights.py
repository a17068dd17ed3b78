"""Weights and labels of a pipeline component, as one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np
import srsly
from numpy.typing import NDArray

from fact_check.language.encoder.memory import Memory
from fact_check.language.layers import Floats

FILE = "weights.msgpack"


class Weighted:
    """A component with named arrays, named lists of labels and a few numbers.

    Floats are stored as float16, which costs nothing measurable and halves the file.
    """

    def __init__(self) -> None:
        self.arrays: dict[str, Floats] = {}
        self.lists: dict[str, list[str]] = {}
        self.numbers: dict[str, list[float]] = {}
        self.memory: Memory | None = None
        """Where it keeps what it read, if anywhere."""

    def set(
        self,
        arrays: Mapping[str, Floats],
        lists: Mapping[str, list[str]] | None = None,
        numbers: Mapping[str, list[float]] | None = None,
    ) -> None:
        """Set new weights, rounded as they will be after saving and loading."""
        self.from_bytes(_packed(arrays, lists or {}, numbers or {}))

    def ready(self) -> None:
        """Prepare what depends on the weights; called after loading them."""

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the weights."""
        return _packed(self.arrays, self.lists, self.numbers)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Load weights that `to_bytes` wrote."""
        whole: dict[str, Any] = srsly.msgpack_loads(data)
        self.arrays = {
            name: np.frombuffer(raw, dtype=np.float16).reshape(shape).astype(np.float32)
            for name, (shape, raw) in whole["arrays"].items()
        }
        self.lists, self.numbers = whole["lists"], whole["numbers"]
        if self.arrays:
            self.ready()
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights to the folder `path`, in one file."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the weights that `to_disk` wrote."""
        return self.from_bytes((Path(path) / FILE).read_bytes())


def _packed(arrays: Mapping[str, NDArray[Any]], lists: Mapping[str, list[str]], numbers: Mapping[str, Any]) -> bytes:
    whole = {
        "arrays": {name: [list(array.shape), array.astype(np.float16).tobytes()] for name, array in arrays.items()},
        "lists": dict(lists),
        "numbers": dict(numbers),
    }
    packed: bytes = srsly.msgpack_dumps(whole)
    return packed
