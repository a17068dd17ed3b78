"""Resolve `the senator`, `the union` and `the poll` to an earlier description in more words."""

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from fact_check.extract.coreference.entities import Entities, Named
from fact_check.extract.coreference.mentions import Mentions
from fact_check.extract.coreference.name_words import OFFICE, RANKS
from fact_check.extract.coreference.records import CHOICE, Standing, left_open, settled
from fact_check.extract.records import Tokens
from fact_check.language.columns import columns
from fact_check.lexicon import pairs, words

JUST, LONG = 3, 10
"""A description means the one within JUST sentences if there is no other within LONG."""
ALSO = {office: tuple(others.split()) for office, others in pairs("people.also_called").items()}
"""Offices with another name."""
INSTITUTIONS = words("organisations.institutions")
"""Nouns for institutions, whose name ends with the noun or which a noun before it identifies: `the {miners'} union`."""
PAPERS = words("organisations.documents")
WORDED = INSTITUTIONS | PAPERS


class Descriptions:
    """The noun phrases of one Doc that begin with `the`."""

    def __init__(self, doc: Doc, mentions: Mentions, entities: Entities) -> None:
        self.doc = doc
        self.mentions = mentions
        self.entities = entities
        self._by_noun: dict[str, list[Named]] = {}
        for named in entities.everyone:
            for mention in named.mentions:
                for noun in {*mention.nouns, *(w for w in named.name if not named.person)}:
                    known = self._by_noun.setdefault(noun, [])
                    if named not in known[-CHOICE:]:
                        known.append(named)
        self._nouns: dict[str, list[int]] = {}
        words = columns(doc)
        for i, (pos, lemma) in enumerate(zip(words.pos, words.lemma, strict=True)):
            if lemma in WORDED and pos == "NOUN":
                self._nouns.setdefault(lemma, []).append(i)

    def resolve(self, head: Token, run: Tokens) -> Standing:
        """Return whom or what a description refers to, by its noun: an office, an institution, a document."""
        lemma = head.lemma_.lower()
        here = self.mentions.sentence[head.i]
        fitting = list(self._described(lemma, head))
        said = {t.lower_ for t in self.doc[run[0] : run[1]]}
        fitting.sort(key=lambda n: (-len(said & _words(n)), -self._latest(n, head)))
        if chosen := self._one(fitting, head, here):
            return settled(chosen, head.i)
        if lemma in WORDED and not fitting:
            return self._worded(lemma, head, run)
        return left_open(fitting, head.i)

    def _described(self, lemma: str, head: Token) -> Iterator[Named]:
        nouns = (lemma, OFFICE.get(lemma, lemma), *ALSO.get(lemma, ()))
        seen: set[int] = set()
        for noun in nouns:
            for named in self._by_noun.get(noun, []):
                if id(named) in seen or named.latest(head.i) is None:
                    continue
                seen.add(id(named))
                if not named.person or noun in RANKS or noun in OFFICE.values() or noun in ROLES:
                    yield named

    def _latest(self, named: Named, head: Token) -> int:
        latest = named.latest(head.i)
        return latest.at if latest is not None else -1

    def _one(self, fitting: list[Named], head: Token, here: int) -> Named | None:
        """Return the one that is meant: the only one, or the only one nearby."""
        ago = {id(n): here - m.sentence for n in fitting if (m := n.latest(head.i)) is not None}
        if len(fitting) == 1:
            return fitting[0]
        late = [n for n in fitting if ago[id(n)] <= LONG]
        return late[0] if len(late) == 1 and ago[id(late[0])] <= JUST else None

    def _worded(self, lemma: str, head: Token, run: Tokens) -> Standing:
        """Return the earlier noun phrase with the same noun and more words: `a Harbour Post {article}`."""
        places = self._nouns.get(lemma, [])
        own = {t.lemma_.lower() for t in _before(self.doc, head, run[0]) if _tells(t)}
        found: dict[frozenset[str], tuple[int, str]] = {}
        for i in places[: bisect_left(places, head.i)][-3 * CHOICE :]:
            words = frozenset(t.lemma_.lower() for t in _before(self.doc, self.doc[i]) if _tells(t))
            if words > own and not self.mentions.quoted(i):
                for less in [w for w in found if w < words or w > words]:
                    words = max(words, less, key=len)
                    found.pop(less, None)
                found[words] = (i, phrase(self.doc, self.doc[i]))
        here = self.mentions.sentence[head.i]
        late = [(i, text) for i, text in found.values() if here - self.mentions.sentence[i] <= LONG]
        one = list(found.values()) if len(found) == 1 else late if len(late) == 1 else []
        if one:
            return Standing(one[0][1], (), self.entities.of(one[0][0]), one[0][0])
        return Standing(None, tuple(text for _, text in sorted(found.values(), reverse=True))[:CHOICE])


ROLES = words("people.roles")
PLAIN = words("people.plain_adjectives")
"""Nouns for a person that identify them if only one has been called that."""


def _words(named: Named) -> set[str]:
    return {w.lower() for m in named.mentions[-CHOICE:] for w in m.text.split()}


def _before(doc: Doc, head: Token, start: int | None = None) -> Span:
    first = head.left_edge.i if start is None else start
    return doc[min(first, head.i) : head.i]


def _tells(token: Token) -> bool:
    """Tell whether a word before a noun says which one is meant."""
    return token.pos_ in ("PROPN", "NOUN", "ADJ") and token.lower_ not in PLAIN


def phrase(doc: Doc, head: Token, run: Tokens | None = None) -> str:
    """Return a noun phrase up to its head, or to the last of those that are coordinated with it."""
    start = run[0] if run is not None else head.left_edge.i
    joined = [c for c in head.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
    last = joined[-1] if joined else head
    end = last.i + 1
    while end < len(doc) and doc[end].dep_ == "flat":
        end += 1
    while start < head.i and (doc[start].is_space or doc[start].is_punct or doc[start].dep_ in ("case", "cc", "mark")):
        start += 1
    return " ".join(doc[start:end].text.split())
