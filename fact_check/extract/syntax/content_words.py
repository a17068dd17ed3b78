"""Read what a claim is about off the parse, as lemmas, so that claims can be related without it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc, Token

from fact_check.extract.records import Measure, Tokens
from fact_check.extract.syntax.clauses import head_of, sentence
from fact_check.language.columns import Columns, columns
from fact_check.lexicon import words

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
LIGHT = words("claims.light")
"""Lemmas that don't say what a claim is about."""
PART = words("claims.part")
NEGATIONS = words("grammar.negations", "grammar.none")
NEGATIVES = NEGATIONS | words("relations.nobody")
NOT_ONLY = words("relations.not_only")
"""Words after which a negation only limits or stresses: `not only`, `no more than`."""
CLIMBS = 3
"""How many heads up from a negation its verb is searched for."""
OBJECTS = frozenset(["obj", "nsubj:pass"])
CLAUSES = frozenset(["ROOT", "ccomp", "acl:relcl", "advcl", "parataxis", "conj"])
DATED = words("calendar.weekdays", "calendar.months", "calendar.near_days", "claims.dated")
CLOCK = words("calendar.after_clock")
"""Words after four digits that are a time of day."""
POINTING = words("grammar.pointing")
COMPARING = frozenset(["from", "than"])
"""Words before a second number of the same thing, whose date comes after it."""
FATES = frozenset().union(*(words(f"events.concepts.{deed}") for deed in words("events.deeds")))
"""Words for what happens to people: `dead`, `injured`."""
MOVES = words("numbers.counted.grown")
"""Verbs that give or move a value."""
TOTALS = words("claims.totals")
DESCRIBES = frozenset(["compound", "amod", "nmod", "nmod:poss", "flat", "nmod:unmarked"])
"""Relations of words that say which things are counted."""
BACK = frozenset({"it", "they"})
"""Subjects that stand for the subject of the sentence before."""
PLURAL = frozenset({"people"})
"""Plurals that count as their own base form."""


def lemma(token: Token) -> str:
    """Return a token's lemma in lower case, or the word if the pipeline has no lemma."""
    return _lemma(columns(token.doc), token.i)


def terms(doc: Doc, tokens: Iterable[int]) -> frozenset[str]:
    """Return the lower-case lemmas of the content words, without numbers and light words."""
    words = columns(doc)
    return frozenset(_lemma(words, i) for i in tokens if words.pos[i] in CONTENT and _tells(words, i))


def names(doc: Doc, tokens: Iterable[int]) -> frozenset[str]:
    """Return the lower-case lemmas of the proper nouns."""
    words = columns(doc)
    return frozenset(_lemma(words, i) for i in tokens if words.pos[i] == "PROPN" and _tells(words, i))


def negated(doc: Doc, run: Tokens) -> bool:
    """Tell whether a run's own clause is negated: "40 villagers were not killed", not "will not open until May"."""
    said = columns(doc).lower[run[0] : run[1]]
    if NEGATIONS.isdisjoint(said) or "until" in said:
        return False
    root = doc[run[0] : run[1]].root
    inner = (c for t in root.children if t.dep_.startswith(("aux", "nsubj")) or t.dep_ == "obj" for c in t.children)
    near = [root, *root.children, *inner]  # "{No} boats have sunk"
    return any(t.lower_ in NEGATIONS and run[0] <= t.i < run[1] for t in near)


def negates(doc: Doc, run: Tokens) -> frozenset[str]:
    """Return the terms that a run's negations are about: `find` and `phone` in "no phone was found"."""
    said = columns(doc).lower[run[0] : run[1]]
    if NEGATIVES.isdisjoint(said) or "until" in said:
        return frozenset()
    about: set[int] = set()
    for i in range(*run):
        if said[i - run[0]] in NEGATIVES and not (i + 1 < run[1] and said[i + 1 - run[0]] in NOT_ONLY):
            about.update(_scope(doc[i], run))
    return terms(doc, about)


def _scope(negation: Token, run: Tokens) -> Iterator[int]:
    """Yield what a negation applies to: the word it modifies, the verb above a noun, and the verb's object."""
    at = negation
    for _ in range(CLIMBS):
        if at.dep_ in CLAUSES or not run[0] <= at.head.i < run[1]:
            return
        at = at.head
        yield at.i
        if at.pos_ == "VERB":
            yield from (c.i for c in at.children if c.dep_ in OBJECTS and run[0] <= c.i < run[1])
            return


def measure(doc: Doc, number: Tokens) -> Measure:
    """Return what the number in a run counts."""
    root = head_of(doc, number)
    head = _counted(root) or _moved(root) or _equated(root)
    at = head if head is not None and sentence(head) == sentence(root) else root
    fate = _fate(doc, number) if head is None else None
    deed = fate or _deed(at)
    inside = range(number[0], number[1])
    near = [] if head is None else [t for t in head.children if t.dep_ in DESCRIBES and t.i not in inside]
    named = deed is not None and deed != at and deed.is_alpha
    return Measure(
        head=lemma(head) if head is not None else None,
        of=terms(doc, [head.i, *(t.i for t in near)]) if head is not None else frozenset(),
        deed=lemma(deed) if deed is not None and named else None,
        part=_part(doc, root, at, number),
        when=frozenset([*_when(doc, at, deed, number), *_rates(doc, number[1], at)]),
        back=_back(doc, number),
    )


def _fate(doc: Doc, number: Tokens) -> Token | None:
    """Return the word right after a number for what happened to those counted: `34 {dead}`, `12 {injured}`."""
    after = doc[number[1]] if number[1] < len(doc) else None
    return after if after is not None and not after.is_space and after.lower_ in FATES else None


