"""Multiply matrices by numpy's own BLAS, which was 2.7 times as fast as spaCy's on the processors measured.

Two thirds of a parse are such products. spaCy uses blis because OpenBLAS, by default, starts a thread for every core;
the command line and its workers use one (see fact_check/runtime/threads.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops


class Products(NumpyOps):  # type: ignore[misc]  # compiled, without stubs
    """thinc's operations on the CPU, except for the matrix product."""

    name = "fact_check_products"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Multiply two float32 matrices, each transposed first if asked for; into `out` if given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def fast_products() -> Iterator[None]:
    """Let the pipelines that are loaded inside multiply by numpy, unless another library already does it better."""
    before = get_current_ops()
    if type(before) is not NumpyOps:  # Apple's own, or a GPU's
        yield
        return
    set_current_ops(Products())
    try:
        yield
    finally:
        set_current_ops(before)
