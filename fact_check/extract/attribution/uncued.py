"""Attribute quotations without a cue: to an evident speaker, to the subject of the sentence before, or to nobody."""

from collections.abc import Mapping, Sequence

from fact_check.claims import Effect, RuleId
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.extract.quotations.linking import Spoken
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import FINITE_OR_MODAL, sentence, subject

QUOTATION = RuleId("reporting.quotation")
FEWEST = 4
"""The fewest words of a quotation that says something."""


def uncued(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add the quotations that aren't attributed yet."""
    taken = {i for a in found for run in (a.cue, *a.content) for i in range(*run)}
    sources = {i: a.source for a in found if a.quoted for run in a.content for i in range(*run)}
    added = []
    for before, quote in zip((None, *stretch.speech.spoken), stretch.speech.spoken, strict=False):
        if taken.isdisjoint(range(*quote.whole)) and _says(stretch, quote):
            who = _speaker(stretch, quote) or (_same(stretch, before, quote, sources) if before is not None else None)
            who = who or _told(stretch, quote, found)
            sources |= dict.fromkeys(range(*quote.words), who)
            cue = (quote.whole[0], quote.whole[0] + 1)
            added.append(Attribution(cue, Effect.REPORTS, QUOTATION, (quote.words,), who, quoted=True))
    return [*found, *added]


def _same(stretch: Stretch, before: Spoken, quote: Spoken, sources: Mapping[int, Tokens | None]) -> Tokens | None:
    """Return the speaker of the quotation before this one in the same paragraph."""
    here, there = (stretch.speech.paragraph(q.whole[0]) for q in (quote, before))
    return sources.get(before.words[0]) if here == there else None


def _told(stretch: Stretch, quote: Spoken, found: Sequence[Attribution]) -> Tokens | None:
    """Return the source of the sentence before a quotation: `It will shut, according to {the mayor}. “…”`."""
    doc, speech, first = stretch.doc, stretch.speech, quote.whole[0]
    floor = speech.paragraph(first)[0]
    if first <= floor or doc[first - 1].text not in (".", ":"):
        return None
    start, end = sentence(doc[first - 1])
    near = ((a.cue, a.source) for a in found if a.effect is Effect.REPORTS and not a.quoted)
    told = ((cue, who) for cue, who in near if who is not None and max(start, floor) <= cue[0] < end)
    return next((who for _, who in told if who[0] >= start), None)


def _says(stretch: Stretch, quote: Spoken) -> bool:
    """Tell whether a quotation is a sentence, and not a headline or a title."""
    words = stretch.doc[quote.words[0] : quote.words[1]]
    if not quote.quotation.opened or len(words) < FEWEST or quote.whole[0] < stretch.speech.paragraphs[0][1]:
        return False
    if quote.ending == "." and any(t.tag_ in FINITE_OR_MODAL for t in words):
        return True
    return any(t.dep_.startswith("nsubj") for t in words) and any(t.pos_ in ("VERB", "AUX") for t in words)


def _speaker(stretch: Stretch, quote: Spoken) -> Tokens | None:
    """Return the person whom the sentence around or before a quotation is about, in the quotation's paragraph.

    `Ada Kern shrugged. "We lost."`, or `She goes for "a laugh."`
    """
    doc, speech = stretch.doc, stretch.speech
    floor = speech.paragraph(quote.whole[0])[0]
    before = quote.whole[0] - 1
    if before <= floor or speech.inside(before) is not None:
        return None
    ended = doc[before].text in (".", "!", "?", ":")
    start = max(sentence(doc[before])[0], floor)
    if ended:
        roots = [t for t in doc[start:before] if t.dep_ == "ROOT" or not start <= t.head.i < before]
    else:
        roots = [t for t in doc[start : before + 1] if t.tag_ in FINITE_OR_MODAL and t.pos_ == "VERB"][-1:]
    who = subject(roots[0]) if roots else None
    named = who is not None and any(c.dep_ == "appos" and c.ent_type_ == "PERSON" for c in who.children)
    if who is None or not (named or who.pos_ == "PROPN" or who.lower_ in ("he", "she")):
        return None
    if not ended and (who.dep_ == "nsubj:pass" or not (who.ent_type_ == "PERSON" or who.pos_ == "PRON")):
        return None
    return source_phrase(doc, who, [quote.whole])
