"""Resolve `he`, `she`, `it` and `they` by who speaks, who is the subject, and the distance.

Each candidate is weighed, and the heaviest is chosen if it clearly outweighs the next. The weights were set on pronouns
with known antecedents in GUM's training texts, to give few wrong answers rather than many answers.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from fact_check.claims import SourceKind
from fact_check.extract.coreference.entities import Entities, Named
from fact_check.extract.coreference.mentions import Mention, Mentions
from fact_check.extract.coreference.name_words import FEMALE, MALE, NEUTER
from fact_check.extract.coreference.nominals import phrase
from fact_check.extract.coreference.records import CHOICE, Spoke, Standing, left_open, settled
from fact_check.extract.coreference.source_kinds import BODIES, Kinds
from fact_check.lexicon import words

NEAR = 6
"""How many sentences back a pronoun's person is searched for first."""
BEFORE = 6
"""How many words before a noun a quotation mark may be: what a quotation calls somebody isn't a name."""
LEAST, MARGIN = 1.5, 0.4
"""The least weight of the heaviest candidate, and by how much it must outweigh the next."""
SURE = 5.0
"""The least weight at which a pronoun shows its candidate's gender."""
THING = 2.0
"""By how much a thing must outweigh the next: `it` and `they` can mean more than names."""
MEN = words("people.men")
WOMEN = words("people.women")
PERSONS = frozenset({SourceKind.PERSON, SourceKind.ANONYMOUS})


@dataclass(slots=True)
class _Candidate:
    weight: float
    text: str
    named: Named | None
    at: int


