"""Find what an edit has changed of a decision's grounds: the claim, its source, its cue, or words that modify them.

Only words are compared, so that reading a journal needs no parser.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from fact_check.ledger.align import BREAK, Edit, differences
from fact_check.ledger.events import Anchor, Mark
from fact_check.ledger.wording import Token, same, tokens
from fact_check.lexicon import words

_BREAK_OR_QUOTE = re.compile(BREAK.pattern + '|["“”«»„]')
SENTENCE_START = re.compile(r"(?:^|[.!?…]+[\"'”’)\]]*\s+|\n\s*)[\"'“‘(\[]*$")
_APART = re.compile(r"[,;:.!?…()\[\]\"“”«»„\n—]|\s[-–]\s")
"""What separates two words so that neither modifies the other."""
_BESIDE = 3
"""From how many words away "not" or "about" still modifies a claim, a source or a cue."""
_FEW = 3
_ALIKE = 0.5
"""With a smaller share of words in common, it is another wording, not a change of single words."""
_SHOWN = 8
"""How many words of a change are shown."""
_OF_A_SAYING = ("a negation", "a modal", "a condition")
"""The kinds of words that modify a source or a cue beside them."""
_KINDS = ("a negation", "a number", "a modal", "a condition", "a bound", "a direction", "a question mark")
"""The names of changes: the first of these among the words counts."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its name, and the old and new words."""

    what: str
    was: str = ""
    now: str = ""
    of: str = ""
    """"source", "cue", "span" (the claim's own words), or "" for what is beside them."""

    def __str__(self) -> str:
        if not self.was and not self.now:
            return self.what
        return f"{self.what}: {self.was or 'nothing'} → {self.now or 'nothing'}"


def told(changes: Sequence[Change]) -> str | None:
    """Name the first three things that have changed; None if nothing has."""
    once = list(dict.fromkeys(map(str, changes)))
    more = [f"and {len(once) - 3} more"] if len(once) > 3 else []
    return "; ".join([*once[:3], *more]) or None


def changes_of_words(of: str, was: str, now: str) -> list[Change]:
    """Compare two wordings of a source, a cue or a span, word by word."""
    old, new = tokens(was), tokens(now)
    return [_change(of, Text(was, 0), old[e.i1 : e.i2], Text(now, 0), new[e.j1 : e.j2]) for e in differences(old, new)]


def judge(
    anchor: Anchor, frame: Mark, old: list[Token], text: str, new: list[Token], edits: Sequence[Edit]
) -> list[Change]:
    """Find what has changed in an anchor's frame, by its alignment with a new text."""
    judged = _Judged(anchor, Text(frame.text, frame.start), old, Text(text, 0), new)
    return [change for e in edits for change in judged.changes(e)]


@dataclass(frozen=True, slots=True)
class Text:
    """A text whose characters are counted from `start`."""

    text: str
    start: int

    def between(self, a: Token, b: Token) -> str:
        first, second = (a, b) if a.start <= b.start else (b, a)
        return self.text[first.end - self.start : second.start - self.start]

    def opens(self, at: int) -> bool:
        """Tell whether a sentence opens at an offset, where any word has a capital."""
        at -= self.start
        return bool(SENTENCE_START.search(self.text[max(0, at - 8) : at])) or at <= 0

    def words(self, run: Sequence[Token]) -> list[str]:
        """Return the words of a run as they are written."""
        return self.text[run[0].start - self.start : run[-1].end - self.start].split() if run else []


