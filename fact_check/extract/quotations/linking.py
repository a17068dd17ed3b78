"""Find which quotation belongs to which cue, and which to none: direct speech in tokens.

A quotation has the cue after it, before it, or in the line that leads to it with a colon; without one, it continues the
speech before it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from fact_check.extract.quotations.marks import Quotation, Quote, quotations
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import head_of, trim
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.lexicon import words

FULL_STOPS = frozenset([".", "?", "!", ";"])
NOMINAL = ("PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM")
CALENDAR = words(
    "calendar.weekdays", "calendar.months", "calendar.near_days", "calendar.times_of_day", "calendar.relative"
)
"""Words after a cue that are a time, not a speaker."""
APPOSED = ("acl:relcl", "acl", "advcl")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation that is direct speech, in tokens."""

    words: Tokens
    """Its words without the marks and the last comma or stop."""
    whole: Tokens
    quotation: Quotation
    ending: str
    """The last character inside the marks."""


class Speech:
    """The direct speech of a Doc."""

    def __init__(self, doc: Doc, spoken: Sequence[Spoken], paragraphs: Sequence[Tokens]) -> None:
        self.doc = doc
        self.spoken = tuple(spoken)
        self.paragraphs = tuple(paragraphs)
        self._starts = [s.whole[0] for s in spoken]
        self._paragraph_starts = [p[0] for p in paragraphs]
        words = columns(doc)
        self._stops = [i for i, text in enumerate(words.text) if text in FULL_STOPS]
        self._ends = sorted({*self._stops, *words.line_ends})

    def inside(self, token: int) -> Spoken | None:
        """Return the direct speech around a token, or None."""
        at = bisect_right(self._starts, token) - 1
        return self.spoken[at] if at >= 0 and token < self.spoken[at].whole[1] else None

    def paragraph(self, token: int) -> Tokens:
        """Return the paragraph of a token."""
        at = bisect_right(self._paragraph_starts, token) - 1
        return self.paragraphs[max(at, 0)] if self.paragraphs else (0, len(self.doc))

    def link(self, cues: Sequence[Match]) -> dict[int, list[Spoken]]:
        """Return the quotations of each cue, by the cue's first token, in order."""
        outside = [c for c in cues if self.inside(c.start) is None]
        starts = [c.start for c in outside]
        links: dict[int, list[Spoken]] = {}
        last: tuple[Spoken, Match] | None = None
        for n, spoken in enumerate(self.spoken):
            before = self.spoken[n - 1] if n else None
            after = self.spoken[n + 1] if n + 1 < len(self.spoken) else None
            cue = (
                self._after(spoken, after, outside, starts)
                or self._before(spoken, before, outside, starts)
                or self._led(spoken, outside, starts)
                or self._going_on(spoken, before, last)
            )
            if cue is not None:
                links.setdefault(cue.start, []).append(spoken)
                last = (spoken, cue)
            else:
                last = None
        return links

    def _after(self, spoken: Spoken, after: Spoken | None, cues: list[Match], starts: list[int]) -> Match | None:
        """Return the cue in the words after a quotation, up to the end of the sentence or the next quotation."""
        begin = spoken.whole[1]
        end = self.sentence_end(begin, after.whole[0] if after else len(self.doc))
        if begin >= end or (spoken.ending == "." and not self._goes_on(begin)):
            return None
        within = cues[bisect_left(starts, begin) : bisect_left(starts, end)]
        free = [c for c in within if self._root(c).dep_ not in APPOSED]
        ranked = free or within
        return ranked[0] if ranked else None

    def _before(self, spoken: Spoken, before: Spoken | None, cues: list[Match], starts: list[int]) -> Match | None:
        """Return the last cue in the words before a quotation, from the start of the sentence."""
        end = spoken.whole[0]
        floor = max(self.paragraph(end)[0], before.whole[1] if before else 0)
        begin = self.sentence_start(end, floor)
        within = cues[bisect_left(starts, begin) : bisect_left(starts, end)]
        if not within:
            return None
        lead = self.doc[end - 1]
        near = within[-1].end >= end - 2
        if not near and lead.text not in (",", ":", "—", "–", "--") and lead.lower_ not in ("that", "as"):
            return None
        free = [c for c in within if self._root(c).dep_ != "acl:relcl"]
        return within[-1] if near else (free or within)[-1]

    def _led(self, spoken: Spoken, cues: list[Match], starts: list[int]) -> Match | None:
        """Return the cue of the paragraph before, if that one ends in a colon and the quotation opens its own."""
        at = bisect_right(self._paragraph_starts, spoken.whole[0]) - 1
        if at < 1 or self.doc[self.paragraphs[at][0]].i != spoken.whole[0]:
            return None
        begin, end = self.paragraphs[at - 1]
        if self._last(end).text != ":":
            return None
        begin = self.sentence_start(end, begin)
        within = cues[bisect_left(starts, begin) : bisect_left(starts, end)]
        return within[-1] if within else None

    def _going_on(self, spoken: Spoken, before: Spoken | None, last: tuple[Spoken, Match] | None) -> Match | None:
        """Return the cue of the speech before, in the same paragraph or by the printer's convention."""
        if last is None or before is not last[0]:
            return None
        here, there = self.paragraph(spoken.whole[0]), self.paragraph(before.whole[0])
        if here == there or before.quotation.runs_on:
            return last[1]
        opens = here[0] == spoken.whole[0]
        adjacent = there[1] <= here[0] and self.paragraph(max(here[0] - 1, 0))[0] == there[0]
        alone = self._last(here[1]).i < spoken.whole[1]
        return last[1] if opens and adjacent and alone else None

    def only_quotation(self, token: int) -> tuple[Tokens, ...]:
        """Return the quotation right before a token, as a content."""
        at = bisect_right(self._starts, token) - 1
        if at < 0 or self.spoken[at].whole[1] < token - 2:
            return ()
        return (self.spoken[at].words,)

    def _root(self, match: Match) -> Token:
        return head_of(self.doc, (match.start, match.end))

    def _goes_on(self, begin: int) -> bool:
        """Tell whether the sentence goes on after a quotation that ends in a full stop."""
        token = self.doc[begin]
        return token.is_lower or token.text == ","

    def sentence_end(self, begin: int, limit: int) -> int:
        """Return where the sentence of a token ends, by punctuation alone; at most `limit`."""
        at = bisect_left(self._ends, begin)
        return min(self._ends[at], limit) if at < len(self._ends) else limit

    def sentence_start(self, end: int, floor: int) -> int:
        """Return where the sentence that ends at a token begins, by punctuation alone; at least `floor`."""
        at = bisect_left(self._stops, end - 1) - 1
        return max(self._stops[at] + 1, floor) if at >= 0 else floor

    def _last(self, end: int) -> Token:
        """Return the last word or mark of a paragraph that ends here."""
        i, is_space = end - 1, columns(self.doc).is_space
        while i > 0 and is_space[i]:
            i -= 1
        return self.doc[i]


def speeches(doc: Doc) -> Speech:
    """Find the direct speech of a Doc: the outer quotations that are sentences of their own."""
    text = columns(doc).whole
    starts = columns(doc).start
    spoken: list[Spoken] = []
    for quotation in quotations(text):
        if quotation.depth or quotation.kind is not Quote.SPEECH:
            continue
        whole = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        words = trim(doc, bisect_left(starts, quotation.inside), bisect_left(starts, quotation.outside))
        if words is not None and (not spoken or whole[0] >= spoken[-1].whole[1]):
            ending = text[quotation.outside - 1]
            spoken.append(Spoken(words, whole, quotation, ending))
    return Speech(doc, spoken, paragraphs(doc))


def paragraphs(doc: Doc) -> list[Tokens]:
    """Return the paragraphs of a Doc: runs of tokens between line ends, without the space around them."""
    breaks = [-1, *columns(doc).line_ends, len(doc)]
    return [(a + 1, b) for a, b in pairwise(breaks) if b > a + 1]
