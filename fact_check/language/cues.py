"""Find the rules' cues in a Doc: which words report, deny, doubt or hedge, and by which rule.

A rule set is compiled once. Matching walks the tokens once: lemmas by a dictionary, phrases by the first letters
at each token, token patterns by spaCy's matcher.

A little past 250 lines, because whether a match acts on the right noun is part of whether it counts.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from fact_check.claims import Effect, RuleId
from fact_check.language.columns import columns, straight
from fact_check.language.patterns import WINDOW, Pattern, compile_pattern, forms, needs
from fact_check.lexicon import words as listed
from fact_check.rules import Rule

PREFIX = 3
"""How many letters of a phrase are looked up at each token before the whole phrase is compared."""
_LETTERS = re.compile(r"[^\W\d_]+")
_OBJECTS = frozenset(["obj", "iobj", "nsubj:pass", "obl", "nmod", "xcomp", "dep"])
POINTERS = listed("grammar.pointers") | {"them"}
MARKS = frozenset([",", "—", "–"])
_BEFORE_NOUN = ("DET", "ADJ", "NUM")
AHEAD = 4
"""The most words between a cue and the noun right after it."""
SET_OFF = 12
"""The most words, up to its verb, of a phrase after a comma or a dash."""
_MODIFIES = frozenset(["acl", "acl:relcl", "amod"])


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match, in tokens."""

    rule: Rule
    start: int
    end: int

    @property
    def effect(self) -> Effect | None:
        return self.rule.effect


