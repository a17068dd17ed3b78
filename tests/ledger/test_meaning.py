"""Three hundred edits of one word or mark: no decision outlives a change of meaning, nearly all outlive the others."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fact_check.claims import Claim, Label
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.carried import STANDS, Carried
from fact_check.ledger.carry import carry
from fact_check.ledger.events import Labelled, sign
from fact_check.ledger.fold import fold
from tests.make import claim

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE = Path(__file__).parent
AROUND = "Lower Marsh has 3 mills. ", " The day ended early.\n\nIt rained for 2 weeks.\n"


@dataclass(frozen=True)
class Side:
    """A marked line before or after its edit."""

    text: str
    claim: Claim


def lines(name: str) -> list[str]:
    return [one for one in (HERE / name).read_text("utf-8").splitlines() if one and not one.startswith("#")]


def side(line: str, which: int) -> Side:
    """Read a marked line as it was (0) or is (1)."""
    marked = re.sub(r"<([^|>]*)\|([^|>]*)>", lambda m: m[which + 1], line)
    marked = marked.replace(r"\n", "\n").replace(r"\u00a0", "\u00a0")
    found: dict[str, str] = {}
    plain, depth = "", ""
    begun: dict[str, int] = {}
    for ch in marked:
        # Brackets inside a claim are the article's own.
        if ch in "{([" and not depth and {"{": "claim", "(": "source", "[": "cue"}[ch] not in found:
            depth = ch
            begun[ch] = len(plain)
        elif depth and ch == {"{": "}", "(": ")", "[": "]"}[depth]:
            found[{"{": "claim", "(": "source", "[": "cue"}[depth]] = plain[begun[depth] :]
            depth = ""
        else:
            plain += ch
    text = AROUND[0] + plain.strip(" ") + AROUND[1]
    return Side(text, claim(text, found["claim"], source=found.get("source"), cue=found.get("cue")))


def carried(line: str, *, found: bool) -> Carried:
    """Decide the claim as it was, edit, carry."""
    before, after = side(line, 0), side(line, 1)
    anchor = anchor_of(before.claim, before.text)
    event = sign(Labelled, who="ana", when=NOON, claim=before.claim.id, anchor=anchor, label=Label.SOURCED)
    outcome = carry(fold([event]), [after.claim] if found else [], after.text)
    (one,) = [c for c in outcome if c.held]
    return one


def is_approved(line: str, *, found: bool) -> bool:
    return carried(line, found=found).status in STANDS


@pytest.mark.parametrize("found", [True, False], ids=["found again", "not found again"])
@pytest.mark.parametrize("line", lines("meaning.txt"))
def test_a_change_of_meaning_asks_again(line: str, found: bool) -> None:
    assert not is_approved(line, found=found)


def test_nineteen_of_twenty_harmless_edits_ask_nobody() -> None:
    every = [(line, found) for line in lines("harmless.txt") for found in (True, False)]
    asked = [
        f"{line} ({carried(line, found=found).held[0].changed})"
        for line, found in every
        if not is_approved(line, found=found)
    ]
    assert len(asked) <= len(every) / 20, "\n".join(asked)


def test_the_tables_are_long_enough() -> None:
    assert min(len(lines("meaning.txt")), len(lines("harmless.txt"))) >= 150


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{Bread prices <rose|fell> by 4 percent}.", "a word: rose → fell"),
        ("{<Nearly|Over> 30 boats sank}.", "a bound: Nearly → Over"),
        ("{The dam holds <40|45> million litres}.", "a number: 40 → 45"),
        ("(The mayor) [said] {the road <is|is not> safe}.", "a negation: nothing → not"),
        ("(The mayor) [said] {the road <could|will> close}.", "a modal: could → will"),
        ("(The mayor of <Brno|Opava>) [said] {the road is shut}.", "the source: Brno → Opava"),
        ("(The mayor) <[said]|[denied]> {the road is shut}.", "the cue: said → denied"),
        (
            "(Ida <Holm|Roy>) [said] {the <mill|school> lost <40|45> looms}.",
            "a word: mill → school; a number: 40 → 45; the source: Holm → Roy",
        ),
    ],
)
@pytest.mark.parametrize("found", [True, False], ids=["found again", "not found again"])
def test_the_reason_is_the_words_that_answer_each_other(line: str, reason: str, found: bool) -> None:
    told = carried(line, found=found).changed
    assert told is not None
    assert set(told.split("; ")) == set(reason.split("; "))
