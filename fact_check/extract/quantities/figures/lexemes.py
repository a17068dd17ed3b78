"""Cut a text into digits, words and signs, with their offsets, for the number reader.

Numbers are read from characters, not from spaCy's tokens, so that `£2.5m`, `80km/h` and `RM79` are the same with every
tokenizer. There is no parse here: a word's ending tells whether it is a counted noun.
"""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from fact_check.lexicon import word_list, words

_VULGAR = "¼½¾⅐-⅞"
_RAISED = "²³¹⁰⁴-⁹"
# Every repeat of a group is bounded: a long run of ",000" must not be scanned again from each of its places.
_LEXEME = re.compile(
    rf"""(?P<word>[^\W\d_{_VULGAR}{_RAISED}]+(?:['’][^\W\d_{_VULGAR}{_RAISED}]+)?)
    | (?P<digits>
        \d{{1,2}}(?:,\d{{2}}){{1,6}},\d{{3}}(?![\d])(?:\.\d+)?              # 1,00,000
      | \d{{1,3}}(?:,\d{{3}}){{1,8}}(?!\d)(?:\.\d+)?                        # 1,234,567.89
      | \d{{1,3}}(?:[\u00a0\u2009\u202f]\d{{3}}){{1,8}}(?!\d)(?:[.,]\d+)?   # 1 234 567 with fixed or thin spaces
      | \d{{1,3}}(?:['’]\d{{3}}){{1,8}}(?!\d)(?:\.\d+)?                     # 1'234'567
      | \d{{1,3}}(?:\.\d{{3}}){{2,8}}(?![\d.])                              # 1.234.567
      | \d+(?:\.\d+)?
      | (?<![\w.])\.\d+
    )
    | (?P<vulgar>[{_VULGAR}])
    | (?P<sign>\S)""",
    re.VERBOSE,
)
_MARKS = re.compile(r"[,\u00a0\u2009\u202f'’]")
_UNGROUPED = 11
"""The most digits of a number without separators; longer ones are codes."""
_LONGEST = 30
"""The most digits of a quantity; longer runs are codes."""
_PLURALS = words("numbers.nouns.plurals")
_NO_PLURALS = words("numbers.nouns.no_plurals")
_ADJECTIVES = words("numbers.nouns.adjectives")
_ADJECTIVE_ENDINGS = word_list("numbers.nouns.adjective_endings")
FUNCTION = words("numbers.dates.function")
"""Words that can't be part of a counted noun phrase."""


class Sort(Enum):
    DIGITS = "digits"
    VULGAR = "vulgar"
    WORD = "word"
    SIGN = "sign"


_SORTS: dict[str | None, Sort] = {sort.value: sort for sort in Sort}


class Lexeme(NamedTuple):  # a dataclass takes four times as long to make, and every word of a text is one
    """One run of digits, one word or one sign."""

    text: str
    lower: str
    start: int
    end: int
    sort: Sort
    glued: bool
    """Nothing separates it from the lexeme before."""
    fresh: bool
    """A blank line comes before it, or it is the first."""
    new_line: bool
    """It is the first of its line."""

    @property
    def capital(self) -> bool:
        """Tell whether it is a word with a capital anywhere: `Boeing`, `iPhone`."""
        return self.sort is Sort.WORD and self.text != self.lower and not self.text.islower()


Lexemes = Sequence[Lexeme]


def lexemes(text: str) -> tuple[Lexeme, ...]:
    """Cut a text into lexemes; each character but white space is in exactly one."""
    matches = list(_LEXEME.finditer(text))  # column by column, which is faster than word by word
    texts = [match[0] for match in matches]
    lower = [each.lower().replace("’", "'") for each in texts]
    starts, ends = [match.start() for match in matches], [match.end() for match in matches]
    gaps = list(zip([0, *ends], starts, strict=False))
    sorts = [_SORTS[match.lastgroup] for match in matches]
    glued = [start == last and start > 0 for last, start in gaps]
    fresh = [start > last + 1 and text.count("\n", last, start) > 1 for last, start in gaps]
    lines = [start > last and "\n" in text[last:start] for last, start in gaps]
    if fresh:
        fresh[0] = lines[0] = True  # whatever comes before it
    return tuple(map(Lexeme._make, zip(texts, lower, starts, ends, sorts, glued, fresh, lines, strict=True)))


def plain_digits(lexeme: Lexeme) -> str | None:
    """Return digits without separators, as `decimal.Decimal` reads them; None if they are a code."""
    text = lexeme.text
    if len(text) > _LONGEST:
        return None
    if text.isdecimal() and len(text) > _UNGROUPED:
        return None
    if text.count(".") > 1:
        text = text.replace(".", "")
    if "," in text and "." not in text and re.search(r"[\u00a0\u2009\u202f]", text):
        text = text.replace(",", ".")
    text = _MARKS.sub("", text)
    return "0" + text if text.startswith(".") else text


def word_at(lex: Lexemes, i: int) -> str:
    """Return the lower-case text at `i`, or "" outside the text."""
    return lex[i].lower if 0 <= i < len(lex) else ""


def opens(lex: Lexemes, i: int) -> bool:
    """Tell whether the lexeme at `i` opens a sentence, a line or a quotation, where a capital is no sign."""
    return (
        i <= 0
        or lex[i].new_line
        or lex[i - 1].text in {".", "!", "?", ":", ";", "“", '"', "”", "‘", "(", "•", "—", "–"}
    )


def is_plural(x: Lexeme) -> bool:
    """Tell whether a word in lower case is a plural: by its ending, or by the list of irregular ones."""
    word = x.lower
    if x.sort is not Sort.WORD or word in FUNCTION or word in _NO_PLURALS:
        return False
    if word in _PLURALS:
        return True
    return x.text.islower() and "'" not in word and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def is_adjective(x: Lexeme) -> bool:
    """Tell whether a word is likely to be an adjective: by its ending, or by the list of common ones."""
    return x.sort is Sort.WORD and (x.lower in _ADJECTIVES or x.lower.endswith(_ADJECTIVE_ENDINGS))


def plural_ahead(lex: Lexemes, i: int, reach: int = 1) -> bool:
    """Tell whether a plural is at `i`, or after at most `reach` words in lower case that may describe it."""
    for x in lex[i : i + reach]:
        if x.fresh or x.sort is not Sort.WORD:
            return False
        if is_plural(x):
            return True
        if x.lower in FUNCTION or not x.text.islower():
            return False
    return False


def described_plural(lex: Lexemes, i: int) -> bool:
    """Tell whether a plural is at `i`, perhaps after adjectives: `combined streams`, not `steel beams`."""
    at = i
    while at < len(lex) and at - i < 3 and is_adjective(lex[at]) and not is_plural(lex[at]):
        at += 1
    return at < len(lex) and not lex[at].fresh and is_plural(lex[at])
