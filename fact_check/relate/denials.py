"""A denial or a doubt to the claims that it is about, across sentences.

What speaks for a link: the words they share, words that point back ("such means", "the allegations"), how near
they stand, a party that answers what was said about it, "both" after a claim about two. What speaks against it:
the same speaker. "The 54 centres" far above is not what "any links to the centres" answers, though it has the
words: far links need more likeness.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fact_check.claims import Effect, Quantity, Relation
from fact_check.find.found import Found
from fact_check.relate.ground import Ground
from fact_check.relate.numbers import same
from fact_check.relate.related import FIRM

CANDIDATE = 0.3
REACH = 8
"""An answer looks so many sentences back, and to the headline."""
MOST = 3
"""One answer is about at most so many claims."""
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
        *("allege", "accuse", "repeat", "part", "problem", "finding", "figure", "number", "scale", "total", "count"),
        *(
            "information",
            "detail",
            "existence",
            "dishonesty",
            "offence",
            "offense",
            "guilt",
            "criticism",
            "description",
        ),
        *("receive", "happen", "exist", "occur"),
    ]
)
"""Words that name a statement or a share in something: they say that something is answered, not what."""
TIMES = frozenset(
    [
        *("summer", "winter", "spring", "autumn", "year", "month", "week", "day", "time", "hour", "decade", "season"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
        *("april", "may", "june", "july", "august", "september", "october", "november", "december"),
    ]
)
"""Words that two claims share by chance."""
FIGURES = frozenset(["figure", "number", "total", "scale", "toll", "count", "estimate", "size", "sum", "tally"])
"""What is denied is a number that somebody gave."""
DOCUMENTS = frozenset(
    ["report", "study", "article", "story", "memo", "document", "survey", "poll", "book", "lawsuit", "audit", "letter"]
)
SMALL = 10
FEW = 4
MANY = frozenset(
    ["accusations", "allegations", "claims", "reports", "charges", "account", "version", "figures", "rumours"]
)
"""Bare words that stand for all that somebody has just said."""
POINTS = re.compile(r"\b(such|these|those|this|that|there)\b", re.IGNORECASE)
BOTH = re.compile(r"^(both|(the|all) (two|three|four|five|six|seven|eight|nine|ten))\b", re.IGNORECASE)
COUNT = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
ACCUSES = re.compile(r"\b(accus|alleg|claim|blam|charg|complain|rumou?r|suspect)", re.IGNORECASE)
FUNCTION = frozenset(
    ["the", "a", "an", "of", "in", "for", "and", "both", "all", "some", "his", "her", "their", "its", "who"]
)
NO_SUCH = re.compile(r"\b(no|not any) such\b", re.IGNORECASE)


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


def names_no_more(ground: Ground, reply: Reply) -> bool:
    """Tell whether an answer is a bare noun for a claim of its own sentence: "said X, but they denied the claim"."""
    answer, target = ground.found[reply.answer], ground.found[reply.target]
    text = answer.claim.span.text
    bare = not answer.terms - SAID and not answer.claim.quantities and len(text.split()) <= FEW
    return bare and answer.sentence == target.sentence and target.claim.span.end <= answer.claim.span.start


def _relation(found: Found) -> Relation | None:
    cue = found.claim.cue
    if cue is None:
        return None
    if cue.effect is Effect.DOUBTS:
        return Relation.DOUBTS
    if cue.effect is Effect.DENIES or NO_SUCH.search(found.claim.span.text):
        return Relation.DENIES
    return None


def _targets(ground: Ground, n: int, relation: Relation) -> list[Reply]:
    answer = ground.found[n]
    about = ground.terms[n] - SAID - TIMES
    scored = []
    for t in _reachable(ground, n):
        target = ground.found[t]
        if target.silent or not target.terms or _own(answer, target, relation):
            continue
        score, because = _worded(ground, answer, t, about)
        if _points(answer, about, ground.terms[t]):
            score, because = max((score, because), _bare(answer, target))
        if score >= CANDIDATE:
            scored.append(Reply(n, t, relation, round(min(score, 0.95), 2), because))
    scored.sort(key=lambda r: (-r.score, abs(r.answer - r.target)))
    return _best(ground, answer, scored)


def _points(answer: Found, about: frozenset[str], terms: frozenset[str]) -> bool:
    """Tell whether nearness alone may say what an answer is about, its words being none that the claim has."""
    if answer.silent or not about:
        return True
    return not about & terms and bool(POINTS.search(answer.claim.span.text) or answer.terms & FIGURES)


def _best(ground: Ground, answer: Found, scored: list[Reply]) -> list[Reply]:
    """Keep the surest link and those as sure; where a bare plural answers, all that the same source has just said."""
    if not scored:
        return []
    first = scored[0]
    many = not answer.silent and bool(MANY & set(answer.claim.span.text.casefold().split()))
    source = ground.found[first.target].claim.source
    kept = [first]
    for reply in scored[1:]:
        target = ground.found[reply.target]
        if reply.score < first.score - (0.25 if many else 0.1):
            break
        together = source is not None and _named(target) == _named_by(source.text)
        beside = bool(answer.terms - SAID) and target.sentence == ground.found[first.target].sentence
        if together or beside or (reply.score >= FIRM and _told(reply) and _told(first)):
            kept.append(reply)
    return kept[:MOST]


def _told(reply: Reply) -> bool:
    return "share" in reply.because or "number" in reply.because or "document" in reply.because


def _reachable(ground: Ground, n: int) -> Iterator[int]:
    """Yield the claims that an answer may be about: nearest first, then the headline's and its document's."""
    here = ground.found[n].sentence
    for t in range(n - 1, -1, -1):
        target = ground.found[t]
        if target.sentence >= here - REACH or target.in_headline or _of_document(ground.found[n], target):
            yield t
    for t in range(n + 1, len(ground.found)):  # "Though he denied it, prosecutors said that …"
        if ground.found[t].sentence > here:
            break
        yield t


def _own(answer: Found, target: Found, relation: Relation) -> bool:
    """Tell whether a claim cannot be what an answer is about: it is the answerer's own, or an answer on its side."""
    if target.claim.cue is not None and target.claim.cue.effect is Effect.DENIES and relation is Relation.DENIES:
        return True
    mine, theirs = answer.claim.source, target.claim.source
    if mine is None or theirs is None or relation is Relation.DOUBTS:
        return False
    return bool(_named_by(mine.resolved or mine.text) & _named_by(theirs.resolved or theirs.text))


