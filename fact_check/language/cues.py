"""The rules' cues on a Doc: which words report, deny, doubt or hedge, and by which rule.

A rule set is compiled once. Matching walks the tokens once: lemmas by a dictionary, phrases by the first letters
at each token, token patterns by spaCy's matcher.

A little past 250 lines: the three ways to match share one table of what cancels what, and one rule for overlaps.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from spacy.errors import MatchPatternError
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from fact_check.claims import Effect, RuleId
from fact_check.errors import RuleError
from fact_check.language.columns import columns
from fact_check.language.objects import acts
from fact_check.rules import Rule

PREFIX = 3
"""How many letters of a phrase are looked up at each token before the whole phrase is compared."""
WINDOW = 24
"""Words on either side of its anchor that a token pattern may reach."""
_LETTERS = re.compile(r"[^\W\d_]+")
_COMMON = "be have do it there no not n't the a of to in on as that for with by go make say is was"
COMMON = frozenset(_COMMON.split())
"""Words that are poor anchors, because every text has them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match, in token numbers."""

    rule: Rule
    start: int
    end: int

    @property
    def effect(self) -> Effect | None:
        return self.rule.effect


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One token pattern of a rule, compiled by itself."""

    rule: Rule
    matcher: Matcher
    reach: int | None
    """Words that its longest match has; None where there is no such number."""
    needs: tuple[frozenset[str], ...]
    """Words of which every match has one, set by set."""
    beside: tuple[tuple[int, frozenset[str]], ...]
    """What stands at which distance from the anchor of every match."""

    def around(self, doc: Doc, anchor: int, words: list[str]) -> Iterator[Match] | None:
        """Yield the matches near an anchor: all that it is the anchor of, and perhaps others; None where is none.

        `words` are the Doc's, in small letters: spaCy's matcher is only asked where what it needs is there.
        """
        for step, need in self.beside:
            if not 0 <= anchor + step < len(words) or words[anchor + step] not in need:
                return None
        start, end = anchor - WINDOW, anchor + WINDOW + WINDOW // 2
        if self.reach is not None:
            start, end = anchor - self.reach + 1, anchor + self.reach
        near = words[max(start, 0) : end]
        if any(need.isdisjoint(near) for need in self.needs):
            return None
        return self.matches(doc, start, end)

    def matches(self, doc: Doc, start: int, end: int) -> Iterator[Match]:
        start, end = max(start, 0), min(end, len(doc))
        for _, a, b in self.matcher(doc[start:end]):
            yield Match(self.rule, start + a, start + b)


def needs(pattern: tuple[dict[str, Any], ...]) -> tuple[frozenset[str], ...]:
    """Return, for each word that a token pattern must have and names, what it may be."""
    return tuple(words for words in places(pattern) if words)


def places(pattern: tuple[dict[str, Any], ...]) -> list[frozenset[str]]:
    """Return, for each word of a token pattern, what it may be: nothing where it names none, or need not be there."""
    return [frozenset(_named(e)) if e.get("OP", "1") in ("1", "+") else frozenset() for e in pattern]


def anchor(pattern: tuple[dict[str, Any], ...]) -> int | None:
    """Return which word of a token pattern is the rarest of those that it names and must have; None when it has none.

    Matching looks only round such words, for most patterns need one that most texts do not have.
    """
    words = places(pattern)
    poor = {n: (sum(w in COMMON or not w.isalnum() for w in each), len(each)) for n, each in enumerate(words) if each}
    return min(poor, key=poor.__getitem__, default=None)


