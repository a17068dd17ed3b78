"""Who an article has named so far, so that `she`, `Dahlin` and `the charity` can be told for whom they stand.

Resolving is careful: a mention is taken for another only where one alone fits. Else the ones that fit are ranked,
for a person to choose.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import zip_longest
from pathlib import Path

from spacy.symbols import NOUN, PROPN  # type: ignore[import-not-found]  # compiled, without stubs
from spacy.tokens import Doc, Token

from fact_check.claims import SourceKind
from fact_check.find.clauses import trim
from fact_check.find.found import Tokens

NAMING = ("appos", "compound", "flat")
MALE = frozenset(["he", "him", "his", "himself"])
FEMALE = frozenset(["she", "her", "hers", "herself"])
PLURAL = frozenset(["they", "them", "their"])
NEUTER = frozenset(["it", "its"])
TITLES = {
    "m": frozenset(["mr.", "mr", "sir", "lord", "king", "prince", "father", "brother"]),
    "f": frozenset(["mrs.", "mrs", "ms.", "ms", "miss", "lady", "queen", "princess", "madam", "mother", "sister"]),
    "": frozenset(
        ["dr.", "dr", "rep.", "sen.", "gov.", "gen.", "col.", "prof.", "president", "lt.", "sgt.", "capt.", "rev."]
    ),
}
_OFFICES = (
    "senator mayor governor secretary congressman congresswoman representative speaker judge justice officer chairman "
    "chairwoman chief director minister premier chancellor ambassador attorney professor general captain sergeant "
    "commissioner councillor bishop pope"
)
OFFICES = frozenset(_OFFICES.split())
"""Written with a capital before a name, and alone later on: `Mayor Ada Kern`, `the mayor`."""
TITLE_WORDS = frozenset().union(*TITLES.values())
BEFORE = ("PROPN", "NOUN", "ADJ", "DET", "NUM")
WHAT = ("NOUN", "ADJ")
"""What a body is, right before its name: {nonprofit} Safe Harbour."""
JOINING = ("POS", "HYPH")
"""Tags inside a name's phrase: Kern{'s}, state{-}run."""
NEAR = 6
"""Sentences within which a pronoun's person is looked for before the rest of the text is."""


@cache
def first_names() -> dict[str, str]:
    """Map common first names to "m" or "f"; a name that both bear is left out."""
    data = tomllib.loads((Path(__file__).parent / "first_names.toml").read_text(encoding="utf-8"))
    return {name: gender for gender in ("m", "f") for name in data[gender].split()}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, with the noun phrase that it heads."""

    at: int
    """Its head's token number."""
    name: tuple[str, ...]
    """The words of the name, lower case, without titles."""
    text: str
    """The noun phrase, without what follows the name."""
    nouns: frozenset[str]
    """Lemmas of the nouns that say what it is: "director", "charity"."""
    person: bool | None
    """None where the parse does not tell."""
    gender: str
    subject: bool
    sentence: int


REACH = 500
"""Names back from a word among which the one that it stands for is looked for: more than any article has."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who spoke: where, for whom the source stands, the pronoun if it was one."""

    at: int
    sentence: int
    mention: Mention
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What the stretches of an article before one leave to it, in its own token and sentence numbers: negative."""

    mentions: tuple[Mention, ...] = ()
    genders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    last: Turn | None = None
    kinds: Mapping[int, SourceKind] = field(default_factory=dict)
    """What the rules know of the mentions' heads."""


BEGINNING = Past()


