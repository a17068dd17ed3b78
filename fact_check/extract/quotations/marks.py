"""Pair the quotation marks of a text, whatever their shape.

Pure functions over text. Each paragraph is paired by itself, so that an odd mark spoils one paragraph at most. Only the
printer's convention (each paragraph of a long quotation opens, only the last one closes) joins paragraphs.

A little past 250 lines: which mark opens and which one closes is one decision.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from fact_check.lexicon import words

MARK = re.compile(r"``|''|[\"“”„‟«»‘’‚‛‹›`']")
PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
ELISION = re.compile(r"[’'‘](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|n\b|bout\b|round\b)", re.IGNORECASE)
FAMILY = {
    **dict.fromkeys(["“", "”", "„", "‟", '"', "``", "''"], "double"),
    **dict.fromkeys(["‘", "’", "‚", "‛", "'", "`"], "single"),
    **dict.fromkeys(["«", "»"], "guillemet"),
    **dict.fromkeys(["‹", "›"], "angle"),
}
OPENS = frozenset("“„‟«‘‚‛‹`") | {"``"}
"""Marks that open unless their surroundings or an open „ speak against it."""
PLAIN = frozenset("\"'") | {"''"}
"""Marks that look the same at both ends; one may hold curly ones."""
CLOSES = frozenset("”»›")
LEADS = frozenset(" \t\xa0\u2009\u202f([{—–-/…:") | frozenset("“„«‘‚‹\"'")
"""What may come before a mark that opens."""
STOPS = ".!?…"


class Quote(StrEnum):
    """What is between two marks."""

    SPEECH = "speech"
    """Words on their own: a sentence or more, or one that its attribution interrupts."""
    FRAGMENT = "fragment"
    """Part of the writer's own sentence: a scare quote, a quoted word or phrase."""
    TITLE = "title"
    NICKNAME = "nickname"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, in code points of the text."""

    start: int
    """Where the opening mark begins, or the words if it is missing."""
    inside: int
    """Where the words begin."""
    outside: int
    """Where the words end."""
    end: int
    """Where the closing mark ends."""
    kind: Quote
    depth: int = 0
    """0 for a quotation in the writer's own words, 1 for one inside another."""
    paragraph: int = 0
    opened: bool = True
    closed: bool = True
    runs_on: bool = False
    """Whether the next paragraph continues it, by the printer's convention."""


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    text: str
    family: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Open:
    mark: _Mark
    depth: int


