"""Read numbers in words: `two hundred and fifty thousand`, `half a million`, `two thirds`, `dozens`, `a handful`."""

from decimal import Decimal

from fact_check.extract.quantities.figures.lexemes import FUNCTION, Lexemes, Sort, word_at
from fact_check.extract.quantities.figures.values import (
    HYPHENS,
    MAGNITUDES,
    ONES,
    PARTS,
    TENS,
    Numeral,
    and_a_half,
    exact,
    of_magnitude,
)
from fact_check.lexicon import values, words

_ENDS = frozenset(".;:,)")
_COMPARING = frozenset({"over", "under", "than", "nearly", "almost", "roughly"})
"""Words before a share that show it isn't a rank: `over a third`."""
_AFTER_PART = words("numbers.numerals.after_part")
_QUARTERED = words("numbers.spelled.quartered")
_HALF_UNITS = words("number-words.half_units")
_MATCH_HALVES = words("number-words.before_match_halves")
_NO_HALVES = words("number-words.after_no_halves")
_BY_QUARTERS = words("numbers.spelled.by_quarters")
PLURALS = values("number-words.vague_plurals")
FEW = words("number-words.few")
DIGITS = values("number-words.digits")
BEGINNINGS = FEW | DIGITS.keys() | PLURALS.keys() | words("number-words.vague_beginnings")
"""Words that may begin a vague number."""
_HARMING = words("numbers.vague.harming")
_HARMED = words("number-words.after_scores")
_MARKS = words("number-words.before_test_scores")


def spelled(lex: Lexemes, i: int, money: bool) -> Numeral | None:
    word = lex[i].lower
    if word in {"half", "quarter"} or word in {"a", "an", "one"}:
        special = _half_a_million(lex, i) or _article(lex, i)
        if special:
            return special
    if word not in ONES and word not in TENS:
        return None
    whole, at = _below_hundred(lex, i)
    if part := _parts(lex, at, whole):
        if (more := _of_a(lex, part[1])) is not None:
            return exact(i, part[1] + 3, Decimal(whole * more) / Decimal(part[0]), plain=False, spelled=True)
        return exact(i, part[1], Decimal(whole) / Decimal(part[0]), fraction=True, plain=False, spelled=True)
    if half := and_a_half(lex, at):
        return of_magnitude(lex, exact(i, half[1], Decimal(whole) + half[0], spelled=True), money)
    return _chain(lex, i, whole, at)


def _of_a(lex: Lexemes, i: int) -> int | None:
    """Return the magnitude after `of a`: `three quarters of a {million}`."""
    return MAGNITUDES.get(word_at(lex, i + 2)) if (word_at(lex, i), word_at(lex, i + 1)) == ("of", "a") else None


def _below_hundred(lex: Lexemes, i: int) -> tuple[int, int]:
    word = lex[i].lower
    if word in TENS:
        at = i + 1 + (word_at(lex, i + 1) in HYPHENS and lex[i + 1].glued)
        unit = ONES.get(word_at(lex, at), 0)
        if 1 <= unit <= 9 and not (at < len(lex) and lex[at].fresh):
            return TENS[word] + unit, at + 1
        return TENS[word], i + 1
    return ONES[word], i + 1


def _chain(lex: Lexemes, i: int, small: int, at: int) -> Numeral:
    """Read what continues a small number: `two hundred and fifty thousand`, `one million, two hundred`."""
    total, group, scale = 0, small, 10**30
    big, last = False, 1
    while True:
        step = at + (word_at(lex, at) in HYPHENS and word_at(lex, at + 1) in MAGNITUDES)
        word = word_at(lex, step)
        if (word in MAGNITUDES and MAGNITUDES[word] < scale) or (
            word in {"million", "billion"} and group and not total
        ):
            factor = MAGNITUDES[word]
            if factor in {100, 12}:
                group *= factor
            else:
                total, group, scale = total + max(group, 1) * factor, 0, factor
            big, at, last = True, step + 1, factor if last == 1 else last * factor if factor > last else factor
            if half := and_a_half(lex, at):
                value = Decimal(total + group) + half[0] * factor
                return exact(i, half[1], value, plain=False, spelled=True)
            continue
        if not big or at - i > 24:
            break
        joined = at + (word == "and") if step == at else at
        if word == "," and scale >= 10**6 and word_at(lex, at + 2) in {"hundred", "thousand"}:
            joined = at + 1
        rest = word_at(lex, joined)
        if (rest not in ONES and rest not in TENS) or (joined < len(lex) and lex[joined].fresh) or rest == "zero":
            break
        small, after = _below_hundred(lex, joined)
        follows = word_at(lex, after)
        room = (group % 100 == 0) if group else True
        if not room or (group == 0 and joined > at and follows in MAGNITUDES and MAGNITUDES[follows] >= scale):
            break
        if joined > at and group == 0 and total and follows not in MAGNITUDES and small < 10 and scale > 1000:
            break
        group, at = group + small, after
    return exact(i, at, Decimal(total + group), plain=not big, spelled=True, factor=last)


def _half_a_million(lex: Lexemes, i: int) -> Numeral | None:
    """Read `half a million`, `half-a-million`, `half million`, `a quarter of a million`, `half a dozen`."""
    at = i + (lex[i].lower == "a")
    part = {"half": 2, "quarter": 4}.get(word_at(lex, at))
    if part is None:
        return None
    at += 1
    for link in ("-", "of", "a", "-"):
        at += word_at(lex, at) == link
    factor = MAGNITUDES.get(word_at(lex, at))
    if factor is None:
        return None
    return exact(i, at + 1, Decimal(factor) / part, plain=False, spelled=True)


