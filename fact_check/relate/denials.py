"""A denial or a doubt to the claims that it is about, across sentences.

What speaks for a link: the words they share, words that point back ("such means", "the allegations"), how near
they stand, a party that answers what was said about it, "both" after a claim about two. What speaks against it:
the same speaker. "The 54 centres" far above is not what "any links to the centres" answers, though it has the
words: far links need more likeness.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import Effect, Relation
from fact_check.find.found import Found
from fact_check.relate.ground import Ground
from fact_check.relate.related import FIRM

CANDIDATE = 0.3
REACH = 8
"""An answer looks so many sentences back, and to the headline."""
SAID = frozenset(
    [
        *(
            "accusation",
            "allegation",
            "claim",
            "report",
            "rumor",
            "rumour",
            "charge",
            "suggestion",
            "statement",
            "story",
        ),
        *("assertion", "speculation", "complaint", "article", "news", "theory", "involvement", "wrongdoing", "link"),
        *("connection", "tie", "role", "knowledge", "responsibility", "thing", "notion", "idea", "account", "version"),
        *("evidence", "proof", "authenticity", "veracity", "accuracy", "truth", "true", "false", "deny", "confirm"),
        *("allege", "accuse", "repeat", "part", "problem", "contact", "document", "finding", "figure", "number"),
        *("information", "detail", "death", "existence"),
    ]
)
"""Nouns that name a statement or a share in something: they say that something is answered, not what."""
BACK = re.compile(r"\b(such|this|that|these|those|any of|the same|it|they|them|so)\b", re.IGNORECASE)
POINTS = re.compile(r"\b(such|these|those|this)\b|\bthe (claims?|accusations?|allegations?|reports?|rumou?rs?)\b", re.I)
BOTH = re.compile(r"^(both|(the|all) (two|three|four|five|six|seven|eight|nine|ten))\b", re.IGNORECASE)
COUNT = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
ACCUSES = re.compile(r"\b(accus|alleg|claim|blam|charg|complain|rumou?r|report|suspect|say|said|told)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reply:
    """Claim number `answer` denies or doubts claim number `target`."""

    answer: int
    target: int
    relation: Relation
    score: float
    because: str


def replies(ground: Ground) -> Iterator[Reply]:
    """Yield what each denial and doubt of an article is about, the surest first for each."""
    for n, answer in enumerate(ground.found):
        relation = _relation(answer)
        if relation is not None:
            yield from _targets(ground, n, relation)


def _relation(found: Found) -> Relation | None:
    cue = found.claim.cue
    if cue is None or cue.effect not in (Effect.DENIES, Effect.DOUBTS):
        return None
    return Relation.DENIES if cue.effect is Effect.DENIES else Relation.DOUBTS


def _targets(ground: Ground, n: int, relation: Relation) -> list[Reply]:
    answer = ground.found[n]
    about = answer.terms - SAID
    bare = answer.silent or not about
    scored = []
    for t in _reachable(ground, n):
        target = ground.found[t]
        if target.silent or not target.terms or _own(answer, target, relation):
            continue
        score, because = _bare(answer, target) if bare else _worded(ground, answer, target, about)
        if score >= CANDIDATE:
            scored.append(Reply(n, t, relation, round(min(score, 0.95), 2), because))
    scored.sort(key=lambda r: (-r.score, abs(r.answer - r.target)))
    if not scored:
        return []
    best = scored[0].score
    kept = 1 if bare and not POINTS.search(answer.claim.span.text + "s") else 3
    return [r for r in scored if r.score >= best - 0.1][:kept]


def _reachable(ground: Ground, n: int) -> Iterator[int]:
    here = ground.found[n].sentence
    for t in range(n - 1, -1, -1):
        if ground.found[t].sentence < here - REACH:
            break
        yield t
    for t in range(n + 1, len(ground.found)):  # "Though he denied it, prosecutors said that …"
        if ground.found[t].sentence > here:
            break
        yield t
    for t in range(n):
        if not ground.found[t].in_headline:
            break
        if ground.found[t].sentence < here - REACH:
            yield t


def _own(answer: Found, target: Found, relation: Relation) -> bool:
    """Tell whether a claim cannot be what an answer is about: it is the answerer's own, or an answer on its side."""
    if target.claim.cue is not None and target.claim.cue.effect is Effect.DENIES and relation is Relation.DENIES:
        return True
    mine, theirs = answer.claim.source, target.claim.source
    if mine is None or theirs is None or relation is Relation.DOUBTS:
        return False
    a, b = (_heads(s.resolved or s.text) for s in (mine, theirs))
    return bool(a & b)