def _named(found: Found) -> set[str]:
    source = found.claim.source
    return _named_by(source.resolved or source.text) if source is not None else set()


def _named_by(phrase: str) -> set[str]:
    """Return the names in a noun phrase, or all its words where it has none, in small letters."""
    words = re.findall(r"[^\W\d_]+", phrase)
    names = {w.casefold() for w in words if w[0].isupper() and w.casefold() not in FUNCTION}
    return names or {w.casefold() for w in words} - FUNCTION


def _words(text: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"[^\W\d_]+", text)}


def _bare(answer: Found, target: Found) -> tuple[float, str]:
    """Score a denial without words of its own ("denied the accusations", "which he denied") by nearness."""
    away = abs(answer.sentence - target.sentence)
    if answer.silent and away > 1:
        return 0.0, ""
    score = {0: 0.75, 1: 0.6, 2: 0.45, 3: 0.3}.get(away, 0.0)
    if target.claim.span.start > answer.claim.span.start:
        score -= 0.3
    if answer.terms & FIGURES:
        score += 0.1 if target.claim.quantities else -0.3
    cue = target.claim.cue
    if cue is None:
        score -= 0.2
    elif cue.effect is Effect.HEDGES or ACCUSES.search(cue.text):
        score += 0.12
    if _party(answer, target):
        score += 0.08
    where = "the same sentence" if away == 0 else "the sentence before" if away == 1 else f"{away} sentences before"
    return score, f"it answers what was said in {where}"


def _worded(ground: Ground, answer: Found, t: int, about: frozenset[str]) -> tuple[float, str]:
    """Score a denial by the words, the numbers and the document that it names."""
    target, terms = ground.found[t], ground.terms[t]
    away = abs(answer.sentence - target.sentence)
    shared = about & terms
    like = ground.likeness(about, terms)
    score = 0.45 * ground.share(about, terms) + 0.3 * like if about else 0.0
    reasons = [f"they share {_listed(shared)}"] if shared else []
    if _one_number(answer, target):
        score += 0.45
        reasons.append("they give one number")
    if _of_document(answer, target):
        score += 0.55
        reasons.append("it is about the document that states this")
    if _whose(answer, target):
        score += 0.3
        reasons.append("it is about what this source says")
    if away <= 2 and shared and POINTS.search(answer.claim.span.text):
        score += 0.2
        reasons.append("it points back")
    if away <= 2 and _counts(answer, target):
        score += 0.4
        reasons.append("it comes from those just counted")
    cue = target.claim.cue
    if away <= 2 and shared and cue is not None and (cue.effect is Effect.HEDGES or ACCUSES.search(cue.text)):
        score += 0.1
        reasons.append("it is an accusation")
    if away <= 2 and _party(answer, target):
        score += 0.15
        reasons.append("it comes from the party concerned")
    if not reasons:
        return 0.0, ""
    score += {0: 0.3, 1: 0.25, 2: 0.12, 3: 0.06}.get(away, 0.0)
    if target.claim.span.start > answer.claim.span.start:
        score -= 0.2
    if away > 3 and like < FIRM and not _of_document(answer, target):
        score = min(score, FIRM - 0.1)
    return score, "; ".join(reasons)


def _one_number(answer: Found, target: Found) -> bool:
    """Tell whether both give one number that is telling: small counts turn up everywhere."""
    pairs = ((p, q) for p in answer.claim.quantities for q in target.claim.quantities)
    return any(same(p, q) and _telling(q) for p, q in pairs)


def _telling(quantity: Quantity) -> bool:
    value = quantity.value or 0
    return quantity.unit is not None or abs(value) >= SMALL or not float(value).is_integer()


def _party(answer: Found, target: Found) -> bool:
    """Tell whether the one who answers is named in the claim."""
    return bool(_named(answer) & _words(target.claim.span.text))


def _of_document(answer: Found, target: Found) -> bool:
    """Tell whether "the report" that is denied is the report that states the claim."""
    source = target.claim.source
    return source is not None and bool(answer.terms & DOCUMENTS & _words(source.text))


def _whose(answer: Found, target: Found) -> bool:
    """Tell whether the content of a denial names the claim's source: "rejected Smith's account"."""
    names = {w.casefold() for w in re.findall(r"\b[A-Z][^\W\d_]+", answer.claim.span.text)} - FUNCTION
    source = target.claim.source
    return bool(answer.terms & SAID) and source is not None and bool(names & _words(source.resolved or source.text))


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
