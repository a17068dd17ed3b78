"""Choose which marks of the trained component count: those whose cue states something.

`merge` then joins them with what the rules have found.
"""

from collections.abc import Container, Sequence

from spacy.tokens import Doc

from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.factuality import Force
from fact_check.extract.quotations.linking import Speech
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import FINITE_OR_MODAL, sentence
from fact_check.language.attribution import Marked, attributions
from fact_check.language.columns import columns
from fact_check.language.patterns import forms
from fact_check.lexicon import words

UNSAID = frozenset([Force.WITHHOLDS, Force.WISHES, Force.DEMANDS])
"""Forces of cues with which nobody states the content, whatever the component says."""
DEMANDING = words("numbers.asserted.wishing")
"""Verbs whose infinitive or subjunctive is demanded, not reported."""
SIGNING = frozenset(["―", "—", "–", "--"])
"""The dashes that sign; a hyphen may be a list's bullet."""
SELVES = frozenset(["i", "we", "my", "our", "us", "me"])
"""The pronouns of somebody who speaks without quotation marks."""
ATTITUDES = frozenset(form for verb in words("speech.attitudes") for form in forms(verb))
_SHORTEST, _LONGEST = 2, 9
"""The fewest and the most tokens of a signature."""
ENDING = frozenset(".!?:…\"”’'")
"""The last characters of a line that isn't a heading."""


def heard(stretch: Stretch) -> list[Marked]:
    """Return the marks of a stretch, without topics, gestures and those of cues that state nothing (`did not say`)."""
    silent = _silent(stretch)
    cued = {i for m in stretch.cues for i in range(m.start, m.end)}
    marks = (m for m in attributions(stretch.doc, 0) if silent.isdisjoint(range(*m.cue)))
    asides = (is_topic, is_label, _signs_no_speech)
    return [
        m
        for m in marks
        if not (
            any(aside(stretch, m) for aside in asides) or is_gesture(stretch, m, cued) or is_attitude(stretch, m, cued)
        )
    ]


def _silent(stretch: Stretch) -> set[int]:
    """Return the tokens of cues that state nothing and of words that a rule voids: `continues to fall`."""
    cues = {i for m in stretch.cues for i in range(m.start, m.end)}
    voiding = (m for m in stretch.matches if m.rule.silences)
    void = {i for m in voiding for i in range(m.start, m.end)} - cues
    return void.union(*(range(m.start, m.end) for m in stretch.cues if stretch.forces[m.start] in UNSAID))


def is_topic(stretch: Stretch, mark: Marked) -> bool:
    """Tell whether a topic, not a speaker, comes before a colon: `Lund storm: {one death}`."""
    doc = stretch.doc
    if mark.source is None or any(not t.is_punct for t in doc[mark.cue[0] : mark.cue[1]]):
        return False
    last = doc[max(mark.source[1], mark.cue[0]) - 1]
    if last.pos_ != "NOUN" or any(t.ent_type_ not in ("", "LOC") for t in doc[mark.source[0] : last.i + 1]):
        return False
    return not any(m.rule.source is not None and m.start < last.i + 1 <= m.end for m in stretch.matches)


def is_label(stretch: Stretch, mark: Marked) -> bool:
    """Tell whether a colon is in a heading within the article: `Mayor: worst is over` above a live blog's post.

    The text below names the speaker. The article's own headline doesn't count as such a heading.
    """
    doc, speech, colon = stretch.doc, stretch.speech, mark.cue[0]
    if any(not t.is_punct for t in doc[slice(*mark.cue)]) or doc[colon].text != ":":
        return False
    line = speech.paragraph(colon)
    if stretch.begins and line == speech.paragraphs[0]:
        return False
    within = all(line[0] <= start and end <= line[1] for start, end in mark.content)
    return within and speech.inside(mark.content[0][0]) is None and not _ends(stretch.doc, line)


def is_signature(doc: Doc, line: Tokens) -> bool:
    """Tell whether a line signs the one above it with a dash, a name and a description: `— Jon Dahl, baker`."""
    text = columns(doc).text
    if line[1] - line[0] < _SHORTEST or line[1] - line[0] > _LONGEST or text[line[0]] not in SIGNING:
        return False
    return doc[line[0] + 1].pos_ == "PROPN" and not any(t.pos_ in ("VERB", "AUX") for t in doc[slice(*line)])


def _signs_no_speech(stretch: Stretch, mark: Marked) -> bool:
    """Tell whether a signature isn't a speaker's: a speaker's words come above it, and the author signs the article."""
    doc, line = stretch.doc, stretch.speech.paragraph(mark.cue[0])
    if mark.cue[0] != line[0] or not is_signature(doc, line):
        return False
    start, end = mark.content[0]
    spoken = stretch.speech.inside(start) is not None or any(t.lower_ in SELVES for t in doc[start:end])
    return not spoken or any(start >= line[1] for start, _ in mark.content)


def is_gesture(stretch: Stretch, mark: Marked, cued: Container[int]) -> bool:
    """Tell whether a cue that no rule has only follows a quotation: `“It ran dry.” The chairman {nodded}.`"""
    if mark.source is not None or len(mark.content) != 1 or any(i in cued for i in range(*mark.cue)):
        return False
    quote = stretch.speech.inside(mark.content[0][0])
    closed = quote is not None and quote.ending in (".", "!", "?") and quote.whole[1] <= mark.cue[0]
    return closed and sentence(stretch.doc[mark.cue[0]])[0] >= mark.content[0][1]


def is_attitude(stretch: Stretch, mark: Marked, cued: Container[int]) -> bool:
    """Tell whether a cue that no rule has only praises or blames a thing: `{praised} the film's score`."""
    doc = stretch.doc
    if any(i in cued for i in range(*mark.cue)) or ATTITUDES.isdisjoint(t.lower_ for t in doc[slice(*mark.cue)]):
        return False
    said = [t for run in mark.content for t in doc[slice(*run)]]
    return not any(t.dep_.startswith("nsubj") or t.is_quote for t in said)


def demands(doc: Doc, cue: Tokens, content: Sequence[Tokens]) -> bool:
    """Tell whether a content is demanded: `urged {the state to build}`, `insisted that {the state build}`."""
    if not any(t.lemma_.lower() in DEMANDING for t in doc[slice(*cue)]):
        return False
    tags = [t.tag_ for run in content for t in doc[slice(*run)]]
    return ("TO" in tags or "VB" in tags) and FINITE_OR_MODAL.isdisjoint(tags)


def is_heading(speech: Speech, run: Tokens, cue: Tokens) -> bool:
    """Tell whether a run is in a heading above the cue's line, so that it can't be its content."""
    line, here = speech.paragraph(run[0]), speech.paragraph(cue[0])
    if line[1] > here[0] or run[1] > line[1] or speech.inside(run[0]) is not None:
        return False
    return not _ends(speech.doc, line)


def _ends(doc: Doc, line: Tokens) -> bool:
    """Tell whether a line ends like a sentence, unlike a heading."""
    column = columns(doc)
    last = next((i for i in range(line[1] - 1, line[0], -1) if not column.is_space[i]), line[0])
    return column.text[last][-1:] in ENDING
