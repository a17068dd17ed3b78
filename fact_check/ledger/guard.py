"""Words that a decision rests on: whatever else an edit leaves standing, a change to one of these asks for review."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*"  # 1,000.5 and 9/11 are one number each
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"  # don't
    r"|[%‰$€£¥₹₽+<>≤≥~±½¼¾⅓⅔]"
    r"|[-−–](?=\d)"
    r"|:"  # a colon between a speaker and what is said is a cue
)
_EVEN = str.maketrans({"’": "'", "‘": "'", "−": "-", "–": "-"})


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_NUMBERS = _words(
    "zero nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand",
    "thousands million millions billion billions trillion trillions dozen dozens score scores couple pair few several",
    "many most all both none half halves third thirds quarter quarters fifth fifths tenth tenths first second fourth",
    "sixth seventh eighth ninth once twice thrice double doubled triple tripled single percent percentage percentages",
    "pct per cent m mn bn tn k st nd rd th dollar dollars euro euros pound pounds yen yuan cents usd eur gbp",
    "% ‰ $ € £ ¥ ₹ ₽ ½ ¼ ¾ ⅓ ⅔ -",
)
_BOUNDS = _words(
    "about around approximately roughly nearly almost over under above below more less fewer than least most up down",
    "exactly only just some circa estimated exceed exceeds exceeded exceeding minimum maximum + < > ≤ ≥ ~ ±",
)
_NEGATIONS = _words(
    "no not never none nobody nothing nowhere neither nor without cannot hardly scarcely barely lack lacks lacked",
    "lacking fail fails failed failing refuse refuses refused deny denies denied non false falsely untrue",
)
_MODALS = _words(
    "may might can could will would shall should must ought likely unlikely possibly possible perhaps maybe probably",
    "probable allegedly alleged reportedly reported apparently supposedly purportedly potentially expected planned",
)
GUARDED = _NUMBERS | _BOUNDS | _NEGATIONS | _MODALS
_FRAMING = _BOUNDS | _NEGATIONS | _MODALS
"""Of these, the ones that change a claim from beside it, too."""

_REVERSING = ("un", "in", "im", "il", "ir", "non", "dis")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign with its offsets; what is compared is `key`."""

    key: str
    start: int
    end: int
    capital: bool

    @property
    def is_number(self) -> bool:
        return self.key in _NUMBERS or any(character.isnumeric() for character in self.key)

    @property
    def is_guarded(self) -> bool:
        return self.is_number or self.key in GUARDED or self.key.endswith("n't")

    @property
    def frames(self) -> bool:
        """Tell whether it changes what stands next to it: "not", "could", "about"."""
        return self.key in _FRAMING or self.key.endswith("n't")


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Split a text into what can carry meaning, offsets counted from `offset`; other punctuation is passed over."""
    even = text.translate(_EVEN)
    return [
        Token(m[0].casefold(), offset + m.start(), offset + m.end(), m[0][0].isupper()) for m in _TOKEN.finditer(even)
    ]


def reverses(old: str, new: str) -> bool:
    """Tell whether one word is the other with a negating prefix: "confirmed", "unconfirmed"."""
    short, long = sorted((old, new), key=len)
    return any(long == prefix + short for prefix in _REVERSING)
