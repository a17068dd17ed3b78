"""Rules and network stand behind one interface: each can be left out or exchanged, and so can coreference."""

from collections.abc import Sequence

import pytest

from fact_check.claims import Claim, Effect, Kind, RuleId
from fact_check.extract import Parts, extract
from fact_check.extract.attribution import ATTRIBUTORS, Attributor, Stretch
from fact_check.extract.attribution.by_rules import by_rules
from fact_check.extract.attribution.merge import by_network
from fact_check.extract.coreference.sources import Unresolved
from fact_check.extract.records import Attribution
from fact_check.language import pipeline
from fact_check.read import read_text
from fact_check.rules import load_rules

TEXT = "The ferry\n\nAda Kern said that the ferry was late. She said that it would sail on Sunday.\n"


def found(parts: Parts, text: str = TEXT) -> list[Claim]:
    rules = load_rules()
    article = read_text(text, rules)
    return [f.claim for f in extract(article, pipeline()(article.prose), rules, parts)]


@pytest.mark.parametrize("attributors", [(by_rules,), (by_network,), ATTRIBUTORS], ids=["rules", "network", "all"])
def test_each_finds_what_is_said_by_itself(attributors: tuple[Attributor, ...]) -> None:
    claims = found(Parts(attributors=attributors))
    assert [c.span.text for c in claims] == ["the ferry was late", "it would sail on Sunday"]
    assert {c.cue.rule for c in claims if c.cue} == {"reporting.say"}


def test_without_attributors_only_numbers_are_found() -> None:
    claims = found(Parts(attributors=()), "The ferry\n\nThe mayor said that 40 cars burned.\n")
    assert [(c.kinds, c.span.text) for c in claims] == [((Kind.NUMERIC,), "40 cars burned")]


def test_another_attributor_takes_part() -> None:
    def first_words(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
        return [*found, Attribution((4, 5), Effect.REPORTS, RuleId("ours.first"), ((6, 10),), (3, 4))]

    claims = found(Parts(attributors=(first_words,)))
    assert ("ours.first", "the ferry was") in [(c.cue.rule, c.span.text) for c in claims if c.cue]


@pytest.mark.parametrize(
    ("parts", "resolved"), [(Parts(), "Ada Kern"), (Parts(coreference=Unresolved), None)], ids=["on", "off"]
)
def test_coreference_can_be_left_out(parts: Parts, resolved: str | None) -> None:
    source = found(parts)[1].source
    assert source is not None
    assert (source.text, source.resolved, source.candidates) == ("She", resolved, ())
