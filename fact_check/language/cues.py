"""The rules' cues on a Doc: which words report, deny, doubt or hedge, and by which rule.

A rule set is compiled once. Matching walks the tokens once: lemmas by a dictionary, phrases by the first letters
at each token, token patterns by spaCy's matcher.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.errors import MatchPatternError
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from fact_check.claims import Effect, RuleId
from fact_check.errors import RuleError
from fact_check.rules import Rule

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
PREFIX = 3
"""How many letters of a phrase are looked up at each token before the whole phrase is compared."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match, in token numbers."""

    rule: Rule
    start: int
    end: int

    @property
    def effect(self) -> Effect | None:
        return self.rule.effect


class Cues:
    """A compiled rule set. `cues(doc)` gives the matches that stand."""

    def __init__(self, rules: Iterable[Rule], vocab: Vocab) -> None:
        """Compile the rules that match words. Raises RuleError for a token pattern that spaCy refuses."""
        self._order: dict[RuleId, int] = {}
        self._rules: dict[RuleId, Rule] = {}
        self._lemmas: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self._forms: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
        self._phrases: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._matcher = Matcher(vocab)
        for rule in rules:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        self._order[rule.id] = len(self._order)
        self._rules[rule.id] = rule
        for lemma in rule.lemmas:
            first, *rest = lemma.lower().split()
            self._lemmas[first].append((tuple(rest), rule))
            for form in forms(first):
                self._forms[form].append((tuple(rest), rule))
        for phrase in rule.phrases:
            bare = phrase.lower().translate(APOSTROPHES)
            self._phrases[bare[:PREFIX]].append((bare, rule))
        if rule.tokens:
            try:
                self._matcher.add(rule.id, [list(pattern) for pattern in rule.tokens], greedy="LONGEST")
            except (MatchPatternError, ValueError) as error:
                line = " ".join(str(error).split())
                where = f"{rule.id}: tokens"
                raise RuleError(f"not a token pattern: {line}", where=where, mend="see spaCy's Matcher") from None

    def __call__(self, doc: Doc) -> list[Match]:
        """Return the matches that no cancelling rule voids, in order, without overlap: the longest wins."""
        return self._standing([*self._lemma_matches(doc), *self._phrase_matches(doc), *self._pattern_matches(doc)])

    def _lemma_matches(self, doc: Doc) -> Iterator[Match]:
        for token in doc:
            word, lemma = token.lower_, token.lemma_.lower()
            for rest, rule in self._lemmas.get(lemma) or self._forms.get(word, ()):
                if rule.pos and token.pos_ not in rule.pos:
                    continue
                end = token.i + 1 + len(rest)
                if not rest or _follows(doc, token, rest):
                    yield Match(rule, token.i, end)

    def _phrase_matches(self, doc: Doc) -> Iterator[Match]:
        text = doc.text.lower()
        if len(text) != len(doc.text):  # a few capitals grow when lowered (İ); then offsets would not hold
            text = "".join(c.lower() if len(c.lower()) == 1 else c for c in doc.text)
        text = text.translate(APOSTROPHES)
        ends = {token.idx + len(token): token.i + 1 for token in doc}
        for token in doc:
            for phrase, rule in self._phrases.get(text[token.idx : token.idx + PREFIX], ()):
                if text.startswith(phrase, token.idx) and (end := ends.get(token.idx + len(phrase))):
                    yield Match(rule, token.i, end)

    def _pattern_matches(self, doc: Doc) -> Iterator[Match]:
        for name, start, end in self._matcher(doc):
            yield Match(self._rules[RuleId(doc.vocab.strings[name])], start, end)

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


_COMPILED: dict[tuple[int, int], tuple[tuple[Rule, ...], Vocab, Cues]] = {}


VOWELS = "aeiou"
IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote written", "find": "found", "show": "shown", "hear": "heard",
    "read": "read", "think": "thought", "know": "knew known", "see": "saw seen", "swear": "swore sworn", "feel": "felt",
    "foresee": "foresaw foreseen", "understand": "understood", "go": "went gone goes", "put": "put", "let": "let",
    "shoot": "shot", "make": "made", "spell": "spelt", "learn": "learnt", "speak": "spoke spoken", "hold": "held",
    "lie": "lay lying", "forget": "forgot forgotten", "mean": "meant", "overhear": "overheard", "give": "gave given",
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


def compiled(rules: tuple[Rule, ...], vocab: Vocab) -> Cues:
    """Return the cues of a rule set, compiled once for each vocabulary."""
    key = (id(rules), id(vocab))  # rules hold patterns, which cannot be hashed; the entry keeps both alive
    if key not in _COMPILED:
        if len(_COMPILED) > 8:
            _COMPILED.clear()
        worded = [rule for rule in rules if rule.lemmas or rule.phrases or rule.tokens]
        _COMPILED[key] = (rules, vocab, Cues(worded, vocab))
    return _COMPILED[key][2]
