"""What kind of source a noun phrase is: a person, a body, a document, an outlet, or nobody that can be asked."""

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc, Token

from fact_check.claims import SourceKind
from fact_check.find.found import Tokens
from fact_check.find.mentions import FEMALE, MALE, NEUTER, OFFICES, PLURAL, TITLE_WORDS, first_names
from fact_check.language.cues import Match

BODIES = frozenset({SourceKind.ORGANISATION, SourceKind.OUTLET, SourceKind.DOCUMENT})
PERSONS = MALE | FEMALE | frozenset(["i", "me", "my", "who", "whom"])
OPEN = PLURAL | NEUTER | frozenset(["we", "us", "our", "which", "that", "you"])
"""Pronouns whose kind is that of what they stand for."""
AMOUNTS = frozenset(
    ["majority", "percent", "%", "number", "third", "half", "quarter", "most", "handful", "dozens", "group", "couple"]
)
AMOUNT_WORDS = AMOUNTS | frozenset(["one", "some", "two", "three", "four", "several", "many", "few", "both", "each"])
"""Heads of which `of` says what they are an amount of."""
SPEAKING = frozenset(["spokesman", "spokeswoman", "spokesperson", "official", "representative", "analyst", "expert"])
ORGANISED = ("ORG", "GPE", "NORP", "LOC", "FAC")


class Kinds:
    """The kinds of a Doc's noun phrases, by its names and by the rules' nouns."""

    def __init__(self, doc: Doc, matches: Iterable[Match], past: Mapping[int, SourceKind] | None = None) -> None:
        """Read the rules' nouns; `past` has those of earlier stretches, by their negative places."""
        self.doc = doc
        self._of: dict[int, SourceKind] = dict(past or {})
        self._bodies: set[int] = set()
        """Nouns that name a body by themselves; `spokesman`, which only speaks for one, is none."""
        for match in matches:
            if match.rule.source is not None and match.effect is None:
                for i in range(match.start, match.end):
                    self._of[i] = match.rule.source
                if match.rule.source in BODIES and match.end - match.start == 1:
                    self._bodies.add(match.start)

    def at(self, token: int) -> SourceKind | None:
        """Return what the rules know of a single word."""
        return self._of.get(token)

    def kind(self, run: Tokens) -> SourceKind:
        """Return the kind of the source in a run of tokens."""
        head = self._head(run)
        word = head.lower_
        if word in PERSONS:
            return SourceKind.PERSON
        if word in OPEN:
            return SourceKind.UNKNOWN
        if word in AMOUNT_WORDS and (whole := _whole(head)) is not None and run[0] <= whole.i < run[1]:
            whole_kind = self.kind((whole.left_edge.i, min(whole.right_edge.i + 1, run[1])))
            return SourceKind.ANONYMOUS if whole_kind in (SourceKind.UNKNOWN, SourceKind.PERSON) else whole_kind
        main = self._main(run, head)
        name = [t for t in main if t.pos_ == "PROPN"]
        if len(name) == 1 and name[0].i in self._bodies:
            return self._of[name[0].i]
        if name and self._is_person(main, name, head):
            return SourceKind.PERSON
        if name and name[-1].ent_type_ == "PERSON" and name[-1].i >= head.i and not self._body(main, name):
            return SourceKind.PERSON
        return self._named(run, head, name, main) or self._common(head) or SourceKind.UNKNOWN

    def _is_person(self, main: list[Token], name: list[Token], head: Token) -> bool:
        """Tell whether a name is a person's by its first name, or by what stands beside it: `…, a teacher`."""
        if self._body(main, name) or name[-1].i < head.i:
            return False
        bare = [t for t in name if t.lower_ not in TITLE_WORDS | OFFICES]
        if 2 <= len(bare) <= 4 and bare[0].lower_ in first_names():
            return True
        beside = [t for t in head.children if t.dep_ == "appos"]
        return any(t.lemma_.lower() in SPEAKING or self._of.get(t.i) is SourceKind.PERSON for t in beside)

    def _head(self, run: Tokens) -> Token:
        """Return the head of a phrase: its root, or the noun nearest to it where that is no noun."""
        root = self.doc[run[0] : run[1]].root
        if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM"):
            return root
        nouns = [t for t in self.doc[run[0] : run[1]] if t.pos_ in ("NOUN", "PROPN", "PRON")]
        return nouns[0] if nouns else root

    def _main(self, run: Tokens, head: Token) -> list[Token]:
        """Return the words up to the first comma or bracket after the head, and to what modifies it after that."""
        words = []
        for token in self.doc[run[0] : run[1]]:
            if token.i > head.i and (token.is_punct or token.pos_ in ("ADP", "PRON", "VERB", "AUX")):
                break
            words.append(token)
        return words

    def _body(self, main: list[Token], name: list[Token]) -> bool:
        """Tell whether a name is that of a body or an outlet, whatever it looks like: `nonprofit Safe Harbour`."""
        at = len(main) - 1
        while at > 0 and main[at].pos_ == "PROPN":
            at -= 1
        if main[at].pos_ == "NOUN" and main[at].i in self._bodies:
            return True
        return self._of.get(name[-1].i) is SourceKind.OUTLET

    def _named(self, run: Tokens, head: Token, name: list[Token], main: list[Token]) -> SourceKind | None:
        outlets = [t for t in name if self._of.get(t.i) is SourceKind.OUTLET and t.i >= head.i - 2]
        if outlets and head.pos_ == "PROPN":
            return SourceKind.OUTLET
        if head.pos_ != "PROPN":
            return None
        if name and self._body(main, name):
            at = next(t for t in reversed(main) if t.pos_ != "PROPN")
            return self._of.get(at.i)
        if any(t.lower_ in TITLE_WORDS for t in main):
            return SourceKind.PERSON
        label = head.ent_type_ or next((t.ent_type_ for t in reversed(name) if t.ent_type_), "")
        if label == "PERSON":
            return SourceKind.PERSON
        if (known := self._of.get(head.i)) is not None:
            return known
        if label in ORGANISED:
            return SourceKind.ORGANISATION
        if head.tag_ == "NNPS" and len(name) == 1:
            return SourceKind.ANONYMOUS
        if any(self._of.get(t.i) is SourceKind.PERSON for t in main):
            return SourceKind.PERSON
        return SourceKind.ORGANISATION if head.text.isupper() or len(name) > 3 else SourceKind.PERSON

    def _common(self, head: Token) -> SourceKind | None:
        return self._of.get(head.i)


def _whole(head: Token) -> Token | None:
    """Return what an amount is an amount of: `a majority of {voters}`."""
    for child in head.children:
        if child.dep_ == "nmod" and any(c.lower_ == "of" for c in child.children):
            return child
    return None
