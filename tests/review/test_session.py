"""Whole reviews as strings of keys, in the plain review's letters: x is "not a claim", space skips, b goes back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fact_check.claims import Claim, Label, Relation
from fact_check.ledger.carry import Carrier, carry
from fact_check.ledger.draft import Draft
from fact_check.ledger.events import Event
from fact_check.ledger.fold import State
from fact_check.ledger.relocation import Ground
from fact_check.read import read_text
from fact_check.review import actions as do
from fact_check.review.keys import bindings, named, plain_keys
from fact_check.review.session import Session, act, arrive, begin
from fact_check.review.views import Filter, View
from tests.make import claim

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = """Flood takes the lower town

The mayor of Ostrava said that 40 houses were lost. Police denied that the warning came too late.

Some 12 people moved to the school.
"""


def claims_of(text: str) -> tuple[Claim, ...]:
    wanted = [
        ("40 houses were lost", {"source": "The mayor of Ostrava", "cue": "said", "label": Label.SOURCED}),
        ("the warning came too late", {"source": "Police", "cue": "denied", "label": Label.DENIED}),
        *(
            (f"Some {n} people moved to the school", {"numbers": ((str(n), n),), "label": Label.UNEVIDENCED})
            for n in (12, 14)
        ),
    ]
    return tuple(claim(text, span, **marks) for span, marks in wanted if span in text)  # type: ignore[arg-type]


def draft(text: str = TEXT, path: str = "a.txt") -> Draft:
    article, found = read_text(text, path=path), claims_of(text)
    return Draft(article, found, State(), (), Carrier(found, Ground(text), article.path)).after(())


def play(session: Session, keys: str, start: int = 0) -> tuple[Session, list[Event]]:
    """Press keys, a second apart."""
    by_key = plain_keys(bindings())
    events: list[Event] = []
    for second, key in enumerate(keys, start):
        action = by_key[named(key)].action
        assert action is not None, key
        session, written = act(session, action, NOON + timedelta(seconds=second))
        events += [event for _, event in written]
    return session, events


def labels(session: Session, draft: int = 0) -> str:
    """What the reviewer holds, a letter a claim: s d u, n for not a claim, - for undecided."""
    held = [session.mine(c) for c in session.drafts[draft].carried if c.claim is not None]
    return "".join("-" if h is None else "n" if h.decision.rejected else str(h.decision.label)[0] for h in held)


def place(session: Session) -> int:
    """The number of the current claim in its draft."""
    assert session.draft is not None
    return [c.id for c in session.draft.carried].index(session.current.id) if session.current else -1


@pytest.mark.parametrize(
    ("keys", "expected", "at"),
    [
        ("", "---", 0),
        ("s", "s--", 1),
        ("sdu", "sdu", 2),
        ("sbd", "d--", 1),  # going back and changing the answer
        ("xz", "---", 0),  # not a claim, taken back, and looked at again
        ("\r\r\r", "sdu", 2),  # the suggestions
        (" s", "-s-", 2),
        ("  s", "--s", 0),  # round to what was skipped
        (" s s", "ss-", 2),
        ("sduz", "sd-", 2),
        ("sduzzz", "---", 0),
        ("sduzzzz", "---", 0),
        ("sduzzzZZ", "sd-", 1),
        ("sduzzsZ", "ss-", 2),  # something new ends the redo
        ("Js", "-s-", 2),
        ("sdK", "sd-", 1),
        ("sj", "s--", 2),
        ("sk", "s--", 2),  # the previous undecided one, round the queue
        ("sK\b", "---", 0),
        ("x", "n--", 1),
        ("sbb", "s--", 0),
        ("\b", "---", 0),
    ],
)
def test_keys_leave(keys: str, expected: str, at: int) -> None:
    session, _ = play(begin("ana", (draft(),)), keys)
    assert (labels(session), place(session)) == (expected, at)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("sdu", "everything is decided"),
        ("z", "nothing to undo"),
        ("sZ", "nothing to redo"),
        ("sz", "undone: sourced"),
        ("szZ", "redone: sourced"),
        ("b", "this is where the review began"),
        ("]", "no other draft"),
        ("\b", "already undecided"),
    ],
)
def test_what_cannot_be_seen_is_said(keys: str, said: str) -> None:
    session, _ = play(begin("ana", (draft(),)), keys)
    assert session.said == said


@settings(max_examples=60, deadline=None)
@given(st.text("sduxb jkJKzZ\b\r", max_size=40))
def test_the_journal_alone_gives_the_session_back(keys: str) -> None:
    session, events = play(begin("ana", (draft(),)), keys)
    again = begin("ana", (draft().after(events),))
    assert labels(again) == labels(session)
    undone = play(again, "z" * len(events), start=100)[0]
    assert labels(undone) == "---"


def test_a_review_resumes_at_the_first_undecided_claim() -> None:
    _, events = play(begin("ana", (draft(),)), "s")
    assert place(begin("ana", (draft().after(events),))) == 1


def test_undo_goes_back_through_the_drafts() -> None:
    session, _ = play(begin("ana", (draft(), draft(path="b.txt"))), "sdusd")
    assert session.at is not None
    assert (labels(session, 0), labels(session, 1), session.at[0]) == ("sdu", "sd-", 1)
    session, _ = play(session, "zzz", start=10)
    assert (labels(session, 0), labels(session, 1), session.at[0]) == ("sd-", "---", 0)
    session, _ = play(session, "ZZZ", start=20)
    assert (labels(session, 0), labels(session, 1)) == ("sdu", "sd-")


def test_a_second_reviewer_decides_for_themselves() -> None:
    _, events = play(begin("ana", (draft(),)), "sdu")
    session, _ = play(begin("bo", (draft().after(events),)), "ss")
    assert labels(session) == "ss-"
    assert [c.conflict for c in session.drafts[0].carried] == [False, True, False]


def test_numbers_are_places_in_reading_order_whatever_comes_first() -> None:
    _, events = play(begin("ana", (draft(),)), "sdu")
    edited = TEXT.replace("Some 12 people", "Some 14 people")
    changed = draft(edited).after(events)
    session = begin("ana", (changed,))
    listed = [c.claim.span.text for c in session.listed(0) if c.claim is not None]
    assert listed[0] == "Some 14 people moved to the school", "what has changed comes first"
    assert [session.numbers(0)[c.id] for c in session.listed(0)] == [3, 1, 2]
    narrowed, _ = act(session, do.Narrow(View(query="warning")), NOON)
    assert [narrowed.numbers(0)[c.id] for c in narrowed.listed(0)] == [2]


def test_an_adjudicator_walks_the_conflicts_and_has_the_last_word() -> None:
    _, ana = play(begin("ana", (draft(),)), "sdu")
    _, bo = play(begin("bo", (draft().after(ana),)), "sus", start=10)
    session = begin("cy", (draft().after([*ana, *bo]),), adjudicates=True)
    assert (session.done(), place(session)) == ((0, 2), 1)
    session, _ = play(session, "dx", start=20)
    assert session.done() == (2, 2)
    assert [c.label for c in session.drafts[0].carried] == [Label.SOURCED, Label.DENIED, None]
    assert session.drafts[0].carried[2].rejected


def test_changed_claims_come_first() -> None:
    _, events = play(begin("ana", (draft(),)), "sdu")
    edited = TEXT.replace("Some 12 people", "Some 14 people")
    session = begin("ana", (draft(edited).after(events),))
    assert place(session) == 2
    assert [c.changed for c in session.listed(0)] == ["a number: 12 → 14", None, None]


def test_a_blind_reviewer_takes_no_suggestion() -> None:
    session, events = play(begin("ana", (draft(),), blind=True), "\r")
    assert (session.said, events) == ("no suggestion to accept", [])


def test_an_event_is_later_than_the_last_whatever_the_clock_says() -> None:
    session, first = play(begin("ana", (draft(),)), "s", start=60)
    _, second = play(session, "d", start=0)
    assert second[0].when > first[0].when


def test_words_that_were_missed_become_a_claim_of_their_own() -> None:
    session = begin("ana", (draft(),))
    at = TEXT.index("Flood takes")
    session, _ = act(session, do.Add(at, at + len("Flood takes the lower town ")), NOON)
    session, _ = play(session, "u", start=1)
    first = session.drafts[0].carried[0]
    assert first.claim is not None
    assert (first.claim.span.text, first.label, first.is_found) == (
        "Flood takes the lower town",
        Label.UNEVIDENCED,
        False,
    )
    assert labels(play(session, "zz", start=2)[0]) == "---"


def test_a_mended_span_keeps_its_label_and_can_be_undone() -> None:
    session, _ = play(begin("ana", (draft(),)), "sK")
    at = TEXT.index("40 houses")
    session, events = act(session, do.Mend(at, at + len("40 houses")), NOON + timedelta(minutes=1))
    mended = session.drafts[0].carried[0]
    assert mended.claim is not None
    assert (mended.claim.span.text, mended.label, len(events)) == ("40 houses", Label.SOURCED, 1)
    back = play(session, "z", start=90)[0].drafts[0].carried[0]
    assert back.claim is not None
    assert (back.claim.span.text, back.label) == ("40 houses were lost", Label.SOURCED)


def test_a_link_and_a_support_and_a_note_are_kept() -> None:
    session = begin("ana", (draft(),))
    other = session.drafts[0].carried[1].id
    at = TEXT.index("The mayor")
    for second, action in enumerate(
        [
            do.Relate(other, Relation.DENIES),
            do.Point(at, at + 20),
            do.Point(url="https://example.org/a"),
            do.Write("ask"),
        ]
    ):
        session, _ = act(session, action, NOON + timedelta(seconds=second))
    held = session.drafts[0].carried[0].held[0].decision
    assert [(r.to, r.relation) for r in held.links] == [(other, Relation.DENIES)]
    assert [s.at.text if s.at else s.url for s in held.supports] == ["The mayor of Ostrava", "https://example.org/a"]
    assert [n.text for n in held.notes] == ["ask"]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(frozenset({Filter.UNDECIDED})), [1, 2]),
        (View(frozenset({Filter.SOURCED})), [0]),
        (View(frozenset({Filter.ATTRIBUTED})), [0, 1]),
        (View(frozenset({Filter.NO_SOURCE})), [2]),
        (View(query="polise"), [1]),  # a slip of the finger
        (View(query="12"), [2]),
        (View(frozenset({Filter.ATTRIBUTED}), "warning"), [1]),
    ],
)
def test_a_view_shows(view: View, expected: list[int]) -> None:
    session, _ = play(begin("ana", (draft(),)), "s")
    session, _ = act(session, do.Narrow(view), NOON)
    order = [c.id for c in session.drafts[0].carried]
    assert [order.index(c.id) for c in session.listed(0)] == expected


def test_a_view_of_nothing_is_not_taken() -> None:
    session, _ = act(begin("ana", (draft(),)), do.Narrow(View(query="zebra")), NOON)
    assert (session.said, session.view.is_open) == ("no claim matches", True)


def test_a_draft_that_was_edited_meanwhile_keeps_the_reviewers_place() -> None:
    session, _ = play(begin("ana", (draft(),)), "s")
    before = session.current
    edited = draft("A word more.\n\n" + TEXT).after(session.drafts[0].state.events)
    session = arrive(session, 0, edited)
    assert before is not None
    assert session.current is not None
    assert session.current.id == before.id


def test_a_draft_without_claims_has_nothing_to_decide() -> None:
    session, events = play(begin("ana", (draft("Nothing.\n"),)), "s")
    assert (session.said, events) == ("no claim here", [])


WORDS = [do.Add(58, 69), do.Add(62, 77), do.Mend(50, 69), do.Mend(62, 82), do.Write("ask"), do.Point(0, 5), do.Clear()]
KEYED = [*map(do.Choose, Label), do.Reject(), do.Undo(), do.Redo(), do.Step(1, every=True), do.Step(-1, every=True)]


@given(st.lists(st.tuples(st.sampled_from(["ana", "bo"]), st.sampled_from([*WORDS, *KEYED, *KEYED])), max_size=14))
@settings(deadline=None)
def test_carrying_on_step_by_step_is_carrying_all_at_once(deeds: list[tuple[str, do.Action]]) -> None:
    found = draft()
    for second, (who, action) in enumerate(deeds):
        session, _ = act(begin(who, (found,)), action, NOON + timedelta(seconds=second))
        found = session.drafts[0]
        assert found.carried == carry(found.state, found.claims, TEXT, article="a.txt")