@lru_cache(maxsize=1)  # the direct speech of an article and the names in it ask for the same text
def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text in order, each before those inside it."""
    found: list[Quotation] = []
    paragraphs = [m.span() for m in PARAGRAPH.finditer(text) if m[0].strip()]
    for number, (start, end) in enumerate(paragraphs):
        found += (replace(q, paragraph=number) for q in _paragraph(text, start, end))
    return tuple(_run_on(text, found, paragraphs))


def _paragraph(text: str, start: int, end: int) -> list[Quotation]:
    open_marks: list[_Open] = []
    pairs: list[Quotation] = []
    marks = list(_marks(text, start, end))
    singles_left = _single_closers(marks)
    for number, mark in enumerate(marks):
        match = _closable(open_marks, mark)
        if match is not None and not (mark.opens and _reopens(open_marks[match].mark, mark)):
            if mark.family == "single" and _possessive(text, mark, singles_left[number]):
                continue
            for missed in open_marks[match + 1 :]:
                if missed.mark.family != "single":  # a lone single mark was an apostrophe
                    pairs.append(_pair(text, missed, None, mark.at))
            pairs.append(_pair(text, open_marks[match], mark, end))
            del open_marks[match:]
        elif mark.opens:
            if mark.family == "single" and not singles_left[number]:
                continue
            if match is not None and (open_marks[match].mark.text in PLAIN) == (mark.text in PLAIN):
                # the same mark opens again: the first was never closed
                pairs.append(_pair(text, open_marks[match], None, mark.at))
                del open_marks[match:]
            open_marks.append(_Open(mark, len(open_marks)))
        elif mark.closes and mark.family != "single" and not pairs and not open_marks and not _inches(text, mark):
            pairs.append(_pair(text, None, mark, end, start))
    for left in open_marks:
        if left.mark.family != "single":
            pairs.append(_pair(text, left, None, end))
    return sorted(pairs, key=lambda q: (q.start, -q.end))


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for found in MARK.finditer(text, start, end):
        at, shape = found.start(), found[0]
        before = text[at - 1] if at > start else " "
        after = text[found.end()] if found.end() < end else " "
        family = FAMILY[shape]
        if family == "single" and ((before.isalnum() and after.isalnum()) or ELISION.match(text, at)):
            continue  # don't, O’Neill, ’90s
        free_before = before in LEADS or before.isspace()
        free_after = after.isspace() or (not after.isalnum() and after not in "([“„«‘‚‹\"'$£€#@…")
        opens, closes = shape in OPENS, shape in CLOSES
        if (not opens and not closes) or shape == "’":
            opens, closes = (
                free_before and not after.isspace(),
                not before.isspace() and (free_after or not free_before),
            )
        elif shape == "“":
            closes = not before.isspace() and free_after and at > start
        elif shape == "”":
            opens = free_before and before.isspace() and after.isalnum()
        yield _Mark(at, shape, family, opens, closes)


def _single_closers(marks: list[_Mark]) -> list[bool]:
    """Tell of each mark whether a single mark that may close comes before the next one that only opens."""
    later, left = False, []
    for mark in reversed(marks):
        left.append(later)
        if mark.family == "single":
            later = mark.closes
    return left[::-1]


def _closable(open_marks: list[_Open], mark: _Mark) -> int | None:
    """Return the open mark that this one may close: the innermost of its family."""
    if not mark.closes and not mark.opens:
        return None
    for i in range(len(open_marks) - 1, -1, -1):
        if open_marks[i].mark.family == mark.family:
            return i
        if mark.family == "single":
            return None  # a single mark never closes across an open double one
    return None


def _reopens(first: _Mark, mark: _Mark) -> bool:
    """Tell whether a mark that may open does, although one of its family is open."""
    if not mark.closes:
        return True
    return mark.text in OPENS and first.text == mark.text


def _possessive(text: str, mark: _Mark, closer_left: bool) -> bool:
    """Tell whether a single mark after an s ends a plural possessive inside a quotation."""
    after = text[mark.at + 1 : mark.at + 3]
    return closer_left and text[mark.at - 1 : mark.at] in ("s", "S") and after[:1] == " " and after[1:].isalpha()


def _inches(text: str, mark: _Mark) -> bool:
    return mark.text in ('"', "''") and text[mark.at - 1 : mark.at].isdigit()


def _pair(text: str, left: _Open | None, right: _Mark | None, end: int, start: int = 0) -> Quotation:
    begin = left.mark.at if left else start
    inside = begin + len(left.mark.text) if left else begin
    outside = right.at if right else end
    stop = right.at + len(right.text) if right else end
    while inside < outside and text[inside].isspace():
        inside += 1
    while outside > inside and text[outside - 1].isspace():
        outside -= 1
    depth = left.depth if left else 0
    kind = _kind(text, begin, inside, outside, stop)
    return Quotation(begin, inside, outside, stop, kind, depth, 0, left is not None, right is not None)


def _kind(text: str, begin: int, inside: int, outside: int, stop: int) -> Quote:
    words = text[inside:outside]
    before, after = text[max(0, begin - 40) : begin], text[stop : stop + 40]
    before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    bare = words.split()
    if not bare:
        return Quote.FRAGMENT
    led = before.rstrip()
    starts_free = not led or led[-1] in ".!?:,;—–-…”\"’')]" or _frame_verb(led)
    ends_free = words[-1] in ",.!?…—–-" or not after.strip() or after.lstrip()[0] in ",.;—–"
    capital = words.lstrip("[(…. “‘\"'")[:1]
    if _all_capital(bare) and led:
        if len(bare) <= 2 and led[-1:].isalpha() and words[-1] not in ",.!?" and after[:2].strip()[:1].isupper():
            return Quote.NICKNAME
        if len(bare) <= 8 and words[-1] not in ".!?" and led and not (led[-1] in ",:" and words[-1] == ","):
            return Quote.TITLE
    if words[-1] in ",.!?…" and starts_free and (len(bare) > 1 or words[-1] in ".!?"):
        return Quote.SPEECH
    outer_comma = after[:1] == "," and (not led or led[-1] in ".!?")
    if outer_comma and capital.isupper() and len(bare) > 1:
        return Quote.SPEECH
    if len(bare) >= 4 and starts_free and ends_free and (capital.isupper() or capital.isdigit() or led[-1:] in ",—–"):
        return Quote.SPEECH
    if re.search(r"[.!?] +[“\"']?[A-Z]", words) and len(bare) >= 6:
        return Quote.SPEECH
    return Quote.FRAGMENT


def _frame_verb(led: str) -> bool:
    return led.rsplit(None, 1)[-1].lower() in FRAME_VERBS


SMALL = words("grammar.small")
"""Words that are in lower case in titles."""
FRAME_VERBS = words("speech.frames")


def _all_capital(words: list[str]) -> bool:
    return all(w[0].isupper() or w[0].isdigit() or w.lower() in SMALL for w in words) and words[0][0].isupper()


def _run_on(text: str, found: list[Quotation], paragraphs: list[tuple[int, int]]) -> Iterator[Quotation]:
    """Mark a paragraph's unclosed quotation as running on if the next one opens with a mark, or only closes it."""
    opening = {q.paragraph for q in found if q.depth == 0 and _first(text, q, paragraphs)}
    for q in found:
        if not q.closed and q.depth == 0 and q.paragraph + 1 in opening:
            yield replace(q, runs_on=True, kind=Quote.SPEECH)
        else:
            yield q


def _first(text: str, q: Quotation, paragraphs: list[tuple[int, int]]) -> bool:
    """Tell whether a quotation opens its paragraph."""
    return not text[paragraphs[q.paragraph][0] : q.start].strip()
