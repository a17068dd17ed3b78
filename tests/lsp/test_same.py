"""Whatever was typed in whatever order, the server's claims are those of `find` on the text in the end."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import fact_check
from fact_check.drafts.policies import Policies
from fact_check.lsp.positions import Lines
from fact_check.lsp.reading import Desk

BITS = [
    "Police said 40 people died when the dam burst on Monday.",
    "The ministry denied that 40 people died.",
    "Reportedly 90 villagers fled.",
    "“We lost 12 houses,” Anna Berg told Reuters.",
    "The mayor, Tom Reed, rejected the figure as “nonsense”.",
    "According to the report, about 1.5m tonnes leaked.",
    "She added that 3% of them were ill.",
    "\n\n",
    "\n",
    " ",
    "大坝 😀 ",
    "not ",
    "40",
    "said",
    "”",
    "<!-- fact-check: ignore unevidenced reason='x' -->",
    "# A title\n\n",
    "- a point of 17 people\n",
    "\r\n",
    "\u2028",
    "\x0c",
]
EDIT = st.tuples(st.floats(0, 1), st.floats(0, 0.2), st.sampled_from(BITS))
SEQUENCES = int(os.environ.get("FACT_CHECK_FUZZ", "12"))
"""How many sequences of edits are tried; 2,000 take some minutes."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(Policies.load([str(tmp_path_factory.getbasetemp())], None), "anna")
    yield desk
    desk.close()


def edited(text: str, at: float, much: float, new: str) -> str:
    start = round(at * len(text))
    return text[:start] + new + text[start + round(much * len(text)) :]


@settings(max_examples=SEQUENCES, deadline=None)
@given(
    st.lists(st.sampled_from(BITS), min_size=1, max_size=14),
    st.lists(EDIT, min_size=1, max_size=5),
    st.sampled_from(["md", "txt"]),
)
def test_any_edits(
    desk: Desk,
    tmp_path_factory: pytest.TempPathFactory,
    bits: list[str],
    edits: list[tuple[float, float, str]],
    ending: str,
) -> None:
    same(desk, tmp_path_factory.getbasetemp(), " ".join(bits), edits, ending)


def same(desk: Desk, folder: Path, text: str, edits: list[tuple[float, float, str]], ending: str) -> None:
    """Read every version as the server does, and the last as `find` does: from its file, remembering nothing."""
    draft = folder / f"same.{ending}"
    lines = Lines(text)
    for at, much, new in edits:
        lines = Lines(edited(lines.text, at, much, new))
        reading = desk.read(str(draft), lines.text)
    draft.write_bytes(lines.text.encode())
    assert list(reading.draft.claims) == fact_check.find(draft)
    draft.unlink()


def test_a_long_draft_typed_in_its_middle(desk: Desk, tmp_path: Path) -> None:
    """Stretches of the encoder lie otherwise before and behind the edit."""
    rng = random.Random(5)
    text = "\n\n".join(" ".join(rng.choices(BITS[:7], k=4)) for _ in range(25))
    same(desk, tmp_path, text, [(rng.random(), 0.0, rng.choice(BITS)) for _ in range(6)], "txt")
