"""Find who denies or doubts what: a cue with its content and its source.

`denied_content` finds the content. If it is only a pronoun, the answer makes no claim of its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from fact_check.claims import Effect
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.denied_content import (
    CALLING,
    SET_OFF,
    called,
    callee,
    charged_with,
    clause_end,
    governed_by,
    has_case,
    in_apposition,
    subject_of,
    verbs_of,
)
from fact_check.extract.attribution.factuality import ASKING
from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.extract.records import Attribution, Tokens, within
from fact_check.extract.syntax.arguments import speaker
from fact_check.extract.syntax.clauses import clause_run, pieces, sentence
from fact_check.language.cues import Match
from fact_check.lexicon import words

EVIDENCE = words("speech.evidence")
UNNAMED = words("speech.unnamed")
HOLDS = words("speech.holding")
"""Verbs for having evidence: `{has} no evidence that`."""
WHOSE = 3
"""The most words of a phrase such as `whose information`, which names a claim no better than a pronoun."""


def answer(doc: Doc, match: Match, cue: Tokens) -> Attribution | None:
    """Return the denial or doubt of a cue; None if it has no content.

    One whose content is only a pronoun makes no claim.
    """
    assert match.effect is not None
    where = match.rule.content
    beside = doc[max(match.start - 1, 0) : match.start + 1]
    calls = where == "subject" and any(t.lemma_.lower() in CALLING for t in beside)
    if (where == "object" or calls) and (set_off := in_apposition(doc, match)) is not None:
        noun, denier = set_off
        source = source_phrase(doc, denier, [cue, noun])
        return Attribution(cue, match.effect, match.rule.id, ((noun[0], noun[0] + 1),), source, silent=True)
    who = _who(doc, match)
    source = source_phrase(doc, who, [cue]) if who is not None and not match.start <= who.i < match.end else None
    if where == "subject":
        content = subject_of(doc, match)
        if not is_of_kind(doc, content, match.rule.objects):
            return None  # "his view of the world is wrong"
    elif where == "sentence":
        return None
    elif doc[match.end - 1].lower_ == "guilty":
        content = charged_with(doc, match)
        if not content:  # "Driver pleads not guilty"
            cue, content = (cue[0], match.end - 2), ((match.end - 2, match.end),)
    else:
        content = governed_by(doc, match)
    frame = [cue, *([source] if source is not None and not any(within(source, run) for run in content) else [])]
    content = tuple(p for run in content for p in pieces(doc, run, frame))
    unsaid = UNNAMED | EVIDENCE if match.effect is Effect.DOUBTS else UNNAMED
    if not content and any(doc[i].lemma_.lower() in unsaid for i in (match.start, match.end - 1)):
        if _goes_on(doc, match.end):
            return None  # "“no evidence” yet that it was a bomb"
        content = (cue,)  # "but there has been no confirmation"
        return Attribution(cue, match.effect, match.rule.id, content, source, silent=True)
    if not content:
        return None
    tokens = [t for a, b in content for t in doc[a:b]]
    if len(tokens) < WHOSE and tokens[-1].tag_ in ("WP", "WRB"):
        return None  # "who is wrong"
    bare = all(t.pos_ in ("PRON", "DET", "SCONJ", "PUNCT") for t in tokens)
    if bare and _restricts(tokens[0]):
        return None  # "stances that he has since disavowed"
    bare = bare or (len(tokens) <= WHOSE and tokens[0].lower_ == "whose")
    if bare and (asked := _asked(doc, cue)) is not None:
        return Attribution(cue, match.effect, match.rule.id, asked, source)
    return Attribution(cue, match.effect, match.rule.id, content, source, silent=bare)


def is_of_kind(doc: Doc, content: tuple[Tokens, ...], nouns: tuple[str, ...]) -> bool:
    """Tell whether a subject is a pronoun or one of these nouns; of any kind if there are none."""
    if not nouns:
        return True
    inside = {i for run in content for i in range(*run)}
    heads = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head.i == i]
    points = any(t.pos_ in ("PRON", "DET") and t.tag_ != "WP" for t in heads)
    return points or any(t.lemma_.lower() in nouns for head in heads for t in (head, head.head))


def _goes_on(doc: Doc, at: int) -> bool:
    """Tell whether what is denied or doubted follows a word or two, or a quotation mark, after a cue."""
    after = next((t for t in doc[at : at + WHOSE] if not t.is_quote and t.pos_ != "ADV"), None)
    return after is not None and after.lower_ in ("of", "that", "whether")


def _restricts(token: Token) -> bool:
    """Tell whether a pronoun begins a clause about the noun right before it, which stands for no statement."""
    before = token.doc[token.i - 1] if token.i else None
    if before is None or token.lower_ not in ("that", "which", "who", "whom"):
        return False
    return before.pos_ in ("NOUN", "PROPN") and before.lemma_.lower() not in SET_OFF


def _asked(doc: Doc, cue: Tokens) -> tuple[Tokens, ...] | None:
    """Return the question that a pronoun refers to: `Asked if {it leaked}, they had no sign of that`."""
    first = sentence(doc[cue[0]])[0]
    for verb in doc[first : cue[0]]:
        if verb.lemma_.lower() not in ASKING:
            continue
        for clause in verb.children:
            mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ in ("if", "whether")), None)
            if mark is not None and mark.i < clause.i and clause.right_edge.i < cue[0]:
                return clause_run(doc, (mark.i + 1, clause.right_edge.i + 1)) or None
    return None


def without_evidence(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Apply cues such as `without evidence` to the attributions that they modify, or to the words after them."""
    doc, turned = stretch.doc, list(found)
    for match in stretch.cues:
        if match.rule.content != "cue" or match.effect is None:
            continue
        after = _stated(doc, match, stretch.cues)
        if (n := _modified(doc, match, turned)) is not None:
            cue = (match.start, match.end)
            runs = after.content if after is not None else turned[n].content
            content = tuple(p for run in runs for p in clause_run(doc, run, [cue]))
            turned[n] = replace(
                turned[n], cue=cue, effect=match.effect, rule=match.rule.id, content=content or turned[n].content
            )
        elif after is not None:
            turned.append(after)
    return turned


