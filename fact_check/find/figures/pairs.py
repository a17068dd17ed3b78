"""What two numbers make together: ranges, changes, scores, ratios and proportions."""

from dataclasses import replace
from decimal import Decimal

from fact_check.find.figures.amounts import PROPORTION, Amount, single
from fact_check.find.figures.lexemes import Lexemes, Sort, word_at
from fact_check.find.figures.money import MONEY
from fact_check.find.figures.units import Unit
from fact_check.find.figures.values import MAGNITUDES
from fact_check.find.figures.wordlists import words

_DASHES = frozenset({"-", "–", "‑", "‐", "−", "~", "—"})


SCORE = Unit("score", "score")


RATIO = Unit("ratio", "ratio")


def amount(lex: Lexemes, i: int, taken: set[int]) -> Amount | None:
    """Read the amount that starts at lexeme `i`; None where none does."""
    first = single(lex, i, taken)
    if first is None:
        return None
    return _proportion(lex, first, taken) or compound(lex, first, taken) or _joined(lex, first, taken) or first


_FINER = {
    "hour": ("minute", 60), "minute": ("second", 60), "year": ("month", 12), "week": ("day", 7), "day": ("hour", 24),
    "foot": ("inch", 12), "pound": ("ounce", 16), "mile": ("yard", 1760),
}  # fmt: skip


