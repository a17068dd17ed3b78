"""Find the names in an article, each with the noun phrase that it heads: by the parse, and by form if that fails.

`entities` groups them. A little past 250 lines, because names by the parse and names by form are judged by the same
signs.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from spacy.tokens import Doc, Token

from fact_check.claims import SourceKind
from fact_check.extract.coreference.name_words import (
    BODY,
    CALENDAR,
    ENDINGS,
    OFFICE,
    OFFICES,
    PLACES,
    RANKS,
    TITLE_WORDS,
    TITLES,
    even,
    first_names,
)
from fact_check.extract.quotations.marks import Quote, quotations
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import trim
from fact_check.language.columns import columns
from fact_check.lexicon import words as listed

BEFORE = ("PROPN", "NOUN", "ADJ", "DET", "NUM")
WHAT = ("NOUN", "ADJ")
"""Tags of the word right before an organisation's name that says what it is: {nonprofit} Safe Harbour."""
_NO_NAME = TITLE_WORDS | ENDINGS
HYPHENS = frozenset(["-", "‑", "–"])
JOINING = ("POS", "HYPH")
"""Tags inside a name's phrase: Kern{'s}, state{-}run."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, with the noun phrase that it heads."""

    at: int
    """The token of its head."""
    end: int
    """Where its words end."""
    name: tuple[str, ...]
    """The words of the name, in lower case and without titles."""
    text: str
    """The noun phrase, without what follows the name."""
    nouns: frozenset[str]
    """Lemmas of the nouns that say what it is, with offices for titles: "director", "charity", "senator"."""
    person: bool | None
    """None if the parse does not show it."""
    gender: str
    subject: bool
    sentence: int
    quoted: bool
    """It is inside a quotation."""
    titled: bool
    """A title or an office comes before it."""
    kin: bool = False
    """It is introduced as somebody's relative: `her daughter, Ada Kern`, who is `Ada` from then on."""


KIN = listed("people.kin")
PLAIN = listed("people.plain_titles")
OPENERS = listed("people.openers")
"""First words of names that aren't names by themselves, even at the start of a sentence."""

REACH = 500
"""How many names a stretch passes to the next one: more than any article has."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who spoke last in a stretch: where, by which name, the pronoun if it was one."""

    at: int
    sentence: int
    mention: Mention
    pronoun: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier stretches of an article pass to a stretch, in its own (negative) token and sentence numbers."""

    mentions: tuple[Mention, ...] = ()
    genders: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    """What is known of the entities."""
    last: Turn | None = None
    kinds: Mapping[int, SourceKind] = field(default_factory=dict)
    """What the rules know of the mentions' heads."""


BEGINNING = Past()


