"""Statements that layout attributes: `Report: bridge unsafe` in a headline, `KERN: We left.` in a transcript."""

from collections.abc import Container, Iterator, Sequence

from spacy.tokens import Doc

from fact_check.claims import Effect, RuleId
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import trim
from fact_check.language.columns import columns

HEADLINE = RuleId("reporting.headline")
SIGNING = frozenset(["―", "—", "–", "--", "-"])
LONGEST = 7
"""Words that a speaker before a colon may have."""


def speaker_labels(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add what layout attributes: headlines and paragraphs that begin with a speaker, quotations that one signs."""
    return [*found, *_labelled(stretch), *_signed(stretch)]


def _labelled(stretch: Stretch) -> Iterator[Attribution]:
    """Yield the attributions by colon: of the headline, and of paragraphs that begin with a speaker's name.

    Who speaks in a headline is one whom the rules know for a source; a topic (`Housing: …`) is none.
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
        if _script(doc, speaker) or (stretch.begins and number == 0 and _headline(doc, speaker, speakers)):
            yield Attribution((colon, colon + 1), Effect.REPORTS, HEADLINE, (content,), speaker)


def _signed(stretch: Stretch) -> Iterator[Attribution]:
    """Yield the quotations that their speaker signs after a dash: `“We left early.” ― Ada Kern`."""
    doc, spoken = stretch.doc, stretch.speech
    for quote in spoken.spoken:
        begin = quote.whole[1]
        while begin < len(doc) and doc[begin].is_space:
            begin += 1
        if begin >= len(doc) or doc[begin].text[:1] not in SIGNING:  # “…” -Commissioner Ada Kern
            continue
        paragraph = spoken.paragraph(begin)
        name = source_phrase(doc, (begin + 1, paragraph[1]), [(begin, begin + 1)]) if begin + 1 < paragraph[1] else None
        if name is not None and name[1] - name[0] <= LONGEST and doc[name[0]].pos_ == "PROPN":
            yield Attribution((begin, begin + 1), Effect.REPORTS, HEADLINE, (quote.words,), name, quoted=True)


def _script(doc: Doc, speaker: Tokens) -> bool:
    """Tell whether a paragraph begins as in a transcript: a name in capitals."""
    words = [t for t in doc[speaker[0] : speaker[1]] if t.is_alpha]
    return 0 < len(words) <= 4 and all(t.is_upper and len(t) > 1 for t in words)


def _headline(doc: Doc, speaker: Tokens, speakers: Container[int]) -> bool:
    tokens = doc[speaker[0] : speaker[1]]
    if any(t.pos_ in ("VERB", "AUX") and t.ent_type_ == "" for t in tokens):
        return False
    last = tokens[-1]
    return last.i in speakers or tokens.root.i in speakers or last.ent_type_ in ("PERSON", "ORG")
