"""What a report says of a draft: on whom it rests, who answers whom, who has not been asked."""

import io

import pytest
from rich.console import Console

from fact_check.claims import Claim, Effect, Label, Link, Relation, SourceKind
from fact_check.ledger import open_draft
from fact_check.read import read_text
from fact_check.report import Report, report, show
from fact_check.report.reply import accusations
from fact_check.report.sources import resting
from tests.make import claim

TEXT = """Mill spills oil

The charity Clear Rivers says 40 tonnes leaked. A report said 12 fish died. "It is bad," said Clear Rivers head Ana Poe.
Two officials said the pump failed. The mill denied any leak. The 40 tonnes leaked by night.
"""


def claims() -> tuple[Claim, ...]:
    denied = claim(TEXT, "40 tonnes leaked", source="The charity Clear Rivers", cue="says", numbers=(("40", 40),))
    return (
        denied,
        claim(TEXT, "12 fish died", source="A report", kind=SourceKind.DOCUMENT, cue="said", numbers=(("12", 12),)),
        claim(TEXT, "It is bad", source="Clear Rivers head Ana Poe", kind=SourceKind.PERSON, cue="said"),
        claim(TEXT, "the pump failed", source="Two officials", kind=SourceKind.ANONYMOUS, cue="said"),
        claim(
            TEXT,
            "any leak",
            source="The mill",
            cue="denied",
            effect=Effect.DENIES,
            label=Label.DENIED,
            links=(Link(to=denied.id, relation=Relation.DENIES),),
        ),
        claim(
            TEXT,
            "The 40 tonnes leaked by night",
            numbers=(("40", 40),),
            label=Label.SOURCED,
            links=(Link(to=denied.id, relation=Relation.RESTATES),),
        ),
    )


def reported() -> Report:
    return report(open_draft(read_text(TEXT), claims()))


def test_an_organisation_counts_with_its_people_and_the_report_that_must_be_its() -> None:
    first = reported().sources[0]
    assert (first.name, first.claims, first.numeric) == ("Clear Rivers", 3, 2)
    assert first.voices == ("charity Clear Rivers", "report", "Clear Rivers head Ana Poe")
    assert first.presumed == ("report",)


def test_with_two_organisations_a_nameless_report_is_nobodys() -> None:
    other = claim(TEXT, "Mill spills oil", source="The mill", cue="denied").model_copy(
        update={"source": claims()[0].source.model_copy(update={"text": "Fish Trust"})}  # type: ignore[union-attr]
    )
    rest = {r.name: r for r in resting((*claims(), other))}
    assert rest["report"].claims == 1
    assert rest["Clear Rivers"].presumed == ()


def test_denials_say_whom_they_answer() -> None:
    answers = reported().answers
    assert [(a.who, a.words, a.answers) for a in answers] == [("The mill", "any leak", ("40 tonnes leaked",))]


def test_a_bare_repeat_is_an_attribution_that_drops_off() -> None:
    dropped = reported().dropped
    assert [(p.words, p.because) for p in dropped] == [
        ("The 40 tonnes leaked by night", "first attributed to The charity Clear Rivers")
    ]


def test_the_anonymous_share() -> None:
    assert reported().anonymous == 1


@pytest.mark.parametrize(
    ("text", "span", "cue", "rule", "unanswered"),
    [
        pytest.param("Beijing faces accusations that it spied.", "it spied", "faces accusations that",
                     "hedges.face-accusations", ["Beijing"], id="faces accusations"),
        pytest.param("It is the centre of attention as Beijing faces accusations that it spied.", "it spied",
                     "faces accusations that", "hedges.face-accusations", ["Beijing"], id="within a clause"),
        pytest.param("After talks the firm had also been accused of theft.", "theft", "accused of",
                     "hedges.accused-of", ["the firm"], id="described"),
        pytest.param("Ana Poe was accused of theft.", "theft", "accused of",
                     "hedges.accused-of", ["Ana Poe"], id="was accused"),
        pytest.param("Police accused Ana Poe of theft.", "theft", "accused",
                     "reporting.accuse", ["Ana Poe"], id="accused her"),
        pytest.param("Ana Poe was accused of theft. Ms Poe declined to comment.", "theft", "accused of",
                     "hedges.accused-of", [], id="declined to comment"),
        pytest.param("Ana Poe was accused of theft. Poe did not respond to calls.", "theft", "accused of",
                     "hedges.accused-of", [], id="did not respond"),
        pytest.param("Ana Poe was said to have won.", "have won", "said to", "hedges.said-to", [], id="no accusation"),
    ],
)  # fmt: skip
def test_right_of_reply(text: str, span: str, cue: str, rule: str, unanswered: list[str]) -> None:
    found = accusations([claim(text, span, cue=cue, rule=rule)], text)
    assert [a.accused for a in found] == unanswered


def test_the_screen_is_text_that_nothing_of_the_article_commands() -> None:
    hostile = TEXT.replace("any leak", "any \x1b[31m[bold]leak")
    found = claim(hostile, "any \x1b[31m[bold]leak", source="The mill", cue="denied", effect=Effect.DENIES)
    out = io.StringIO()
    show([report(open_draft(read_text(hostile), (found,)))], Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()
    assert "[bold]leak" in out.getvalue()
