"""Texts as digits, words and signs, and what the ending of a word tells."""

import pytest

from fact_check.extract.quantities.figures.lexemes import (
    Sort,
    described_plural,
    is_adjective,
    is_plural,
    lexemes,
    opens,
    plain_digits,
    plural_ahead,
    word_at,
)
from tests.extract.quantities.figures.lexed import lexed


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("£2.5m", ["£", "2.5", "m"], id="money"),
        pytest.param("1,234,567 of 1 000", ["1,234,567", "of", "1", "000"], id="groups"),
        pytest.param("80km/h", ["80", "km", "/", "h"], id="a-rate"),
        pytest.param("the mayor’s 2½", ["the", "mayor’s", "2", "½"], id="an-apostrophe"),
    ],
)
def test_cut(text: str, cut: list[str]) -> None:
    lex = lexemes(text)
    assert [x.text for x in lex] == cut
    assert all(text[x.start : x.end] == x.text for x in lex)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        pytest.param("1,234,567.5", "1234567.5", id="commas"),
        pytest.param("1.234.567", "1234567", id="points"),
        pytest.param("1'250", "1250", id="apostrophe"),
        pytest.param("123456789012", None, id="a-code"),
    ],
)
def test_digits_without_separators(text: str, digits: str | None) -> None:
    (lexeme,) = lexemes(text)
    assert lexeme.sort is Sort.DIGITS
    assert plain_digits(lexeme) == digits


def test_outside_a_text_stands_nothing() -> None:
    lex = lexemes("Forty boats")
    assert [word_at(lex, i) for i in (-1, 0, 1, 2)] == ["", "forty", "boats", ""]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        pytest.param("{Forty} boats sank.", True, id="a-sentence"),
        pytest.param("It sank. {Forty} came back.", True, id="a-later-one"),
        pytest.param("He said “{Forty} came back”.", True, id="a-quotation"),
        pytest.param("The {Forty} boats sank.", False, id="within"),
    ],
)
def test_what_opens_a_sentence(marked: str, told: bool) -> None:
    lex, at, _ = lexed(marked)
    assert opens(lex, at) is told


def test_endings_tell_plurals_and_adjectives() -> None:
    (boats, glass, people, coastal) = lexemes("boats glass people coastal")
    assert [is_plural(x) for x in (boats, glass, people, coastal)] == [True, False, True, False]
    assert is_adjective(coastal)
    assert not is_adjective(boats)


@pytest.mark.parametrize(
    ("marked", "near", "described"),
    [
        pytest.param("It had 40 {boats} left.", True, True, id="at-once"),
        pytest.param("It had 40 {coastal} boats left.", True, True, id="behind-an-adjective"),
        pytest.param("It had 40 {steel} beams left.", True, False, id="behind-a-noun"),
        pytest.param("It had 40 {of} them left.", False, False, id="none"),
    ],
)
def test_plurals_ahead(marked: str, near: bool, described: bool) -> None:
    lex, at, _ = lexed(marked)
    assert plural_ahead(lex, at, 2) is near
    assert described_plural(lex, at) is described
