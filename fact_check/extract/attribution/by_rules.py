"""Find attributions by the rules' cues and the parse: each cue with its one content and its source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from fact_check.claims import Effect
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.content_spans import (
    content_of,
    ends_at_mark,
    governed,
    indirect,
    past_addressee,
    up_to_mark,
)
from fact_check.extract.attribution.denial_cues import answer
from fact_check.extract.attribution.factuality import STATED, Force, carrier
from fact_check.extract.attribution.heard import demands
from fact_check.extract.attribution.source_phrases import beside, source_phrase, unlisted
from fact_check.extract.quotations.linking import Speech, Spoken
from fact_check.extract.records import Attribution, Tokens, within
from fact_check.extract.syntax.arguments import noun_phrase, owner, speaker
from fact_check.extract.syntax.clauses import clause_run, head_of, pieces, sentence, trim
from fact_check.language.columns import columns
from fact_check.language.cues import Match

BESIDE = 4
"""A participle introduces a quotation that begins within this many words: `, adding that “…`."""


def by_rules(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add the attributions of the rules' cues."""
    doc = stretch.doc
    speaking = [m for m in stretch.cues if stretch.forces[m.start] is not Force.WITHHOLDS and _speaks(doc, m)]
    linked = stretch.speech.link(speaking)
    stating = (m for m in stretch.cues if stretch.forces[m.start] in STATED)
    made = [a for match in stating for a in _attributed(doc, match, linked.get(match.start, []), stretch.speech)]
    return [*found, *(_by_speaker(a, made, stretch.speech) for a in made)]


def _by_speaker(one: Attribution, made: Sequence[Attribution], spoken: Speech) -> Attribution:
    """Give a bare answer in a quotation to its speaker: `“{That is wrong},” {she} said. “It is 12.”`"""
    if not one.silent or one.source is not None or spoken.inside(one.cue[0]) is None:
        return one
    around = (a.source for a in made if a.source is not None and any(within(one.cue, run) for run in a.content))
    return replace(one, source=next(around, None))


def _attributed(doc: Doc, match: Match, quotes: list[Spoken], spoken: Speech) -> Iterator[Attribution]:
    """Yield the attribution of a cue, and that of its own sentence if a quotation follows in another.

    `{The pool is shut}, the mayor said. “{We have no money}.”`
    """
    heard = _attribution(doc, match, quotes, spoken)
    if quotes and match.end < quotes[0].whole[0] and _ended(doc, match.end, quotes[0].whole[0]):
        own = _attribution(doc, match, [], spoken)
        if own is not None and not own.silent:
            yield own
            if heard is not None:
                yield replace(heard, source=own.source or heard.source)
            return
    if heard is not None:
        yield heard


