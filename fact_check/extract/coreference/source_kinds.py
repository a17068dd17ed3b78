"""Decide what kind of source a noun phrase is: a person, an organisation, a document, an outlet, or anonymous.

Past 250 lines because the kinds exclude each other: the order of the questions is the rule.
"""

import re
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from fact_check.claims import SourceKind
from fact_check.extract.coreference.name_words import (
    FEMALE,
    MALE,
    NEUTER,
    OFFICES,
    PLURAL,
    RANKS,
    TITLE_WORDS,
    even,
    first_names,
)
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import head_of
from fact_check.language.cues import Match
from fact_check.lexicon import word_list, words

BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT})
PERSONS = MALE | FEMALE | words("grammar.speakers")
OPEN = PLURAL | NEUTER | words("grammar.open")
"""Pronouns that take the kind of what they refer to."""
AMOUNTS = words("sources.amounts")
INITIALS = re.compile(r"[A-Z]{3,5}")
"""The initials of a body: `WDR`."""
AMOUNT_WORDS = AMOUNTS | words("sources.numbers")
"""Heads that are amounts of what comes after `of`."""
COUNTING = words("sources.counting")
"""Heads that, by themselves, stand for unnamed people."""
OFFICIALS = words("sources.officials")
"""Nouns that are anonymous alone, but an institution if the phrase says which: `health {officials}`."""
CORPS = words("sources.corps")
"""Plurals that stand for an institution."""
SCHOLARS = words("sources.scholars")
VAGUE = words("sources.vague")
"""Words before a noun that don't say which is meant: `local officials`."""
FIGURES = words("sources.figures")
"""Nouns for numbers, which are a document if an institution publishes them."""
PERSONAL = word_list("people.personal_endings")
"""Endings of nouns for somebody who does something, if no rule covers the noun."""
THINGS = words("sources.things")
"""Nouns with such an ending that aren't people."""
PRESS = words("organisations.press")
"""Last words of an outlet's name: `Yahoo {News}`, `the Harbour {Post}`."""
RECORDING = words("organisations.recording")
"""Nouns for documents that, in a name, stand for an organisation: `the Geological {Survey}`."""
SPEAKING = words("people.speaking")
DEFINITE = words("grammar.definite")
ORGANISED = ("ORG", "GPE", "NORP", "LOC", "FAC")


