"""Quotation marks of every kind, paired; what stands between them told apart."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.extract.quotations.marks import Quote, quotations

PAIRED = [
    pytest.param("“We left early,” Ada Kern said.", ["We left early,"], id="curly"),
    pytest.param('"We left early," Ada Kern said.', ["We left early,"], id="straight"),
    pytest.param("‘We left early,’ Ada Kern said.", ["We left early,"], id="single-curly"),
    pytest.param("'We left early,' Ada Kern said.", ["We left early,"], id="single-straight"),
    pytest.param("«We left early», Ada Kern said.", ["We left early"], id="guillemets"),
    pytest.param("„We left early“, Ada Kern said.", ["We left early"], id="low-high"),
    pytest.param("``We left early,'' Ada Kern said.", ["We left early,"], id="typewriter"),
    pytest.param('“We left early," Ada Kern said.', ["We left early,"], id="mixed"),
    pytest.param("“He said ‘go’ and left,” she said.", ["He said ‘go’ and left,", "go"], id="nested-curly"),
    pytest.param("\"He said 'go' and left,\" she said.", ["He said 'go' and left,", "go"], id="nested-straight"),
    pytest.param(
        '"The sign “closed” hung there," she said.', ["The sign “closed” hung there,", "closed"], id="mixed-nest"
    ),
    pytest.param("“We left,” she said. “We were cold.”", ["We left,", "We were cold."], id="two-in-a-row"),
    pytest.param("The boys' room wasn't shut; it's Ada's.", [], id="apostrophes-straight"),
    pytest.param("The boys’ room wasn’t shut; it’s Ada’s.", [], id="apostrophes-curly"),
    pytest.param("In the ’90s rock ’n’ roll wasn’t loud.", [], id="elisions"),
    pytest.param("He said: ‘The boys’ room isn’t shut.’", ["The boys’ room isn’t shut."], id="possessive-inside"),
    pytest.param('A 6" pipe and a 3" valve broke.', [], id="inches"),
    pytest.param("Their so-called ‘holiday camp’ is a barn.", ["holiday camp"], id="scare-quote"),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("text", "inside"), PAIRED)
def test_pairs(text: str, inside: list[str]) -> None:
    assert [text[q.inside : q.outside] for q in quotations(text)] == inside


KINDS = [
    pytest.param("“We left early,” Ada Kern said.", Quote.SPEECH, id="before-the-verb"),
    pytest.param("Ada Kern said: “We left early.”", Quote.SPEECH, id="after-a-colon"),
    pytest.param("“Never.”", Quote.SPEECH, id="one-word-alone"),
    pytest.param("The so-called “holiday camp” is a barn.", Quote.FRAGMENT, id="scare-quote"),
    pytest.param("She called the plan “a mess”.", Quote.FRAGMENT, id="quoted-phrase"),
    pytest.param("Ada “The Hammer” Kern won again.", Quote.NICKNAME, id="nickname"),
    pytest.param("She sang in “The Long Winter” last year.", Quote.TITLE, id="title"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_tells_kinds_apart(text: str, kind: Quote) -> None:
    assert [q.kind for q in quotations(text)] == [kind]


def test_a_quotation_that_the_next_paragraph_only_closes_runs_on() -> None:
    text = 'She said, "We lost 12 boats.\nNobody came to help." He left.'
    assert [(q.opened, q.closed, q.runs_on) for q in quotations(text)] == [(True, False, True), (False, True, False)]


def test_a_long_quotation_runs_on_over_paragraphs() -> None:
    text = "“We left early.\n\n“The road was wet.\n\n“Nobody was hurt,” she said.\n\n“It rained.”"
    assert [(q.closed, q.runs_on) for q in quotations(text)] == [
        (False, True),
        (False, True),
        (True, False),
        (True, False),
    ]


@pytest.mark.parametrize("mark", ["“", "”", '"', "‘", "„", "«"])
def test_an_odd_mark_costs_one_paragraph(mark: str) -> None:
    rest = "“We left early,” Ada Kern said.\n\n“The road was wet.”"
    alone = [rest[q.inside : q.outside] for q in quotations(rest)]
    odd = f"The {mark}road was closed on Monday."
    text = f"{odd}\n\n{rest}"
    assert [text[q.inside : q.outside] for q in quotations(text) if q.start > len(odd)] == alone


def test_a_missing_opening_mark_begins_with_the_paragraph() -> None:
    text = "It rained.\n\nWe left early. It was cold,” Ada Kern said."
    assert [text[q.inside : q.outside] for q in quotations(text)] == ["We left early. It was cold,"]


QUOTED = st.text(alphabet="aB .,?\n\"'“”‘’«»„‚`s-é", max_size=60)


@given(QUOTED)
def test_offsets_hold_for_any_text(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start <= q.inside <= q.outside <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        assert q.opened or q.closed


@given(QUOTED)
def test_outer_quotations_do_not_overlap(text: str) -> None:
    outer = [q for q in quotations(text) if q.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
