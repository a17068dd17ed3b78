"""Claim by claim: what is decided, by whom, and what is only suggested."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from fact_check.claims import Label
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.carry import carry
from fact_check.ledger.draft import open_draft
from fact_check.ledger.events import Adjudicated, Deed, Labelled, Rejected, sign
from fact_check.ledger.fold import fold
from fact_check.read import read_text
from fact_check.report import report
from fact_check.report.standings import Standing, standing
from fact_check.rules import load_rules
from tests.make import claim
from tests.report.test_formats import written

TEXT = "Dam leaks\n\nPolice said 40 families were moved.\n"
WORDS = "40 families were moved"
S, D, U = Label.SOURCED, Label.DENIED, Label.UNEVIDENCED
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def stands(*decisions: tuple[str, Label | None], final: Label | None = None, now: str = TEXT) -> Standing:
    """How a claim that is suggested as unevidenced stands after these decisions; `now` is the draft since."""
    made = claim(TEXT, WORDS, numbers=(("40", 40),), label=U)
    on = {"claim": made.id, "anchor": anchor_of(made, TEXT)}
    events: list[Deed] = []
    for second, (who, label) in enumerate(decisions):
        common = {
            "who": who,
            "when": NOON + timedelta(seconds=second),
            "claim": made.id,
            "anchor": anchor_of(made, TEXT),
        }
        events.append(sign(Labelled, **common, label=label) if label else sign(Rejected, **common))
    if final is not None:
        common = {"who": "cy", "when": NOON + timedelta(hours=1), **on}
        events.append(sign(Adjudicated, **common, label=final))
    words = WORDS if now == TEXT else WORDS.replace("40", "50")
    today = claim(now, words, numbers=((words[:2], int(words[:2])),), label=U)
    (carried,) = carry(fold(events), (today,), now)
    return standing(carried, words)


@pytest.mark.parametrize(
    ("made", "label", "told"),
    [
        pytest.param(lambda: stands(), U, "only suggested", id="nobody has decided"),
        pytest.param(lambda: stands(("ana", U)), U, "decided by ana", id="as suggested"),
        pytest.param(lambda: stands(("ana", S)), S, "decided by ana; suggested: unevidenced", id="otherwise"),
        pytest.param(lambda: stands(("ana", S), ("bo", S)), S, "decided by ana, bo; suggested: unevidenced", id="two"),
        pytest.param(lambda: stands(("ana", None)), None, "not a claim: ana", id="not a claim"),
        pytest.param(
            lambda: stands(("ana", S), ("bo", D)), None, "in conflict: ana: sourced, bo: denied", id="conflict"
        ),
        pytest.param(lambda: stands(("ana", U), ("bo", D), final=U), U, "decided by cy (final)", id="the final word"),
        pytest.param(
            lambda: stands(("ana", S), now=TEXT.replace("40", "50")),
            U,
            "reworded since ana decided; only suggested",
            id="reworded",
        ),
    ],
)
def test_a_claim_says_who_decided_it(made: Callable[[], Standing], label: Label | None, told: str) -> None:
    stood = made()
    assert (stood.label, stood.told) == (label, told)


DENIED = "The dam has a second crack, residents said. The governor called that baseless.\n"


def test_a_denial_whose_words_are_no_claim_is_told() -> None:
    because = "denied elsewhere in the article by the governor (“baseless”)"
    found = claim(DENIED, "The dam has a second crack", source="residents", cue="said", label=D, because=because)
    told = report(open_draft(read_text(DENIED, path="a.md"), (found,)), load_rules())
    assert [(a.words, a.because) for a in told.answers] == [("The dam has a second crack", because)]
    assert "denied: “The dam has a second crack” – denied elsewhere in the article" in " ".join(
        written("table", told).split()
    )
    assert f"  - denied: “The dam has a second crack” ({because})".replace("(“", r"\(“").split("” (")[0] in written(
        "markdown", told
    )


@pytest.mark.parametrize("format", ["table", "markdown", "json"])
def test_each_claim_is_listed_with_its_label(format: str) -> None:
    found = claim(TEXT, WORDS, numbers=(("40", 40),), label=U)
    told = report(open_draft(read_text(TEXT, path="a.md"), (found,)), load_rules())
    assert (told.labels[U], told.suggested[U]) == (1, 1)
    said = {"table": "only suggested", "markdown": "  - unevidenced: “40 families were moved” (only suggested)"}
    assert said.get(format, '"how": "suggested"') in written(format, told)
