"""Limit the threads of numpy's matrix library, which must be done before numpy is imported."""

import os


def one_core() -> None:
    """Let the matrix libraries use one core, in this process and in those that it starts.

    By default, they start a thread for each core in each process. With matrices as small as a sentence's, that costs
    more than it gains, and several processes already share the work. What the user has set stays.
    """
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
