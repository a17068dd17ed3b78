"""Decide whether a number asserts nothing, and why: names, ages that identify, `one` as a pronoun, idioms, questions.

A little past 250 lines: each reason is one short question, and all are asked in one place, in one order.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from fact_check.claims import Bound
from fact_check.extract.quantities.figures import Figure
from fact_check.extract.quantities.figures.values import HYPHENS
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import sentence
from fact_check.language.columns import columns
from fact_check.lexicon import words

AGE = "age that identifies"
NAME = "part of a name"
ORDINAL = "bare ordinal"
PRONOUN = "one as a pronoun"
IDIOM = "idiom"
QUESTION = "in a question"
KNOWN = "tells which, not how many"
GROUP = "age group"
FIXED = "fixed word"

_NAMING = words("numbers.idle.naming")
_NICKNAMING = words("numbers.idle.nicknaming")
_SETTING = words("numbers.idle.setting")
_PERIODS = words("numbers.idle.periods")
_JUBILEES = words("numbers.idle.jubilees")
_COPULAS = words("numbers.idle.copulas")
_DENYING = words("grammar.negations", "number-words.only")
_LABELLING = frozenset({"nummod", "appos", "dep", "compound", "flat", "nmod:desc", "nmod"})
_ONE_NOUNS = words("numbers.idle.one_nouns")
_IDIOMS = words("numbers.idle.idioms")
_KNOWING = words("numbers.idle.knowing")
_CASUALTIES = words("numbers.idle.casualties")
_THIS_YEAR = frozenset({("this", "year"), ("this", "season"), ("this", "century"), ("this", "month")})
_TURNS = words("numbers.idle.turns")
_RANKING = words("numbers.idle.ranking")
_WHOSE = words("number-words.whose")
_BEING = words("numbers.idle.being")
_ONLY = words("number-words.only")
_SECOND = 2
_ENDING = frozenset({"?", ".", "!"})
_BECOMING = words("numbers.idle.becoming")
_ORDINALS = words("numbers.figures.ordinals")
_SHORT = 3
"""Words up to this long may be in lower case in a headline."""
_BESIDE = 20
"""How many tokens before and after a name show whether it is in one."""


def reasons(doc: Doc, figures: Sequence[Figure], runs: Sequence[Tokens]) -> list[str | None]:
    """Return why each figure, given with its run of tokens, makes no claim; None if it does."""
    named = _named(doc, figures, runs)
    ends = [i for i, t in enumerate(columns(doc).text) if t in _ENDING]
    first = [_reason(doc, f, r, named, ends) for f, r in zip(figures, runs, strict=True)]
    asserting = {_sentence(doc, r) for r, why in zip(runs, first, strict=True) if why is None}
    return [
        None if why == PRONOUN and _counts_one(doc, r, asserting) else why for why, r in zip(first, runs, strict=True)
    ]


def _reason(doc: Doc, figure: Figure, run: Tokens, named: frozenset[str], ends: Sequence[int]) -> str | None:
    amount = figure.amount
    if figure.rank:
        if _is_title(doc, run):
            return NAME
        if _ranks(doc, figure, run):
            return None
        return FIXED if _hyphened(doc, run) or _period(doc, run) else IDIOM if _idiom(doc, run) else ORDINAL
    if amount.unit is not None and amount.unit.kind == "name":
        return NAME
    if figure.age and amount.shape in {"range", "change"} and not _spans_ages(doc, run):
        return GROUP
    if figure.name_age:
        return AGE
    if _in_name(doc, run) or _words(doc, run[0], 3) in named:
        return NAME
    if _idiom(doc, run):
        return IDIOM
    if _fixed(doc, figure, run):
        return FIXED
    if _asked(doc, run, ends):
        return QUESTION
    if doc[run[1] - 1].lower_ == "one" and amount.unit is None and amount.value:
        return _one(doc, run)
    if _presupposed(doc, figure, run):
        return KNOWN
    return None


def _words(doc: Doc, start: int, count: int) -> str:
    return " ".join(columns(doc).lower[start : start + count])


def _sentence(doc: Doc, run: Tokens) -> int:
    return sentence(doc[run[0]])[0]


def _named(doc: Doc, figures: Sequence[Figure], runs: Sequence[Tokens]) -> frozenset[str]:
    """Return where the names begin that the text introduces: `dubbed the “110 overseas service stations”`."""
    found = set()
    for figure, (start, _) in zip(figures, runs, strict=True):
        if figure.amount.unit is not None or start < 2:
            continue
        before = [t for t in doc[max(0, start - 5) : start] if not t.is_punct and t.lower_ not in {"the", "a", "as"}]
        quoted = any(t.text in "“\"‘'«" for t in doc[max(0, start - 2) : start])
        naming = before[-1].lower_ if before else ""
        if naming in _NICKNAMING or (naming in _NAMING and quoted):
            found.add(_words(doc, start, 3))
    return frozenset(found)


def _spans_ages(doc: Doc, run: Tokens) -> bool:
    """Tell whether the ages of a group are what is stated: `They range in age from 19 to 64`."""
    return columns(doc).lower[max(run[0] - 2, 0) : run[0]] == ["in", "age"]


def _in_name(doc: Doc, run: Tokens) -> bool:
    """Tell whether a number is inside a name of the pipeline, and not at its start: `Group of Seven`."""
    token = doc[run[1] - 1]
    if _labels(doc, token, run):
        return True
    if token.ent_iob_ != "I" or not token.ent_type_ or run[1] - run[0] > 1:
        return False
    start = token.i
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    words = [t for t in doc[start : token.i] if t.is_alpha]
    return (
        bool(words)
        and words[0].text[:1].isupper()
        and ((token.like_num and not token.text.islower()) or len(words) > 1)
    )


def _labels(doc: Doc, token: Token, run: Tokens) -> bool:
    """Tell whether a bare number labels the noun before it: `coronavirus 2`, `film 42`."""
    if run[1] - run[0] > 1 or not token.like_num or token.i == 0 or not token.text.isdecimal():
        return False
    noun, after = doc[token.i - 1], doc[token.i + 1] if token.i + 1 < len(doc) else None
    if noun.lower_ == "age":
        return False  # "died at age 94"
    counts = after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN"} and token.head.i > token.i
    return token.head.i == noun.i and noun.pos_ in {"NOUN", "PROPN"} and token.dep_ in _LABELLING and not counts


def _idiom(doc: Doc, run: Tokens) -> bool:
    first = max(0, run[0] - 2)
    words = columns(doc).lower[first : run[1] + 4]
    around = (words[at : at + size] for at in range(run[1] - first) for size in (2, 3, 4, 5))
    return any(" ".join(near).replace(" - ", "-") in _IDIOMS for near in around) or words[run[0] - first] in _IDIOMS


def _fixed(doc: Doc, figure: Figure, run: Tokens) -> bool:
    """Tell whether a hyphenated number is part of a fixed word (`two-storey`), unlike in `four-bedroom`."""
    told = columns(doc).whole[figure.numeral[1] : figure.end].lower()
    return figure.amount.unit is None and told in {"-storey", "-story", "-storeyed"} and run[0] < run[1]


def _asked(doc: Doc, run: Tokens, ends: Sequence[int]) -> bool:
    """Tell whether the first of the `ends` after a number is a question mark: `“Have you 20 minutes?” he said`."""
    if not doc.has_annotation("SENT_START"):
        return False
    at = bisect_left(ends, run[1])
    return at < len(ends) and ends[at] < sentence(doc[run[0]])[1] and bool(doc[ends[at]].text == "?")


def _one(doc: Doc, run: Tokens) -> str | None:
    """Tell whether `one` is a pronoun or an article, and not a count."""
    token = doc[run[1] - 1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if run[1] - run[0] > 1 or (run[0] > 0 and doc[run[0] - 1].lower_ in {"only", "just", "exactly", "but"}):
        return None
    if after is not None and after.lower_ in _ONE_NOUNS:
        return IDIOM
    if after is not None and after.lower_ == "of":
        return PRONOUN
    noun = token.head if token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"} else None
    return PRONOUN if noun is None or noun.dep_ == "nsubj" else None


def _counts_one(doc: Doc, run: Tokens, asserting: set[int]) -> bool:
    """Tell whether `one` is a count without a noun: `killing one and injuring two`."""
    token = doc[run[1] - 1]
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if after is not None and after.lower_ in {"who", "that", "which"}:
        return False
    if after is not None and after.lower_ == "of":
        # "two counts of fraud and one of theft", but not "one of the counts"
        of = doc[after.i + 1] if after.i + 1 < len(doc) else None
        return of is not None and of.pos_ == "NOUN" and _sentence(doc, run) in asserting
    noun = token.head if token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"} else token
    if noun.head.lemma_.lower() in _CASUALTIES and noun.dep_ in {"obj", "nsubj:pass", "nsubj"}:
        return True
    return noun.dep_ in {"obj", "conj"} and _sentence(doc, run) in asserting


def _presupposed(doc: Doc, figure: Figure, run: Tokens) -> bool:
    """Tell whether a count is presupposed, and not stated: `the two leaders`, `the twelve`, but not `two leaders`."""
    amount = figure.amount
    if amount.unit is not None or amount.value is None or amount.shape != "number" or figure.bound is not Bound.EXACTLY:
        return False
    before = run[0] - 1
    if before >= 0 and doc[before].lower_ in _SETTING:
        before -= 1
    if before < 0 or doc[before].lower_ not in _KNOWING:
        return False
    after = doc[run[1]] if run[1] < len(doc) else None
    alone = after is None or (after.pos_ not in {"NOUN", "ADJ", "PROPN", "NUM"} and after.text not in {"-", "‑"})
    return (amount.spelled and amount.value <= 10) or (alone and amount.value <= 100 and doc[before].lower_ != "its")


def _ranks(doc: Doc, figure: Figure, run: Tokens) -> bool:
    """Tell whether an ordinal ranks (`ranked third`, `the first woman to lead the bank`) or just counts off."""
    if figure.rank == "ranked":
        return True
    after = list(doc[run[1] : run[1] + 12])
    words = [t.lower_ for t in after]
    if words[:1] and words[0] in _TURNS:
        return any(t.lower_ == "for" for t in doc[max(0, run[0] - 2) : run[0]]) or _is_it(doc, run)
    if words[:1] and words[0] in _JUBILEES:
        return True
    if any(w in _RANKING for w in words[:3]) or ("a", "row") in pairwise(words[:6]):
        return True
    if any(pair in _THIS_YEAR for pair in pairwise(words)):
        return True
    counts = bool(after) and after[0].pos_ in {"NOUN", "ADJ", "ADP", "PROPN"}
    if counts and any(
        a.lower_ in {"in", "of"} and b.like_num and not (b.is_digit and len(b) == 4) for a, b in pairwise(after[:5])
    ):
        return True
    if words[:1] == ["and"] and len(after) > 1 and after[1].lower_ in _ORDINALS:
        # "the fourth and fifth teenagers to start"
        after = after[2:]
    before = columns(doc).lower[max(0, run[0] - 5) : run[0]]
    if counts and (figure.amount.value or 0) > _SECOND and _titles(doc, run):
        return True
    told = figure.amount.value == 1 or not _BECOMING.isdisjoint(before)
    return told and _to_do(after, alone=not _BECOMING.isdisjoint(before))


def _is_it(doc: Doc, run: Tokens) -> bool:
    """Tell whether something is said to be such a turn or not: `this is not {the first} time that`."""
    before = [w for w in columns(doc).lower[max(0, run[0] - 4) : run[0]] if w not in _DENYING]
    return before[-1:] == ["the"] and before[-2:-1] != [] and before[-2] in _COPULAS


def _is_title(doc: Doc, run: Tokens) -> bool:
    """Tell whether an ordinal and its noun have the capitals of a name amid a sentence: `the Second Amendment`."""
    start, end = sentence(doc[run[0]])
    if run[0] == start or run[1] >= end or not (doc[run[0]].is_title and doc[run[1]].is_title):
        return False
    beside = doc[max(start, run[0] - _BESIDE) : min(end, run[1] + _BESIDE)]
    return any(t.is_lower and len(t) > _SHORT and t.pos_ in ("NOUN", "VERB", "ADJ", "ADV") for t in beside)


def _hyphened(doc: Doc, run: Tokens) -> bool:
    """Tell whether a hyphen joins an ordinal to what it numbers: `third-quarter sales`, `a second-floor flat`."""
    text = columns(doc).text
    inside = any(mark in text[run[1] - 1] for mark in HYPHENS)
    return inside or (run[1] + 1 < len(doc) and text[run[1]] in HYPHENS and not columns(doc).is_space[run[1] + 1])


def _period(doc: Doc, run: Tokens) -> bool:
    """Tell whether an ordinal numbers part of a year or a match: `in the second quarter of 2023`."""
    after = columns(doc).lower[run[1] : run[1] + 3]
    return after[:1] != [] and after[0] in _PERIODS and (after[1:2] != ["of"] or not after[2:3] or after[2].isdigit())


def _titles(doc: Doc, run: Tokens) -> bool:
    """Tell whether an ordinal is part of a predicate (`it was their tenth title`), unlike in `the third debate`."""
    if run[0] < 2:
        return False
    whose, verb = columns(doc).lower[run[0] - 1], columns(doc).lower[run[0] - 2]
    if verb in _ONLY and run[0] > 2:
        verb = columns(doc).lower[run[0] - 3]
    return whose in _WHOSE and verb in _BEING


def _to_do(after: list[Token], *, alone: bool) -> bool:
    """Tell whether nouns and adjectives, then `to` and a verb follow (`woman to lead`); if `alone`, `to` will do."""
    for at, token in enumerate(after[:-1]):
        if token.lower_ == "not" and after[at + 1].lower_ == "to":
            return at > 0 or alone
        if token.lower_ == "to":
            return (at > 0 or alone) and after[at + 1].pos_ in {"VERB", "AUX"}
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET", "PART"} and token.text not in {
            "-",
            "“",
            "”",
        }:
            return False
    return False
