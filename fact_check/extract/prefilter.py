"""Find the end of an article that can't hold a claim, so that it isn't parsed.

A claim has a number, a quotation mark or a cue in its paragraph. A paragraph without any makes no claim, but may still
be needed: the attribution network reads the words around a claim, and a later `she` may mean a name in it. What comes
well after the last paragraph with one is not needed. A caption or a teaser may have none at all.
"""

import re

from fact_check.extract.quantities.figures import figures
from fact_check.extract.quotations.marks import MARK
from fact_check.language.cues import Cues

REACH = 2000
"""How many characters after the last such paragraph are still parsed.

The attribution network looks 80 tokens to either side of a cue, at states that have read a window of 160 tokens and 32
beyond: some 1,600 characters.
"""

_LEADS = re.compile(r"[:—―]|(?<=\s)–|--")
"""Marks that attribute without a cue, after or before a speaker: `Doctor: eat less`, `Eat less — the doctor`."""
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WORD = re.compile(r"[\w’'-]+")


def read_until(text: str, cues: Cues) -> int:
    """Return up to where a text must be parsed for its claims, from 0 for nothing to its length, at a line's end.

    A rest with a name that also occurs before it is not left out: wherever a full name is, it tells what kind of source
    a short one is.
    """
    lines = text.splitlines(keepends=True)
    quiet = 0
    while lines and not may_claim(lines[-1], cues):
        quiet += len(lines.pop())
    loud = len(text) - quiet
    if not loud:
        return 0
    until = text.find("\n", loud + REACH) + 1 or len(text)
    named = set(_NAME.findall(text, until))
    return len(text) if named and not named.isdisjoint(_WORD.findall(text, 0, until)) else until


def may_claim(line: str, cues: Cues) -> bool:
    """Tell whether a paragraph may hold a claim; never False if it does."""
    return bool(
        _DIGIT.search(line)
        or MARK.search(_APOSTROPHE.sub("", line))
        or _LEADS.search(line)
        or cues.possible(line)
        or figures(line)
    )
