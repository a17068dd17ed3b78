"""Find claims that rules and network miss but that the encoder's states make near certain."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from fact_check.claims import Effect
from fact_check.extract.attribution.merge import LEARNED
from fact_check.extract.attribution.moods import states
from fact_check.extract.attribution.statements import statements
from fact_check.extract.quantities.readings import UNSURE
from fact_check.extract.quantities.unasserted import conditional, wanted
from fact_check.extract.quotations.linking import paragraphs
from fact_check.extract.records import Attribution, Reading, Statement, Tokens
from fact_check.extract.syntax.clauses import SUBJECT, head_of, trim
from fact_check.language.columns import columns
from fact_check.language.heads.spans import told
from fact_check.lexicon import words

LIKELY, SURE = 0.5, 0.85
"""How likely each word must be part of a claim, and all of them on average.

Chosen with a view to the totals of the measuring articles: corpus/dev hardly tells .8 from .95."""
ASIDE = frozenset(["advcl", "acl", "acl:relcl", "advcl:relcl"])
WITHHOLDING = words("speech.withholding")
FEWEST = 4
"""How many words such a claim has at least."""


def passed_over(doc: Doc, stated: Sequence[Statement], numbers: Sequence[Reading]) -> Iterator[Statement]:
    """Yield clauses that are claims and not `stated` yet, in order, with their numbers or the speaker beside them.

    A clause without a number is a claim only if it continues an attribution: of its own sentence, or of the one before
    it in its paragraph. None overlaps what is `stated`.
    """
    seen = told(doc)
    if seen is None:
        return
    words = columns(doc)
    speech = _Speech(doc, stated)
    taken = np.zeros(len(doc), dtype=bool)
    for statement in stated:
        who = statement.attribution
        frame = () if who is None else (who.cue, *([who.source] if who.source is not None else ()))
        for start, end in (*statement.pieces, *frame):
            taken[start:end] = True
    inside = seen.inside(0, len(doc))
    starts = [r.tokens[0] for r in numbers]
    for run in _runs(doc, (inside >= LIKELY) & ~taken):
        said = [i for i in range(*run) if not (words.is_punct[i] or words.is_space[i])]
        if len(said) < FEWEST or inside[said].mean() < SURE or not (_tells(doc, run) and states(doc, (run,))):
            continue
        near = numbers[bisect_left(starts, run[0]) : bisect_left(starts, run[1])]
        inner = [r for r in near if r.tokens[1] <= run[1]]
        own = tuple(replace(r, non_assertive=None) for r in inner if _asserted(doc, r))
        if own:
            yield Statement((run,), None, own)
        elif (
            not inner and not _leans(doc, run) and not _unsaid(doc, run) and (beside := speech.beside(run)) is not None
        ):
            said_by = replace(beside, content=(run,), effect=Effect.REPORTS, rule=LEARNED)
            yield from (Statement(pieces, said_by) for pieces in statements(doc, said_by))


def _runs(doc: Doc, likely: NDArray[np.bool_]) -> Iterator[Tokens]:
    """Yield the runs of likely words, each in one sentence and one line."""
    words = columns(doc)
    on = likely & (np.array(words.is_space) == 0)
    bounds = np.zeros(len(doc), dtype=bool)
    bounds[words.sentences] = True
    bounds[1:] |= on[1:] != on[:-1]
    edges = [*np.flatnonzero(bounds).tolist(), len(doc)]
    for start, end in pairwise(edges):
        if on[start] and (run := trim(doc, start, end)) is not None:
            yield run


def _tells(doc: Doc, run: Tokens) -> bool:
    """Tell whether a run has a subject and its predicate."""
    words = columns(doc)
    return any(
        (words.dep[i] in SUBJECT and run[0] <= words.head[i] < run[1] and words.pos[words.head[i]] in ("VERB", "AUX"))
        or words.dep[i] == "cop"
        for i in range(*run)
    )


def _asserted(doc: Doc, reading: Reading) -> bool:
    """Tell whether a number is stated, and not asked for, wanted or part of a condition."""
    number = head_of(doc, reading.tokens)
    return reading.non_assertive in (None, *UNSURE) and not (_asked(number) or wanted(number) or conditional(number))


def _unsaid(doc: Doc, run: Tokens) -> bool:
    """Tell whether a run is a question or withheld: `declined to say whether {more plants would close}`."""
    head = head_of(doc, run)
    return _asked(head) or any(t.lemma_.lower() in WITHHOLDING for t in head.ancestors)


def _asked(word: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "whether" for t in (word, *word.ancestors) for c in t.children)


def _leans(doc: Doc, run: Tokens) -> bool:
    """Tell whether a run depends on the clause beside it: `as it burned`, `who have filled the hall`."""
    words = columns(doc)
    heads = [i for i in range(*run) if not run[0] <= words.head[i] < run[1] or words.head[i] == i]
    aside = any(words.dep[i] in ASIDE for i in heads)
    return aside or words.tag[run[0]] in ("WDT", "WP", "WP$", "WRB") or words.dep[run[0]] == "mark"


class _Speech:
    """The attributions of a Doc, by sentence and paragraph."""

    def __init__(self, doc: Doc, stated: Sequence[Statement]) -> None:
        self._sentences = columns(doc).sentences
        self._paragraphs = [start for start, _ in paragraphs(doc)]
        self._said: dict[tuple[int, int], list[tuple[int, Attribution]]] = defaultdict(list)
        for statement in stated:
            said = statement.attribution
            if said is not None and not said.silent and said.source is not None and said.effect is Effect.REPORTS:
                place = statement.pieces[-1][0]
                self._said[self._at(place)].append((place, said))

    def _at(self, token: int) -> tuple[int, int]:
        return bisect_right(self._paragraphs, token), bisect_right(self._sentences, token)

    def beside(self, run: Tokens) -> Attribution | None:
        """Return the attribution in a run's own sentence, or in the one before it in its paragraph."""
        paragraph, sentence = self._at(run[0])
        for number in (sentence, sentence - 1):
            near = self._said.get((paragraph, number))
            if near:
                return min(near, key=lambda one: (one[0] > run[0], abs(one[0] - run[0])))[1]
        return None
