"""What becomes of a decision when the draft is edited: a table of edits with their known truth."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.claims import Claim, ClaimId, Label
from fact_check.ledger.anchor import anchor_at, anchor_of
from fact_check.ledger.carried import Carried, Status
from fact_check.ledger.carry import carry
from fact_check.ledger.events import Added, Labelled, Mended, sign
from fact_check.ledger.fold import fold
from tests.make import claim

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

DRAFT = """Flood takes the lower town

The river rose on Monday. The mayor of Ostrava said that 40 houses were lost, and 12 people moved to the school.
Police denied that the warning came too late. It was cold.

The insurer, Alba Mutual, could pay up to 3.5 million euros, according to its chief, Ida Holm.

Divers: gate stood open for hours
"""


def on(text: str) -> list[Claim]:
    """The claims of DRAFT, where they stand in `text`."""
    specs = [
        ("40 houses were lost", {"source": "The mayor of Ostrava", "cue": "said"}),
        ("the warning came too late", {"source": "Police", "cue": "denied"}),
        ("could pay up to 3.5 million euros", {"source": "its chief, Ida Holm", "cue": "according to"}),
        ("gate stood open for hours", {"source": "Divers", "cue": ":"}),
    ]
    return [
        claim(text, span, **{k: v for k, v in marks.items() if v in text})  # type: ignore[arg-type]
        for span, marks in specs
        if span in text
    ]


def carried(edited: str, which: int, *, found: bool) -> Carried:
    """Label one claim of DRAFT, edit the draft, carry."""
    decided = on(DRAFT)[which]
    event = sign(
        Labelled, who="ana", when=NOON, claim=decided.id, anchor=anchor_of(decided, DRAFT), label=Label.SOURCED
    )
    result = carry(fold([event]), on(edited) if found else [], edited)
    return next(c for c in result if c.held)


EDITS = [
    pytest.param(0, "", "", Status.SAME, id="nothing"),
    pytest.param(0, "Flood takes", "A flood takes", Status.SAME, id="text before"),
    pytest.param(0, "It was cold", "It was 5 degrees and not warm", Status.SAME, id="number and negation elsewhere"),
    pytest.param(0, "and 12 people", "and 14 people", Status.SAME, id="number of another claim of the sentence"),
    pytest.param(0, "40 houses", "41 houses", Status.CHANGED, id="number"),
    pytest.param(0, "40 houses", "140 houses", Status.CHANGED, id="digit put before"),
    pytest.param(0, "40 houses", "1.40 houses", Status.CHANGED, id="decimals put before"),
    pytest.param(0, "40 houses", "about 40 houses", Status.CHANGED, id="bound put before"),
    pytest.param(0, "were lost", "were not lost", Status.CHANGED, id="negation put in"),
    pytest.param(0, "were lost", "could be lost", Status.CHANGED, id="modal put in"),
    pytest.param(0, "said that", "never said that", Status.CHANGED, id="negated cue"),
    pytest.param(0, "said that", "denied that", Status.CHANGED, id="another cue"),
    pytest.param(0, "of Ostrava", "of Opava", Status.CHANGED, id="another source"),
    pytest.param(0, "The mayor of Ostrava", "Nela Bauer and the mayor of Ostrava", Status.CHANGED, id="source joined"),
    pytest.param(0, "The mayor of Ostrava said that ", "", Status.CHANGED, id="attribution gone"),
    pytest.param(0, "40 houses", "it is not at all the case that 40 houses", Status.CHANGED, id="negated from before"),
    pytest.param(0, "were lost", "weren't lost", Status.CHANGED, id="negation drawn together"),
    pytest.param(0, "40 houses", "forty houses", Status.SAME, id="number in a word"),
    pytest.param(0, "40 houses", "40² houses", Status.CHANGED, id="raised digit"),
    pytest.param(0, "houses were lost", "houses were lost, or not", Status.CHANGED, id="negated from behind"),
    pytest.param(0, "houses", "homes", Status.CHANGED, id="plain word"),
    pytest.param(0, "The river rose on Monday. ", "", Status.SAME, id="sentence before deleted"),
    pytest.param(0, "said that", "said on Monday that", Status.MOVED, id="words put after the cue"),
    pytest.param(1, "too late", "too\nlate", Status.SAME, id="line wrapped inside"),
    pytest.param(1, "Police denied that the warning came too late. ", "", Status.GONE, id="deleted"),
    pytest.param(1, "denied that", "did not deny that", Status.CHANGED, id="denial negated"),
    pytest.param(1, "Police denied", "“Police denied", Status.SAME, id="quote mark put before"),
    pytest.param(2, "3.5 million", "3.5 billion", Status.CHANGED, id="magnitude"),
    pytest.param(2, "euros", "dollars", Status.CHANGED, id="currency"),
    pytest.param(2, "could pay", "will pay", Status.CHANGED, id="modal changed"),
    pytest.param(2, "up to", "at least", Status.CHANGED, id="bound changed"),
    pytest.param(2, "Ida Holm", "Ada Holm", Status.CHANGED, id="source after the claim"),
    pytest.param(3, "Divers:", "Divers guessed", Status.CHANGED, id="colon that was the cue"),
    pytest.param(3, "open for hours", "wide open for hours", Status.CHANGED, id="plain word behind a colon"),
]


@pytest.mark.parametrize("found", [True, False], ids=["found again", "not found again"])
@pytest.mark.parametrize(("which", "old", "new", "status"), EDITS)
def test_an_edit_has_its_status(which: int, old: str, new: str, status: Status, found: bool) -> None:
    assert old in DRAFT
    result = carried(DRAFT.replace(old, new, 1), which, found=found)
    assert result.status is status, result.held


def test_a_moved_paragraph_takes_its_decisions_along() -> None:
    head, first, last, divers = DRAFT.strip().split("\n\n")
    edited = f"{head}\n\n{last}\n\n{first}\n\n{divers}\n"
    result = carried(edited, 2, found=True)
    assert result.claim is not None
    assert (result.claim.span.start, result.label) == (edited.index("could pay"), Label.SOURCED)


def test_two_claims_of_the_same_words_keep_their_own_decisions() -> None:
    text = "In Brno, 5 people died.\n\nIn Plzen last winter, 5 people died.\n"
    first, second = claim(text, "5 people died"), claim(text, "5 people died", nth=1)
    events = [
        sign(Labelled, who="ana", when=NOON, claim=c.id, anchor=anchor_of(c, text), label=label)
        for c, label in ((first, Label.SOURCED), (second, Label.DENIED))
    ]
    edited = text.split("\n\n")[1]
    result = carry(fold(events), [claim(edited, "5 people died")], edited)
    assert [(c.status, c.label) for c in result] == [(Status.SAME, Label.DENIED), (Status.GONE, None)]


@given(st.text(st.sampled_from("ab 4.\n’“é🎈"), min_size=1, max_size=80), st.data())
def test_a_stretch_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = anchor_at(text, start, end)
    assert (anchor.text, anchor.end) == (text[start:end], end)
    added = sign(Added, who="ana", when=NOON, claim=ClaimId("a1"), anchor=anchor)
    for carried_ in carry(fold([added]), (), text):
        if carried_.claim is not None:
            assert text[carried_.claim.span.start : carried_.claim.span.end] == carried_.claim.span.text


RETITLED = "Dam break kills 40 people in Lower Marsh\n\nOn Monday 40 people died in Lower Marsh.\n"


def decided(text: str, *claims: Claim, **fields: Any) -> list[Any]:
    """Label claims, the first denied and the others sourced."""
    labels = [Label.DENIED, *[Label.SOURCED] * len(claims)]
    return [
        sign(Labelled, who="ana", when=NOON, claim=c.id, anchor=anchor_of(c, text), label=label, **fields)
        for c, label in zip(claims, labels, strict=False)
    ]


def test_a_new_headline_asks_for_the_headline_alone() -> None:
    head, body = claim(RETITLED, "Dam break kills 40 people in Lower Marsh"), claim(RETITLED, "40 people died")
    edited = RETITLED.replace("Dam break kills 40 people in", "Forty die as dam fails above")
    now = [claim(edited, "Forty die as dam fails above Lower Marsh"), claim(edited, "40 people died")]
    outcome = carry(fold(decided(RETITLED, head, body)), now, edited)
    assert [(c.status, c.label) for c in outcome] == [(Status.CHANGED, None), (Status.SAME, Label.SOURCED)]


def test_another_word_for_about_asks_once() -> None:
    text = "The mayor said about 20 houses were lost and that nobody had called.\n"
    parts: dict[str, Any] = {"source": "The mayor", "cue": "said"}
    events = decided(text, claim(text, "about 20 houses were lost", **parts), claim(text, "nobody had called", **parts))
    edited = text.replace("about", "some")
    now = [claim(edited, "some 20 houses were lost", **parts), claim(edited, "nobody had called", **parts)]
    assert [(c.status, c.changed) for c in carry(fold(events), now, edited)] == [
        (Status.CHANGED, "a bound: about → some"),
        (Status.SAME, None),
    ]


def mended(text: str, whole: str, to: str) -> list[Any]:
    """Mend a claim's span, then label it."""
    found = claim(text, whole, source="its chief", cue="said")
    was = anchor_of(found, text)
    anchor = anchor_at(text, text.index(to), text.index(to) + len(to), source=was.source, cue=was.cue, frame=was.frame)
    return [
        sign(Mended, who="ana", when=NOON, claim=found.id, anchor=was, to=anchor),
        sign(Labelled, who="ana", when=NOON + timedelta(1), claim=found.id, anchor=anchor, label=Label.SOURCED),
    ]


