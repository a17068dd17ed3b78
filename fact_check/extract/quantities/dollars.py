"""Decide whose dollars a bare `$` may mean, by the places in the article and its other sums.

A bare `$` is read as US dollars. If the article is set elsewhere (by its dateline, its headline, the paragraph of the
sum, the places that it names most), that place's dollar is a second candidate. An article that marks a nation's dollars
(`C$5`) doesn't mean those by a bare `$`.
"""

import re
from collections import Counter
from functools import cache

from fact_check.claims import Quantity
from fact_check.lexicon import load, word_list
from fact_check.read.article import Article

HOME = "USD"
LEAST = 4
"""The least weight of a place: the dateline's, or two mentions, one of them in the sum's paragraph."""
_DATELINE, _HERE, _HEADLINE, _MOST = 4, 2, 2, 3
_ELSEWHERE = 2
"""How much more weight is needed if the article has sums in another currency, too: then its dollars are mostly US."""
_OTHER_MONEY = re.compile(r"[£€¥₹₦₩]|\bRs\b|\b(?:euros?|pounds|yen|yuan|rupees|baht|ringgit|won|pesos?|rand|naira)\b")
_LINES = 4
"""How many first lines may hold the dateline."""
_DATED = re.compile(r"[^—–:(]{0,40}?(?:\([^)]{1,30}\)\s*)?(?:—|–|--| - |:)")
_MARKED = re.compile(r"US|U\.S|American|USD")
_NATIONS = re.compile(
    r"(?<![A-Za-z.])(US|U\.S\. ?|A|AU|C|CA|CAN|Cdn|NZ|HK|S|SG)\$|\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) dollars?\b"
)
_CODES = {"US": "USD", "U.S.": "USD", "A": "AUD", "AU": "AUD", "NZ": "NZD", "HK": "HKD", "S": "SGD", "SG": "SGD"}


class Dollars:
    """An article's dollars."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._told: tuple[Counter[str], frozenset[str]] | None = None
        self._paragraph: tuple[int, int, tuple[str, ...]] = (0, 0, ())
        """The paragraph of the last sum, and whose dollars it gives."""

    def candidates(self, quantity: Quantity) -> tuple[str, ...]:
        """Return whose dollars a quantity, in offsets of the prose, may be, likeliest first; () for plain ones."""
        if quantity.unit != HOME or "$" not in quantity.text or _MARKED.search(quantity.text):
            return ()
        if self._told is None:
            self._told = _told(self.article)
        first, last, known = self._paragraph
        if not first <= quantity.start < last:
            prose = self.article.prose
            first, last = prose.rfind("\n", 0, quantity.start) + 1, prose.find("\n", quantity.end)
            last = last if last >= 0 else len(prose) + 1
            known = self._whose(prose[first:last], *self._told)
            self._paragraph = first, last, known
        return known

    def _whose(self, paragraph: str, whole: Counter[str], marked: frozenset[str]) -> tuple[str, ...]:
        here = set(_mentions(paragraph))
        scores = {code: whole[code] + _HERE * (code in here) for code in _places() if code not in marked}
        home = scores.pop(HOME, 0)
        best = max(scores, key=lambda code: scores[code], default=HOME)
        least = LEAST + _ELSEWHERE * (_OTHER_MONEY.search(self.article.prose) is not None)
        if best == HOME or scores[best] < least or scores[best] <= home:
            return ()
        return (best,) if HOME in marked else (best, HOME)


def _told(article: Article) -> tuple[Counter[str], frozenset[str]]:
    """Return the weight of each currency in the whole article, and the currencies that it marks."""
    prose = article.prose
    told = Counter({code: min(times, _MOST) for code, times in Counter(_mentions(prose)).items()})
    if article.headline is not None:
        told.update(dict.fromkeys(_mentions(prose[article.headline.start : article.headline.end]), _HEADLINE))
    for line in [line for line in prose[:2000].splitlines() if line.strip()][:_LINES]:
        if dated := _DATED.match(line):
            told.update(dict.fromkeys(_mentions(dated[0]), _DATELINE))
    return told, frozenset(filter(None, map(_nation, _NATIONS.finditer(prose))))


def _nation(found: re.Match[str]) -> str | None:
    if found[1]:
        return _CODES.get(found[1].strip(), "CAD")
    nations: dict[str, str] = load("currencies")["nations"]["dollar"]
    name = found[2].lower()
    return nations.get(name) or nations.get(name.rpartition(" ")[2])


def _mentions(text: str) -> list[str]:
    return [_places_by_name()[found[0].casefold()] for found in _names().finditer(text)]


@cache
def _places() -> dict[str, tuple[str, ...]]:
    lists = load("currencies")["places"]
    return {code: word_list(f"currencies.places.{code}") for code in lists}


@cache
def _places_by_name() -> dict[str, str]:
    return {name: code for code, names in _places().items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    """Return a pattern for a place as written or in capitals, but never `us`."""
    written = {form for name in _places_by_name() for form in (name.title(), name.upper())}
    written -= {"Us", "Usa"}
    longest = sorted(written, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
