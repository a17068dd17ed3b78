"""Split an attribution's content into statements: one for each quoted sentence and each clause with a subject."""

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc

from fact_check.extract.attribution.moods import ENDS, Pieces, states
from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import (
    CLOSING,
    FINITE_OR_MODAL,
    OPENING,
    SUBJECT,
    coordinated,
    pieces,
    set_apart,
    trim,
)
from fact_check.language.columns import columns
from fact_check.language.paragraphs import shortens_title

SINGLE = frozenset("'‘’")
_BEFORE_CLOSING = ENDS | {","}
"""What stands before the mark that closes a sentence, and not before that of `the workers’ boats`."""
_ONLY_CLOSING, _MARKS = CLOSING - OPENING, CLOSING | OPENING


def statements(doc: Doc, attribution: Attribution) -> tuple[Pieces, ...]:
    """Return the statements of a content, each in pieces, in order.

    Quoted sentences that ask, order or exclaim, and fragments beside whole sentences, state nothing.
    """
    found: list[Pieces] = []
    for sentence in _sentences(doc, attribution.content):
        found += [sentence] if attribution.quoted else _coordinated(doc, sentence)
    found = [_bare(doc, attribution, s) for s in found]
    whole = [s for s in found if states(doc, s)]
    if len(whole) > 1:
        whole = [s for s in whole if _has_verb(doc, s)] or whole
    return tuple(whole)


def _bare(doc: Doc, attribution: Attribution, statement: Pieces) -> Pieces:
    """Return a statement without the cue's `that` before it and a joint behind it, whatever their parse."""
    words = columns(doc)
    (start, first_end), (last_start, end) = statement[0], statement[-1]
    if start >= attribution.cue[1] and first_end - start > 2 and words.lower[start] == "that":
        start += words.pos[start + 1] not in ("AUX", "VERB")
        start += words.text[start] in OPENING and _MARKS.isdisjoint(words.text[start + 1 : end])
    least = max(start, last_start) + 2
    while end > least and (
        words.pos[end - 1] == "CCONJ" or words.tag[end - 1] in ("WDT", "WP") or words.text[end - 1] == ","
    ):
        end -= 1
    if len(statement) == 1:
        return ((start, end),)
    return ((start, first_end), *statement[1:-1], (last_start, end))


def _sentences(doc: Doc, content: Pieces) -> Iterator[Pieces]:
    """Split a content at the ends of sentences; a sentence that the attribution interrupts spans two pieces."""
    current: list[Tokens] = []
    for n, (start, end) in enumerate(content):
        if n and current and _ended(doc, content[n - 1], (start, end)):
            yield tuple(current)
            current = []
        at, nested = start, _nested(doc, (start, end))
        for i in range(start, end - 1):
            if i not in nested and _stops(doc, at, i, end):
                run = trim(doc, at, i - 1 if _left_out(doc, i) else _past_marks(doc, i + 1, end))
                if run is not None:
                    current.append(run)
                if current:
                    yield tuple(current)
                current, at = [], i + 1
        run = trim(doc, at, end)
        if run is not None:
            current.append(run)
    if current:
        yield tuple(current)


def _nested(doc: Doc, run: Tokens) -> frozenset[int]:
    """Return the tokens of what a speaker quotes in single marks: what they say that others said is one statement."""
    text, opened = columns(doc).text, None
    found: set[int] = set()
    for i in range(*run):
        if text[i] in SINGLE and _opens(doc, i):
            opened = i  # again after an elision: `six of ‘em … called ‘{The Pier}’`
        elif text[i] in SINGLE and opened is not None and text[i - 1] in _BEFORE_CLOSING:
            found.update(range(opened, i - 1))  # its last stop may end the speaker's own sentence
            opened = None
    return frozenset(found)


def _opens(doc: Doc, i: int) -> bool:
    """Tell whether a single mark opens a quotation: it stands after a space and right before a word."""
    return doc[i].text == "‘" or (i > 0 and bool(doc[i - 1].whitespace_) and not doc[i].whitespace_)


def _stops(doc: Doc, start: int, i: int, end: int) -> bool:
    words = columns(doc)
    word = words.text[i]
    if word == ":" and words.text[i + 1] in OPENING:
        return _tells(doc, start, i) and _tells(doc, i + 1, end)  # `the drugs are no cure: “What will help is …”`
    if word not in ENDS:
        return "\n" in word and bool(words.is_space[i])
    if word == "." and shortens_title(words.text[i - 1]):
        return False  # "retired Lt. {Ada Kern}"
    after = _past_marks(doc, i + 1, end)
    if after < end and _left_out(doc, i):
        return _tells(doc, start, i) and _tells(doc, after, end) and not _leads_on(doc, start, after)
    return after < end and (bool(doc[after].is_sent_start) or words.text[after][:1].isupper())


def _left_out(doc: Doc, i: int) -> bool:
    """Tell whether a quotation is shortened here: `[…]`."""
    text = columns(doc).text
    return text[i - 1 : i] == ["["] and text[i + 1 : i + 2] == ["]"] and text[i] in ENDS


