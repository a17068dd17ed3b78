"""What a report says of a draft: on whom it rests, who answers whom, who has not been asked."""

import io

import pytest
from rich.console import Console

from fact_check.claims import Claim, Effect, Label, Link, Relation, SourceKind
from fact_check.ledger.draft import open_draft
from fact_check.read import read_text
from fact_check.report import Report, report
from fact_check.report.reliance import resting
from fact_check.report.reply import accusations
from fact_check.report.screen import show
from fact_check.rules import load_rules
from tests.make import claim

TEXT = """Mill spills oil

The charity Clear Rivers says 40 tonnes leaked. A report said 12 fish died. "It is bad," said Clear Rivers head Ana Poe.
Two officials said the pump failed. The mill denied any leak. The 40 tonnes leaked by night.
"""


def claims() -> tuple[Claim, ...]:
    denied = claim(
        TEXT,
        "40 tonnes leaked",
        source="The charity Clear Rivers",
        cue="says",
        numbers=(("40", 40),),
        label=Label.DENIED,
    )
    return (
        denied,
        claim(
            TEXT,
            "12 fish died",
            source="A report",
            kind=SourceKind.DOCUMENT,
            cue="said",
            numbers=(("12", 12),),
            label=Label.SOURCED,
        ),
        claim(
            TEXT,
            "It is bad",
            source="Clear Rivers head Ana Poe",
            kind=SourceKind.PERSON,
            cue="said",
            label=Label.SOURCED,
        ),
        claim(
            TEXT,
            "the pump failed",
            source="Two officials",
            kind=SourceKind.ANONYMOUS,
            cue="said",
            label=Label.UNEVIDENCED,
        ),
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
    return report(open_draft(read_text(TEXT, path="drafts/mill.md"), claims()), load_rules())


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


def spoken(text: str, *said: tuple[str, str, SourceKind]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return each source that a draft rests on: its claims, and who is only presumed to speak for it."""
    found = [claim(text, words, source=source, kind=kind, cue="said") for words, source, kind in said]
    return {rest.name: (rest.claims, rest.presumed) for rest in resting(found, text)}


BOTH = "Fish Trust said it is bad. Mill Union said it is good. "
ORGANISATION, DOCUMENT, PERSON = SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.PERSON
SAID = (("it is bad", "Fish Trust", ORGANISATION), ("it is good", "Mill Union", ORGANISATION))


@pytest.mark.parametrize(
    ("text", "said", "rests"),
    [
        pytest.param(BOTH + "Fish Trust published a new report. The report said 9.",
                     [*SAID, ("9", "The report", DOCUMENT)],
                     {"Fish Trust": (2, ()), "Mill Union": (1, ())}, id="published it"),
        pytest.param(BOTH + "A report by the charity Fish Trust said 9.",
                     [*SAID, ("9", "A report", DOCUMENT)],
                     {"Fish Trust": (2, ()), "Mill Union": (1, ())}, id="a report by"),
        pytest.param("The charity Fish Trust said it is bad. Mill Union said so. The charity's report said 9.",
                     [("it is bad", "The charity Fish Trust", ORGANISATION), ("so", "Mill Union", ORGANISATION),
                      ("9", "The charity's report", DOCUMENT)],
                     {"Fish Trust": (2, ()), "Mill Union": (1, ())}, id="what the owner is"),
        pytest.param("Fish Trust said it is bad in its report. Mill Union said it is good in its report. "
                     "The report said 9.",
                     [*SAID, ("9", "The report", DOCUMENT)],
                     {"Fish Trust": (1, ()), "Mill Union": (1, ()), "report": (1, ())}, id="of several owners none"),
        pytest.param("The charity Fish Trust said it is bad. Mill Union said it is good. The charity said 9.",
                     [("it is bad", "The charity Fish Trust", ORGANISATION), SAID[1],
                      ("9", "The charity", ORGANISATION)],
                     {"Fish Trust": (2, ()), "Mill Union": (1, ())}, id="the charity that is one"),
        pytest.param("Report said 8 fell. A new report said 9 rose. The report said 7 hid.",
                     [("8 fell", "Report", DOCUMENT), ("9 rose", "A new report", DOCUMENT),
                      ("7 hid", "The report", DOCUMENT)],
                     {"report": (3, ())}, id="one report under its short forms"),
        pytest.param("A report said 8 fell. Another report said 9 rose.",
                     [("8 fell", "A report", DOCUMENT), ("9 rose", "Another report", DOCUMENT)],
                     {"report": (1, ()), "Another report": (1, ())}, id="another is another"),
        pytest.param("Dr. Ana Poe of Vale University said 8 fell. Dr. Ana Poe said 9 rose.",
                     [("8 fell", "Dr. Ana Poe of Vale University", PERSON), ("9 rose", "Dr. Ana Poe", PERSON)],
                     {"Dr. Ana Poe of Vale University": (2, ())}, id="a person with and without where from"),
    ],
)  # fmt: skip
def test_whom_a_draft_rests_on(
    text: str, said: list[tuple[str, str, SourceKind]], rests: dict[str, tuple[int, tuple[str, ...]]]
) -> None:
    assert spoken(text, *said) == rests


def test_the_screen_says_who_speaks_for_the_first_source() -> None:
    out = io.StringIO()
    show([reported()], Console(file=out, width=80))
    lines = [line.strip() for line in out.getvalue().splitlines()]
    assert any(line.startswith("with its report (presumably), its head Ana Poe") for line in lines)
    assert "denied by the mill: “any leak”" in lines
    assert max(map(len, out.getvalue().splitlines())) <= 80


def test_denials_say_whom_they_answer() -> None:
    answers = reported().answers
    assert [(a.who, a.words, a.answers) for a in answers] == [("The mill", "any leak", ("40 tonnes leaked",))]


def test_a_bare_repeat_is_an_attribution_that_drops_off() -> None:
    dropped = reported().dropped
    assert [(p.words, p.because) for p in dropped] == [
        ("The 40 tonnes leaked by night", "first attributed to the charity Clear Rivers")
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
        pytest.param("Ana Poe convicted of theft. The court sat for a day.", "theft", "convicted of",
                     "reporting.accuse", ["Ana Poe"], id="a headline's passive"),
        pytest.param("Ana Poe left. The council accused her of theft.", "theft", "accused",
                     "reporting.accuse", ["Ana Poe"], id="a pronoun of the only name"),
        pytest.param("Ana Poe met Jo Ray. The council accused her of theft.", "theft", "accused",
                     "reporting.accuse", [], id="a pronoun of either name"),
        pytest.param("Police credited Ana Poe with the rescue.", "the rescue", "credited",
                     "reporting.accuse", [], id="credit is no accusation"),
        pytest.param("Ana Poe was accused of theft. Poe pleaded not guilty.", "theft", "accused of",
                     "hedges.accused-of", [], id="a plea"),
        pytest.param("Ana Poe was accused of theft. It was denied by Jo Ray, Poe's lawyer.", "theft", "accused of",
                     "hedges.accused-of", [], id="by a lawyer"),
        pytest.param("Ana Poe was accused of theft. Police denied that Poe was hit.", "theft", "accused of",
                     "hedges.accused-of", ["Ana Poe"], id="somebody else's denial"),
        pytest.param("Ana Poe was accused of theft. Poe was denied bail.", "theft", "accused of",
                     "hedges.accused-of", ["Ana Poe"], id="denied bail"),
        pytest.param("Ana Poe was said to have won.", "have won", "said to", "hedges.said-to", [], id="no accusation"),
    ],
)  # fmt: skip
def test_right_of_reply(text: str, span: str, cue: str, rule: str, unanswered: list[str]) -> None:
    found = accusations([claim(text, span, cue=cue, rule=rule)], text, load_rules())
    assert [a.accused for a in found] == unanswered


def test_the_screen_is_text_that_nothing_of_the_article_commands() -> None:
    hostile = TEXT.replace("any leak", "any \x1b[31m[bold]leak")
    found = claim(hostile, "any \x1b[31m[bold]leak", source="The mill", cue="denied", effect=Effect.DENIES)
    out = io.StringIO()
    show([report(open_draft(read_text(hostile), (found,)), load_rules())], Console(file=out, width=80))
    assert "\x1b" not in out.getvalue()
    assert "[bold]leak" in out.getvalue()
