"""How sure a number is said to be: `at least`, `more than`, `up to`, `about`, before it or behind it."""

from fact_check.claims import Bound
from fact_check.find.lexemes import Lexemes, Sort, word_at

_BEFORE = {
    Bound.AT_LEAST: "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|≥|>=|"
    "at a minimum|as few as|as little as",
    Bound.MORE_THAN: "more than|over|above|exceeding|exceeded|exceeds|exceed|in excess of|upward of|upwards of|"
    "greater than|higher than|north of|well over|just over|slightly over|a little over|little over|far over|"
    "surpassed|surpassing|surpasses|surpass|topped|topping|better than|bigger than|larger than|longer than|"
    "older than|beyond|>|slightly more than|much more than|just above|well above|somewhat more than|"
    "a little more than|a bit more than|just more than|well in excess of|far more than|and more than",
    Bound.AT_MOST: "up to|at most|no more than|not more than|as many as|as much as|as high as|as long as|as far as|"
    "a maximum of|maximum of|a max of|capped at|a cap of|no greater than|no longer than|no higher than|≤|<=|"
    "at the most|anything up to",
    Bound.LESS_THAN: "less than|fewer than|under|below|just under|slightly under|well under|just below|well below|"
    "shy of|just shy of|lower than|smaller than|shorter than|younger than|short of|just short of|<|"
    "slightly less than|slightly fewer than|a little less than|a little under|a bit less than|just less than|"
    "far fewer than|far less than|much less than|little less than|little more than nothing|sub -|not even",
    Bound.ABOUT: "about|around|approximately|approx|approx .|roughly|some|nearly|almost|close to|closer to|circa|c .|"
    "ca .|~|≈|∼|an estimated|estimated|estimates of|barely|virtually|practically|in the region of|on the order of|"
    "in the order of|of the order of|somewhere around|just about|or so|near|nearing|approaching|more or less|"
    "an approximate|an average of about|at about|at around|± |nearer|anywhere from|anywhere between|"
    "somewhere between|little more than|not quite|an expected|perhaps|maybe|probably",
}
_TABLE = {tuple(phrase.split()): bound for bound, joined in _BEFORE.items() for phrase in joined.split("|")}
_LONGEST = max(map(len, _TABLE))
_SKIPPED = frozenset(
    "a an another further additional estimated total of the huge whopping staggering massive record combined extra "
    "full mere meagre whole in his her its their this".split()
)
_DETERMINERS = frozenset("the his her its their our my this that these those".split())
_AFTER = {
    Bound.AT_LEAST: "or more|or over|or above|and over|and above|and up|or older|and older|or higher|or greater|or better|"
    "or longer|at least|minimum|at a minimum|plus|upwards|upward|or later",
    Bound.AT_MOST: "or less|or fewer|or under|and under|or below|or younger|and younger|at most|maximum|max|tops|or lower|"
    "or shorter|at the most",
    Bound.ABOUT: "or so|odd|- odd|ish|- ish|or thereabouts|give or take|or thereabout|- something|approximately",
    Bound.MORE_THAN: "+|- plus",
}
_BEHIND = {tuple(phrase.split()): bound for bound, joined in _AFTER.items() for phrase in joined.split("|")}
_BEHIND |= {("+",): Bound.AT_LEAST, ("-", "plus"): Bound.AT_LEAST}
_LASTING = frozenset(
    "for after of with in within by from to at just well little is was are were be been being spent spend spends "
    "took take takes lasted last lasts has have had waited running and lasting taking now than already all".split()
)
_CLAUSES = frozenset("who which that and but or , ; :".split())


def bound_before(lex: Lexemes, i: int, *, time: bool = False, bare: bool = False) -> tuple[Bound, int] | None:
    """Read the bound that ends before lexeme `i`, where the number starts: which, and where its words start.

    `time`: the number is a span of time, whose `over` may be the preposition (`paid over five years`). `bare`: the
    number has neither unit nor noun, so that `about`, `under` and the like may be prepositions of their own.
    """
    at, skipped = i, 0
    while True:
        if at < len(lex) and lex[at].fresh and at <= i and at != 0:
            return None
        found = _longest(lex, at)
        if found and _allowed(lex, at, i, found, time=time):
            return found
        if skipped == 3 or at == 0 or word_at(lex, at - 1) not in _SKIPPED:
            return None
        at, skipped = at - 1, skipped + 1


def _longest(lex: Lexemes, end: int) -> tuple[Bound, int] | None:
    for size in range(min(_LONGEST, end), 0, -1):
        bound = _TABLE.get(tuple(x.lower for x in lex[end - size : end]))
        if bound is not None:
            return bound, end - size
    return None


def _allowed(lex: Lexemes, end: int, number: int, found: tuple[Bound, int], *, time: bool) -> bool:
    bound, start = found
    words = " ".join(x.lower for x in lex[start:end])
    between = {x.lower for x in lex[end:number]}
    before = word_at(lex, start - 1)
    if words == "some":
        return end == number and before not in {"for", "the"}
    if words in {"over", "under", "about", "around", "above", "below", "beyond", "near", "nearer"}:
        if between & _DETERMINERS or between == {"in"}:
            return False
        if words == "near":
            return lex[number].sort is Sort.DIGITS and lex[number].text.endswith("0") and not between
        if time and words == "over":
            return before in _LASTING or before == ""
        return not (words == "about" and before in {"how", "what", "all", "come", "bring"})
    if words in {"perhaps", "maybe", "probably"}:
        return end == number
    if between & {"the", "his", "her", "its", "their", "this"} and bound in {Bound.ABOUT, Bound.AT_MOST}:
        return False
    if words in {"higher than", "lower than", "better than", "bigger than", "larger than"}:
        return between <= {"a", "an"}
    if words in {"topped", "topping", "exceeded", "exceeds", "exceed"}:
        return not between & {"the", "his", "her", "its", "their"}
    if words == "minimum of" or words == "estimates of":
        return True
    if words == "estimated" and before in {"was", "were", "is", "are", "have", "had", "has", "been", "be"}:
        return False
    if words in {"as long as", "as far as"}:
        return time or not between
    return not (words == "close to" and before in {"so", "very", "too"})


def bound_behind(lex: Lexemes, i: int) -> tuple[Bound, int] | None:
    """Read the bound that stands at `i`, right behind a number or its unit; and the place after it."""
    for size in (3, 2, 1):
        run = lex[i : i + size]
        if len(run) < size or any(x.fresh for x in run):
            continue
        bound = _BEHIND.get(tuple(x.lower for x in run))
        if bound is None:
            continue
        if run[0].text in {"+", "-", "ish"} and not run[0].glued:
            continue
        if run[0].lower in {"minimum", "maximum", "max", "plus", "odd"} and not run[0].glued:
            after = i + size
            if run[0].lower in {"plus", "odd"} or after < len(lex) and lex[after].sort is Sort.WORD:
                continue
        return bound, i + size
    return None
