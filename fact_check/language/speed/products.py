"""Matrix products by numpy's own BLAS, which on the processors measured is 2.7 times as fast as the one spaCy brings.

Two thirds of a parse are such products. spaCy takes blis because OpenBLAS, left alone, starts a thread for every
core; the command line and its workers take one (see fact_check/runtime/threads.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from thinc.api import NumpyOps, get_current_ops, set_current_ops


class Products(NumpyOps):  # type: ignore[misc]  # compiled, without stubs
    """thinc's operations on the CPU, but for the matrix product."""

    name = "fact_check_products"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Multiply two float32 matrices, each transposed first if asked for; into `out` where it is given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


@contextmanager
def fast_products() -> Iterator[None]:
    """Let the pipelines that are loaded within multiply by numpy; where another library already does it better, not."""
    before = get_current_ops()
    if type(before) is not NumpyOps:  # Apple's own, or a GPU's
        yield
        return
    set_current_ops(Products())
    try:
        yield
    finally:
        set_current_ops(before)
