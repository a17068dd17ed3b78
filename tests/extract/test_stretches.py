"""An article that is parsed in stretches has the claims that it has in one."""

from collections.abc import Callable

import pytest

from fact_check.errors import ReadError
from fact_check.extract import ClaimCandidate, extract_stretches
from fact_check.language import pipeline
from fact_check.read import read_text
from fact_check.rules import load_rules

FIRST = (
    "Ferry sinks off Marsh\n\n"
    "Mayor Ada Kern said on Monday that 12 people had died. A fisher pulled four boys from the water.\n\n"
)
SECOND = (
    "She said the ferry had been full.\n\n"
    "The mayor denied that 12 people had died. Kern said that 12 people had died.\n\n"
    "Some 40 boats lie in the basin."
)


@pytest.fixture(scope="module")
def found() -> Callable[..., tuple[ClaimCandidate, ...]]:
    def found(*stretches: str) -> tuple[ClaimCandidate, ...]:
        article = read_text("".join(stretches))
        return extract_stretches(article, map(pipeline(), stretches), load_rules())

    return found


def test_a_later_stretch_knows_who_was_named(found: Callable[..., tuple[ClaimCandidate, ...]]) -> None:
    said = {f.claim.span.text: f.claim.source for f in found(FIRST, SECOND)}
    source = said["the ferry had been full"]
    assert source is not None
    assert source.resolved is not None
    assert "Ada Kern" in source.resolved


def test_places_ids_and_counts_run_on(found: Callable[..., tuple[ClaimCandidate, ...]]) -> None:
    whole, parts = found(FIRST + SECOND), found(FIRST, SECOND)
    assert [(f.claim.span, f.claim.id, f.claim.source) for f in parts] == [
        (f.claim.span, f.claim.id, f.claim.source) for f in whole
    ]
    assert [(f.sentence, f.paragraph, f.in_headline) for f in parts] == [
        (f.sentence, f.paragraph, f.in_headline) for f in whole
    ]
    assert len({f.claim.id for f in parts}) == len(parts)
    assert max(f.sentence for f in parts) > 4


def test_only_the_first_stretch_has_a_headline(found: Callable[..., tuple[ClaimCandidate, ...]]) -> None:
    headline = "Fake: Photo of Shark in Street\n\n"
    body = "Nobody was on the bridge at the time, and the road was closed to cars in the morning.\n\n"
    assert [f.claim.span.text for f in found(headline, body)] == ["Photo of Shark in Street"]
    assert [f.claim.span.text for f in found(body, headline)] == []


def test_more_claims_than_any_draft_holds_are_refused(
    found: Callable[..., tuple[ClaimCandidate, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    many = len(found(FIRST, SECOND))
    monkeypatch.setattr("fact_check.extract.claims.MOST", many)
    assert len(found(FIRST, SECOND)) == many
    monkeypatch.setattr("fact_check.extract.claims.MOST", many - 1)
    with pytest.raises(ReadError, match=rf"holds more than {many - 1} claims \(split it\)"):
        found(FIRST, SECOND)