def compound(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `2 hours 26 minutes 11 seconds`, `nine minutes and ten seconds`, `5ft 10in` in the finest unit said."""
    whole = a
    while whole.unit is not None and whole.unit.name in _FINER and whole.value is not None and not whole.rate:
        finer, factor = _FINER[whole.unit.name]
        at = whole.end + (word_at(lex, whole.end) == "and")
        b = single(lex, at, taken) if at < len(lex) and not lex[at].fresh else None
        if b is None or b.unit is None or b.value is None or b.unit.name != finer or b.value >= factor:
            break
        value = whole.value * factor + b.value
        whole = replace(b, start=a.start, value=value, low=value, high=value, numerals=a.numerals + b.numerals)
    return whole if whole is not a else None


def _proportion(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `one in five`, `3 out of 10`, `nine of every ten`."""
    if a.unit or a.shape != "number" or a.value is None or a.value != a.value.to_integral_value() or a.value < 0:
        return None
    at = a.end
    if a.value == 1 and a.end - a.start == 1 and word_at(lex, at + 1) == "in" and lex[at].text.islower():
        # "one family in six"
        at += lex[at].sort is Sort.WORD and word_at(lex, at) not in _NO_NOUN
    for phrase in (("in",), ("out", "of"), ("out", "of", "every"), ("in", "every"), ("of", "every"), ("-", "in", "-")):
        if tuple(x.lower for x in lex[at : at + len(phrase)]) != phrase:
            continue
        place = at + len(phrase)
        if (word_at(lex, place) == "a" and word_at(lex, place + 1) not in MAGNITUDES) or place >= len(lex):
            continue
        b = _thousand(lex, place) or single(lex, place, taken)
        if b is None or b.value is None or b.shape != "number" or b.value <= a.value or a.value == 0:
            continue
        if (b.unit and b.unit.kind != "multiple") or b.rate or b.value != b.value.to_integral_value():
            continue
        if phrase == ("in",) and not _share_of_people(lex, a, b):
            continue
        value = a.value / b.value
        return Amount(a.start, b.end, value, value, value, PROPORTION, shape="number", plain=False,
                      numerals=a.numerals + b.numerals, spelled=a.spelled)  # fmt: skip
    return None


def _thousand(lex: Lexemes, i: int) -> Amount | None:
    """Read `one out of every thousand`, where the magnitude has no number before it."""
    if word_at(lex, i - 1) != "every" or word_at(lex, i) not in MAGNITUDES:
        return None
    value = Decimal(MAGNITUDES[word_at(lex, i)])
    return Amount(i, i + 1, value, value, value, numerals=((i, i + 1),), spelled=True)


def _share_of_people(lex: Lexemes, a: Amount, b: Amount) -> bool:
    """Tell `one in five` from `two in 36 hours` and `three in 2 cities`: both small, and the whole a usual one."""
    assert a.value is not None
    assert b.value is not None
    usual = b.value <= 12 or b.value in {15, 20, 25, 30, 40, 50} or b.value % 100 == 0 or b.value % 1000 == 0
    return usual and (a.value <= 12 or b.value % 100 == 0) and b.value != a.value


def _joined(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    before = word_at(lex, a.start - 1)
    at = a.end
    if before == "between" and word_at(lex, at) in {"and", "to", "-", "–"}:
        b = _other_end(lex, at + 1, taken)
        if b and _agree(lex, a, b, loose=True):
            return _span(lex, a, b, start=a.start - 1)
        return None
    if before in {"from", "ranging"} and (change := _change(lex, a, taken)):
        return change
    if before == "to" and (change := _change_back(lex, a, taken)):
        return change
    link = word_at(lex, at)
    if link in {"to", "through"} or link in _DASHES or link == "/":
        place = at + 1
        hung = lex[at].glued and link in _DASHES and word_at(lex, place) in {"to", "or"}
        if hung:
            place += 1 + (word_at(lex, place + 1) in _DASHES)
            if word_at(lex, at + 1) == "or":
                return None
        elif word_at(lex, place) in _DASHES and lex[place].glued is False:
            return None
        b = _other_end(lex, place, taken)
        if b is None or lex[place].fresh:
            return None
        if link == "/":
            return _span(lex, a, b) if a.unit and a.unit == b.unit and lex[at].glued and lex[place].glued else None
        return _pair(lex, a, b, link, aged=before in {"aged", "ages", "age"})
    if link == ":" and lex[at].glued and at + 1 < len(lex) and lex[at + 1].glued and a.plain:
        b = _other_end(lex, at + 1, taken)
        if b and b.plain and b.value is not None:
            return replace(_span(lex, a, b), unit=RATIO, shape="score")
    return None


def _other_end(lex: Lexemes, i: int, taken: set[int]) -> Amount | None:
    while word_at(lex, i) in {
        "about",
        "around",
        "nearly",
        "almost",
        "roughly",
        "some",
        "a",
        "as",
        "much",
        "many",
        "over",
    }:
        if word_at(lex, i) == "a" and word_at(lex, i + 1) in MAGNITUDES:
            break
        i += 1
    b = single(lex, i, taken) if i < len(lex) and not lex[i].fresh else None
    return b if b and b.shape == "number" else None


def _agree(lex: Lexemes, a: Amount, b: Amount, *, loose: bool) -> bool:
    """Tell whether two numbers may be the ends of one range: the same unit, or one that lends the other its own."""
    if a.value is None or b.value is None or a.shape != "number":
        return False
    if a.unit and b.unit:
        return (
            a.measure == b.measure
            or a.unit == b.unit
            or (a.unit.kind == b.unit.kind == MONEY and "USD" in {a.unit.name, b.unit.name})
        )
    if a.unit and not b.unit:
        return loose
    return True


def _pair(lex: Lexemes, a: Amount, b: Amount, link: str, *, aged: bool) -> Amount | None:
    if not _agree(lex, a, b, loose=bool(a.unit and a.unit.kind == MONEY and link in _DASHES | {"to"})):
        return None
    assert a.value is not None
    assert b.value is not None
    if a.rate:
        return None
    dash = link in _DASHES
    if dash and lex[a.end].glued != lex[a.end + 1].glued:
        return None
    low, high = _ends(lex, a, b)
    span = _span(lex, a, b)
    voted = word_at(lex, a.start - 1) in _VOTING
    digits = a.plain and b.plain and not (a.unit or b.unit or ((a.spelled or b.spelled) and not voted))
    if digits and _is_score(lex, a, b, dash=dash, tight=dash and lex[a.end].glued):
        return replace(span, unit=SCORE, shape="score")
    if low >= high or (dash and not lex[a.end].glued and not (b.unit or _noun(lex, b.end))):
        return None
    if a.unit is None and b.unit is None and link == "to" and b.plain and not (aged or _noun(lex, b.end)):
        return None
    return span


_VOTING = frozenset({"split", "voted", "vote", "votes", "divided", "ruled", "decided", "by", "lost", "won"})
_SPORT = words("amounts.sport")


def _is_score(lex: Lexemes, a: Amount, b: Amount, *, dash: bool, tight: bool) -> bool:
    """Tell a score (`3-1`, `51-49`, `5 to 4`) from a range: it does not rise, or sport and votes are spoken of."""
    assert a.value is not None
    assert b.value is not None
    spoken = bool({x.lower for x in lex[max(0, a.start - 6) : b.end + 5]} & _SPORT)
    if a.value >= b.value:
        return tight or spoken
    return tight and spoken and not _noun(lex, b.end)


def _noun(lex: Lexemes, i: int) -> bool:
    """Tell whether something counted may follow at `i`."""
    return i < len(lex) and not lex[i].fresh and lex[i].sort is Sort.WORD and lex[i].lower not in _NO_NOUN


_NO_NOUN = words("amounts.no_noun")


def _ends(lex: Lexemes, a: Amount, b: Amount) -> tuple[Decimal, Decimal]:
    """Return both ends as they are meant: in `5 to 7 million` the second lends its magnitude to the first."""
    assert a.value is not None
    assert b.value is not None
    written_out = any("," in x.text for x in lex[a.numerals[0][0] : a.numerals[0][1]])
    if b.factor > 1 and a.factor == 1 and not written_out and abs(a.value) < 1000 and a.value * b.factor < b.value:
        return a.value * b.factor, b.value
    return a.value, b.value


def _span(lex: Lexemes, a: Amount, b: Amount, start: int | None = None, shape: str = "range") -> Amount:
    low, high = _ends(lex, a, b)
    return Amount(
        start=a.start if start is None else start,
        end=b.end,
        value=None,
        low=min(low, high),
        high=max(low, high),
        unit=_common(a.unit, b.unit),
        rate=b.rate or a.rate,
        rated=b.rated,
        shape=shape,
        numerals=a.numerals + b.numerals,
        plain=False,
        spelled=a.spelled and b.spelled,
    )


def _common(a: Unit | None, b: Unit | None) -> Unit | None:
    """Return the more telling unit of two: in `US$89 to $93` the nation is named once."""
    if a and b and a.kind == MONEY and a.name != "USD":
        return a
    return b or a


_PAUSES = frozenset({".", ";", ":", "!", "?", ",", "(", ")", "—"})


def _change(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `from 12 to 19`, `from five people to six`, `from 20 mpg in 2008 to 29 mpg`."""
    if a.value is None:
        return None
    at = a.end
    for _ in range(6):
        if at >= len(lex) or lex[at].text in _PAUSES or lex[at].fresh:
            return None
        if lex[at].lower in {"to", "through"} or lex[at].lower in {"-", "–"}:
            place = at + 1
            if (
                lex[at].lower == "to"
                and word_at(lex, place) in {"a", "the"}
                and word_at(lex, place + 1) not in MAGNITUDES
            ):
                place += 1
            b = _other_end(lex, place, taken)
            if b is None or not _agree(lex, a, b, loose=True):
                return None
            whole = _span(lex, a, b, start=a.start - 1, shape="change")
            # "from $160 to $180 to $200" goes on while it goes one way.
            while word_at(lex, whole.end) == "to" and (c := _other_end(lex, whole.end + 1, taken)):
                if c.value is None or not (a.value < (b.value or 0) < c.value) or a.measure != c.measure:
                    break
                whole, b = _span(lex, a, c, start=a.start - 1, shape="change"), c
            return whole
        if lex[at].sort is Sort.DIGITS and at not in taken:
            return None
        at += 1
    return None


def _change_back(lex: Lexemes, a: Amount, taken: set[int]) -> Amount | None:
    """Read `to 167 from a previous 93`, `to 138,285 lots from 212,577 lots`."""
    if a.value is None or a.rate:
        return None
    at = a.end
    while at - a.end < 4:
        if at >= len(lex) or lex[at].fresh or lex[at].sort is not Sort.WORD or lex[at].lower in _NO_NOUN - {"from"}:
            return None
        if lex[at].lower == "from":
            place = at + 1
            while word_at(lex, place) in {
                "a",
                "an",
                "the",
                "previous",
                "earlier",
                "initial",
                "about",
                "around",
                "just",
            }:
                if word_at(lex, place + 1) in MAGNITUDES:
                    break
                place += 1
            b = _other_end(lex, place, taken)
            if b is None or not _agree(lex, b, a, loose=False) or (a.unit is None) != (b.unit is None):
                return None
            return _span(lex, a, b, start=a.start - 1, shape="change")
        at += 1
    return None
