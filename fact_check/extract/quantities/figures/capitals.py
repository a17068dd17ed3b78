"""Recognise names by their capitals: `Six Flags`, `Twenty One Pilots`, `a Ryzen 7 chip`.

In a line of capitals they are no sign.
"""

from fact_check.extract.quantities.figures.lexemes import FUNCTION, Lexemes, Sort, is_plural, opens, word_at
from fact_check.lexicon import words

_AFTER_COUNT = words("numbers.names.after_count")
"""Common nouns that follow a number in names."""
_BEFORE_COUNT = words("numbers.names.before_count")
"""Words that may begin a sentence before a count, besides adverbs and participles."""
_SINGULAR = frozenset({"is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't"})
_HARMED = words("number-words.after_scores")


def one_such(lex: Lexemes, before: int) -> bool:
    """Tell whether an article leads to a name: `A Ryzen 7 chip overheats`, not `told the BBC 40 homes burned`."""
    at = before
    while at > 0 and lex[at].capital and not lex[at].fresh and before - at < 3:
        at -= 1
    return at < before and (word_at(lex, at) in {"a", "an"} or (word_at(lex, at) == "the" and opens(lex, at)))


_FEW = 8
"""In title case, this many longer words come without one in lower case, function words aside."""


def titled(lex: Lexemes, i: int) -> bool:
    """Tell whether a line is in title case, where capitals are no sign: `Storm Kills 12 in Lund`."""
    first = next((k + 1 for k in range(i - 1, max(0, i - 8) - 1, -1) if lex[k + 1].new_line), max(0, i - 8))
    last = next((k for k in range(i + 1, min(len(lex), i + 9)) if lex[k].new_line), i + 9)
    line = [x for x in lex[first:last] if x.sort is Sort.WORD and x is not lex[i]]
    if not any(not x.capital and x.lower not in FUNCTION and len(x.text) > 1 for x in line):
        return sum(x.capital for x in line) > 1
    long = [x for x in lex[first:last] if x.sort is Sort.WORD and len(x.text) > 3]
    return len(long) > _FEW and sum(not x.capital for x in long) * 4 <= len(long)


def counts_plural(lex: Lexemes, i: int) -> bool:
    """Tell whether one of the next three words is a plural in lower case: `About 200 of her relatives`."""
    for x in lex[i : i + 3]:
        if x.fresh or x.sort is not Sort.WORD or not x.text.islower():
            return False
        if is_plural(x):
            return True
    return False


def capitalised(lex: Lexemes, start: int, end: int) -> bool:
    """Tell whether a measure in words opens a name: `the Five-hundred-metre Radio Telescope`, `Three Mile Island`."""
    inside = lex[start].sort is Sort.WORD and lex[start].capital and (not opens(lex, start) or lex[end - 1].capital)
    return inside and end < len(lex) and lex[end].capital and not lex[end].fresh and not titled(lex, start)


def opens_name(lex: Lexemes, start: int, end: int) -> bool:
    """Tell whether a number opens a name, also at the start of a sentence: `Six Flags`, `Seven Sisters was closed`."""
    if not (lex[start].capital and opens(lex, start) and end == start + 1 and end < len(lex)) or lex[end].fresh:
        return False
    word = lex[end]
    if not word.capital or word.text.isupper() or titled(lex, start):
        return False
    one = lex[start].lower == "one"
    return word.lower in _AFTER_COUNT or (not one and word.lower.endswith("s") and word_at(lex, end + 1) in _SINGULAR)


def spelled_name(lex: Lexemes, start: int, end: int) -> bool:
    """Tell whether a number in capitalised words is part of a name: `Twenty One Pilots`."""
    run = lex[start : end + 1]
    capitals = end - start > 1 and len(run) > end - start and all(x.capital and not x.text.isupper() for x in run)
    return capitals and not titled(lex, start)


def is_one_thing(lex: Lexemes, before: int, end: int) -> bool:
    """Tell whether the subject at the start of a sentence is a name with a number: `Gliese 581 is near`."""
    word = lex[before].lower
    if word in FUNCTION or word in _BEFORE_COUNT or word.endswith(("ly", "ed", "ing")):
        return False
    verb = word_at(lex, end)
    does = verb in _SINGULAR or (verb.endswith("ed") and verb not in _HARMED and lex[end].text.islower())
    return does and end == before + 2 and not titled(lex, before)