class Kinds:
    """The kinds of a Doc's noun phrases, by its names and by the rules' nouns."""

    def __init__(self, doc: Doc, matches: Iterable[Match], past: Mapping[int, SourceKind] | None = None) -> None:
        """Read the rules' nouns; `past` has those of earlier stretches, by their negative places."""
        self.doc = doc
        self._of: dict[int, SourceKind] = dict(past or {})
        self._bodies: set[int] = set()
        """Nouns that stand for an organisation by themselves, unlike `spokesman`."""
        for match in matches:
            if match.rule.source is not None and match.effect is None:
                for i in range(match.start, match.end):
                    self._of[i] = match.rule.source
                if match.rule.source in BODIES and match.end - match.start == 1:
                    self._bodies.add(match.start)

    def at(self, token: int) -> SourceKind | None:
        """Return the kind that the rules give a single word."""
        return self._of.get(token)

    def is_body(self, token: int) -> bool:
        """Tell whether a noun names a body by itself: `company`, not `spokesman`."""
        return token in self._bodies

    def kind(self, run: Tokens) -> SourceKind:
        """Return the kind of the source in a run of tokens."""
        head = self._head(run)
        word = head.lower_ if len(head) < 2 or not head.text.isupper() else head.text  # "the WHO", "the US"
        if word in PERSONS:
            return SourceKind.PERSON
        if run[1] - run[0] == 1 and self._of.get(head.i) not in BODIES and _is_initials(head):
            return SourceKind.ORGANISATION  # "WDR said"
        if word in OPEN:
            return SourceKind.UNKNOWN
        if head.pos_ != "PROPN" and self._of.get(head.i) not in BODIES and self._is_told_by_name(run, head):
            return SourceKind.PERSON
        if word in AMOUNT_WORDS and (whole := _whole(head)) is not None and run[0] <= whole.i < run[1]:
            whole_kind = self.kind((whole.left_edge.i, min(whole.right_edge.i + 1, run[1])))
            return SourceKind.ANONYMOUS if whole_kind in (SourceKind.UNKNOWN, SourceKind.PERSON) else whole_kind
        if self._is_office(run) or head.lemma_.lower().startswith("spokes"):
            return SourceKind.PERSON
        main = self._main(run, head)
        name = [t for t in main if t.pos_ == "PROPN"]
        body = bool(name) and name[-1] == main[-1] == head and self._of.get(head.i) is SourceKind.ORGANISATION
        if body and even(name[0]) not in first_names():
            return SourceKind.ORGANISATION
        if self._holds(main):
            return SourceKind.PERSON
        if len(name) == 1 and name[0].i in self._bodies:
            return self._of[name[0].i]
        if name and self._is_person(main, name, head):
            return SourceKind.PERSON
        if name and name[-1].ent_type_ == "PERSON" and name[-1].i >= head.i and not self._body(main, name):
            return SourceKind.PERSON
        return self._named(run, head, name, main) or self._common(run, head, main) or self._last(run)

    def _holds(self, main: list[Token]) -> bool:
        """Tell whether a role comes before a name: `study co-author {Ada Kern}`, `Prime Minister {Kern}`."""
        at = len(main)
        while at > 0 and main[at - 1].pos_ == "PROPN" and main[at - 1].lower_ not in OFFICES:
            at -= 1
        name, role = main[at:], main[at - 1] if at else None
        if not name or role is None or name[-1].ent_type_ == "ORG" or name[-1].text.isupper():
            return False
        if role.lower_ in OFFICES:
            return True
        personal = role.lower_.endswith(PERSONAL) and role.lower_ not in THINGS and role.i not in self._bodies
        return role.pos_ == "NOUN" and personal and (len(name) > 1 or name[-1].ent_type_ == "PERSON")

    def _last(self, run: Tokens) -> SourceKind:
        """Return the kind of the last noun with a rule before a phrase's first preposition or clause."""
        found = SourceKind.UNKNOWN
        for token in self.doc[run[0] : run[1]]:
            if token.pos_ in ("ADP", "PRON", "VERB", "AUX"):
                break
            found = self._of.get(token.i, found)
        return found

    def _is_person(self, main: list[Token], name: list[Token], head: Token) -> bool:
        """Tell whether a name is a person's by its first name, or by what is beside it: `…, a teacher`."""
        if self._body(main, name) or name[-1].i < head.i:
            return False
        bare = [t for t in name if t.lower_ not in TITLE_WORDS | OFFICES]
        if len(bare) > 2 and bare[0].lower_.endswith(PERSONAL) and bare[0].lower_ not in THINGS:
            bare = bare[1:]  # "Scientist {Ada Kern}"
        owns = [t.i for t in main if t.tag_ == "POS" or t.lower_ in RANKS or t.pos_ == "NOUN"]
        own = [t for t in bare if t.i > owns[-1]] if owns else bare  # "the fund's {Ada Kern}"
        if any(2 <= len(words) <= 4 and even(words[0]) in first_names() for words in (bare, own)):
            return True
        beside = [t for t in head.children if t.dep_ == "appos"]
        return any(t.lemma_.lower() in SPEAKING or self._of.get(t.i) is SourceKind.PERSON for t in beside)

    def _head(self, run: Tokens) -> Token:
        """Return the head of a phrase: its root, or the nearest noun if that isn't one."""
        root = head_of(self.doc, run)
        if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM"):
            return root
        nouns = [t for t in self.doc[run[0] : run[1]] if t.pos_ in ("NOUN", "PROPN", "PRON")]
        return nouns[0] if nouns else root

    def _main(self, run: Tokens, head: Token) -> list[Token]:
        """Return the words up to the first comma or bracket after the head, with what modifies it after that."""
        words = []
        for token in self.doc[run[0] : run[1]]:
            if token.i > head.i and (token.is_punct or token.pos_ in ("ADP", "PRON", "VERB", "AUX")):
                break
            words.append(token)
        return words

    def _body(self, main: list[Token], name: list[Token]) -> bool:
        """Tell whether a name is a body's or an outlet's, whatever it looks like: `nonprofit Safe Harbour`."""
        at = len(main) - 1
        while at > 0 and main[at].pos_ == "PROPN":
            at -= 1
        if main[at].pos_ == "NOUN" and main[at].i in self._bodies:
            return True
        return SourceKind.OUTLET in (self._of.get(name[-1].i), self._of.get(main[at].i))

    def _named(self, run: Tokens, head: Token, name: list[Token], main: list[Token]) -> SourceKind | None:
        outlets = [t for t in name if self._of.get(t.i) is SourceKind.OUTLET and t.i >= head.i - 2]
        if outlets and head.pos_ == "PROPN":
            return SourceKind.OUTLET
        if name and len(main) > 1 and name[-1] == main[-1] and name[-1].lower_ in PRESS:
            return SourceKind.OUTLET
        if head.pos_ != "PROPN":
            return None
        if name and self._body(main, name):
            at = next(t for t in reversed(main) if t.pos_ != "PROPN")
            return self._of.get(at.i)
        if any(t.lower_ in TITLE_WORDS for t in main) or self._is_introduced(run, head):
            return SourceKind.PERSON
        label = head.ent_type_ or next((t.ent_type_ for t in reversed(name) if t.ent_type_), "")
        if label == "PERSON":
            return SourceKind.PERSON
        if (known := self._of.get(head.i)) is not None:
            titled = known is SourceKind.DOCUMENT and head.lower_ in RECORDING and len(name) > 1
            return SourceKind.ORGANISATION if titled else known
        if label in ORGANISED:
            return SourceKind.ORGANISATION
        if head.tag_ == "NNPS" and len(name) == 1:
            return SourceKind.ANONYMOUS
        if any(self._of.get(t.i) is SourceKind.PERSON for t in main):
            return SourceKind.PERSON
        return SourceKind.ORGANISATION if head.text.isupper() or len(name) > 3 else SourceKind.PERSON

    def _is_office(self, run: Tokens) -> bool:
        """Tell whether a phrase begins with an office and its field: `Montana {Secretary of State} Ada Kern`."""
        for i in range(run[0], run[1] - 2):
            token = self.doc[i]
            if token.lower_ in OFFICES and self.doc[i + 1].lower_ == "of" and self.doc[i + 2].is_title:
                return not self.is_body(run[1] - 1)
            if token.pos_ not in ("DET", "PROPN", "ADJ"):
                return False
        return False

    def _common(self, run: Tokens, head: Token, main: list[Token]) -> SourceKind | None:
        """Return the kind of a phrase whose head is not a name."""
        known = self._of.get(head.i)
        if (corps := self._corps(run, head)) is not None:
            return corps
        if head.lemma_.lower() in FIGURES and any(c.dep_ == "nmod" and _comes_from(c) for c in head.children):
            return SourceKind.DOCUMENT  # "new figures from the ministry"
        if known is SourceKind.ANONYMOUS and self._is_introduced(run, head):
            return SourceKind.PERSON  # "his strategist, Ada Kern"
        if known is SourceKind.PERSON and head.tag_ == "NNS" and not self._is_told(run, head):
            return SourceKind.ANONYMOUS  # "several judges"
        pressed = head.pos_ == "PROPN" and head.lower_ in PRESS and run[0] < head.i
        if pressed and known in (None, SourceKind.DOCUMENT):
            return SourceKind.OUTLET
        return known or self._by_form(run, head, main)

    def _corps(self, run: Tokens, head: Token) -> SourceKind | None:
        """Return the kind of people who speak for their institution, or for nobody: `officials`, `investigators`."""
        before = [t for t in self.doc[run[0] : head.i] if t.pos_ in ("ADJ", "NOUN", "PROPN", "VERB")]
        told = any(t.lower_ not in VAGUE for t in before) or any(c.dep_ == "nmod" for c in head.children)
        some = any(t.lower_ in AMOUNT_WORDS for t in self.doc[run[0] : head.i])
        if head.lower_ in OFFICIALS:
            return SourceKind.ORGANISATION if told and not some else SourceKind.ANONYMOUS
        if head.lower_ in CORPS and not some:
            return SourceKind.ORGANISATION
        if head.lower_ in SCHOLARS and not some:
            return SourceKind.PERSON if self._is_told(run, head) else SourceKind.ANONYMOUS
        if head.lower_ == "reports" and any(c.dep_ == "nmod" and _comes_from(c) for c in head.children):
            return SourceKind.DOCUMENT
        return None

    def _is_introduced(self, run: Tokens, head: Token) -> bool:
        """Tell whether a name is beside a noun between commas."""
        beside = (t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i < run[1])
        return any(even(t) in first_names() or t.lower_ in RANKS or t.ent_type_ == "PERSON" for t in beside)

    def _is_told_by_name(self, run: Tokens, head: Token) -> bool:
        """Tell whether a comma and a person's name follow a noun: `One activist, {Ada Kern}`."""
        comma = next((i for i in range(head.i + 1, run[1] - 2) if self.doc[i].text == ","), None)
        if comma is None:
            return False
        beside = self.doc[comma + 1 : run[1]]
        at = next((n for n, t in enumerate(beside) if t.pos_ == "PROPN"), None)
        if at is None or at + 1 >= len(beside) or any(t.pos_ not in ("NOUN", "ADJ", "DET") for t in beside[:at]):
            return False
        first, second = beside[at], beside[at + 1]
        return second.pos_ == "PROPN" and (even(first) in first_names() or first.ent_type_ == "PERSON")

    def _is_told(self, run: Tokens, head: Token) -> bool:
        """Tell whether a phrase says whose people, or which people, they are."""
        return any(t.pos_ == "PROPN" or t.lower_ in DEFINITE for t in self.doc[run[0] : head.i]) or any(
            c.dep_ == "nmod" for c in head.children
        )

    def _by_form(self, run: Tokens, head: Token, main: list[Token]) -> SourceKind | None:
        """Return the kind that a phrase's form shows, if no rule covers its head."""
        if any(t.lower_ in TITLE_WORDS or (t.is_title and t.lower_ in OFFICES) for t in main):
            return SourceKind.PERSON
        pairs = ((t, t.nbor()) for t in main[:-1])
        if any(even(a) in first_names() and a.is_title and b.is_title for a, b in pairs):
            return SourceKind.PERSON
        if head.text.isupper() and len(head) > 1 and head.is_alpha:
            return SourceKind.ORGANISATION
        word = head.lower_
        if word in COUNTING or head.tag_ in ("NNS", "NNPS"):
            return SourceKind.ANONYMOUS
        if head.pos_ == "NOUN" and word.endswith(PERSONAL) and word not in THINGS:
            return SourceKind.PERSON
        return None


def _comes_from(noun: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ in ("from", "by") for c in noun.children)


def _is_initials(word: Token) -> bool:
    """Tell whether a word is the initials of a body, not a word in a line of capitals."""
    beside = word.doc[max(word.i - 1, 0) : word.i + 2]
    return INITIALS.fullmatch(word.text) is not None and not any(t.is_upper and t.is_alpha for t in beside if t != word)


def _whole(head: Token) -> Token | None:
    """Return what an amount is of: `a majority of {voters}`."""
    for child in head.children:
        if child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children):
            return child
    return None
