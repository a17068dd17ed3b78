"""Find who denies, hedges or says what in headlines' shorthand: `Singer Dead? Hoax Fools Fans`, `Ferry sold: reports`.

A rule with content "headline" matches only there. Its content is the headline without the cue, or what somebody in it
says.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from fact_check.claims import Effect
from fact_check.extract.attribution.attributor import Stretch
from fact_check.extract.attribution.source_phrases import source_phrase
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import SOFT, pieces, trim
from fact_check.language.cues import Match

FEWEST = 3
"""The fewest words of a headline without its cue."""
LONGEST = 40
SPEAKER = 7
"""The most words of a speaker at either end of a headline."""


def headlines(stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
    """Add the attributions of a headline in shorthand.

    Those in full words stay; a denial in shorthand beside one makes it a denial.
    """
    if not stretch.begins:
        return list(found)
    doc = stretch.doc
    line = _headline(doc)
    cues = [m for m in stretch.cues if m.end <= line[1] and _terse(m)]
    if not cues:
        return list(found)
    mine = [n for n, a in enumerate(found) if a.cue[0] < line[1]]
    attributions = list(found)
    if any(found[n].effect.opposes for n in mine):
        return attributions
    order = (Effect.DENIES, Effect.DOUBTS, Effect.HEDGES, Effect.REPORTS)
    match = min(cues, key=lambda m: order.index(m.effect or Effect.REPORTS))
    assert match.effect is not None
    said = next((n for n in mine if _overlap(found[n].cue, match)), None)
    if said is not None and match.effect is Effect.HEDGES and (rest := _rest(doc, line, match)):
        cue = (match.start, match.end)  # "Mayor said to quit": nobody says it
        attributions[said] = Attribution(cue, match.effect, match.rule.id, rest, None)
        return attributions
    if mine:
        if match.effect is Effect.DENIES:
            for n in mine:
                attributions[n] = replace(
                    found[n], cue=(match.start, match.end), effect=match.effect, rule=match.rule.id
                )
        return attributions
    cue = (match.start, match.end)
    if match.effect is Effect.REPORTS:
        told = next((t for m in cues if (t := _told(doc, line, m)) is not None), None)
        return [*attributions, told] if told is not None else attributions
    content = _rest(doc, line, match)
    if content:
        attributions.append(Attribution(cue, match.effect, match.rule.id, content, None))
    return attributions


def _overlap(cue: Tokens, match: Match) -> bool:
    return cue[0] < match.end and match.start < cue[1]


def _terse(match: Match) -> bool:
    """Tell whether a cue is shorthand; a reporting verb may be, if the parse gives it no content."""
    plain = match.effect is Effect.REPORTS and match.rule.content in (None, "object")
    return match.rule.content == "headline" or (plain and match.end - match.start == 1)


def _told(doc: Doc, line: Tokens, match: Match) -> Attribution | None:
    """Return what a speaker at either end of a headline says: `Mayor Claims {X}`, `{X}, Mayor Says`."""
    assert match.effect is not None
    verb = doc[match.start]
    if match.start == line[0] or verb.nbor(-1).pos_ in ("ADP", "DET", "PUNCT") or _is_done_to(verb, match):
        return None
    if match.end == line[1]:
        comma = next((i for i in range(match.start - 1, line[0], -1) if doc[i].text in (",", "–", "—", "-")), None)
        if comma is None or match.start - comma > SPEAKER:
            return None
        named, content = (comma + 1, match.start), trim(doc, line[0], comma)
    else:
        breaks = (i + 1 for i in range(match.start - 1, line[0], -1) if doc[i].text in ("?", "!", ":", "."))
        begin = next(breaks, line[0])
        if match.start - begin > SPEAKER or line[1] - match.end < FEWEST:
            return None
        named, content = (begin, match.start), trim(doc, match.end, line[1])
    source = source_phrase(doc, named, [(match.start, match.end)])
    if source is None or content is None:
        return None
    return Attribution((match.start, match.end), match.effect, match.rule.id, (content,), source)


def _is_done_to(verb: Token, match: Match) -> bool:
    """Tell whether a cue says what is done to somebody, gives an order, or describes the word before it.

    `Records {found} on a train`, `Mayor {tells} crews to leave`, `Kern, who taught bridges to {complain}, dies`.
    """
    if verb.tag_ == "VB" or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")):
        return True  # "Crews race to {find} 19 miners"
    if verb.lemma_ in match.rule.told and any(
        c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.i > verb.i for c in verb.children
    ):
        return True
    return any(t.dep_ == "acl:relcl" for t in (verb, *verb.ancestors))


def _headline(doc: Doc) -> Tokens:
    """Return the first line with words, unless it is a sentence with a full stop."""
    start = next((t.i for t in doc if not t.is_space), 0)
    end = next((t.i for t in doc[start:] if t.is_space and "\n" in t.text), len(doc))
    if end == start or end - start > LONGEST or doc[end - 1].text == ".":
        return 0, 0
    return start, end


def _rest(doc: Doc, line: Tokens, match: Match) -> tuple[Tokens, ...]:
    """Return the headline without a cue: the longer side of a cue at an edge, else both sides."""
    runs = pieces(doc, line, [(match.start, match.end)])
    at_edge = [r for r in runs if r[1] - r[0] >= FEWEST]
    if len(runs) == 2 and len(at_edge) == 1:
        return tuple(at_edge)
    return runs if sum(1 for a, b in runs for t in doc[a:b] if t.text not in SOFT) >= FEWEST else ()