@dataclass(frozen=True)
class _Judged:
    """An old frame and a new text, aligned."""

    anchor: Anchor
    before: Text
    old: list[Token]
    now: Text
    new: list[Token]

    @cached_property
    def _core(self) -> list[int]:
        """Which of the old tokens are the claim's, its source's or its cue's."""
        return [i for i, token in enumerate(self.old) if self.role(token)]

    def changes(self, e: Edit) -> list[Change]:
        """Find what one edit changes."""
        went, came = self.old[e.i1 : e.i2], self.new[e.j1 : e.j2]
        if same(went, came):
            return []
        here = [self.role(token) for token in went]
        left = self.role(self.old[e.i1 - 1]) if e.i1 > 0 else ""
        right = self.role(self.old[e.i2]) if e.i2 < len(self.old) else ""
        inside = left if left and left == right else ""
        if self.anchor.frame is None and (e.i1 == 0 or e.i2 == len(self.old)) and not any(here):
            return []  # without a frame the words are cut off anywhere, and their ends mean nothing
        found = []
        answer = self._answer(e, went, came)
        for role in ("source", "cue", "span"):
            run = [token for token, its in zip(went, here, strict=True) if its == role]
            if run or (role == inside and came):
                found.append(_change(role, self.before, run, self.now, answer))
        return found or self._beside(e, went, came, left, right)

    def role(self, token: Token) -> str:
        for role, mark in (("source", self.anchor.source), ("cue", self.anchor.cue)):
            if mark is not None and token.start < mark.end and mark.start < token.end:
                return role
        return "span" if token.start < self.anchor.end and self.anchor.start < token.end else ""

    def _answer(self, e: Edit, went: list[Token], came: list[Token]) -> list[Token]:
        """Cut the new words at the ends of the frame to as many sentences as the old ones had."""
        if e.i2 == len(self.old) and came:
            spare = sum(bool(BREAK.search(self.before.between(a, b))) for a, b in pairwise(went))
            for k in range(1, len(came)):
                if BREAK.search(self.now.between(came[k - 1], came[k])):
                    spare -= 1
                    if spare < 0:
                        return came[:k]
        if e.i1 == 0 and came:
            for k in range(len(came) - 1, 0, -1):
                if BREAK.search(self.now.between(came[k - 1], came[k])):
                    return came[k:]
        return came

    def _beside(self, e: Edit, went: list[Token], came: list[Token], left: str, right: str) -> list[Change]:
        """Find changed words beside a claim, its source or its cue that change its meaning."""
        found = []
        for role, run in ((left, self._joined_on(e, came)), (right, self._joined_before(e, came))):
            # A date of saying ("said on Monday"), or words in place of others that weren't part of it, don't change it.
            times = words("wording.times", "calendar.weekdays")
            dates = {t.key for t in run} <= times | {t.key for t in run if t.is_number}
            leaves = (role in ("source", "cue") and (dates or went)) or (dates and left in ("source", "cue"))
            if role and run and not leaves:
                found.append(_change(role, self.before, [], self.now, run))
        return found[:1] or self._bearing(e, went, came)

    def _joined_on(self, e: Edit, came: list[Token]) -> list[Token]:
        """Return the words that were added right after a kept one, up to what separates them."""
        at = e.j1
        while at < e.j2 and at > 0 and not _APART.search(self.now.between(self.new[at - 1], self.new[at])):
            at += 1
        return came[: at - e.j1]

    def _joined_before(self, e: Edit, came: list[Token]) -> list[Token]:
        at = e.j2
        while at > e.j1 and at < len(self.new) and not _APART.search(self.now.between(self.new[at - 1], self.new[at])):
            at -= 1
        return came[at - e.j1 :]

    def _bearing(self, e: Edit, went: list[Token], came: list[Token]) -> list[Change]:
        """Find a negation, a modal or a bound that appeared or disappeared near enough to modify the claim."""
        before, behind = bisect_left(self._core, e.i1), bisect_left(self._core, e.i2)
        for k in (
            self._core[before - 1] if before else None,
            self._core[behind] if behind < len(self._core) else None,
        ):
            if k is None:
                continue
            after = k < e.i1
            gap = e.i1 - 1 - k if after else k - e.i2
            place = e.j1 - 1 - gap if after else e.j2 + gap
            # Quoted words beside "she said" are her words, and don't modify the saying.
            stop = BREAK if self.role(self.old[k]) == "span" else _BREAK_OR_QUOTE
            token = _bears(went, self.old[k], self.before, gap, stop, after=after)
            if token is None and 0 <= place < len(self.new):
                token = _bears(came, self.new[place], self.now, gap, stop, after=after)
            if token is not None and (self.role(self.old[k]) == "span" or token.kind in _OF_A_SAYING):
                change = _change("", self.before, went, self.now, self._answer(e, went, came))
                return [replace(change, what=token.kind)]
        return []


def _bears(run: list[Token], core: Token, told_: Text, gap: int, stop: re.Pattern[str], *, after: bool) -> Token | None:
    """Find an added or removed word of a run that modifies a core word beside it; `gap` words come between.

    A run that touches the core modifies it as a whole ("It is not the case that …"), others by their nearest words.
    """
    nearest = run if after else run[::-1]
    for away, token in enumerate(nearest, gap + 1):
        if stop.search(told_.between(token, core)):
            return None
        if (token.frames or token.key == "?") and (away <= _BESIDE or gap == 0):
            return token
        if away == 1 and token.is_number and core.is_number:
            return token
    return None


def _change(of_: str, before: Text, went: Sequence[Token], now: Text, came: Sequence[Token]) -> Change:
    """Name a change (by its words if it is in the claim), and show the words that differ."""
    what = f"the {of_}"
    if of_ not in ("source", "cue"):
        kinds = [token.kind for token in (*went, *came)]
        name = any(t.capital and not of.opens(t.start) for of, run in ((before, went), (now, came)) for t in run)
        what = next((kind for kind in _KINDS if kind in kinds), "a name" if name else "a word")
    was, is_now = before.words(went), now.words(came)
    while len(was) > 1 and len(is_now) > 1 and was[0] == is_now[0]:
        was, is_now = was[1:], is_now[1:]
    while len(was) > 1 and len(is_now) > 1 and was[-1] == is_now[-1]:
        was, is_now = was[:-1], is_now[:-1]
    return Change(what, _short(was), _short(is_now), of_)


def _short(run: list[str]) -> str:
    return " ".join(run) if len(run) <= _SHOWN else " ".join([*run[:_SHOWN], "…"])