class Mentions:
    """The names of a Doc, in order, after those of earlier stretches."""

    def __init__(self, doc: Doc, past: Past = BEGINNING, is_body: Callable[[int], bool] = lambda _: False) -> None:
        """Find the names; `is_body` tells whether a token is a noun for an organisation: `charity`."""
        self.doc = doc
        self._is_body = is_body
        starts = doc.to_array("SENT_START") == 1
        starts[:1] = False
        self.sentence: list[int] = starts.cumsum().tolist()
        self.sentences = self.sentence[-1] + 1 if self.sentence else 0
        begins = past is BEGINNING
        self._words = words = columns(doc)
        self.headline = next((i for i in words.line_ends if i), 0) if begins else 0
        spoken = [q for q in quotations(words.whole) if q.kind is Quote.SPEECH and not q.depth]
        self._opens = [q.inside for q in spoken]
        self._closes = [q.outside for q in spoken]
        self._apposed: dict[int, list[int]] = defaultdict(list)
        for i, (dep, head) in enumerate(zip(words.dep, words.head, strict=True)):
            if dep == "appos":
                self._apposed[head].append(i)
        parsed = list(self._parsed())
        known = {i for m in parsed if len(m.name) > 1 for i in range(m.end - len(m.name), m.end)}
        self.all = (*past.mentions, *sorted([*parsed, *self._formed(known)], key=lambda m: m.at))

    def quoted(self, token: int) -> bool:
        """Tell whether a token is in direct speech."""
        place = self._words.start[token]
        at = bisect_right(self._opens, place) - 1
        return at >= 0 and place < self._closes[at]

    def _parsed(self) -> Iterator[Mention]:
        doc, pos, dep, lower = self.doc, self._words.pos, self._words.dep, self._words.lower
        for i, (kind, after) in enumerate(zip_longest(pos, pos[1:])):
            if kind != "PROPN" and not (kind == "NOUN" and after == "PROPN"):  # a name begins or follows here
                continue
            if dep[i] in ("compound", "flat", "nummod") or lower[i] in CALENDAR:
                continue
            token = doc[i]
            if dep[i] == "nmod:desc" and token.head.i > i:
                continue
            if kind == "NOUN" and not self._is_named(token):
                continue  # "a plan Ms Kern backed"
            run = self._core(token)
            words = [n for n in range(*run) if pos[n] == "PROPN"]
            named = [n for n in words if lower[n] not in RANKS]
            if named and (kind == "PROPN" or named[-1] > i):
                yield self._mention(token, run, words)

    def _is_named(self, noun: Token) -> bool:
        """Tell whether the name right after a noun belongs to it: it has the noun as its head, or the noun's head."""
        name = self.doc[noun.i + 1]
        while name.dep_ in ("nmod:desc", "compound", "flat") and name.head.i > name.i:
            name = name.head
        return name.head == noun or (name.dep_, name.head) == (noun.dep_, noun.head)

    def _formed(self, known: set[int]) -> Iterator[Mention]:
        """Yield the people that the parse has missed: a common first name before a capitalised word."""
        end, first = 0, first_names()
        for at in [i for i, word in enumerate(self._words.straight) if word in first]:
            if at < end or at in known or not self._opens_name(self.doc[at]):
                continue
            end = at + 1
            while end < len(self.doc) and end - at < 5 and (self._goes_on(self.doc[end]) or self.hyphened(end)):
                end += 1
            if end - at > 1 and even(self.doc[end - 1]) not in BODY and known.isdisjoint(range(at, end)):
                run = self.doc[at:end]
                yield self._mention(run.root, (at, end), range(at, end))

    def _opens_name(self, token: Token) -> bool:
        if not token.is_title:
            return False
        return token.ent_type_ == "PERSON" or (token.tag_ in ("NNP", "NN") and even(token) not in PLACES)

    def _goes_on(self, token: Token) -> bool:
        if not token.text[0].isupper() or even(token) in CALENDAR or token.is_sent_start:
            return False
        return token.tag_ in ("NNP", "NNPS") or token.ent_type_ == "PERSON" or token.dep_ == "flat"

    def _core(self, head: Token) -> Tokens:
        """Return a name with the titles and nouns right before it, without what follows it."""
        start, end = head.i, head.i + 1
        edge, last = head.left_edge.i, head.right_edge.i
        if edge and self._words.tag[edge - 1] == "NN":
            before = self.doc[edge - 1]
            if before.is_lower and (before.dep_, before.head) == (head.dep_, head.head):
                edge = before.i  # "the nonprofit Safe Harbour", parsed as two subjects
        floor = max(edge, start - 1 if start < self.headline and head.ent_type_ != "PERSON" else 0)
        while start > floor and self._words.lower[start] not in PLAIN and self._leads(start - 1):
            start -= 1
        if self._words.lower[start] not in PLAIN:
            start = self._what(head, start)
        while start and self._begins(start - 1, (start, end)):
            start -= 1
        while end <= last and (self._words.pos[end] == "PROPN" or self.hyphened(end)):
            end += 1
        return trim(self.doc, start, end) or (head.i, head.i + 1)

    def _begins(self, token: int, run: Tokens) -> bool:
        """Tell whether a capitalised word belongs to the name after it: `{United} States Department`."""
        word = self.doc[token]
        if token < self.headline or not word.is_title or not run[0] <= word.head.i < run[1]:
            return False
        return word.dep_ in ("amod", "compound") and (not word.is_sent_start or word.lower_ in OPENERS)

    def hyphened(self, token: int) -> bool:
        """Tell whether a hyphen is inside a name: `Taleb Al{-}Karam`."""
        text, doc = self._words.text, self.doc
        if text[token] not in HYPHENS or not 0 < token < len(text) - 1 or self._words.pos[token + 1] != "PROPN":
            return False
        return not doc[token - 1].whitespace_ and not doc[token].whitespace_

    def _what(self, head: Token, start: int) -> int:
        """Return where the words begin that say what an organisation is: `the {nonprofit} Safe Harbour`."""
        at, pos, tag = start, self._words.pos, self._words.tag
        while at and pos[at - 1] in WHAT and tag[at - 1] != "NNS" and self.doc[at - 1].is_lower:
            at -= 1
        named = head.ent_type_ == "PERSON" or even(self.doc[start]) in first_names()
        return start if named or not at or pos[at - 1] != "DET" else at

    def _leads(self, token: int) -> bool:
        """Tell whether a word before a name belongs to it; in a headline in title case, only the name does."""
        if token < self.headline:
            return self._words.ent_type[token] == "PERSON"
        tag = self._words.tag[token]
        return (self._words.pos[token] in BEFORE and tag != "NNS") or tag in JOINING

    def _mention(self, head: Token, run: Tokens, words: Sequence[int]) -> Mention:
        lower = self._words.lower[run[0] : run[1]]
        titles = TITLE_WORDS.intersection(lower)
        label = next((kind for n in reversed(words) if (kind := self._words.ent_type[n])), "")
        own, led = self._own(run, words, label)
        named = self.joined([n for n in own if self._words.lower[n] not in _NO_NAME])
        gender = next((g for g in ("m", "f") if titles & TITLES[g]), "") or first_names().get(
            named[0] if named else "", ""
        )
        body = bool(named) and named[-1] in BODY
        called = len(named) > 1 and named[0] in first_names() and not body
        body = body or (bool(own) and own[0] > run[0] and self._is_body(own[0] - 1))
        like = len(named) == 2 == run[1] - run[0] and not body and label not in ("GPE", "NORP")  # as a person's name is
        known = label == "PERSON" or not like if label else False
        person = True if called or titles or led else (label == "PERSON" and not body if known else None)
        nouns = {self._words.lemma[n] for n in (*range(*run), *self._apposed.get(head.i, ())) if self._describes(n)}
        nouns |= {OFFICE.get(word, word) for word in lower if word in OFFICES or word in OFFICE}
        return Mention(
            at=head.i,
            end=run[1],
            name=tuple(named),
            text=" ".join(self._words.said(*run).split()),
            nouns=frozenset(nouns),
            person=person,
            gender=gender,
            subject=any(self._words.dep[n].startswith("nsubj") for n in (head.i, *own)),
            sentence=self.sentence[head.i],
            quoted=self.quoted(head.i),
            titled=bool(titles) or led,
            kin=self._is_kin(head, nouns),
        )

    def _is_kin(self, head: Token, nouns: set[str]) -> bool:
        """Tell whether a noun for a relative is in a name's phrase, or the phrase in apposition to one."""
        if not KIN.isdisjoint(nouns):
            return True
        top = head
        while top.dep_ in ("nmod:desc", "compound", "flat") and top.head.dep_ != "ROOT":
            top = top.head
        beside = top.dep_ == "appos" or (top.dep_ == "conj" and self.doc[top.left_edge.i].text == ",")
        return beside and top.head.lemma_.lower() in KIN

    def joined(self, words: Sequence[int]) -> tuple[str, ...]:
        """Return the words of a name, those that a hyphen joins as one: "al-karam"."""
        named: list[str] = []
        for n in words:
            if self.hyphened(n):
                continue
            if named and self.hyphened(n - 1):
                named[-1] += f"-{self._words.straight[n]}"
            else:
                named.append(self._words.straight[n])
        return tuple(named)

    def _describes(self, token: int) -> bool:
        pos = self._words.pos[token]
        return pos == "NOUN" or (pos == "ADJ" and self.doc[token].is_lower)

    def past(
        self, genders: Mapping[tuple[str, ...], str], last: Turn | None, kind: Callable[[int], SourceKind | None]
    ) -> Past:
        """Return what the next stretch of the article needs of this one and those before it."""
        tokens, sentences = len(self.doc), self.sentences
        kept = self.all[-REACH:]
        if last is not None:
            mention = replace(last.mention, at=last.mention.at - tokens, sentence=last.mention.sentence - sentences)
            last = replace(last, at=last.at - tokens, sentence=last.sentence - sentences, mention=mention)
        return Past(
            mentions=tuple(replace(m, at=m.at - tokens, sentence=m.sentence - sentences) for m in kept),
            genders=genders,
            last=last,
            kinds={m.at - tokens: known for m in kept if (known := kind(m.at)) is not None},
        )

    def _own(self, run: Tokens, words: Sequence[int], label: str) -> tuple[list[int], bool]:
        """Return the words of the name proper, and whether an office or a noun for a person led to it.

        What comes before the last title, office or common noun is whose it is: `{Clinton} spokesman Jesse Lund`.
        """
        lower, pos, tag = self._words.lower, self._words.pos, self._words.tag
        names = [n for n in words if lower[n] not in RANKS]
        last = names[-1] if names else run[0]
        ranks = [n for n in range(run[0], last) if lower[n] in RANKS or (pos[n] == "NOUN" and tag[n] == "NN")]
        after = [n for n in words if ranks and n > ranks[-1]]
        if after and (label == "PERSON" or self._words.straight[after[0]] in first_names()):
            return after, lower[ranks[-1]] in RANKS
        kinds = self._words.ent_type
        first = next(
            (k for k, n in enumerate(names) if kinds[n] == "PERSON" or self._words.straight[n] in first_names()), 0
        )
        if label == "PERSON" or len(names) > 1:
            return names[first:] or names, False
        return names, False