MENDED = "Alba Mutual, the insurer of the town, expects to pay 3 million euros, its chief said.\n"
WHOLE = "Alba Mutual, the insurer of the town, expects to pay 3 million euros"


@pytest.mark.parametrize(
    ("old", "new", "shown", "status"),
    [
        ("3 million euros", "€3m", "€3m", Status.SAME),
        ("3 million", "9 million", "9 million euros", Status.CHANGED),
        ("Alba Mutual", "Orla Mutual", "3 million euros", Status.SAME),
    ],
)
def test_a_mend_lasts_as_a_label_does(old: str, new: str, shown: str, status: Status) -> None:
    edited = MENDED.replace(old, new)
    now = claim(edited, WHOLE.replace(old, new), source="its chief", cue="said")
    (only,) = carry(fold(mended(MENDED, WHOLE, "3 million euros")), [now], edited)
    assert only.claim is not None
    assert (only.claim.span.text, only.status, only.is_found) == (shown, status, True)


def test_two_decisions_on_claims_that_became_one_leave_the_standing_one() -> None:
    """A headline that is gone says nothing against the body, whichever was decided later."""
    head, body = claim(RETITLED, "Dam break kills 40 people in Lower Marsh"), claim(RETITLED, "40 people died")
    events = [*decided(RETITLED, body), *decided(RETITLED, head)]
    edited = RETITLED.replace("Dam break kills 40 people in Lower Marsh", "The council has much to answer for")
    outcome = carry(fold(events), [claim(edited, "40 people died")], edited)
    assert next(c for c in outcome if c.is_found).label is Label.DENIED
