"""A month at a desk: thirty drafts, two people, a follow-up, a retraction, a merge; memory says what journals say."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from desk import Desk, open_desk

from fact_check.claims import Claim, Label
from fact_check.config import load_config
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.events import Cleared, Deed, Labelled, Rejected, Undone, sign
from fact_check.ledger.fold import by_claim, fold
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import SUFFIX, journal_of
from fact_check.memory.compare import Outcome
from fact_check.memory.door import memory
from fact_check.memory.recall import recall

TOWNS = ("Selby", "Karsk", "Arland", "Lower Marsh", "Brix", "Oxmoor")
DEEDS = ("tonnes of acid leaked from the mill in", "people lost their homes in", "buses were late every day in")
START = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


def write(desk: Desk, number: int, count: int) -> tuple[Claim, ...]:
    deed, town = DEEDS[number % 3], TOWNS[number % 6]
    return desk.write(f"news/{number:02}.md", f"The council said {{{count} {deed} {town}}}. {{Nobody was warned}}.\n")


def decide(desk: Desk, number: int, claim: Claim, what: Label | str | None, who: str, when: datetime) -> None:
    """Write a label, a rejection (None), or a decision that is cleared."""
    path = desk.root / f"news/{number:02}.md"
    common = {"who": who, "when": when, "claim": claim.id, "anchor": anchor_of(claim, path.read_text(encoding="utf-8"))}
    event: Deed
    if isinstance(what, Label):
        event = sign(Labelled, **common, label=what)
    elif what is None:
        event = sign(Rejected, **common)
    else:
        event = sign(Cleared, **common)
    append(journal_of(path), [event])


def as_the_journals_say(desk: Desk) -> dict[tuple[str, str], str]:
    """What stands in every journal, worked out from the events without memory: verdict by draft and words."""
    found = {}
    for journal in sorted(desk.root.rglob(f"*{SUFFIX}")):
        where = journal.relative_to(desk.root).as_posix().removesuffix(SUFFIX)
        for group in by_claim(fold(read_journal(journal).events)).values():
            said = [d for d in group if d.is_decided]
            verdicts = {d.label.value if d.label else "not a claim" for d in said}
            if said:
                found[where, said[0].anchor.text] = verdicts.pop() if len(verdicts) == 1 else "in conflict"
    return found


def as_memory_says(desk: Desk) -> dict[tuple[str, str], str]:
    with memory(load_config(desk.root), pytest.fail) as (store, _):
        return {(each.entry.where, each.entry.claim): each.entry.verdict for each in store.every()}


def days() -> Iterator[datetime]:
    at = START
    while True:
        yield at
        at += timedelta(hours=5)


def test_memory_says_what_the_journals_say_through_a_month(desk: Desk) -> None:
    chance, time = random.Random(4), days()
    drafts = {}
    for number in range(30):
        claims = drafts[number] = write(desk, number, 40 + number)
        for claim in claims:
            for who in ("Ana", "Ben")[: chance.choice((1, 1, 2))]:
                decide(desk, number, claim, chance.choice((*Label, None)), who, next(time))
        if number % 4 == 3:
            decide(desk, number - 1, drafts[number - 1][0], "clear", "Ana", next(time))
        if number % 5 == 4:
            assert as_memory_says(desk) == as_the_journals_say(desk)
            desk.commit(f"Week {number // 7}")
    journal = journal_of(desk.root / "news/07.md")
    last = read_journal(journal).events[-1]
    append(journal, [sign(Undone, who=last.who, when=next(time), of=last.id)])
    assert as_memory_says(desk) == as_the_journals_say(desk)

    desk.git("checkout", "-qb", "ben")
    decide(desk, 8, drafts[8][0], Label.DENIED, "Ben", next(time))
    desk.commit("Ben decides")
    desk.git("checkout", "-q", "main")
    decide(desk, 8, drafts[8][0], Label.SOURCED, "Ana", next(time))
    desk.commit("Ana decides")
    desk.git("merge", "-q", "ben")
    assert as_memory_says(desk) == as_the_journals_say(desk)
    assert as_memory_says(desk)["news/08.md", drafts[8][0].span.text] == "in conflict"

    for each in (desk.root / "news").glob("1?.md*"):
        each.rename(desk.root / each.name)
    (desk.root / "news/02.md.review.jsonl").unlink(missing_ok=True)
    assert as_memory_says(desk) == as_the_journals_say(desk)


def test_a_follow_up_with_another_number_meets_the_first_one_and_then_both(desk: Desk) -> None:
    (first, _), time = write(desk, 0, 40), days()
    decide(desk, 0, first, Label.SOURCED, "Ana", next(time))
    (later, _) = write(desk, 6, 110)

    def met(claim: Claim, place: str) -> list[tuple[Outcome, tuple[str, ...], str]]:
        with memory(load_config(desk.root), pytest.fail) as (store, _):
            return [(m.outcome, m.compared.because, m.entry.where) for m in recall(claim, store, apart_from=place)]

    assert met(later, "news/06.md") == [(Outcome.DIFFERS, ("40 then, 110 now",), "news/00.md")]
    decide(desk, 6, later, Label.SOURCED, "Ben", next(time))
    (last, _) = write(desk, 12, 110)
    assert met(last, "news/12.md") == [
        (Outcome.SAME, (), "news/06.md"),
        (Outcome.DIFFERS, ("40 then, 110 now",), "news/00.md"),
    ]
    decide(desk, 6, later, "clear", "Ben", next(time))
    assert met(last, "news/12.md") == [(Outcome.DIFFERS, ("40 then, 110 now",), "news/00.md")]