def beside(pattern: tuple[dict[str, Any], ...], at: int) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return what must stand at which distance from a word of a token pattern, where that is certain."""
    ones, words = [element.get("OP", "1") == "1" for element in pattern], places(pattern)
    found = []
    for step in (-1, 1):
        n = at
        while ones[n] and 0 <= n + step < len(pattern) and ones[n + step]:
            n += step
            if words[n]:
                found.append((n - at, words[n]))
    return tuple(found)


def _named(element: dict[str, Any]) -> set[str]:
    for key in ("LOWER", "LEMMA", "TEXT", "ORTH"):
        value = element.get(key)
        values = [value] if isinstance(value, str) else value.get("IN", []) if isinstance(value, dict) else []
        if values:
            words = {straight(str(v).lower()) for v in values}
            return words | ({form for word in words for form in forms(word)} if key == "LEMMA" else set())
    return set()


def longest(pattern: tuple[dict[str, Any], ...]) -> int | None:
    """Return how many words the longest match of a token pattern has; None where there is no such number."""
    ops = [element.get("OP", "1") for element in pattern]
    return len(ops) if all(op in ("1", "?", "!") for op in ops) else None


class Cues:
    """A compiled rule set. `cues(doc)` gives the matches that stand."""

    def __init__(self, rules: Iterable[Rule], vocab: Vocab) -> None:
        """Compile the rules that match words. Raises RuleError for a token pattern that spaCy refuses."""
        self._order: dict[RuleId, int] = {}
        self._rules: dict[RuleId, Rule] = {}
        self._lemmas: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self._forms: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._anchors: dict[str, list[_Pattern]] = defaultdict(list)
        self._vocab = vocab
        for rule in rules:
            self._add(rule)
        cues = [rule for rule in self._rules.values() if rule.effect is not None]
        words = {word for rule in cues for lemma in rule.lemmas for word in forms(lemma.lower().split()[0])}
        words.update(straight(phrase.lower()) for rule in cues for phrase in rule.phrases)
        self._beginning = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})" if words else "(?!)")
        """What a lemma or a phrase begins with, as it is written."""
        self._needed = {needs(pattern) for rule in cues for pattern in rule.tokens}

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
        for pattern in rule.tokens:
            matcher = Matcher(self._vocab)
            try:
                matcher.add("cue", [formed(pattern)], greedy="LONGEST")
            except (MatchPatternError, ValueError) as error:
                line = " ".join(str(error).split())
                where = f"{rule.id}: tokens"
                raise RuleError(f"not a token pattern: {line}", where=where, mend="see spaCy's Matcher") from None
            words, at = places(pattern), anchor(pattern)
            near = beside(pattern, at) if at is not None else ()
            compiled_pattern = _Pattern(rule, matcher, longest(pattern), needs(pattern), near)
            for word in words[at] if at is not None else ("",):
                self._anchors[word].append(compiled_pattern)

    def possible(self, text: str) -> bool:
        """Tell by its letters alone whether a cue may stand in a text: True too often, hardly ever False wrongly.

        False is only wrong for a form that the lemmatizer knows and `forms` does not.
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
        """Return the matches that no cancelling rule voids, in order, without overlap: the longest wins."""
        return self._standing([m for m in self.matches(doc) if acts(doc, m.start, m.end, m.rule.objects)])

    def matches(self, doc: Doc) -> list[Match]:
        """Return every match of every rule, those that do not stand and those that only cancel included."""
        return [*self._lemma_matches(doc), *self._phrase_matches(doc), *self._pattern_matches(doc)]

    def _lemma_matches(self, doc: Doc) -> Iterator[Match]:
        words = columns(doc)
        for i, (word, lemma) in enumerate(zip(words.lower, words.lemma, strict=True)):
            for rest, rule in self._lemmas.get(lemma) or self._forms.get(word) or ():
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
        anywhere = self._anchors.get("", [])
        reached: dict[int, int] = {}
        for pattern in anywhere:
            yield from pattern.matches(doc, 0, len(doc))
        seen: set[tuple[int, int, int]] = set()
        words = columns(doc)
        plain = [straight(word) for word in words.lower]
        for i, (word, lemma) in enumerate(zip(plain, words.lemma, strict=True)):
            anchored = self._anchors.get(word, [])
            if lemma != word and lemma in self._anchors:
                anchored = [*anchored, *self._anchors[lemma]]
            for pattern in anchored:
                if reached.get(id(pattern), -1) > i:  # the last window had room for this one
                    continue
                near = pattern.around(doc, i, plain)
                if near is None:
                    continue
                if pattern.reach is None:
                    reached[id(pattern)] = i + WINDOW // 2
                for match in near:
                    key = (id(pattern), match.start, match.end)
                    if key not in seen:
                        seen.add(key)
                        yield match

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
                continue  # a rule that only cancels
            taken = sources if match.rule.effect is None else cues
            if taken.isdisjoint(span) and void[match.rule.id].isdisjoint(span):
                taken.update(span)
                kept.append(match)
        return sorted(kept, key=lambda m: m.start)