class Pronouns:
    """The pronouns of one Doc."""

    def __init__(self, doc: Doc, mentions: Mentions, entities: Entities, kinds: Kinds) -> None:
        self.doc = doc
        self.mentions = mentions
        self.entities = entities
        self.kinds = kinds
        self._places = [m.at for m in mentions.all]

    def resolve(self, head: Token, spoke: list[Spoke]) -> Standing:
        """Return whom a pronoun means; `spoke` holds those who spoke before it, in order."""
        word = head.lower_
        if word in MALE or word in FEMALE:
            gender = "m" if word in MALE else "f"
            found = self._persons(head, gender, spoke)
            standing = self._settle(head, found, LEAST, THING if self.mentions.quoted(head.i) else MARGIN)
            if standing.named is not None and found[0].weight >= SURE:
                standing.named.learn(gender)
            return standing if found else self._only(head, gender)
        plural = word not in NEUTER
        return self._settle(head, self._things(head, spoke, plural=plural), LEAST, THING)

    def _settle(self, head: Token, found: list[_Candidate], least: float, margin: float) -> Standing:
        found.sort(key=lambda c: -c.weight)
        best = found[0] if found else None
        second = found[1].weight if len(found) > 1 else 0.0
        if best is not None and best.weight >= least and best.weight - second >= margin:
            return settled(best.named, head.i) if best.named is not None else Standing(best.text, (), None, best.at)
        likely = tuple(Standing(named=c.named, at=None if c.named else c.at) for c in found[:2])
        return Standing(None, tuple(dict.fromkeys(c.text for c in found))[:CHOICE], likely=likely)

    def _only(self, head: Token, gender: str) -> Standing:
        """Return the only person of a gender named so far, else everybody who may be of it."""
        everyone = [n for n in self.entities.everyone if n.person and n.gender in ("", gender)]
        late = sorted(((m.at, n) for n in everyone if (m := n.latest(head.i)) is not None), key=lambda x: -x[0])
        sure = [n for _, n in late if n.gender == gender]
        return settled(sure[0], head.i) if len(sure) == 1 else left_open((n for _, n in late), head.i)

    def _near(self, head: Token, within: int) -> Iterator[tuple[Mention, int]]:
        """Yield the mentions before a word with their distance in sentences, the nearest first."""
        here = self.mentions.sentence[head.i]
        for n in range(bisect_left(self._places, head.i) - 1, -1, -1):
            mention = self.mentions.all[n]
            if here - mention.sentence > within:
                return
            yield mention, here - mention.sentence

    def _persons(self, head: Token, gender: str, spoke: list[Spoke]) -> list[_Candidate]:
        found: dict[int, _Candidate] = {}
        for mention, ago in self._near(head, NEAR):
            named = self.entities.of(mention.at)
            if named is None or named.person is False or named.gender not in ("", gender):
                continue
            if named.person is None and len(named.name) == 1:
                continue  # "Storm"
            if id(named) in found:
                found[id(named)].weight += 0.25
                continue
            weight = _role(mention.subject, ago)
            weight *= (0.4 if mention.quoted else 1) * (1 if named.person else 0.5)
            weight += 1 if named.gender else (-1 if gender == "f" else 0)
            full = named.fullest(head.i)
            found[id(named)] = _Candidate(weight, full.text if full else mention.text, named, mention.at)
        here = self.mentions.sentence[head.i]
        others = WOMEN if gender == "m" else MEN
        for noun in self._nouns(head, 2):
            if (named := self._named_beside(noun)) is not None:
                self._described(noun, named, others, found)
                continue
            if noun.lemma_.lower() in others:
                continue
            if any(t.is_quote for t in self.doc[max(noun.left_edge.i, noun.i - BEFORE) : noun.i]):
                continue  # "called her “the greatest {writer}”"
            if self.kinds.at(noun.i) in PERSONS and noun.tag_ == "NN" and self.entities.of(noun.i) is None:
                weight = _role(noun.dep_.startswith("nsubj"), here - self.mentions.sentence[noun.i])
                weight *= 0.4 if self.mentions.quoted(noun.i) else 1
                found[-noun.i] = _Candidate(weight, phrase(self.doc, noun), None, noun.i)
        if not self.mentions.quoted(head.i):  # who is quoted says "I"
            self._last_speaker(head, gender, spoke, found)
        return list(found.values())

    def _named_beside(self, noun: Token) -> Named | None:
        """Return who is named between commas after a noun: `The man's sister, {Ada Kern}, left`."""
        name = next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
        return self.entities.of(name.i) or self.entities.of(noun.i) if name is not None else None

    def _described(self, noun: Token, named: Named, others: frozenset[str], found: dict[int, _Candidate]) -> None:
        """Weigh a name by the noun beside it, which has its role and may show its gender."""
        if noun.lemma_.lower() in others:
            found.pop(id(named), None)
        elif id(named) in found:
            one = found[id(named)]
            ago = self.mentions.sentence[one.at] - self.mentions.sentence[noun.i]
            if ago == 0 and noun.dep_.startswith("nsubj"):
                one.weight += _role(True, 0) - _role(False, 0)
            if noun.lemma_.lower() in MEN | WOMEN and not named.gender:
                one.weight += 1

    def _last_speaker(self, head: Token, gender: str, spoke: list[Spoke], found: dict[int, _Candidate]) -> None:
        """Add weight to whoever spoke last, adding them if missing: a speaker continues as `he` or `she`."""
        pronouns = MALE if gender == "m" else FEMALE
        last = next((s for s in reversed(spoke) if not s.pronoun or s.pronoun in pronouns), None)
        ago = self.mentions.sentence[head.i] - last.sentence if last is not None else NEAR + 1
        if last is None or ago > 4:
            return
        gain = 3.0 if ago <= 2 else 1.5
        named = last.named or (self._named_beside(self.doc[last.at]) if last.at >= 0 else None)
        if named is None and last.at >= 0:  # "Her daughter, the film-maker {Grace Kern}"
            end = self.doc[last.at].right_edge.i
            named = next((c.named for c in found.values() if c.named is not None and last.at < c.at <= end), None)
        key = id(named) if named is not None else -last.at
        if key in found:
            found[key].weight += gain
        elif named is not None and named.person and named.gender in ("", gender):
            found[key] = _Candidate(gain, last.text, named, last.at)
        elif named is None and self.doc[last.at].lemma_.lower() in (WOMEN if gender == "m" else MEN):
            return
        elif named is None and self.doc[last.at].tag_ == "NN" and self.kinds.at(last.at) in PERSONS:
            found[key] = _Candidate(gain + 1, last.text, None, last.at)

    def _things(self, head: Token, spoke: list[Spoke], *, plural: bool) -> list[_Candidate]:
        here = self.mentions.sentence[head.i]
        found: dict[int, _Candidate] = {}
        for noun in self._nouns(head, 1):
            many = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" and c.pos_ in WORDS for c in noun.children)
            body = self.kinds.at(noun.i) in BODIES
            if many is not plural and not (plural and body):
                continue
            if not plural and not body and self.entities.of(noun.i) is None:
                continue
            named = self.entities.of(noun.i) if not plural or not many else None
            if named is not None and named.person:
                continue
            weight = _role(noun.dep_.startswith("nsubj"), here - self.mentions.sentence[noun.i])
            weight *= (0.4 if self.mentions.quoted(noun.i) else 1) * (1 if many is plural else 0.5)
            found[noun.i] = _Candidate(weight, phrase(self.doc, noun), named, noun.i)
        for last in reversed(spoke[-3:]):
            if here - last.sentence <= 2 and last.at in found:
                found[last.at].weight += 2
                break
        return list(found.values())

    def _nouns(self, head: Token, within: int) -> Iterator[Token]:
        """Yield the nouns before a word, back to some sentences before its own, the nearest first."""
        here = self.mentions.sentence[head.i]
        for i in range(head.i - 1, -1, -1):
            if here - self.mentions.sentence[i] > within:
                return
            if self.doc[i].pos_ in WORDS and self.doc[i].dep_ not in ("compound", "flat", "conj", "nmod:desc"):
                yield self.doc[i]


WORDS = ("NOUN", "PROPN")


def _role(subject: bool, ago: int) -> float:
    """Return the weight of a mention by its role and its distance in sentences."""
    if subject:
        return (4.0, 3.0, 2.0)[ago] if ago <= 2 else 1.0
    return 1.2 if ago <= 1 else 0.5