class Cues:
    """A compiled rule set. `cues(doc)` returns the matches that count."""

    def __init__(self, rules: Iterable[Rule], vocab: Vocab) -> None:
        """Compile the rules that match words. Raises RuleError for a token pattern that spaCy refuses."""
        self._order: dict[RuleId, int] = {}
        self._rules: dict[RuleId, Rule] = {}
        self._lemmas: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self._forms: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._anchors: dict[str, list[Pattern]] = defaultdict(list)
        self._vocab = vocab
        for rule in rules:
            self._add(rule)
        cues = [rule for rule in self._rules.values() if rule.effect is not None]
        words = {word for rule in cues for lemma in rule.lemmas for word in forms(lemma.lower().split()[0])}
        words.update(straight(phrase.lower()) for rule in cues for phrase in rule.phrases)
        self._beginning = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})" if words else "(?!)")
        """The first letters of a lemma or a phrase, as written."""
        self._needed = {needs(elements) for rule in cues for elements in rule.tokens}

    def _add(self, rule: Rule) -> None:
        self._order[rule.id] = len(self._order)
        self._rules[rule.id] = rule
        for lemma in rule.lemmas:
            first, *rest = lemma.lower().split()
            self._lemmas[first].append((tuple(rest), rule))
            for form in forms(first):
                self._forms[form].append((tuple(rest), rule))
        for phrase in rule.phrases:
            bare = straight(phrase.lower())
            self._phrases[bare[:PREFIX]].append((bare, rule))
        for elements in rule.tokens:
            pattern = compile_pattern(rule, elements, self._vocab)
            for word in pattern.anchors:
                self._anchors[word].append(pattern)

    def possible(self, text: str) -> bool:
        """Tell by letters alone whether a text may contain a cue: often wrongly True, hardly ever wrongly False.

        False is only wrong for a form that the lemmatizer knows and `forms` doesn't.
        """
        lowered = straight(text.lower())
        if self._beginning.search(lowered):
            return True
        words = set(_LETTERS.findall(lowered.replace("cannot", "can not")))
        return any(
            all(any(word in words or (not word.isalpha() and word in lowered) for word in need) for need in needed)
            for needed in self._needed
        )

    def __call__(self, doc: Doc) -> list[Match]:
        """Return the matches that no rule cancels, in order, without overlap: the longest wins.

        Headline rules are only tried on the first line. Matches of rules that only cancel are included, and may overlap
        others.
        """
        line = next((i for i in columns(doc).line_ends if i), len(doc))
        acting = (m for m in self.matches(doc) if m.rule.content != "headline" or m.end <= line)
        return self._standing(
            [m for m in acting if m.rule.content == "subject" or acts(doc, m.start, m.end, m.rule.objects)]
        )

    def matches(self, doc: Doc) -> list[Match]:
        """Return every match of every rule, including cancelled and cancelling ones."""
        return [*self._lemma_matches(doc), *self._phrase_matches(doc), *self._pattern_matches(doc)]

    def _lemma_matches(self, doc: Doc) -> Iterator[Match]:
        words, lemmas, forms = columns(doc), self._lemmas, self._forms
        pairs = enumerate(zip(words.lower, words.lemma, strict=True))
        for i in [i for i, (word, lemma) in pairs if lemma in lemmas or word in forms]:  # few words are in any rule
            for rest, rule in lemmas.get(words.lemma[i]) or forms[words.lower[i]]:
                if rule.pos and words.pos[i] not in rule.pos:
                    continue
                end = i + 1 + len(rest)
                if not rest or _follows(doc, doc[i], rest):
                    yield Match(rule, i, end)

    def _phrase_matches(self, doc: Doc) -> Iterator[Match]:
        words = columns(doc)
        written, places = words.whole, words.start
        lowered = written.lower()
        if len(lowered) != len(written):  # a few capitals grow when lowered (İ); then offsets would not hold
            lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in written)
        lowered = straight(lowered)
        for i, at in enumerate(places):
            for phrase, rule in self._phrases.get(lowered[at : at + PREFIX], ()):
                if lowered.startswith(phrase, at):
                    stop = at + len(phrase)
                    end = bisect_left(places, stop)
                    if places[end - 1] + len(words.text[end - 1]) == stop:
                        yield Match(rule, i, end)

    def _pattern_matches(self, doc: Doc) -> Iterator[Match]:
        reached: dict[int, int] = {}
        for pattern in self._anchors.get("", []):
            for start, end in pattern.matches(doc, 0, len(doc)):
                yield Match(pattern.rule, start, end)
        seen: set[tuple[int, int, int]] = set()
        words, anchors = columns(doc), self._anchors
        pairs = enumerate(zip(words.straight, words.lemma, strict=True))
        for i, word, lemma in [(i, *pair) for i, pair in pairs if pair[0] in anchors or pair[1] in anchors]:
            for pattern in [*anchors.get(word, ()), *(anchors.get(lemma, ()) if lemma != word else ())]:
                if reached.get(id(pattern), -1) > i:  # the last window had room for this one
                    continue
                near = pattern.around(doc, words, i)
                if near is None:
                    continue
                if pattern.after is None:
                    reached[id(pattern)] = i + WINDOW // 2
                for start, end in near:
                    if (id(pattern), start, end) not in seen:
                        seen.add((id(pattern), start, end))
                        yield Match(pattern.rule, start, end)

    def _standing(self, matches: list[Match]) -> list[Match]:
        void: dict[RuleId, set[int]] = defaultdict(set)
        for match in matches:
            for cancelled in match.rule.cancels:
                void[cancelled].update(range(match.start, match.end))
        cues: set[int] = set()
        sources: set[int] = set()
        kept = []
        for match in sorted(matches, key=lambda m: (m.start - m.end, m.start, self._order[m.rule.id])):
            span = range(match.start, match.end)
            if match.rule.effect is None and match.rule.source is None:
                kept.append(match)  # a rule that only cancels
                continue
            taken = sources if match.rule.effect is None else cues
            if taken.isdisjoint(span) and void[match.rule.id].isdisjoint(span):
                taken.update(span)
                kept.append(match)
        return sorted(kept, key=lambda m: m.start)


