"""Find statements attributed by layout: the speaker comes before a colon, after a dash or on a separate line.

`Report: bridge unsafe` in a headline, `KERN: We left.` in a transcript, bullets after `the council said that`, and
quotations that the line above credits to somebody. A little past 250 lines, one question for each of these forms.
"""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from fact_check.claims import Effect, RuleId
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.by_rules import source_of
from fact_check.extract.attribution.factuality import Force
from fact_check.extract.attribution.heard import SELVES, is_signature
from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.extract.quotations.linking import CALENDAR
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import head_of, trim
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.lexicon import words

HEADLINE = RuleId("reporting.headline")
DASHES = frozenset(["―", "—", "–", "--", "-"])
LONGEST = 7
"""The most words of a speaker before a colon."""
BULLETS = frozenset(["-", "•", "*", "–", "·", "‣", "—"])
OPENERS = (":", "that")
NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)](?=\s)")
FOLLOWING = frozenset(["the", "following", "as", "follows", "this", "these", "things", "points", "facts"])
"""Words that announce a list: `said {the following}:`."""
_LISTING = frozenset([Force.REPORTS, Force.DENIES, Force.DOUBTS])
"""The forces of a cue that apply to each item of the list below it: `The council denied that:`."""
STATED = words("speech.stated")
CREDIT = 16
"""The most words of a line that credits the quotation below it."""