def _back(doc: Doc, number: Tokens) -> bool:
    """Tell whether a number comes after a word that points back: "the 54", "all nine", "these five weeks"."""
    first = doc[number[0]]
    lower = columns(doc).lower
    return lower[number[0]] in POINTING or (number[0] > sentence(first)[0] and lower[number[0] - 1] in POINTING)


def _when(doc: Doc, at: Token, deed: Token | None, number: Tokens) -> Iterator[str]:
    """Yield the words of a sentence that date a number: not `38 percent, up {from 31 percent five years ago}`."""
    words = columns(doc)
    dated = words.where("dated", _may_date)
    start, end = sentence(at)
    for i in dated[bisect_left(dated, start) : bisect_left(dated, end)]:
        if _dates(doc[i], at, deed) and COMPARING.isdisjoint(words.lower[number[1] : i]):
            yield words.lower[i]


def _may_date(word: str) -> bool:
    return word in DATED or (len(word) == 4 and word.isdigit())


def _dates(word: Token, at: Token, deed: Token | None) -> bool:
    """Tell whether a word of time dates a number: it modifies what is counted or its deed.

    A year dates the whole sentence, except from a separate clause that the number isn't in.
    """
    if _year(word):
        aside = next((t for t in [word, *word.ancestors] if t.dep_ in ("acl:relcl", "advcl", "acl")), None)
        return aside is None or aside == at or aside.is_ancestor(at)
    if word.lower_ not in DATED:
        return False
    for _ in range(3):
        if word in (at, deed):
            return True
        word = word.head
    return False


def _rates(doc: Doc, end: int, at: Token) -> Iterator[str]:
    """Yield the span of a rate: `600,000 people a year`."""
    start = max(end, at.i + 1)
    for word, after in pairwise(columns(doc).lower[start : start + 3]):
        if word in ("a", "an", "per", "each", "every") and after in ("year", "month", "week", "day", "hour"):
            yield f"per {after}"


def _lemma(words: Columns, i: int) -> str:
    if words.lower[i] in PLURAL:
        return words.lower[i]  # the treebanks have `people` and `person` for it, and so has the reader
    return words.lemma[i] or words.lower[i]


def _tells(words: Columns, i: int) -> bool:
    """Tell whether a content word says what a claim is about."""
    word = words.text[i]
    return len(word) > 1 and word.isalpha() and _lemma(words, i) not in LIGHT and not words.like_num[i]


def _counted(root: Token) -> Token | None:
    """Return the noun that a number counts: what it modifies, or what comes after "of" ("dozens of villagers")."""
    if root.dep_ in {"nummod", "compound", "det", "amod"} and root.head.pos_ in {"NOUN", "PROPN", "SYM"}:
        return root.head
    return next((c for c in root.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)), None)


def _moved(root: Token) -> Token | None:
    """Return the noun whose value a number is: "the toll rose to 12", "the number of infections passed 100"."""
    verb = root if root.pos_ == "VERB" else root.head
    if lemma(verb) not in MOVES or (verb != root and root.dep_ not in {"obj", "obl", "xcomp", "obl:unmarked"}):
        return None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.pos_ == "NOUN"), None)
    if subject is None or lemma(subject) not in TOTALS:
        return subject
    return next((c for c in subject.children if c.dep_ == "nmod" and c.pos_ == "NOUN"), subject)


def _equated(root: Token) -> Token | None:
    """Return the noun that a number is said to be: "the savings were $3m. Now {they}'re $5m"."""
    if not any(c.dep_ == "cop" for c in root.children):
        return None
    subject = next((c for c in reversed(list(root.lefts)) if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in BACK:
        before = sentence(subject)[0] - 1
        first = root.doc[slice(*sentence(root.doc[before]))] if before >= 0 else ()
        subject = next((t for t in first if t.dep_ == "nsubj" and t.pos_ == "NOUN"), None)
    return subject if subject is not None and subject.pos_ == "NOUN" else None


def _deed(token: Token) -> Token | None:
    """Return the predicate that a noun or number belongs to."""
    for _ in range(4):
        if token.dep_ == "ROOT" and token.pos_ not in {"VERB", "AUX"}:
            cop = any(c.dep_ == "cop" for c in token.children)
            after = next(
                (c for c in token.children if c.i > token.i and (c.dep_[:3] == "acl" or c.pos_ == "ADJ")), None
            )
            return after or (token if cop else None)
        head = token.head
        if head == token:
            return None
        if head.pos_ in {"VERB", "ADJ"} or any(c.dep_ == "cop" for c in head.children):
            return head
        if token.dep_ not in {"nmod", "conj", "appos", "nummod", "compound", "obl", "dep"}:
            return head if head.pos_ in {"NOUN", "VERB"} else None
        token = head
    return None


def _part(doc: Doc, root: Token, at: Token, number: Tokens) -> bool:
    """Tell whether a number counts a part: `including 3 children`, `another 12`, `12 of them`, `12 more`."""
    begin, end = sentence(at)
    lower = columns(doc).lower
    near = lower[max(number[0] - 2, begin) : number[0]] + lower[number[0] : number[1]]
    after = lower[number[1] : min(number[1] + 3, end)]
    governors = {t.lower_ for t in [*at.children, *root.children] if t.dep_ == "case"}
    whole = after[:1] == ["of"] and bool(set(after) & {"them", "whom", "which", "those", "these", "the"})
    more = "more" in after[:2] and "than" not in after
    described = {t.lower_ for t in at.children if t.dep_ == "amod"}
    return not PART.isdisjoint([*near, *governors, *described]) or whole or more


def _year(token: Token) -> bool:
    if not (token.is_digit and len(token) == 4 and token.text[:2] in {"18", "19", "20"}):
        return False
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return after not in CLOCK
