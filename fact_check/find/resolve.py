"""For whom a source stands: a pronoun, a surname, `the charity` → the fullest earlier mention, where one alone fits."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from fact_check.find.found import Tokens
from fact_check.find.mentions import (
    BEGINNING,
    FEMALE,
    MALE,
    NEAR,
    NEUTER,
    OFFICES,
    PLURAL,
    TITLE_WORDS,
    Mention,
    Mentions,
    Past,
    Turn,
    distinct,
)

CHOICE = 4
"""How many candidates are offered at most."""
DEFINITE = frozenset(["the", "this", "that"])


@dataclass(frozen=True, slots=True)
class Standing:
    """For whom a source stands."""

    resolved: str | None = None
    candidates: tuple[str, ...] = ()
    mention: Mention | None = None
    """The mention that `resolved` is the wording of."""


class Resolver:
    """Resolve the sources of one Doc, in the order in which they stand."""

    def __init__(self, doc: Doc, past: Past = BEGINNING) -> None:
        self.doc = doc
        self.mentions = Mentions(doc, past)
        self.last = past.last
        """Who spoke last."""

    def resolve(self, run: Tokens) -> Standing:
        """Return for whom the source in a run of tokens stands; nothing for one that is named in full."""
        head = self.doc[run[0] : run[1]].root
        word = head.lower_
        if word in ("who", "which", "that") and head.head.dep_ == "acl:relcl":
            standing = self._antecedent(head)
        elif word in MALE | FEMALE and run[1] - run[0] == 1:
            standing = self._person(head, "m" if word in MALE else "f")
        elif word in NEUTER | PLURAL and run[1] - run[0] == 1:
            standing = self._thing(head, word)
        elif head.pos_ == "PROPN" or (head.ent_type_ and head.pos_ != "NOUN"):
            standing = self._name(head, run)
        elif head.pos_ == "NOUN" and self.doc[run[0]].lower_ in DEFINITE:
            standing = self._definite(head)
        else:
            standing = Standing()
        spoken = standing.mention or self.mentions.by_place.get(head.i)
        if spoken is not None:
            pronoun = word if word in MALE | FEMALE | NEUTER | PLURAL else ""
            self.last = Turn(head.i, self.mentions.sentence[head.i], spoken, pronoun)
        return standing

    def _of(self, mention: Mention, before: int) -> Standing:
        """Take a mention for the one meant, unless its surname is that of two who have been named."""
        if len(mention.name) == 1:
            bearers = _apart(m for m in self.mentions.before(before) if len(m.name) > 1 and m.name[-1:] == mention.name)
            if len(bearers) > 1:
                return self._open(bearers, before)
        return Standing(self.mentions.fullest(mention, before), (), mention)

    def _open(self, fitting: list[Mention], before: int) -> Standing:
        return Standing(None, tuple(dict.fromkeys(self.mentions.fullest(m, before) for m in fitting[:CHOICE])))

    def _antecedent(self, head: Token) -> Standing:
        noun = head.head.head
        mention = self.mentions.by_place.get(noun.i)
        if mention is not None:
            return self._of(mention, head.i)
        start = noun.left_edge.i
        return Standing(" ".join(self.doc[start : noun.i + 1].text.split()))

    def _person(self, head: Token, gender: str) -> Standing:
        before = [m for m in self.mentions.before(head.i) if m.person is not False and m.name]
        fitting = [m for m in before if self._may_be(m, gender) and (m.person or m.subject)]
        here = self.mentions.sentence[head.i]
        last = self.last
        near = distinct(m for m in fitting if here - m.sentence <= NEAR)
        if last is not None and here - last.sentence <= 2 and self._may_go_on(last, gender):
            between = [m for m in near if m.at > last.at and m.subject and not _names(m, last.mention)]
            if not between:
                return self._of(last.mention, head.i)
        sure = [m for m in near if self.mentions.gender(m) == gender and m.person]
        if len(near) == 1 and near[0].person:
            return self._of(near[0], head.i)
        if len(sure) == 1 and sure[0].subject and not any(m.at > sure[0].at and m.person for m in near):
            return self._of(sure[0], head.i)
        subjects = [m for m in near if m.subject and m.person]
        if subjects and here - subjects[0].sentence <= 1 and not any(m.at > subjects[0].at for m in near if m.subject):
            others = [m for m in fitting if m.subject and here - m.sentence <= 2 and not _names(m, subjects[0])]
            if not others:
                return self._of(subjects[0], head.i)
        everyone = [] if near else distinct(m for m in fitting if m.person)
        if len(everyone) == 1:
            return self._of(everyone[0], head.i)
        ranked = sorted(near or everyone, key=lambda m: (not m.subject, here - m.sentence, -m.at))
        return self._open(ranked, head.i)

    def _may_go_on(self, last: Turn, gender: str) -> bool:
        mention, pronoun = last.mention, last.pronoun
        if pronoun:
            return pronoun in (MALE if gender == "m" else FEMALE)
        return self._may_be(mention, gender) and mention.person is not False

    def _may_be(self, mention: Mention, gender: str) -> bool:
        """Tell whether a mention may be a `he` or a `she`; a bare surname of unknown gender is taken for no `she`.

        In news most such surnames are men's; that guess may leave a `she` open, never resolve it wrongly.
        """
        known = self.mentions.gender(mention)
        return known == gender or (known == "" and (gender == "m" or len(mention.name) > 1))

    def _thing(self, head: Token, word: str) -> Standing:
        here = self.mentions.sentence[head.i]
        before = [m for m in self.mentions.before(head.i) if not m.person and m.name]
        near = distinct(m for m in before if here - m.sentence <= 2)
        last = self.last
        if last is not None and here - last.sentence <= 1 and not last.mention.person:
            between = [m for m in near if m.at > last.at and m.subject and not _names(m, last.mention)]
            if not between and (word in NEUTER or last.pronoun in PLURAL):
                return self._of(last.mention, head.i)
        ranked = sorted(near, key=lambda m: (not m.subject, here - m.sentence, -m.at))
        return self._open(ranked, head.i)

    def _name(self, head: Token, run: Tokens) -> Standing:
        words = [t for t in self.doc[run[0] : run[1]] if t.pos_ == "PROPN" and t.lower_ not in TITLE_WORDS]
        name = tuple(t.lower_.replace("’", "'") for t in words if t.head == head or t == head)
        if not name or len(name) > 2:
            return Standing()
        longer = [m for m in self.mentions.before(head.i) if len(m.name) > len(name) and m.name[-len(name) :] == name]
        own = self.mentions.by_place.get(head.i)
        if own is not None and own.gender:
            longer = [m for m in longer if self.mentions.gender(m) in (own.gender, "")]
        fitting = _apart(longer)
        if not fitting and len(name) == 1 and head.text.isupper() and len(head) > 1:
            fitting = _apart(m for m in self.mentions.before(head.i) if _initials(m, head.text))
        if not fitting and len(name) == 1:
            first = [m for m in self.mentions.before(head.i) if len(m.name) > 1 and m.name[0] == name[0]]
            fitting = _apart(m for m in first if not m.person or m.person is None)
        if len(fitting) == 1:
            return self._of(fitting[0], head.i)
        return self._open(fitting, head.i) if fitting else Standing()

    def _definite(self, head: Token) -> Standing:
        lemma = head.lemma_.lower()
        before = self.mentions.before(head.i)
        fitting = distinct(
            m
            for m in before
            if (lemma in m.nouns and (not m.person or lemma in OFFICES)) or (len(m.name) > 1 and m.name[-1] == lemma)
        )
        if len(fitting) == 1:
            return self._of(fitting[0], head.i)
        if fitting:
            return self._open(fitting, head.i)
        here = self.mentions.sentence[head.i]
        near = distinct(m for m in before if not m.person and m.subject and here - m.sentence <= NEAR)
        return self._open(near, head.i)


def _names(a: Mention, b: Mention) -> bool:
    return bool(a.name) and bool(b.name) and (a.name[-1] == b.name[-1])


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Return one mention for each different full name, the latest first."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: -m.at):
        if not any(set(m.name) <= set(k.name) or set(k.name) <= set(m.name) for k in kept):
            kept.append(m)
    return kept


def _initials(mention: Mention, short: str) -> bool:
    letters = "".join(w[0] for w in mention.name if w[0].isalpha()).upper()
    return len(mention.name) > 1 and letters == short.replace(".", "")