def layout(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add the bullets that a cue leads to, and the quotations that the line above credits.

    A list replaces what was found by the cue of its first line alone.
    """
    for line, opener, items in _lists(stretch, found):
        inside = range(opener.cue[1], items[-1][1])
        of_list = [a for a in found if line[0] <= a.cue[0] < line[1] and _within(a, inside)]
        kept = [a for a in found if a not in of_list]
        source = opener.source or next((a.source for a in of_list if a.source is not None), None)
        told = _stated_tokens(kept)
        free = [item for item in items if told.isdisjoint(range(*item))]
        found = [*kept, *(replace(opener, source=source, content=(item,)) for item in free)]
    stated = _stated_tokens([a for a in found if a.source is not None])
    credited = [a for a in _credited(stretch) if stated.isdisjoint(range(*a.content[0]))]
    told = _stated_tokens(credited)
    return [*(a for a in found if a.source is not None or told.isdisjoint(range(*a.content[0]))), *credited]


def _within(attribution: Attribution, inside: range) -> bool:
    return all(start in inside and end - 1 in inside for start, end in attribution.content)


def _stated_tokens(found: Sequence[Attribution]) -> set[int]:
    return {i for a in found for run in a.content for i in range(*run)}


def _lists(stretch: Stretch, found: Sequence[Attribution]) -> Iterator[tuple[Tokens, Attribution, list[Tokens]]]:
    """Yield each line that opens a list, `The council said on Monday that`, `According to them:`, with its items."""
    doc, paragraphs = stretch.doc, stretch.speech.paragraphs
    for number, line in enumerate(paragraphs[:-1]):
        opener = None
        if doc[line[1] - 1].text in OPENERS:
            opener = _opener(stretch, line) or _heard_opener(found, line, paragraphs[number + 1])
        if opener is not None and (items := list(_items(doc, paragraphs, number + 1))):
            yield line, opener, items


def _heard_opener(found: Sequence[Attribution], line: Tokens, first: Tokens) -> Attribution | None:
    """Return what the network marked in a list's first item by the line that opens it: `The court lists:`."""
    for one in found:
        led = line[0] <= one.cue[0] and line[1] - 2 <= one.cue[1] <= line[1] and one.source is not None
        if led and all(first[0] <= start and end <= first[1] for start, end in one.content):
            return replace(one, content=())
    return None


def _opener(stretch: Stretch, line: Tokens) -> Attribution | None:
    """Return who states the list below a line and by which cue: an attribution that still needs its content."""
    doc, end = stretch.doc, line[1]
    match = next((m for m in reversed(stretch.cues) if line[0] <= m.start and m.end <= end), None)
    if match is not None and match.effect is not None and match.rule.content == "sentence":
        source = source_phrase(doc, (match.end, end - 1)) if match.end < end - 1 else None
        return Attribution((match.start, match.end), match.effect, match.rule.id, (), source) if source else None
    if match is not None and (force := stretch.forces[match.start]) in _LISTING and _leads(doc, match, end):
        return Attribution((match.start, match.end), Effect(force.value), match.rule.id, (), source_of(doc, match))
    return _stated(stretch, line)


def _stated(stretch: Stretch, line: Tokens) -> Attribution | None:
    """Return the source in a line that announces a list: `The points that the letter gave were:`."""
    doc, colon = stretch.doc, line[1] - 1
    if doc[colon].text != ":" or not any(t.lemma_.lower() in STATED for t in doc[line[0] : colon]):
        return None
    named = [m for m in stretch.matches if m.rule.source is not None and line[0] <= m.start and m.end <= colon]
    if not named:
        return None
    source = source_phrase(doc, head_of(doc, (named[-1].start, named[-1].end)), [(colon, colon + 1)])
    return Attribution((colon, colon + 1), Effect.REPORTS, HEADLINE, (), source) if source is not None else None


def _leads(doc: Doc, match: Match, end: int) -> bool:
    """Tell whether only `that`, a colon or a time comes between a cue and the end of its line."""
    rest = [t for t in doc[match.end : end] if not t.is_space]
    opens = (rest[-1].text in (":", "that")) if rest else False
    return opens and all(
        t.lower_ in CALENDAR
        or t.lower_ in OPENERS
        or t.lower_ in FOLLOWING
        or t.pos_ in ("ADP", "SCONJ", "PUNCT", "NUM", "ADV")
        for t in rest
    )


def _items(doc: Doc, paragraphs: Sequence[Tokens], first: int) -> Iterator[Tokens]:
    """Yield the items of the list that begins at a line: lines with the same bullet, or lines without a gap."""
    lines = [paragraphs[first]]
    bullet = doc[lines[0][0]].text
    for line in paragraphs[first + 1 :]:
        if doc[line[0] - 1].text.count("\n") > 1 and not (bullet in BULLETS and doc[line[0]].text == bullet):
            break
        lines.append(line)
    if len(lines) < 2 and doc[lines[0][0]].text not in BULLETS:
        return
    for start, end in lines:
        item = trim(doc, start + _bullet(doc, start), end)
        if item is not None:
            yield item


def _bullet(doc: Doc, start: int) -> int:
    """Return how many tokens the bullet or number of a line has: `•`, `1)`, `(b)`."""
    if doc[start].text in BULLETS:
        return 1
    numbered = NUMBERED.match(doc[start : start + 3].text)
    if numbered is None:
        return 0
    last = doc.char_span(doc[start].idx, doc[start].idx + numbered.end(), alignment_mode="strict")
    return len(last) if last is not None else 0


def _credited(stretch: Stretch) -> Iterator[Attribution]:
    """Yield each quotation that the line above credits: `And from the chair, Ada Kern:`."""
    doc, speech = stretch.doc, stretch.speech
    text = columns(doc).lower
    for quote in speech.spoken:
        here = speech.paragraph(quote.whole[0])
        if quote.whole[0] != here[0] or not here[0]:
            continue
        above = speech.paragraph(here[0] - 1)
        start = above[0] + (text[above[0]] == "and")
        if text[start] != "from" or above[1] - above[0] > CREDIT or any(t.pos_ == "VERB" for t in doc[slice(*above)]):
            continue
        desk = text[start + 1 : start + 4] == ["the", "desk", "of"]
        name = trim(doc, start + (4 if desk else 1), above[1])
        source = source_phrase(doc, name) if name is not None else None
        if source is not None:
            yield Attribution((start, start + 1), Effect.REPORTS, HEADLINE, (quote.words,), source, quoted=True)


def speaker_labels(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add headlines and paragraphs that begin with a speaker, and quotations signed by one."""
    return [*found, *_labelled(stretch), *_signed(stretch), *_signed_below(stretch)]


def _labelled(stretch: Stretch) -> Iterator[Attribution]:
    """Yield the attributions by colon, in the headline and in paragraphs that begin with a speaker's name.

    The speaker in a headline must be a source by the rules; a topic (`Housing: …`) is not.
    """
    doc, spoken = stretch.doc, stretch.speech
    speakers = {i for m in stretch.matches if m.rule.source is not None for i in range(m.start, m.end)}
    text = columns(doc).text
    for number, paragraph in enumerate(spoken.paragraphs):
        run = trim(doc, *paragraph)
        if run is None:
            continue
        colon = next((i for i in range(run[0], min(run[0] + LONGEST, run[1] - 1)) if text[i] == ":"), None)
        if colon is None or colon == run[0] or (spoken.inside(run[0]) is not None and doc[run[0]].is_lower):
            continue
        speaker = source_phrase(doc, (run[0], colon))
        content = trim(doc, colon + 1, run[1])
        if speaker is None or content is None or content[1] - content[0] < 3:
            continue
        script = _script(doc, speaker)
        if script or (stretch.begins and number == 0 and _headline(doc, speaker, speakers)):
            quoted = script and _is_known(doc, speaker)
            yield Attribution((colon, colon + 1), Effect.REPORTS, HEADLINE, (content,), speaker, quoted=quoted)


def _signed(stretch: Stretch) -> Iterator[Attribution]:
    """Yield the quotations that their speaker signs after a dash: `“We left early.” ― Ada Kern`."""
    doc, spoken = stretch.doc, stretch.speech
    for quote in spoken.spoken:
        begin = quote.whole[1]
        while begin < len(doc) and doc[begin].is_space:
            begin += 1
        if begin >= len(doc) or doc[begin].text[:1] not in DASHES:  # “…” -Commissioner Ada Kern
            continue
        paragraph = spoken.paragraph(begin)
        name = source_phrase(doc, (begin + 1, paragraph[1]), [(begin, begin + 1)]) if begin + 1 < paragraph[1] else None
        if name is not None and name[1] - name[0] <= LONGEST and doc[name[0]].pos_ == "PROPN":
            yield Attribution((begin, begin + 1), Effect.REPORTS, HEADLINE, (quote.words,), name, quoted=True)


def _signed_below(stretch: Stretch) -> Iterator[Attribution]:
    """Yield paragraphs in the first person, without quotation marks, that are signed on the next line.

    A block quote is one: `We lost 14 shops.`, and below it `— Jon Dahl, baker`. A paragraph that isn't in the first
    person may be the article's last, above its author.
    """
    doc, spoken = stretch.doc, stretch.speech
    for above, line in pairwise(spoken.paragraphs):
        run = trim(doc, *above)
        if run is None or not is_signature(doc, line) or spoken.inside(run[0]) is not None:
            continue
        name = source_phrase(doc, (line[0] + 1, line[1]), [(line[0], line[0] + 1)])
        if name is not None and any(t.lower_ in SELVES and spoken.inside(t.i) is None for t in doc[slice(*run)]):
            yield Attribution((line[0], line[0] + 1), Effect.REPORTS, HEADLINE, (run,), name, quoted=True)


def _script(doc: Doc, speaker: Tokens) -> bool:
    """Tell whether a paragraph begins as in a transcript: a name in capitals."""
    words = [t for t in doc[speaker[0] : speaker[1]] if t.is_alpha]
    return 0 < len(words) <= 4 and all(t.is_upper and len(t) > 1 for t in words)


def _is_known(doc: Doc, speaker: Tokens) -> bool:
    """Tell whether the text has a transcript's speaker in lower case, too, or again before a colon: no `NOTE:`."""
    text = columns(doc).text
    last = text[speaker[1] - 1]
    return last.title() in text or sum(one == last and then == ":" for one, then in pairwise(text)) > 1


def _headline(doc: Doc, speaker: Tokens, speakers: Container[int]) -> bool:
    tokens = doc[speaker[0] : speaker[1]]
    if any(t.pos_ in ("VERB", "AUX") and t.ent_type_ == "" for t in tokens):
        return False
    last = tokens[-1]
    return last.i in speakers or tokens.root.i in speakers or last.ent_type_ in ("PERSON", "ORG")
