"""The end of an article that no claim can come of: it is not parsed.

A claim has a number, a quotation mark or a cue in its paragraph. A paragraph with none of them makes no claim, but it
is read: the attribution network sees the words around a paragraph, and a later `she` stands for a name in it. What
comes well after the last of them is read by nothing; and a caption or a teaser may have none at all.
"""

import re

from fact_check.extract.quantities.figures import figures
from fact_check.extract.quotations.marks import MARK
from fact_check.language.cues import Cues

REACH = 2000
"""Characters after the last such paragraph that are parsed all the same.

The attribution network looks 80 tokens either side of a cue, at states that have read a stretch of 160 and 32 beyond:
that is some 1,600 characters.
"""

_LEADS = re.compile(r"[:—―]|(?<=\s)–|--")
"""What a speaker's name stands before, or after, without any cue: `Doctor: eat less`, `Eat less — the doctor`."""
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WORD = re.compile(r"[\w’'-]+")


def read_until(text: str, cues: Cues) -> int:
    """Return where the part of a text ends that must be parsed for its claims: 0 for nothing, at most its length.

    In code points; at a line's end. A rest that names somebody whom the part names too is not left out: a full name
    tells the kind of a short one, wherever it stands.
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
    """Tell whether a claim may stand in a paragraph: never False where one does."""
    return bool(
        _DIGIT.search(line)
        or MARK.search(_APOSTROPHE.sub("", line))
        or _LEADS.search(line)
        or cues.possible(line)
        or figures(line)
    )
