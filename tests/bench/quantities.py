"""How well numbers are read, beside what others read in the same run: value, bound and kind on shared news sentences.

    python tests/bench/quantities.py

Needs the folder of shared data beside the repository. quantulum3 comes with the extra `bench`; without it its row is
left out. It reads no bounds, so all its numbers count as exact. CQE's figure is the one that its authors published
(Almasian et al., EMNLP 2023) for the value of a number on the set that these sentences are from, scored by its own
means. Ours are read without a parse: values, bounds and kinds need none.
"""

import io
import re
import runpy
import sys
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from timing import emit

import fact_check
from tests.shared import SHARED

SENTENCES = SHARED / "data" / "quantities" / "sentences.jsonl"
SCORE = SHARED / "tools" / "score_quantities.py"
CQE = 0.92
"""F of the value, as published."""

Reader = Callable[[str], Sequence[Any]]


@dataclass(frozen=True)
class Read:
    """A number that another reader found, in the words of ours."""

    text: str
    value: float
    low: float
    high: float
    unit: str
    bound: str = "exactly"


def ours() -> Reader:
    """Return our reader on a blank pipeline."""
    import spacy

    from fact_check.extract.quantities.readings import quantities

    nlp = spacy.blank("en")
    return lambda text: quantities(nlp(text))


def quantulum() -> Reader | None:
    """Return quantulum3's reader, without the classifier that it ships apart; None where it is not installed."""
    if not find_spec("quantulum3"):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser

    def read(text: str) -> list[Read]:
        try:
            found = parser.parse(text)
        except Exception:  # it raises on some texts: then it has read nothing
            return []
        return [_theirs(q) for q in found]

    return read


def _theirs(q: Any) -> Read:
    spread = q.uncertainty or 0
    kind = "USD" if q.unit.entity.name == "currency" else q.unit.name
    return Read(q.surface, q.value, q.value - spread, q.value + spread, kind)


def scored(read: Reader) -> dict[str, float]:
    """Return F of value, bound and kind on the shared sentences."""
    fact_check.quantities = read  # type: ignore[assignment]
    argv, said = sys.argv, io.StringIO()
    try:
        sys.argv = [str(SCORE), str(SENTENCES)]
        with redirect_stdout(said):
            runpy.run_path(str(SCORE), run_name="__main__")
    finally:
        sys.argv = argv
    return {name: float(f) for name, f in re.findall(r"^(value\S*) .* f (\S+)$", said.getvalue(), re.MULTILINE)}


def main() -> None:
    if not SENTENCES.exists():
        raise SystemExit("the folder of shared data is not beside the repository")
    readers = {"fact-check": ours(), "quantulum3": quantulum()}
    rows = {name: scored(read) for name, read in readers.items() if read is not None}
    print(f"{'F on ' + str(sum(1 for _ in SENTENCES.open())) + ' news sentences':32} value  +bound  +kind")
    for name, row in rows.items():
        print(f"{name:32} {row['value']:.3f}  {row['value+bound']:.3f}   {row['value+kind']:.3f}")
    print(f"{'CQE, as published':32} {CQE:.2f}")
    emit("quantities", {f"{name} {what}": f for name, row in rows.items() for what, f in row.items()})


if __name__ == "__main__":
    main()
