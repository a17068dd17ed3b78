"""The bundled pipeline's word vectors, by its own layers and weights, each computed once and where it is at hand.

A word's own vector comes of its letters alone, so each different word of a batch is looked up and mixed once: of 16
news articles' words, two in three have been there before. What surrounds a word goes through the window layers text by
text: the vectors of a text stay in the processor's cache, those of a batch do not. The layers are spaCy's
`MultiHashEmbed` and `MaxoutWindowEncoder` and hold the weights that those were trained to; only the way through them
is another.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model

from fact_check.language.attribution_layers import Floats, Ints, beside, normal

WORDS, WINDOWS = "fact_check.words.v1", "fact_check.windows.v1"

Forward = Callable[[Any, Any, bool], tuple[Any, Callable[[Any], Any]]]

_ODD = np.array([(0x9E3779B97F4A7C15 * k) % 2**64 | 1 for k in range(1, 65)], dtype=np.uint64)
"""Numbers without a pattern: what a word's attributes, each times one of them, add up to tells it from other words."""


@registry.architectures(WORDS)  # type: ignore[untyped-decorator]
def words(width: int, attrs: list[str], rows: list[int], include_static_vectors: bool) -> Any:
    """Build spaCy's MultiHashEmbed, of the same settings, that embeds each different word of a batch once.

    Raises ValueError for static vectors, which the bundled pipeline has none of.
    """
    if include_static_vectors:
        raise ValueError("no way through static vectors is written here")
    return _forward(MultiHashEmbed(width, attrs, rows, include_static_vectors), _words)


@registry.architectures(WINDOWS)  # type: ignore[untyped-decorator]
def windows(width: int, window_size: int, maxout_pieces: int, depth: int) -> Any:
    """Build spaCy's MaxoutWindowEncoder, of the same settings, that goes through each text by itself.

    Raises ValueError unless a window is a word and its two neighbours.
    """
    if window_size != 1:
        raise ValueError("no way through windows of more than three words is written here")
    return _forward(MaxoutWindowEncoder(width, window_size, maxout_pieces, depth), _windows)


def _forward(model: Any, forward: Forward) -> Any:
    """Return a model with the same layers, so that the same weights fit, that predicts by `forward`."""
    dims = {name: model.maybe_get_dim(name) for name in model.dim_names}
    return Model(model.name, forward, init=model.init, layers=model.layers, dims=dims, attrs=dict(model.attrs))


def _words(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Floats], Callable[[Any], Any]]:
    attributes, _, embedded, mixed, _ = model.layers
    each = attributes.predict(docs)
    rows = np.concatenate(each)
    first, same = distinct(rows)
    vectors = mixed.predict(embedded.predict(rows[first]))
    ends = np.cumsum([0, *map(len, each)])
    return [vectors[same[low:high]] for low, high in pairwise(ends)], _never


def distinct(rows: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Return where each different one of (n, attributes) rows stands first, and for every row which of those it is.

    The two are (different,) and (n,): `rows[first[same]]` are the rows again. 64 attributes at most.
    """
    sums = (rows * _ODD[: rows.shape[1]]).sum(axis=1, dtype=np.uint64)
    _, first, same = np.unique(sums, return_index=True, return_inverse=True)
    if (rows[first[same]] != rows).any():  # two rows with one sum
        _, first, same = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return first, same.reshape(-1)


def _windows(model: Any, texts: list[Floats], is_train: bool) -> tuple[list[Floats], Callable[[Any], Any]]:
    layers = []
    for residual in model.layers[0].layers:
        maxout, norm = (next(n for n in residual.walk() if n.name == name) for name in ("maxout", "layernorm"))
        weight, bias = maxout.get_param("W"), maxout.get_param("b")
        width, pieces, entering = weight.shape
        flat = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(entering, pieces * width))
        layers.append((flat, bias.T.reshape(-1), norm.get_param("G"), norm.get_param("b")))
    return [_through(layers, text, model.attrs["pad"]) for text in texts], _never


def _through(layers: list[tuple[Floats, Floats, Floats, Floats]], text: Floats, pad: int) -> Floats:
    size, width = text.shape
    state = np.zeros((size + 2 * pad, width), dtype=np.float32)
    state[pad : pad + size] = text
    for weight, bias, scale, shift in layers:
        pieces = beside(state, 1) @ weight
        pieces += bias
        most = pieces[:, :width]
        for start in range(width, pieces.shape[1], width):
            np.maximum(most, pieces[:, start : start + width], out=most)
        state += normal(most, scale, shift, 1e-8)
    return state[pad : pad + size]


def _never(gradient: Any) -> Any:
    raise NotImplementedError("this goes forward only; train with spaCy's own layers")
