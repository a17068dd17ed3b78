"""Recognise the digits of web addresses, citations and designations of letters and digits."""

import re
from collections.abc import Iterable

from fact_check.extract.quantities.figures.lexemes import Lexemes, Sort
from fact_check.extract.quantities.figures.money import currency_before

# Every repeat is bounded or begins at the start of a word, so that no run is scanned again from each of its places.
_NET = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?<!\S)[^\s@]{1,64}@[^\s@]{1,255}\.\w{2,20}|(?<!\w)[#@]\w{1,100}"
    r"|(?<![\w.])10\.\d{4,9}/\S{1,500}"
    r"|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:com|org|net|gov|edu)\b\S{0,2000}"
)


# A journal's volume and pages, with the year in brackets: "574, 16-17 (2019)", "12(3):45 (1998)".
_CITED = re.compile(
    r"(?<![\w.])\d{1,4}(?:\(\d{1,3}\))?[,:] ?\d{1,6}(?:[-–]\d{1,6})? ?\((?:1[89]|20)\d\d\)"
    r"|(?<![\w.])\d{1,4}\(\d{1,3}\)[,:] ?\d{1,6}(?:[-–]\d{1,6})?"
)


_NETTED = ("://", "www.", "@", "#", ".com", ".org", ".net", ".gov", ".edu", "10.")
"""Every address has one of these, and most articles have none: they are quicker to search for."""


def addressed(text: str, lex: Lexemes, taken: set[int]) -> None:
    """Take the lexemes of addresses, DOIs and citations."""
    if any(mark in text for mark in _NETTED):
        _take(lex, _NET.finditer(text), taken)
    if "(" in text:
        _take(lex, _CITED.finditer(text), taken)


def _take(lex: Lexemes, matches: Iterable[re.Match[str]], taken: set[int]) -> None:
    """Take the lexemes of matches, which come in text order."""
    at = 0
    for match in matches:
        while at < len(lex) and lex[at].end <= match.start():
            at += 1
        while at < len(lex) and lex[at].start < match.end():
            taken.add(at)
            at += 1


def coded(lex: Lexemes, digits: Iterable[int], taken: set[int]) -> None:
    """Take designations of letters and digits (`K2-18b`, `H1N1`, `A320-200`), but not codes of currencies."""
    for i in (first - 1 for first in digits):
        if i < 0 or lex[i].sort is not Sort.WORD or not lex[i + 1].glued or i in taken:
            continue
        if (lex[i].glued and lex[i - 1].sort in {Sort.SIGN, Sort.DIGITS}) or currency_before(lex, i):
            continue
        at = i + 1
        while at < len(lex) and lex[at].glued and (lex[at].sort in {Sort.DIGITS, Sort.WORD} or lex[at].text == "-"):
            taken.add(at)
            at += 1
