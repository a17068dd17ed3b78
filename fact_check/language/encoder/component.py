"""A component that runs the encoder and stores every word's state in `doc.tensor`.

The text beside the story is read separately. Both are cut into stretches, and each stretch runs by itself, so the
result for a text does not depend on other texts, because a run's activations are quantised together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from fact_check.language.encoder.inputs import Inputs, Lexicon, Stretch, stretches
from fact_check.language.encoder.memory import Memory
from fact_check.language.encoder.pieces import Pieces
from fact_check.language.flows import flows
from fact_check.language.layers import Floats

NAME = "fact_check_encoder"

GRAPH, TABLES = "encoder.onnx", "tables.msgpack"


@Language.factory(NAME, assigns=["doc.tensor"])
def make_encoder(nlp: Language, name: str) -> Encoder:
    """Build the component; it has no weights before they are read."""
    return Encoder(name)


class Encoder:
    """The pipeline component: tables of embeddings, and the encoder as a graph for onnxruntime."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name
        self.graph = b""
        self.pieces: list[str] = []
        self.words: NDArray[np.int8] = np.zeros((0, 0), dtype=np.int8)
        self.tables: dict[str, Floats] = {}
        self.memory: Memory | None = None
        """Where it keeps what it read, if anywhere."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """Return what turns Docs into inputs."""
        return Lexicon(Pieces(self.pieces))

    @cached_property
    def session(self) -> Any:
        """Return the graph, ready to run on one core; created on first use."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        # The graph is already optimised; more optimisation would fuse what is faster apart.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        return onnxruntime.InferenceSession(self.graph, options, providers=["CPUExecutionProvider"])

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        if len(doc):
            states: Any = np.zeros((len(doc), self.tables["shapes"].shape[1]), dtype=np.float32)
            for flow in flows(doc):
                states[flow] = self.states(self.lexicon(doc, flow))
            doc.tensor = states
        return doc

    def states(self, inputs: Inputs) -> Floats:
        """Return the tokens' states, (tokens, width)."""
        ends = np.concatenate([[0], np.cumsum(inputs.counts)])
        states = np.empty((len(inputs.counts), self.tables["shapes"].shape[1]), dtype=np.float32)
        for one in stretches(inputs.counts, inputs.breaks):
            if self.memory is None:
                states[one.first : one.last] = self._run(inputs, one, ends)
            else:
                run = partial(self._run, inputs, one, ends)
                states[one.first : one.last] = self.memory(_read_of(inputs, one, ends), run)
        return states

    def _run(self, inputs: Inputs, one: Stretch, ends: NDArray[np.int64]) -> Floats:
        """Return the states of a stretch's own tokens: the mean of their pieces', and how they are written."""
        tokens, own = slice(one.low, one.high), slice(one.first, one.last)
        signs = self.tables["shapes"][inputs.shapes[tokens]]
        signs += self.tables["quotes"][inputs.lies.quotes[tokens]]
        rows = np.concatenate(
            [[self.lexicon.pieces.begin], inputs.pieces[ends[one.low] : ends[one.high]], [self.lexicon.pieces.end]]
        )
        seen = self.words[rows].astype(np.float32)
        seen *= self.tables["scales"][rows]
        seen += self.tables["places"][: len(rows)]
        seen[1:-1] += signs if len(signs) == len(rows) - 2 else np.repeat(signs, inputs.counts[tokens], axis=0)
        seen[[0, -1]] += self.tables["shapes"][0] + self.tables["quotes"][0]
        found: Floats = self.session.run(None, {"seen": seen[None]})[0][0]
        counts = inputs.counts[own]
        first = ends[own] - ends[one.low] + 1
        states: Floats = found[first]
        more = np.flatnonzero(counts > 1)
        for step in range(1, int(counts.max(initial=0))):
            more = more[counts[more] > step]
            states[more] += found[first[more] + step]
        states /= counts[:, None]
        states += self.tables["written"][inputs.shapes[own]]
        return states

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Serialise the weights."""
        packed: bytes = srsly.msgpack_dumps({"graph": self.graph, "tables": self._tables()})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Encoder:
        """Load weights that `to_bytes` wrote."""
        whole = srsly.msgpack_loads(data)
        return self._take(whole["graph"], whole["tables"])

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the weights to the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / GRAPH).write_bytes(self.graph)
        (folder / TABLES).write_bytes(self._tables())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read the weights that `to_disk` wrote."""
        folder = Path(path)
        return self._take((folder / GRAPH).read_bytes(), (folder / TABLES).read_bytes())

    def _tables(self) -> bytes:
        whole = {
            "pieces": "\n".join(self.pieces),
            "words": [list(self.words.shape), self.words.tobytes()],
            "tables": {
                name: [list(table.shape), table.astype(np.float16).tobytes()] for name, table in self.tables.items()
            },
        }
        packed: bytes = srsly.msgpack_dumps(whole)
        return packed

    def _take(self, graph: bytes, tables: bytes) -> Encoder:
        whole = srsly.msgpack_loads(tables)
        self.graph = graph
        self.pieces = whole["pieces"].split("\n")
        shape, raw = whole["words"]
        self.words = np.frombuffer(raw, dtype=np.int8).reshape(shape)
        self.tables = {
            name: np.frombuffer(raw, dtype=np.float16).reshape(shape).astype(np.float32)
            for name, (shape, raw) in whole["tables"].items()
        }
        for late in ("lexicon", "session"):
            self.__dict__.pop(late, None)
        return self


def _read_of(inputs: Inputs, one: Stretch, ends: NDArray[np.int64]) -> bytes:
    """Return everything a stretch's states depend on: its pieces, their words, and the layout."""
    tokens = slice(one.low, one.high)
    kept = np.array([one.first - one.low, one.last - one.low, one.high - one.low])
    parts = (kept, inputs.counts[tokens], inputs.shapes[tokens], inputs.lies.quotes[tokens])
    rows = inputs.pieces[ends[one.low] : ends[one.high]]
    return b"".join(np.asarray(part, dtype=np.int64).tobytes() for part in (*parts, rows))
