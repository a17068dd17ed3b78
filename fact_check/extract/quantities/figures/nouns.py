"""Whether something counted follows a number, as far as its ending tells: there is no parse here."""

from fact_check.extract.quantities.figures.lexemes import Lexeme, Lexemes, Sort
from fact_check.lexicon import word_list, words

_PLURALS = words("numbers.nouns.plurals")
_NO_PLURALS = words("numbers.nouns.no_plurals")
_ADJECTIVES = words("numbers.nouns.adjectives")
_ADJECTIVE_ENDINGS = word_list("numbers.nouns.adjective_endings")
FUNCTION = words("numbers.dates.function")
"""Words that end a noun phrase before it has begun."""


def is_plural(x: Lexeme) -> bool:
    """Tell a plural in lower case by its ending, or by the list of those that have none."""
    word = x.lower
    if x.sort is not Sort.WORD or word in FUNCTION or word in _NO_PLURALS:
        return False
    if word in _PLURALS:
        return True
    return x.text.islower() and "'" not in word and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def is_adjective(x: Lexeme) -> bool:
    """Tell a likely adjective by its ending, or by a list of the usual ones."""
    return x.sort is Sort.WORD and (x.lower in _ADJECTIVES or x.lower.endswith(_ADJECTIVE_ENDINGS))


def plural_ahead(lex: Lexemes, i: int, reach: int = 1) -> bool:
    """Tell whether a plural stands at `i`, or within `reach` words of lower case that may describe it."""
    for x in lex[i : i + reach]:
        if x.fresh or x.sort is not Sort.WORD:
            return False
        if is_plural(x):
            return True
        if x.lower in FUNCTION or not x.text.islower():
            return False
    return False


def described_plural(lex: Lexemes, i: int) -> bool:
    """Tell whether a plural stands at `i`, perhaps behind adjectives: `combined streams`, not `steel beams`."""
    at = i
    while at < len(lex) and at - i < 3 and is_adjective(lex[at]) and not is_plural(lex[at]):
        at += 1
    return at < len(lex) and not lex[at].fresh and is_plural(lex[at])