def _article(lex: Lexemes, i: int) -> Numeral | None:
    """Read `a hundred and five`, `a dozen`, `a third of`; an article alone is not a number."""
    word, after = lex[i].lower, word_at(lex, i + 1)
    if word in {"a", "an"}:
        if after in MAGNITUDES:
            return _chain(lex, i, 1, i + 1)
        if (part := PARTS.get(after)) and after not in {"half", "halves"} and _stands_alone(lex, i + 2, after):
            return exact(i, i + 2, Decimal(1) / Decimal(part), fraction=True, plain=False, spelled=True)
        if after == "half" and word_at(lex, i + 2) not in {"-", "dozen", "million"}:
            return None
    if word == "half" and _is_share(lex, i):
        return exact(i, i + 1, Decimal("0.5"), fraction=True, plain=False, spelled=True)
    return None


def _stands_alone(lex: Lexemes, i: int, part: str) -> bool:
    """Tell whether `a third` is a share: `a third of voters`, `rose by a third`, `over a third voted`."""
    after, before = word_at(lex, i), word_at(lex, i - 3)
    acts = after.endswith("ed") and after != "ended" and (i + 1 >= len(lex) or lex[i + 1].lower in FUNCTION | _ENDS)
    if acts and not lex[i].fresh:
        return True
    if before in _COMPARING and word_at(lex, i - 2) == "a" and part != "quarter":
        return True
    if part == "quarter" and after != "of":
        return after in _QUARTERED or before in _BY_QUARTERS
    if i >= len(lex) or lex[i].fresh or after in _AFTER_PART:
        return True
    return lex[i].sort is Sort.SIGN and lex[i].text in ".;:)?!"


def _is_share(lex: Lexemes, i: int) -> bool:
    """Tell whether `half` is a share (`nearly half the voters`), not half of a match, a half-brother or half past."""
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if after in HYPHENS and lex[i + 1].glued:
        return word_at(lex, i + 2) in _HALF_UNITS
    if before in _MATCH_HALVES:
        return False
    return after not in _NO_HALVES


def _parts(lex: Lexemes, at: int, top: int) -> tuple[int, int] | None:
    """Read the denominator at `at`: `two thirds`, `two-thirds`, `one fourth`."""
    hyphen = word_at(lex, at) in HYPHENS and lex[at].glued
    word = word_at(lex, at + hyphen)
    if not word or lex[at + hyphen].fresh:
        return None
    if top == 1:
        part = PARTS.get(word)
        if part is not None and (hyphen or _stands_alone(lex, at + 1, "third")):
            return part, at + hyphen + 1
        return None
    part = PARTS.get(word[:-1]) if word.endswith("s") else None
    if part is None or (
        part == 4 and word == "quarters" and word_at(lex, at + hyphen + 1) in {"in", "final"} and not hyphen
    ):
        return None
    return part, at + hyphen + 1


def vague(lex: Lexemes, i: int) -> Numeral | None:
    """Read `dozens`, `tens of thousands`, `hundreds of millions`, `several hundred`, `a couple of`, `double digits`."""
    word = lex[i].lower
    if word in DIGITS:
        at = i + 1 + (word_at(lex, i + 1) in HYPHENS)
        least = DIGITS[word]
        return _from(i, at + 1, least, 10 * least - 1) if word_at(lex, at) in ("digit", "digits") else None
    if word in PLURALS:
        if (word == "scores" and not _scores_of_people(lex, i)) or (word == "tens" and word_at(lex, i + 1) != "of"):
            return None
        base, at = PLURALS[word], i + 1
        times = 0
        while word_at(lex, at) == "of" and word_at(lex, at + 1) in PLURALS and times < 3:
            base, at, times = base * PLURALS[word_at(lex, at + 1)], at + 2, times + 1
        if word == "tens" and not times:
            return None
        return _from(i, at, base, 10 * base)
    at = i
    if word in {"a", "the"} and word_at(lex, i + 1) in FEW:
        at = i + 1
    head = word_at(lex, at)
    if head == "handful":
        if word_at(lex, at + 1) != "of":
            return None
        return _from(i, at + 1, 3)
    if head == "couple" and at > i:
        past = at + 1 + (word_at(lex, at + 1) == "of")
        if word_at(lex, past) in MAGNITUDES:
            return _from(i, past + 1, 2 * MAGNITUDES[word_at(lex, past)])
        return _from(i, at + 1, 2) if past == at + 2 else None
    if head in {"few", "several", "many"} or (
        head == "some" and word_at(lex, at + 1) in {"dozen", "hundred", "thousand"}
    ):
        base, past = 1, at + 1
        while word_at(lex, past) in MAGNITUDES and past - at < 4:
            base, past = base * MAGNITUDES[word_at(lex, past)], past + 1
        if base == 1 and word_at(lex, past) in PLURALS and word_at(lex, past) not in {"scores", "tens"}:
            base, past = PLURALS[word_at(lex, past)], past + 1
        if base == 1 or head == "some":
            return None
        return _from(i, past, 2 * base) if head == "many" else _from(i, past, 3 * base, 10 * base)
    return None


def _from(start: int, end: int, low: int, high: int | None = None) -> Numeral:
    """Return a vague number with its least value, and the greatest if the next order of magnitude ends it."""
    most = None if high is None else Decimal(high)
    return Numeral(start, end, None, Decimal(low), most, plain=False, vague=True, spelled=True)


def _scores_of_people(lex: Lexemes, i: int) -> bool:
    """Tell whether `scores` is a number (`scores of people`, `scores killed`), not a verb or the marks of a test."""
    before, after = word_at(lex, i - 1), word_at(lex, i + 1)
    if after == "of":
        return before not in _MARKS
    if before in _HARMING:
        return True
    return after in _HARMED
