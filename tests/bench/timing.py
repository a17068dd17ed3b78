"""What the benches share: processor seconds and peak memory, of calls and of commands; tables with ratios.

Processor time is what ratios are made of: wall time on a busy machine says more about its neighbours.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path[:0] = [str(HERE), str(HERE / "tests")]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE / "tests"), *filter(None, [os.environ.get("PYTHONPATH")])]),
    "PYTHONHASHSEED": "0",
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL")},
}


@dataclass(frozen=True)
class Cost:
    """What a command took, its children included."""

    wall: float
    cpu: float
    peak: float
    """Megabytes of the largest of its processes."""


def alone() -> None:
    """Begin this program anew where its matrix library would take more than one core: that is read when it loads."""
    if os.environ.get("OMP_NUM_THREADS") != "1":
        os.execve(sys.executable, [sys.executable, *sys.argv], ENVIRONMENT)


LAUNCH = """
import json, os, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""
"""A small process between us and the command: a child's peak begins at what its parent held when it was started."""


def run(command: Sequence[str], *, cwd: Path | None = None, fails: bool = False) -> Cost:
    """Run a command to its end."""
    launch = [sys.executable, "-S", "-E", "-c", LAUNCH, *command]
    done = subprocess.run(launch, cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    code, wall, cpu, peak = json.loads(done.stdout)
    assert fails or code in (0, 1), done.stderr
    return Cost(wall, cpu, peak)


def best(command: Sequence[str], times: int = 5, *, cwd: Path | None = None) -> Cost:
    """Return the cheapest of some runs."""
    return min((run(command, cwd=cwd) for _ in range(times)), key=lambda cost: cost.cpu)


def seconds(call: Callable[[], object]) -> float:
    """Return the processor seconds of a call."""
    start = time.process_time()
    call()
    return time.process_time() - start


def show(title: str, rows: dict[str, tuple[float, str]], *, against: str | None, unit: str) -> None:
    """Print figures with their ratio to one of them, and what they are held to."""
    print(f"\n{title}")
    for name, (figure, note) in rows.items():
        ratio = f"{figure / rows[against][0]:6.2f} x" if against and rows[against][0] else " " * 8
        print(f"  {name:<44} {figure:10.3f} {unit:<4} {ratio}  {note}".rstrip())


def verdict(ratio: float, *, most: float | None = None, least: float | None = None) -> str:
    """Return whether a ratio holds, as a word for the table."""
    if most is not None:
        return f"at most {most}: {'holds' if ratio <= most else 'FAILS'}"
    return f"at least {least}: {'holds' if least is not None and ratio >= least else 'FAILS'}"


def emit(name: str, figures: dict[str, float]) -> None:
    """Print the figures as one line of JSON, for later comparison."""
    print("\n" + json.dumps({"bench": name, **{key: round(value, 4) for key, value in figures.items()}}))