def _leads_on(doc: Doc, start: int, after: int) -> bool:
    """Tell whether a sentence goes on after what is left out: `If it rains […] we stay`, `It is wet […] so I stay`."""
    first, then = doc[start], doc[after]
    if not then.is_lower:
        return False
    return first.dep_ == "mark" or first.tag_ == "WRB" or then.pos_ in ("ADP", "CCONJ", "SCONJ") or then.lower_ == "so"


def _tells(doc: Doc, start: int, end: int) -> bool:
    return any(dep in SUBJECT for dep in columns(doc).dep[start:end])


def _past_marks(doc: Doc, i: int, end: int) -> int:
    words = columns(doc)
    while i < end and (words.text[i] in _ONLY_CLOSING or words.is_space[i]):
        i += 1
    return i


def _ended(doc: Doc, before: Tokens, after: Tokens) -> bool:
    """Tell whether a sentence ends between two pieces: inside the first one's marks or after the attribution.

    A quotation that a conjunction of the writer's leads to begins another, as does what a conjunction joins:
    `“{A},” she said, but “{B}”`; `said {A} and that {B}`.
    """
    words, end, start = columns(doc), before[1], after[0]
    opens = start - end > 2 and words.text[start - 1] in OPENING
    if opens and words.pos[start - 2] == "CCONJ":
        return True
    joins = [i for i in range(end, start) if words.text[i] != ","]
    if joins and words.pos[joins[0]] == "CCONJ" and all(words.lower[i] == "that" for i in joins[1:]):
        return True
    between = [words.text[i] for i in range(end, start) if words.text[i] not in _MARKS and not words.is_space[i]]
    if not between:
        return False
    if between[-1] in (":", ";") or not ENDS.isdisjoint(between):
        return True
    return opens and _begins(doc, before, after, stopped=between[-1].endswith("."))


def _begins(doc: Doc, before: Tokens, after: Tokens, stopped: bool) -> bool:
    """Tell whether a quotation begins a sentence, whatever its speaker's stop is: `“{A},” she said, “But {B}”`.

    A name and `I` have their capitals anyway: they begin one only after a stop (`says Kern of Fresno, Calif. “I …`).
    """
    first, then = doc[before[0]], doc[after[0]]
    if not then.text[:1].isupper() or not (stopped or (then.pos_ != "PROPN" and then.lower_ != "i")):
        return False
    return first.dep_ != "mark" and first.tag_ != "WRB" and _tells(doc, *before) and _tells(doc, *after)


def _coordinated(doc: Doc, sentence: Pieces) -> list[Pieces]:
    start, end = sentence[0][0], sentence[-1][1]
    heads = columns(doc).head
    inside = (i for run in sentence for i in range(*run))
    roots = [doc[i] for i in inside if not start <= heads[i] < end or heads[i] == i]
    joined = {c.left_edge.i for root in roots for c in coordinated(root) if c != root}
    joined |= {c.left_edge.i for run in sentence for c in set_apart(doc, run)}
    joined |= {i for run in sentence for i in _that_again(doc, run)}
    cuts = sorted(i for i in joined if start < i < end)
    if not cuts:
        return [sentence]
    edges = [start, *cuts, end]
    found = []
    for a, b in itertools.pairwise(edges):
        part = [run for p in sentence if (run := _clip(p, a, b)) is not None]
        whole = tuple(t for run in part for t in pieces(doc, _unjoined(doc, run)))
        if whole:
            found.append(whole)
    return found


def _that_again(doc: Doc, run: Tokens) -> Iterator[int]:
    """Yield where a cue's `that` is repeated, however its clause is parsed: `said A was shut {and that} B`.

    After a relative `that` it may be another one: `found a beam that was rotten and that he had to mend`.
    """
    words = columns(doc)
    for i in range(run[0] + 1, run[1] - 2):
        if words.lower[i] == "that" and words.tag[i] == "WDT":
            return
        again = words.dep[i] == "cc" and words.lower[i + 1] == "that" and words.pos[i + 1] == "SCONJ"
        if again and _tells(doc, run[0], i):
            yield i


def _clip(run: Tokens, start: int, end: int) -> Tokens | None:
    a, b = max(run[0], start), min(run[1], end)
    return (a, b) if a < b else None


def _unjoined(doc: Doc, run: Tokens) -> Tokens:
    start, end = run
    while start < end - 1 and (doc[start].dep_ in ("cc", "mark", "punct") or doc[start].is_space):
        if doc[start].dep_ == "mark" and doc[start].lower_ == "to":
            break
        start += 1
    while end - 1 > start and (doc[end - 1].dep_ in ("cc",) or doc[end - 1].is_space or doc[end - 1].text == ","):
        end -= 1
    return start, end


def _has_verb(doc: Doc, statement: Pieces) -> bool:
    """Tell whether a statement has a verb with a tense or `to`, or a subject: no `{Assured}. Constantly studying.`"""
    words = columns(doc)
    kept = FINITE_OR_MODAL | {"TO"}
    return any(not kept.isdisjoint(words.tag[a:b]) or _tells(doc, a, b) for a, b in statement)
