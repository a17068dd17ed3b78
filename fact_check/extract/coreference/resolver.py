"""Resolve a source (a pronoun, a surname, `the charity`) to the fullest earlier mention, if only one fits.

If two fit about equally well, they are ranked for a person to choose.
"""

from dataclasses import replace

from spacy.tokens import Doc, Token

from fact_check.extract.coreference.entities import Entities, Named
from fact_check.extract.coreference.mentions import BEGINNING, Mentions, Past, Turn
from fact_check.extract.coreference.name_words import FEMALE, MALE, NEUTER, PLURAL, RANKS
from fact_check.extract.coreference.nominals import Descriptions, phrase
from fact_check.extract.coreference.pronouns import Pronouns
from fact_check.extract.coreference.records import Spoke, Standing, left_open, settled
from fact_check.extract.coreference.source_kinds import Kinds
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import head_of

DEFINITE = frozenset(["the", "this", "that"])


class Resolver:
    """Resolve the sources of one Doc, in text order."""

    def __init__(self, doc: Doc, kinds: Kinds, past: Past = BEGINNING) -> None:
        self.doc = doc
        self.mentions = Mentions(doc, past, kinds.is_body)
        self.entities = Entities(self.mentions, past.genders)
        self._kinds = kinds
        self._spoke: list[Spoke] = []
        """Who spoke so far."""
        last = past.last
        if last is not None and (named := self.entities.of(last.mention.at)) is not None:
            text = last.mention.text
            self._spoke.append(Spoke(last.at, last.sentence, named, text, last.mention.at, last.pronoun))
        self._pronouns = Pronouns(doc, self.mentions, self.entities, kinds)
        self._descriptions = Descriptions(doc, self.mentions, self.entities)

    def resolve(self, run: Tokens) -> Standing:
        """Return whom the source in a run of tokens refers to; nothing if it is named in full."""
        head = head_of(self.doc, run)
        word = head.lower_
        alone = run[1] - run[0] == 1
        pronoun = alone and word in MALE | FEMALE | NEUTER | PLURAL
        if word in ("who", "which", "that") and head.head.dep_ == "acl:relcl":
            standing = self._antecedent(head)
        elif pronoun:
            standing = self._pronouns.resolve(head, self._spoke)
        elif head.pos_ == "NOUN" and self.doc[run[0]].lower_ in DEFINITE:
            name = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i < run[1]), None)
            name = name or self._beside(head, run)
            own = Standing(named=self.entities.of(name.i)) if name is not None else None  # "the new bishop, Ada Kern"
            standing = own or self._descriptions.resolve(head, run)
        elif head.pos_ == "PROPN" or head.ent_type_ or (alone and self._is_surname(head)):
            standing = self._name(head, run)
            person = standing.named is not None and bool(standing.named.person) and self._is_bare(head, run)
            standing = replace(standing, is_person=person)
        else:
            standing = Standing()
        self._heard(head, run, standing, word if pronoun else "")
        return standing

    def _beside(self, head: Token, run: Tokens) -> Token | None:
        """Return the person's name that a comma sets off after a noun, wherever the parse attaches it."""
        after = self.doc[head.i + 1 : run[1]]
        return next((t for t in after if t.ent_type_ == "PERSON" and self.doc[t.i - 1].text == ","), None)

    def past(self) -> Past:
        """Return what the article's next stretch needs to resolve its sources."""
        last = None
        spoken = self._spoke[-1] if self._spoke else None
        if spoken is not None and spoken.named is not None:
            full = spoken.named.fullest(max(spoken.token, spoken.named.mentions[0].at + 1))
            last = Turn(spoken.token, spoken.sentence, full, spoken.pronoun) if full is not None else None
        return self.mentions.past(self.entities.genders(), last, self._kinds.at)

    def _heard(self, head: Token, run: Tokens, standing: Standing, pronoun: str) -> None:
        named = standing.named or self.entities.of(head.i)
        if named is None and pronoun and standing.at is None:
            return
        at = standing.at if standing.at is not None else head.i
        text = standing.resolved or phrase(self.doc, head, run)
        self._spoke.append(Spoke(head.i, self.mentions.sentence[head.i], named, text, at, pronoun))

    def _antecedent(self, head: Token) -> Standing:
        noun = head.head.head
        named = self.entities.of(noun.i)
        if named is not None:
            return settled(named, head.i)
        return Standing(phrase(self.doc, noun), at=noun.i)

    def _is_surname(self, token: Token) -> bool:
        """Tell whether a word with a capital is the surname of somebody named before, whatever its tag."""
        return token.is_title and any(n.person for n in self.entities.called(str(token.lower_), token.i))

    def _is_bare(self, head: Token, run: Tokens) -> bool:
        """Tell whether a name comes without nouns that say what it is, titles aside."""
        return all(t.pos_ == "PROPN" or t == head or t.lower_ in RANKS or t.is_punct for t in self.doc[slice(*run)])

    def _name(self, head: Token, run: Tokens) -> Standing:
        own = [t for t in self.doc[run[0] : run[1]] if t.pos_ == "PROPN" and t.lower_ not in RANKS]
        named = self.entities.of(head.i)
        own = [t for t in own if head in (t, t.head) or self.mentions.hyphened(t.i - 1)]
        words = self.mentions.joined([t.i for t in own]) or (head.lower_,)
        if len(words) > 2:
            return Standing(named=named)
        fitting = [named] if named is not None else self.entities.unsure(head.i)
        if not fitting and len(words) == 1:
            fitting = self.entities.called(words[0], head.i)
        if len(words) == 2 and not (named is not None and len(named.name) > 2):
            return Standing(named=named)
        fuller = [n for n in fitting if _is_fuller(n, words, head.i, self.doc[run[0] : run[1]].text)]
        if len(fuller) == 1 == len(fitting):
            return settled(fuller[0], head.i)
        return left_open(fuller, head.i) if len(fitting) > 1 else Standing(named=named)


def _is_fuller(named: Named, words: tuple[str, ...], before: int, text: str) -> bool:
    """Tell whether somebody was named more fully before: with a first name, or with an office."""
    full = named.fullest(before)
    if full is None:
        return False
    return len(full.name) > len(words) or (full.titled and len(full.text) > len(text))