def _heads(name: str) -> set[str]:
    words = re.findall(r"[\w’'-]+", name)
    named = {w.casefold() for w in words if w[0].isupper()} - {"the", "a", "an"}
    return named or {w.casefold() for w in words} - {"the", "a", "an", "of", "in", "both", "all"}


def _distance(answer: Found, target: Found) -> int:
    return abs(answer.sentence - target.sentence)


def _bare(answer: Found, target: Found) -> tuple[float, str]:
    """Score a denial without words of its own ("denied the accusations", "which he denied") by nearness."""
    away = _distance(answer, target)
    after = target.claim.span.start > answer.claim.span.start
    score = {0: 0.8, 1: 0.65, 2: 0.4, 3: 0.3}.get(away, 0.0)
    if after:
        score -= 0.25
    if answer.silent and away > 1:
        return 0.0, ""
    cue = target.claim.cue
    if cue is None:
        score -= 0.2
    elif cue.effect is Effect.HEDGES or ACCUSES.search(cue.text):
        score += 0.05
    if _party(answer, target):
        score += 0.1
    where = "the same sentence" if away == 0 else "the sentence before" if away == 1 else f"{away} sentences before"
    return score, f"it answers what was said in {where}"


def _worded(ground: Ground, answer: Found, target: Found, about: frozenset[str]) -> tuple[float, str]:
    away = _distance(answer, target)
    shared = about & target.terms
    cover = ground.share(about, target.terms)
    like = ground.likeness(about, target.terms)
    near = {0: 0.3, 1: 0.25, 2: 0.12, 3: 0.06}.get(away, 0.0)
    score = 0.45 * cover + 0.3 * like + near
    reasons = [f"they share {_listed(shared)}"] if shared else []
    if away <= 2 and POINTS.search(answer.claim.span.text):
        score += 0.25
        reasons.append("it points back")
    if away <= 2 and _party(answer, target):
        score += 0.15
        reasons.append("it comes from the party concerned")
    if away <= 2 and _counts(answer, target):
        score += 0.4
        reasons.append("it comes from those just counted")
    if not shared and not reasons:
        return 0.0, ""
    if target.claim.span.start > answer.claim.span.start:
        score -= 0.2
    if away > 3 and like < FIRM:
        score = min(score, FIRM - 0.1)
    return score, "; ".join(reasons)


def _party(answer: Found, target: Found) -> bool:
    """Tell whether the one who answers is named in the claim."""
    source = answer.claim.source
    if source is None:
        return False
    names = _heads(source.resolved or source.text)
    return bool(names & {w.casefold() for w in re.findall(r"[\w’'-]+", target.claim.span.text)})


def _counts(answer: Found, target: Found) -> bool:
    """Tell whether "both" or "all three" who answer are the two or three that the claim counts."""
    source = answer.claim.source
    match = BOTH.match(source.text) if source is not None else None
    if match is None:
        return False
    number = COUNT[match[0].casefold().split()[-1]]
    return any(q.value == number for q in target.claim.quantities)


def _listed(terms: frozenset[str]) -> str:
    return ", ".join(f"“{t}”" for t in sorted(terms)[:4])
