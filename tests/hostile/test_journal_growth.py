"""What became of decisions is told in time in proportion to them and to the draft, whatever a journal says."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fact_check.ledger.align import BREAK
from fact_check.ledger.carry import Carrier
from fact_check.ledger.fold import State, fold
from fact_check.ledger.journal import parse_journal
from fact_check.ledger.relocation import Ground
from tests.hostile.test_growth import MOST, steps

Journal = Callable[[int], tuple[str, list[dict[str, object]]]]


def state(events: list[dict[str, object]]) -> State:
    lines = []
    for n, fields in enumerate(events):
        when = f"2026-01-{1 + n // 86400:02}T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z"
        base = {"version": 1, "id": f"e{n:015x}", "who": "mal", "when": when, "claim": f"c{n:011x}", "what": "label"}
        label = {} if "what" in fields else {"label": "sourced"}
        lines.append(json.dumps(base | label | fields))
    return fold(parse_journal("\n".join([*lines, ""]).encode(), Path("d.md.review.jsonl")).events)


def alike(n: int) -> str:
    return "Dam\n\n" + " ".join(f"Police said {i} people died." for i in range(n)) + "\n"


def words(n: int) -> str:
    return "Dam\n\n" + " ".join(f"w{i}" for i in range(n)) + "\n"


def run(first: int) -> str:
    return " ".join(f"w{i}" for i in range(first, first + 19))


JOURNALS: dict[str, Journal] = {
    "orphans without a like": lambda n: (
        alike(n),
        [{"anchor": {"start": 7 * i, "text": f"{i} mills of town {i % 83} stood"}} for i in range(n)],
    ),
    "orphans that much is like": lambda n: (
        alike(n),
        [{"anchor": {"start": 7 * i, "text": f"{i + n} people were hurt", "prefix": "said "}} for i in range(n)],
    ),
    "words that stand everywhere": lambda n: (
        "Dam\n\n" + "Police said 40 people died. " * n,
        [{"anchor": {"start": 28 * i, "text": "people died", "prefix": f"a{i}"}} for i in range(n)],
    ),
    "words that stand everywhere, in another order": lambda n: (
        "Dam\n\n" + "Police said 40 people died. " * n,
        [{"anchor": {"start": 28 * i, "text": "died people 40", "prefix": f"a{i}"}} for i in range(n)],
    ),
    "claims that the finder does not find": lambda n: (
        alike(n),
        [{"anchor": {"start": alike(n).index(f"{i} people"), "text": f"{i} people died"}} for i in range(n)],
    ),
    "added claims": lambda n: (
        words(n),
        [{"what": "add", "anchor": {"start": words(n).index(f"w{i}"), "text": f"w{i}"}} for i in range(n)],
    ),
    "one claim in many places": lambda n: (
        words(n),
        [{"claim": "c1", "who": f"r{i}", "anchor": {"start": 5, "text": f"w{i}"}} for i in range(n)],
    ),
    "claims across claims": lambda n: (
        words(n),
        [
            {"what": "add", "anchor": {"start": 5, "text": " ".join(words(n).split()[i : i + 19])}}
            for i in range(1, n - 19)
        ],
    ),
}
SIZES = {"words that stand everywhere": 60, "words that stand everywhere, in another order": 260}
"""With how many places each is compared is bounded; here the bound is reached."""


@pytest.mark.parametrize("name", JOURNALS)
def test_twice_the_decisions_are_at_most_2_3_times_the_work(name: str) -> None:
    def work(n: int) -> Callable[[], object]:
        text, events = JOURNALS[name](n)
        folded = state(events)
        return lambda: Carrier((), Ground(text), "d.md").carry(folded)

    work(8)()  # what is loaded once is no part of it
    size = SIZES.get(name, 150)
    one, two = (steps(work(size * times)) for times in (1, 2))
    assert two <= MOST * one, f"{one} → {two}"


@pytest.mark.parametrize("run", ["." * 100_000, '."' * 50_000, "." + '"' * 100_000, "…!?" * 30_000])
def test_where_sentences_end_is_told_of_a_run_of_signs(run: str) -> None:
    """Each sign of the run was once where the search began anew: of so many it would not end."""
    assert [match.end() for match in BREAK.finditer(f"{run} a {run}x")] == [len(run) + 1]


def test_an_endless_frame_is_read_near_its_claim() -> None:
    """Anybody may write a frame: none of ours has more than 1,200 characters."""
    text = "Dam\n\n" + "40 died in w1 and left. " * 400
    frame = " ".join(f"w{n} 40 died" for n in range(40_000))
    events: list[dict[str, object]] = [
        {"anchor": {"start": 5, "text": "40 died", "frame": {"start": 0, "text": frame}}}
    ]
    [carried] = Carrier((), Ground(text), "d.md").carry(state(events))
    assert carried.was is not None
