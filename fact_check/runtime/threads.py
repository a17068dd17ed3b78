"""How many threads numpy's matrix library takes, which must be said before numpy is imported."""

import os


def one_core() -> None:
    """Let the matrix libraries take one core, in this process and in those that it starts.

    Left alone they start a thread for each core in each process: for matrices as small as a sentence's that costs more
    than it brings, and several processes already share the work. What the user has set stays.
    """
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
