"""How well numbers are read, beside what others read in the same run: value, bound and kind on shared news sentences.

    python -m tests.bench.quantities

Needs the folder of shared data beside the repository. quantulum3 comes with the extra `bench`; without it its row is
left out. It reads no bounds, so all its numbers count as exact. CQE's figure is the one that its authors published
(Almasian et al., EMNLP 2023) for the value of a number on the set that these sentences are from, scored by its own
means. Ours are read without a parse: values, bounds and kinds need none. A second table has the wire stories, in which
only the spans of numbers are marked: the share of them that a reader covers with a number that has a value.
"""

import io
import json
import re
import runpy
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import fact_check
from tests.bench.timing import emit
from tests.shared import SHARED

SENTENCES = SHARED / "data" / "quantities" / "sentences.jsonl"
STORIES = SHARED / "data" / "quantities" / "stories.jsonl"
SCORE = SHARED / "tools" / "score_quantities.py"
NUMBERS = ("MONEY", "PERCENT", "CARDINAL", "MEASURE", "DURATION")
"""The kinds of spans that hold a number; a duration may hold none ("overnight")."""
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
    start: int
    end: int
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
    return Read(q.surface, q.value, q.value - spread, q.value + spread, kind, *q.span)


def scored(read: Reader) -> dict[str, float]:
    """Return F of value, bound and kind on the shared sentences."""
    whole, argv, said = fact_check.quantities, sys.argv, io.StringIO()
    fact_check.quantities = read  # type: ignore[assignment]
    try:
        sys.argv = [str(SCORE), str(SENTENCES)]
        with redirect_stdout(said):
            runpy.run_path(str(SCORE), run_name="__main__")
    finally:
        sys.argv = argv
        fact_check.quantities = whole
    return {name: float(f) for name, f in re.findall(r"^(value\S*) .* f (\S+)$", said.getvalue(), re.MULTILINE)}


def covered(read: Reader) -> dict[str, float]:
    """Return the share of the spans in the shared wire stories, by kind, that a number with a value covers."""
    met: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for row in map(json.loads, STORIES.read_text(encoding="utf-8").splitlines()):
        found = [q for q in read(row["text"]) if q.value is not None or q.low is not None]
        for span in row["spans"]:
            marked[span["type"]] += 1
            met[span["type"]] += any(q.start < span["end"] and span["start"] < q.end for q in found)
    return {kind: met[kind] / marked[kind] for kind in NUMBERS}


def main() -> None:
    if not SENTENCES.exists():
        raise SystemExit("the folder of shared data is not beside the repository")
    readers = {"fact-check": ours(), "quantulum3": quantulum()}
    rows = {name: scored(read) for name, read in readers.items() if read is not None}
    print(f"{'F on ' + str(sum(1 for _ in SENTENCES.open())) + ' news sentences':32} value  +bound  +kind")
    for name, row in rows.items():
        print(f"{name:32} {row['value']:.3f}  {row['value+bound']:.3f}   {row['value+kind']:.3f}")
    print(f"{'CQE, as published':32} {CQE:.2f}")
    stories = {name: covered(read) for name, read in readers.items() if read is not None}
    print(f"\n{'Covered in ' + str(sum(1 for _ in STORIES.open())) + ' wire stories':32} {'  '.join(NUMBERS)}")
    for name, row in stories.items():
        print(f"{name:32} {'  '.join(f'{row[kind]:<{len(kind)}.3f}' for kind in NUMBERS)}")
    told = {f"{name} {what}": f for found in (rows, stories) for name, row in found.items() for what, f in row.items()}
    emit("quantities", told)


if __name__ == "__main__":
    main()