class Mentions:
    """The names of a Doc, in order, after those that the stretches before it leave."""

    def __init__(self, doc: Doc, past: Past = BEGINNING) -> None:
        self.doc = doc
        starts = doc.to_array("SENT_START") == 1
        starts[:1] = False
        self.sentence: list[int] = starts.cumsum().tolist()
        self.sentences = self.sentence[-1] + 1 if self.sentence else 0
        begins = past is BEGINNING
        self.headline = next((t.i for t in doc if t.is_space and "\n" in t.text and t.i), 0) if begins else 0
        self.all = (*past.mentions, *self._mentions())
        self.places = [m.at for m in self.all]
        self.by_place = {m.at: m for m in reversed(self.all)}
        self.genders = {name: set(known) for name, known in past.genders.items()}
        for m in self.all:
            if m.gender and m.name:
                self.genders.setdefault(m.name[-1], set()).add(m.gender)
        self._genders = {name: next(iter(g)) for name, g in self.genders.items() if len(g) == 1}

    def _mentions(self) -> Iterator[Mention]:
        kinds = self.doc.to_array("POS").tolist()
        for i, (kind, after) in enumerate(zip_longest(kinds, kinds[1:])):
            if kind != PROPN and not (kind == NOUN and after == PROPN):  # a name begins or follows here
                continue
            token = self.doc[i]
            if token.dep_ in ("compound", "flat", "nummod"):
                continue
            run = self._core(token)
            words = [t for t in self.doc[run[0] : run[1]] if t.pos_ == "PROPN"]
            named = [t for t in words if t.lower_ not in TITLE_WORDS | OFFICES]
            if named and (token.pos_ == "PROPN" or named[-1].i > token.i):
                yield self._mention(token, run, words)

    def _core(self, head: Token) -> Tokens:
        """Return a name with the titles and nouns right before it, without what follows it."""
        start, end = head.i, head.i + 1
        floor = max(head.left_edge.i, start - 1 if start < self.headline and head.ent_type_ != "PERSON" else 0)
        while start > floor and self._leads(self.doc[start - 1], start - 1 < self.headline):
            start -= 1
        start = self._what(head, start)
        while end <= head.right_edge.i and self.doc[end].pos_ == "PROPN":
            end += 1
        return trim(self.doc, start, end) or (head.i, head.i + 1)

    def _what(self, head: Token, start: int) -> int:
        """Return where a phrase begins that says what a body is: `the {nonprofit} Safe Harbour`."""
        at = start
        while at and self.doc[at - 1].is_lower and self.doc[at - 1].pos_ in WHAT and self.doc[at - 1].tag_ != "NNS":
            at -= 1
        named = head.ent_type_ == "PERSON" or _even(self.doc[start]) in first_names()
        return start if named or not at or self.doc[at - 1].pos_ != "DET" else at

    def _leads(self, token: Token, in_headline: bool) -> bool:
        """Tell whether a word before a name belongs to it; in a headline, where all is capital, only the name does."""
        if in_headline:
            return str(token.ent_type_) == "PERSON"
        return (token.pos_ in BEFORE and token.tag_ != "NNS") or token.tag_ in JOINING

    def _mention(self, head: Token, run: Tokens, words: list[Token]) -> Mention:
        tokens = self.doc[run[0] : run[1]]
        titles = {t.lower_ for t in tokens} & TITLE_WORDS
        named = [_even(t) for t in words if t.lower_ not in TITLE_WORDS | OFFICES]
        label = next((t.ent_type_ for t in reversed(words) if t.ent_type_), "")
        first = next((n for n, t in enumerate(words) if t.ent_type_ == "PERSON" or _even(t) in first_names()), 0)
        if label == "PERSON" or len(named) > 1:
            named = [_even(t) for t in words[first:] if t.lower_ not in TITLE_WORDS | OFFICES] or named
        gender = next((g for g in ("m", "f") if titles & TITLES[g]), "") or first_names().get(
            named[0] if named else "", ""
        )
        called = len(named) > 1 and named[0] in first_names()
        person = True if called or titles else (label == "PERSON" if label else None)
        around = [t for t in head.children if t.dep_ == "appos"]
        nouns = {t.lemma_.lower() for t in [*tokens, *around] if t.pos_ == "NOUN" or (t.pos_ == "ADJ" and t.is_lower)}
        nouns |= {t.lower_ for t in tokens if t.lower_ in OFFICES}
        text = tokens.text
        return Mention(
            at=head.i,
            name=tuple(named),
            text=" ".join(text.split()),
            nouns=frozenset(nouns),
            person=person,
            gender=gender,
            subject=head.dep_.startswith("nsubj") or head.dep_ == "obl:agent",
            sentence=self.sentence[head.i],
        )

    def past(self, last: Turn | None, kind: Callable[[int], SourceKind | None]) -> Past:
        """Return what the next stretch of the article needs of this one and those before it."""
        tokens, sentences = len(self.doc), self.sentences
        kept = self.all[-REACH:]
        if last is not None:
            mention = replace(last.mention, at=last.mention.at - tokens, sentence=last.mention.sentence - sentences)
            last = replace(last, at=last.at - tokens, sentence=last.sentence - sentences, mention=mention)
        return Past(
            mentions=tuple(replace(m, at=m.at - tokens, sentence=m.sentence - sentences) for m in kept),
            genders={name: frozenset(known) for name, known in self.genders.items()},
            last=last,
            kinds={m.at - tokens: known for m in kept if (known := kind(m.at)) is not None},
        )

    def before(self, token: int) -> Sequence[Mention]:
        """Return the mentions that stand before a token; in a book, the nearest REACH of them."""
        end = bisect_left(self.places, token)
        return self.all[max(end - REACH, 0) : end]

    def gender(self, mention: Mention) -> str:
        """Return "m", "f" or "" for a mention, from its title, its first name or another mention of the name."""
        return mention.gender or (self._genders.get(mention.name[-1], "") if mention.name else "")

    def fullest(self, mention: Mention, before: int) -> str:
        """Return the longest earlier wording of the same name."""
        same = [m for m in self.before(before) if _same(m, mention)]
        return max((m.text for m in same), key=len, default=mention.text)


def _even(token: Token) -> str:
    return str(token.lower_).replace("’", "'")


def _same(a: Mention, b: Mention) -> bool:
    """Tell whether two mentions may name the same: one's words are the end of the other's, or all of them in it."""
    if not a.name or not b.name:
        return False
    short, long = sorted((a.name, b.name), key=len)
    return long[-len(short) :] == short or (a.person is False and set(short) <= set(long))


def distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention, the latest, for each one who is named; latest first."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: -m.at):
        if m.name and not any(_same(m, k) for k in kept):
            kept.append(m)
    return kept
