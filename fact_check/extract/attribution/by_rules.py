"""From the rules' cues and the parse to attributions: each cue with its one content and its source.

A cue inside the content of another is nested and yields to it: one statement is one claim, at the outermost level.
A denial or a doubt counts also there.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from fact_check.claims import Effect
from fact_check.extract.attribution.content_spans import content_of, ends_at_mark, governed, indirect, up_to_mark
from fact_check.extract.attribution.denial_cues import answer, modified, stated
from fact_check.extract.attribution.headlines import shorthand
from fact_check.extract.attribution.merge import join
from fact_check.extract.attribution.nesting import ANSWERS, settle
from fact_check.extract.attribution.source_phrases import noun_phrase, owner, speaker
from fact_check.extract.attribution.speaker_labels import scripts, signatures
from fact_check.extract.quotations.linking import Speech, Spoken, speeches
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import clause_run, head_of, pieces, sentence, trim
from fact_check.language.attribution import attributions as learned
from fact_check.language.attribution import threshold
from fact_check.language.columns import columns
from fact_check.language.cues import Match

POSSIBLE = frozenset(["might", "could", "may", "should", "must", "can"])
PROCEEDING = frozenset(
    ["continue", "go", "proceed", "begin", "start", "come", "tend", "rush", "hasten", "appear", "seem"]
)
"""Verbs whose infinitive is done: `went on to say`; one who refuses or wants to say a thing has not said it."""
REFUSING = frozenset(["refuse", "decline", "fail", "want", "wish", "hope", "plan", "try", "ask", "forget"])
NEGATIONS = frozenset(["not", "n't", "n’t", "never", "nor", "neither", "hardly"])


def attributions(doc: Doc, matches: Sequence[Match], begins: bool = True) -> tuple[Attribution, ...]:
    """Return the attributions of a parsed text, in the order of their contents, none inside another.

    Only a Doc that `begins` its article has a headline.
    """
    spoken = speeches(doc)
    cues = [m for m in matches if m.rule.effect is not None]
    speakers = {i for m in matches if m.rule.source is not None for i in range(m.start, m.end)}
    linked = spoken.link([m for m in cues if _speaks(doc, m) and not _mute(doc, m)])
    made = (_attribution(doc, match, linked.get(match.start, []), spoken) for match in cues)
    found = [*(a for a in made if a is not None), *scripts(doc, spoken, speakers, begins), *signatures(doc, spoken)]
    declined = {i for m in cues if _declined(doc, m) for i in range(m.start, m.end)}
    declined |= _cancelled(matches) - {i for m in cues for i in range(m.start, m.end)}
    marked = [m for m in learned(doc, 0) if declined.isdisjoint(range(*m.cue))]
    if marked:
        found = join(doc, found, marked, matches, spoken, threshold(doc))
    for match in cues:
        if match.rule.content != "cue" or match.effect is None:
            continue
        after = stated(doc, match, cues)
        if (n := modified(doc, match, found)) is not None:
            cue = (match.start, match.end)
            runs = after.content if after is not None else found[n].content
            content = tuple(p for run in runs for p in clause_run(doc, run, [cue]))
            found[n] = replace(
                found[n], cue=cue, effect=match.effect, rule=match.rule.id, content=content or found[n].content
            )
        elif after is not None:
            found.append(after)
    return settle(doc, shorthand(doc, cues, found) if begins else found)


def _cancelled(matches: Sequence[Match]) -> set[int]:
    """Return the tokens that a rule says report nothing: `{continues to fall}`."""
    silencing = (m for m in matches if any(rule.startswith("reporting.") for rule in m.rule.cancels))
    return {i for m in silencing for i in range(m.start, m.end)}


def _speaks(doc: Doc, match: Match) -> bool:
    """Tell whether a cue can introduce a quotation: a verb of its rule reports."""
    if match.effect is not Effect.REPORTS and match.effect is not Effect.DENIES:
        return False
    if match.rule.content in ("sentence", "subject", "noun"):
        return False
    verbs = [t for t in doc[match.start : match.end] if t.pos_ in ("VERB", "AUX")]
    return bool(verbs) and not any(_takes_up(verb) for verb in verbs)


def _takes_up(verb: Token) -> bool:
    """Tell whether a verb's object is the pronoun of its own clause: `the matter, which the paper noted as odd`."""
    if verb.i + 1 == len(verb.doc) or verb.nbor().lower_ != "as":
        return False
    return verb.dep_ == "acl:relcl" and any(c.dep_ == "obj" and c.tag_ == "WDT" for c in verb.children)


def _mute(doc: Doc, match: Match) -> bool:
    """Tell whether a report is taken back: `did not say`, `never confirmed`."""
    if match.effect is not Effect.REPORTS and match.effect is not Effect.DENIES:
        return False
    if NEGATIONS.isdisjoint(columns(doc).lower[sentence(doc[match.start])[0] : match.start]):
        return False
    verbs = [t for t in doc[match.start : match.end] if t.pos_ == "VERB"]
    return any(c.lower_ in NEGATIONS and c.i < match.start for verb in verbs for c in verb.children)


