"""The fold: last word, undo, redo; blind to order and repetition."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.claims import ClaimId, Label
from fact_check.ledger.events import (
    Adjudicated,
    Anchor,
    Cleared,
    Deed,
    Event,
    Labelled,
    Noted,
    Rejected,
    Undone,
    sign,
)
from fact_check.ledger.fold import State, extend, fold

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANCHOR = Anchor(start=0, text="40 died")


def play(keys: str, who: str = "ana") -> list[Event]:
    """Turn keys into events on one claim: s d u label, x rejects, c clears, n notes, z undoes, Z redoes."""
    events: list[Event] = []
    for second, key in enumerate(keys):
        common: dict[str, Any] = {"who": who, "when": NOON + timedelta(seconds=second)}
        on: dict[str, Any] = {**common, "claim": ClaimId("c1"), "anchor": ANCHOR}
        state = fold(events)
        if key in "sdu":
            label = {"s": Label.SOURCED, "d": Label.DENIED, "u": Label.UNEVIDENCED}[key]
            events.append(sign(Labelled, **on, label=label))
        elif key == "z":
            deed = state.undoable(who)
            events += [sign(Undone, **common, of=deed.id)] if deed else []
        elif key == "Z":
            undo = state.redoable(who)
            events += [sign(Undone, **common, of=undo.id)] if undo else []
        else:
            kind: type[Deed] = {"x": Rejected, "c": Cleared, "n": Noted, "a": Adjudicated}[key]
            more: dict[str, Any] = {"n": {"text": "look"}, "a": {"label": Label.DENIED}}.get(key, {})
            events.append(sign(kind, **on, **more))
    return events


def held(state: State) -> str:
    """What the reviewer holds: a label's letter, x, or -; then a dot for each note."""
    if not state.decisions:
        return "-"
    d = state.decisions[0]
    return ("x" if d.rejected else d.label.value[0] if d.label else "-") + "." * len(d.notes)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", "-"),
        ("s", "s"),
        ("sd", "d"),  # the last word counts
        ("sx", "x"),
        ("xu", "u"),  # a label takes a rejection back
        ("sc", "-"),
        ("sdz", "s"),
        ("sdzz", "-"),
        ("sdzzz", "-"),  # nothing left to undo
        ("sdzzZ", "s"),
        ("sdzzZZ", "d"),
        ("sdzzZZZ", "d"),
        ("sdzuZ", "u"),  # something new ends the redo
        ("sdzuzz", "-"),  # and undo walks back past what was undone
        ("sdzZz", "s"),
        ("snnz", "s."),
        ("nzZ", "-."),
    ],
)
def test_keys_leave(keys: str, expected: str) -> None:
    assert held(fold(play(keys))) == expected


def test_nobody_takes_back_what_another_did() -> None:
    ours = play("s")
    theirs = sign(Undone, who="bo", when=NOON + timedelta(minutes=1), of=ours[0].id)
    assert held(fold([*ours, theirs])) == "s"


def test_undos_of_each_other_end() -> None:
    a = Undone(id="a", who="ana", when=NOON, of="b")
    b = Undone(id="b", who="ana", when=NOON, of="a")
    assert fold([a, b]).decisions == ()


@given(st.text("sduxcnazZ", max_size=30), st.text("sduxcnazZ", max_size=30), st.randoms())
def test_the_fold_is_blind_to_order_and_repetition(ana: str, bo: str, random: Any) -> None:
    events = [*play(ana), *play(bo, "bo")]
    shuffled = [*events, *events[: len(events) // 2]]
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(events)


@given(st.text("sduxcnazZ", max_size=20), st.text("sduxcnazZ", max_size=20))
def test_folding_one_by_one_is_folding_all(ana: str, bo: str) -> None:
    events = [*play(ana), *play(bo, "bo")]
    state = State()
    for event in events:
        state = extend(state, [event])
    assert state == fold(events)


def test_every_event_is_in_the_history_with_those_taken_back() -> None:
    state = fold(play("sndz"))
    told = [(d.what, d.id in state.undone) for d in state.history([ClaimId("c1")])]
    assert told == [("label", False), ("note", False), ("label", True)]