def _ended(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a sentence ends between a cue and a quotation after it."""
    return any(t.text in (".", "!", "?") for t in doc[start:end])


def _speaks(doc: Doc, match: Match) -> bool:
    """Tell whether a cue can introduce a quotation: its rule reports by a verb."""
    if match.effect is not Effect.REPORTS and match.effect is not Effect.DENIES:
        return False
    if match.rule.content in ("sentence", "subject", "noun"):
        return False
    verbs = [t for t in doc[match.start : match.end] if t.pos_ in ("VERB", "AUX")]
    return bool(verbs) and not any(_takes_up(verb) or _trails(verb, match) for verb in verbs)


def _trails(verb: Token, match: Match) -> bool:
    """Tell whether a participle only follows what another verb quotes: `…”, {recalling} their first day`."""
    after = verb.doc[match.end : match.end + BESIDE]
    return verb.tag_ == "VBG" and verb.dep_ == "advcl" and not any(t.is_quote or t.text == ":" for t in after)


def _takes_up(verb: Token) -> bool:
    """Tell whether a verb's object is its own relative pronoun: `the matter, which the paper noted as odd`."""
    if verb.i + 1 == len(verb.doc) or verb.nbor().lower_ != "as":
        return False
    return verb.dep_ == "acl:relcl" and any(c.dep_ == "obj" and c.tag_ == "WDT" for c in verb.children)


def _attribution(doc: Doc, match: Match, quotes: list[Spoken], spoken: Speech) -> Attribution | None:
    if match.rule.content in ("cue", "headline"):
        return None
    verb = carrier(doc, (match.start, match.end))
    cue = _cue(doc, match, verb)
    opposes = match.effect is not None and match.effect.opposes
    if opposes:  # a quotation after a denial is not denied: `He denied it. “I was at home.”`
        quotes = [q for q in quotes if not _ended(doc, match.end, q.whole[0])]
    if opposes and not quotes and match.rule.content != "sentence":
        return answer(doc, match, cue)
    if match.rule.content == "sentence" and match.end - match.start > 1:
        return _according(doc, match, spoken)
    who = _source(doc, match, verb)
    source = source_phrase(doc, who, [cue]) if who is not None else None
    if quotes:
        led = indirect(doc, match, verb, quotes)
        content = led or tuple(q.words for q in quotes)
        if source is None or any(within(source, q.words) for q in quotes):
            source = beside(spoken, match, quotes)
        return _made(doc, match, cue, content, source, quoted=led is None)
    if not opposes and spoken.inside(head_of(doc, (match.start, match.end)).i) is not None:
        return None
    if source is None and match.effect is not Effect.HEDGES and verb.pos_ == "VERB" and verb.i < match.end:
        source = _bare_source(doc, match, verb, spoken)
    frame = [cue, *([source] if source is not None else [])]
    content = content_of(doc, match, verb, frame)
    if not content or demands(doc, cue, content):
        return None
    return _made(doc, match, cue, past_addressee(doc, match.rule, cue, content), source)


def source_of(doc: Doc, match: Match) -> Tokens | None:
    """Return the source of a cue by the parse alone."""
    who = _source(doc, match, carrier(doc, (match.start, match.end)))
    return source_phrase(doc, who, [(match.start, match.end)]) if who is not None else None


def _according(doc: Doc, match: Match, spoken: Speech) -> Attribution | None:
    """Return the attribution of a cue that its source comes after: `According to {the report}, …`."""
    first, last = sentence(doc[match.start])
    quote = spoken.inside(match.start)
    if quote is not None:
        return None
    leads, cue = trim(doc, first, match.start) is None, (match.start, match.end)
    below = governed(doc, match)
    seen = noun_phrase(doc, below, [cue]) if below is not None else None
    if seen is None or seen[0] > match.end + 1 or not ends_at_mark(doc, seen[1], last):
        seen = up_to_mark(doc, match.end, last)
    if seen is None:
        return None
    content = clause_run(doc, (first, last), [(match.start, seen[1])])
    if leads:
        seen = seen[0], unlisted(doc, *seen)
        content = clause_run(doc, (seen[1], last))
        short = up_to_mark(doc, match.end, last)
        if not content and short is not None:  # the parse attaches the content to the speaker
            seen, content = short, clause_run(doc, (short[1], last))
    source = source_phrase(doc, seen, [cue, *content])
    if source is None:
        return None
    content = tuple(run for run in content if not _describes(doc, run, source))
    if not content:
        content = spoken.only_quotation(match.start)
    return _made(doc, match, (match.start, match.end), content, source)


def _describes(doc: Doc, run: Tokens, source: Tokens) -> bool:
    """Tell whether a run is a relative clause about the source: `according to the agency, {which has six monitors}`."""
    head = head_of(doc, run)
    return doc[run[0]].tag_ in ("WDT", "WP", "WP$") and head.dep_ == "acl:relcl" and within((head.head.i,) * 2, source)


def _bare_source(doc: Doc, match: Match, verb: Token, spoken: Speech) -> Tokens | None:
    """Return the noun phrase beside an active verb without a subject in the parse."""
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)
    if passive or match.rule.content in ("sentence", "subject", "noun") or verb.tag_ in ("VBG", "VBN", "VB"):
        return None
    return beside(spoken, match)


def _made(
    doc: Doc, match: Match, cue: Tokens, content: tuple[Tokens, ...], source: Tokens | None, quoted: bool = False
) -> Attribution | None:
    assert match.effect is not None
    if source is not None:
        apart = [] if any(within(run, source) for run in content) else [source]
        content = tuple(p for run in content for p in pieces(doc, run, apart))
    if not content:
        return None
    bare = all(t.pos_ in ("PRON", "DET") for run in content for t in doc[run[0] : run[1]])
    if bare and not match.effect.opposes:
        return None
    return Attribution(cue, match.effect, match.rule.id, content, source, quoted, silent=bare)


def _cue(doc: Doc, match: Match, verb: Token) -> Tokens:
    """Extend a match to the auxiliaries, adverbs and particles beside it."""
    start, end = match.start, match.end
    root = head_of(doc, (match.start, match.end)).i
    words = columns(doc)
    while start > 0:
        head = words.head[start - 1]
        beside = head in (root, verb.i) and words.dep[start - 1] in ("aux", "aux:pass", "advmod")
        if not (beside or (head == root and words.lower[start - 1] == "to")):
            break
        start -= 1
    while end < len(doc) and words.dep[end] == "compound:prt" and words.head[end] in (root, verb.i):
        end += 1
    return start, end


def _source(doc: Doc, match: Match, verb: Token) -> Token | None:
    if match.effect is Effect.HEDGES:
        return None
    if verb.pos_ in ("VERB", "AUX"):
        who = speaker(verb, passive=head_of(doc, (match.start, match.end)).i != verb.i)
        return who if who is None or not match.start <= who.i < match.end else None
    nouns = [t for t in doc[match.start : match.end] if t.pos_ == "NOUN"]
    return owner(nouns[-1]) if nouns else None