def _follows(doc: Doc, token: Token, rest: tuple[str, ...]) -> bool:
    after = doc[token.i + 1 : token.i + 1 + len(rest)]
    return len(after) == len(rest) and all(w in (t.lemma_.lower(), t.lower_) for t, w in zip(after, rest, strict=True))


_COMPILED: dict[tuple[int, int], tuple[tuple[Rule, ...], Vocab, Cues]] = {}


def compiled(rules: tuple[Rule, ...], vocab: Vocab) -> Cues:
    """Return the cues of a rule set, compiled once for each vocabulary."""
    key = (id(rules), id(vocab))  # rules hold patterns, which cannot be hashed; the entry keeps both alive
    if key not in _COMPILED:
        if len(_COMPILED) > 8:
            _COMPILED.clear()
        worded = [rule for rule in rules if rule.lemmas or rule.phrases or rule.tokens]
        _COMPILED[key] = (rules, vocab, Cues(worded, vocab))
    return _COMPILED[key][2]


def acts(doc: Doc, start: int, end: int, objects: tuple[str, ...]) -> bool:
    """Tell whether the object of the cue in a run of tokens is one of `objects` (lemmas), or a clause.

    Always true if the rule names no objects.
    """
    if not objects:
        return True
    if end < len(doc) and doc[end].lower_ == "that" and doc[end].tag_ == "IN":
        return True
    if end + 1 < len(doc) and doc[end].lower_ in POINTERS and doc[end + 1].lower_ in ("as", "out"):
        return True  # "dismissed it {as} nonsense", "rejected that {out} of hand"
    near: list[Token] = []
    for token in doc[start:end]:
        if token.dep_ in _MODIFIES and not start <= token.head.i < end:
            near.append(token.head)
        for child in token.children:
            if child.dep_ == "ccomp" and not start <= child.i < end:
                return True
            if child.dep_ in _OBJECTS and not start <= child.i < end:
                near.append(child)
                near += [c for c in child.children if c.dep_ == "nsubj" and c.i < child.i]  # "put {the cost} at £4m"
        near += _relative(token)
    if (noun := _set_off(doc, start)) is not None:
        near.append(noun)
    if (noun := _right_after(doc, end)) is not None:
        near.append(noun)
    return any(_named(token, objects) for token in near)


def _relative(verb: Token) -> list[Token]:
    """Return the relative pronoun that a verb with a subject of its own has as its object: `, {which} he denies`."""
    ahead = [c for c in verb.children if c.i < verb.i]
    if not any(c.dep_ == "nsubj" and c.tag_ != "WDT" for c in ahead):
        return []
    return [c for c in ahead if c.tag_ == "WDT" and not c.dep_.startswith("nsubj")]


def _right_after(doc: Doc, end: int) -> Token | None:
    """Return the noun of the phrase right after a cue, whatever it is parsed as: `disputed {the scale}`."""
    i = end
    while i < len(doc) and i < end + AHEAD and (doc[i].pos_ in _BEFORE_NOUN or doc[i].tag_ == "PRP$"):
        i += 1
    while i + 1 < len(doc) and doc[i].pos_ == doc[i + 1].pos_ == "NOUN":
        i += 1
    return doc[i] if i > end and i < len(doc) and doc[i].pos_ == "NOUN" else None


def _set_off(doc: Doc, start: int) -> Token | None:
    """Return the noun that opens a cue's phrase right after a comma or a dash: `…, {a claim} that he disputes`."""
    for i in range(start - 1, max(start - SET_OFF, 0), -1):
        if doc[i].is_sent_start or doc[i].is_space:
            return None
        if doc[i].text in MARKS:
            return next((t for t in doc[i + 1 : min(i + 4, start)] if t.pos_ == "NOUN"), None)
    return None


def _named(token: Token, objects: tuple[str, ...]) -> bool:
    alike = [token, *(c for c in token.children if c.dep_ == "conj")]
    return any(t.lemma_.lower() in objects or t.lower_ in objects for t in alike)
