"""Layers that several parts of the attribution network share, in numpy and float32."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def beside(rows: Floats, dilation: int) -> Floats:
    """Concatenate each row with the rows `dilation` before and after it; zeros beyond the edges."""
    size, width = rows.shape[-2:]
    near = min(dilation, size)
    wide = np.empty((*rows.shape[:-1], 3 * width), dtype=np.float32)
    wide[..., :near, :width] = 0
    wide[..., near:, :width] = rows[..., : size - near, :]
    wide[..., width : 2 * width] = rows
    wide[..., : size - near, 2 * width :] = rows[..., near:, :]
    wide[..., size - near :, 2 * width :] = 0
    return wide


def normal(rows: Floats, weight: Floats, bias: Floats, least: float = 1e-5) -> Floats:
    """Shift and scale each row of (n, width) to mean 0 and variance 1, then by what was learned.

    `least` is added to the variance, so that a constant row is not divided by zero.
    """
    off: Floats = rows - rows.mean(axis=1, keepdims=True)
    off /= np.sqrt((off * off).mean(axis=1, keepdims=True) + np.float32(least))
    off *= weight
    off += bias
    return off


def log_softmax(values: Floats, axis: int) -> Floats:
    """Return log probabilities along an axis; a short axis is cheapest first in memory."""
    logs: Floats = values - values.max(axis=axis, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=axis, keepdims=True))
    return logs


def gelu(x: Floats) -> Floats:
    """Apply the Gaussian error linear unit, in its usual approximation by tanh."""
    bent: Floats = x * x
    bent *= x
    bent *= np.float32(0.044715)
    bent += x
    bent *= np.float32(0.7978845608)
    np.tanh(bent, out=bent)
    bent += 1
    bent *= x
    bent *= np.float32(0.5)
    return bent