def _modified(doc: Doc, match: Match, found: list[Attribution]) -> int | None:
    """Return which attribution a cue such as `without evidence` modifies (`said A without evidence`).

    It is the one whose cue is the nearest before it in the sentence, unless it is in the middle of its content.
    """
    first, last = sentence(doc[match.start])
    best: tuple[int, int] | None = None
    for n, a in enumerate(found):
        if a.effect not in (Effect.REPORTS, Effect.HEDGES) or not first <= a.cue[0] < last:
            continue
        head = doc[a.cue[0] : a.cue[1]].root
        governs = head.is_ancestor(doc[match.start])
        gap = abs(match.start - a.cue[1])
        middle = any(start < match.start < end - (match.end - match.start) - 1 for start, end in a.content)
        if middle and not (governs and gap <= 1):
            continue
        if best is None or gap < best[0]:
            best = (gap, n)
    return best[1] if best is not None else None


def _stated(doc: Doc, match: Match, cues: Sequence[Match]) -> Attribution | None:
    """Return the content after a cue such as `without evidence`: `claimed, without evidence, that {X}`."""
    assert match.effect is not None
    at = match.end
    while at < len(doc) and doc[at].is_punct:
        at += 1
    before = [m for m in cues if m.effect is Effect.REPORTS and sentence(doc[match.start])[0] <= m.start < match.start]
    if at >= len(doc) or doc[at].lower_ != "that" or not before:
        return None
    who = speaker(doc[before[-1].start : before[-1].end].root)
    cue = (match.start, match.end)
    source = source_phrase(doc, who, [cue]) if who is not None else None
    content = pieces(doc, (at + 1, clause_end(doc, at + 1)))
    return Attribution(cue, match.effect, match.rule.id, content, source) if content else None


def _who(doc: Doc, match: Match) -> Token | None:
    """Return who denies or doubts; None if the text only says that evidence is missing."""
    words = doc[match.start : match.end]
    noun = next((t for t in words if t.lemma_.lower() in EVIDENCE and t.pos_ == "NOUN"), None)
    if noun is not None:
        holder = noun.head
        if noun.dep_ in ("obj", "obl", "nmod") and holder.pos_ == "VERB" and holder.lemma_.lower() in HOLDS:
            who = speaker(holder)
            return who if who is not None and not match.start <= who.i < match.end else None
        return None
    if match.rule.content == "subject":
        seen = called(doc, match)
        return speaker(seen[0]) if seen is not None else _caller(words.root)
    verbs = verbs_of(doc, match)
    if not verbs:
        verb = words.root
        return next((c for c in verb.children if c.dep_ == "nmod" and has_case(c, "by")), None)
    who = speaker(verbs[-1], passive=False)
    if who is None:
        who = speaker(verbs[0], passive=False)
    if who is None or match.start <= who.i < match.end or who.lower_ in ("it", "there", "which", "that"):
        return None
    return who


def _caller(predicate: Token) -> Token | None:
    """Return who calls a thing false: the subject of the verb of calling."""
    for token in (predicate, predicate.head):
        verb = token.head
        if token.dep_ in ("obj", "nsubj:pass") and has_case(predicate, "as"):
            return speaker(verb)
        if token.dep_ in ("xcomp", "obl", "advcl", "obj", "ccomp") and verb.pos_ == "VERB" and callee(verb, token):
            return speaker(verb)
    return speaker(predicate.head) if predicate.dep_ == "ccomp" else None  # "{The town} said that did not happen"