def _follows(doc: Doc, token: Token, rest: tuple[str, ...]) -> bool:
    after = doc[token.i + 1 : token.i + 1 + len(rest)]
    return len(after) == len(rest) and all(w in (t.lemma_.lower(), t.lower_) for t, w in zip(after, rest, strict=True))


def straight(text: str) -> str:
    """Return a text with its apostrophes straight, as the rules are read."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


_COMPILED: dict[tuple[int, int], tuple[tuple[Rule, ...], Vocab, Cues]] = {}


VOWELS = "aeiou"
IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "find": "found", "show": "shown", "hear": "heard",
    "read": "read", "think": "thought", "know": "knew known", "see": "saw seen", "swear": "swore sworn", "feel": "felt",
    "foresee": "foresaw foreseen", "understand": "understood", "go": "went gone goes", "put": "put", "let": "let",
    "shoot": "shot", "make": "made", "spell": "spelt", "learn": "learnt", "speak": "spoke spoken", "hold": "held",
    "be": "am is are was were been being", "have": "has had having", "do": "does did done doing", "take": "took taken",
    "throw": "threw thrown", "draw": "drew drawn", "meet": "met", "lie": "lay lying",
    "forget": "forgot forgotten", "mean": "meant", "overhear": "overheard", "give": "gave given",
}  # fmt: skip


def forms(lemma: str) -> set[str]:
    """Return the regular forms of a word, as a verb and as a noun, and the irregular ones of common cues.

    The lemmatizer is a trained one and errs on rare words; a cue should not hang on it.
    """
    if not lemma.isalpha():
        return {lemma}
    found = {lemma, *IRREGULAR.get(lemma, "").split()}
    if lemma.endswith("e"):
        return found | {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return found | {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    doubled = lemma + lemma[-1] if lemma[-1] not in VOWELS + "wxy" and lemma[-2:-1] in VOWELS else lemma
    return found | {plural, lemma + "ed", lemma + "ing", doubled + "ed", doubled + "ing"}


def formed(pattern: tuple[dict[str, Any], ...]) -> list[dict[str, Any]]:
    """Return a token pattern with its lemmas written out as their forms (see `forms`)."""
    written = []
    for element in pattern:
        lemmas = element.get("LEMMA")
        words = lemmas.get("IN") if isinstance(lemmas, dict) else lemmas and [lemmas]
        if not words or "LOWER" in element:
            written.append(dict(element))
        else:
            rest = {key: value for key, value in element.items() if key != "LEMMA"}
            written.append({**rest, "LOWER": {"IN": sorted(set[str]().union(*map(forms, words)))}})
    return written


def compiled(rules: tuple[Rule, ...], vocab: Vocab) -> Cues:
    """Return the cues of a rule set, compiled once for each vocabulary."""
    key = (id(rules), id(vocab))  # rules hold patterns, which cannot be hashed; the entry keeps both alive
    if key not in _COMPILED:
        if len(_COMPILED) > 8:
            _COMPILED.clear()
        worded = [rule for rule in rules if rule.lemmas or rule.phrases or rule.tokens]
        _COMPILED[key] = (rules, vocab, Cues(worded, vocab))
    return _COMPILED[key][2]