def _unsaid(doc: Doc, match: Match) -> bool:
    """Tell whether a reporting verb reports nothing yet: `might say`, `a plan to announce`, `Tell him that …`."""
    if match.effect is not Effect.REPORTS:
        return False
    verb = _verb(doc, match)
    if verb.pos_ != "VERB" or match.end - match.start > 2:
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & POSSIBLE and not auxiliaries & {"have"}:
        return True
    if verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children):
        return not (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in PROCEEDING)
    return _ordered(verb)


def _declined(doc: Doc, match: Match) -> bool:
    """Tell whether a cue is none whatever the component thinks of it."""
    return _mute(doc, match) or (match.effect is Effect.REPORTS and _ordered(_verb(doc, match)))


def _ordered(verb: Token) -> bool:
    """Tell whether a verb is an order, or what somebody refuses: `Tell the council that …`, `refused to say`."""
    if verb.tag_ != "VB":
        return False
    if verb.dep_ == "xcomp":
        return verb.head.lemma_.lower() in REFUSING
    return verb.dep_ == "ROOT" and not any(c.dep_ == "aux" for c in verb.children)


def _attribution(doc: Doc, match: Match, quotes: list[Spoken], spoken: Speech) -> Attribution | None:
    if _mute(doc, match) or _unsaid(doc, match) or match.rule.content in ("cue", "headline"):
        return None
    verb = _verb(doc, match)
    cue = _cue(doc, match, verb)
    if match.effect in ANSWERS and not quotes and match.rule.content != "sentence":
        return answer(doc, match, cue)
    if match.rule.content == "sentence" and match.end - match.start > 1:
        return _according(doc, match, spoken)
    who = _source(doc, match, verb)
    source = noun_phrase(doc, who, [cue]) if who is not None else None
    if quotes:
        led = indirect(doc, match, verb, quotes)
        content = led or tuple(q.words for q in quotes)
        if source is None or any(_within(source, q.words) for q in quotes):
            source = spoken.beside(match, quotes)
        return _made(doc, match, cue, content, source, quoted=led is None)
    if spoken.inside(head_of(doc, (match.start, match.end)).i) is not None and match.effect not in (
        Effect.DENIES,
        Effect.DOUBTS,
    ):
        return None
    if source is None and match.effect is not Effect.HEDGES and verb.pos_ == "VERB" and verb.i < match.end:
        source = _bare_source(doc, match, verb, spoken)
    frame = [cue, *([source] if source is not None else [])]
    content = content_of(doc, match, verb, frame)
    if not content:
        return None
    return _made(doc, match, cue, content, source)


def _according(doc: Doc, match: Match, spoken: Speech) -> Attribution | None:
    """Return the attribution of a cue that its source follows: `According to {the report}, …`."""
    first, last = sentence(doc[match.start])
    quote = spoken.inside(match.start)
    if quote is not None:
        return None
    leads = trim(doc, first, match.start) is None
    below = governed(doc, match)
    source = noun_phrase(doc, below, [(match.start, match.end)]) if below is not None else None
    if source is None or source[0] > match.end + 1 or not ends_at_mark(doc, source[1], last):
        source = up_to_mark(doc, match.end, last)
    if source is None:
        return None
    content = clause_run(doc, (first, last), [(match.start, source[1])])
    if leads:
        content = clause_run(doc, (source[1], last))
        short = up_to_mark(doc, match.end, last)
        if not content and short is not None:  # the parse hangs what is said on who says it
            source, content = short, clause_run(doc, (short[1], last))
    if not content:
        content = spoken.only_quotation(match.start)
    return _made(doc, match, (match.start, match.end), content, source)


def _bare_source(doc: Doc, match: Match, verb: Token, spoken: Speech) -> Tokens | None:
    """Return the noun phrase beside an active verb to which the parse gives no subject."""
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)
    if passive or match.rule.content in ("sentence", "subject", "noun") or verb.tag_ in ("VBG", "VBN", "VB"):
        return None
    return spoken.beside(match)


def _made(
    doc: Doc, match: Match, cue: Tokens, content: tuple[Tokens, ...], source: Tokens | None, quoted: bool = False
) -> Attribution | None:
    assert match.effect is not None
    if source is not None:
        apart = [] if any(_within(run, source) for run in content) else [source]
        content = tuple(p for run in content for p in pieces(doc, run, apart))
    if not content:
        return None
    bare = all(t.pos_ in ("PRON", "DET") for run in content for t in doc[run[0] : run[1]])
    if bare and match.effect not in (Effect.DENIES, Effect.DOUBTS):
        return None
    return Attribution(cue, match.effect, match.rule.id, content, source, quoted, silent=bare)


def _verb(doc: Doc, match: Match) -> Token:
    """Return the word of a cue that carries its content: the last verb, else the root."""
    pos = columns(doc).pos
    last = next((i for i in range(match.end - 1, match.start - 1, -1) if pos[i] == "VERB"), None)
    return doc[last] if last is not None else head_of(doc, (match.start, match.end))


def _cue(doc: Doc, match: Match, verb: Token) -> Tokens:
    """Widen a match by the auxiliaries, adverbs and particles that stand beside it."""
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


def _within(inner: Tokens | None, outer: Tokens) -> bool:
    return inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]
