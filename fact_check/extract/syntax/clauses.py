"""Find the edges of clauses in a Universal Dependencies parse: from a word to its clause and its statement.

Everything is in tokens of one Doc, half-open. A content is a tuple of runs (`pieces`), in order: more than one if
something else, such as an attribution, interrupts it.

A little past 250 lines: where a clause begins and ends is one question.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from fact_check.extract.records import Tokens
from fact_check.language.columns import columns
from fact_check.lexicon import words

CLAUSAL = frozenset(["root", "ROOT", "ccomp", "advcl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "csubj:pass"])
"""Relations whose dependent heads a clause of its own; `conj` and `acl` do so if they have a subject."""
FINITE = frozenset(["VBD", "VBZ", "VBP"])
"""Penn tags of verbs that carry a tense."""
FINITE_OR_MODAL = FINITE | {"MD"}
SUBJECT = frozenset(["nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"])
LEADING = words("grammar.leading")
CONTRASTING = frozenset(["while", "whereas", "though", "although"])
OPENING = frozenset("\"“‘'«„‹([{") | {"``"}
CLOSING = frozenset("\"”’'»›)]}") | {"''"}
PAIRS = {"(": ")", "[": "]", "{": "}"}
_OPENERS = {closing: opening for opening, closing in PAIRS.items()}
_QUOTE_OPENING, _QUOTE_CLOSING = OPENING - PAIRS.keys(), CLOSING - _OPENERS.keys()
SOFT = frozenset(",;:.!?…–—-") | {"--", "...", "—-"}
"""Punctuation that never begins or ends a content."""
BULLETS = frozenset("•·▪◦‣∙")
_NEVER_FIRST, _NEVER_LAST = SOFT | BULLETS | (CLOSING - OPENING), SOFT | (OPENING - CLOSING)


def relation(token: Token) -> str:
    """Return a token's relation without its subtype: "nsubj" for "nsubj:pass"."""
    return str(token.dep_).split(":", 1)[0]


def subtree(token: Token) -> Tokens:
    """Return the run from the first to the last word that depends on a token, itself included."""
    return token.left_edge.i, token.right_edge.i + 1


def sentence(token: Token) -> Tokens:
    """Return the run of a token's sentence, without going through the whole Doc as `Token.sent` does."""
    starts = columns(token.doc).sentences
    at = bisect_right(starts, token.i)
    return starts[at - 1], starts[at] if at < len(starts) else len(token.doc)


def head_of(doc: Doc, run: Tokens) -> Token:
    """Return the head of a run: the word in it that is highest in the parse."""
    return doc[run[0]] if run[1] - run[0] == 1 else doc[run[0] : run[1]].root


def subject(verb: Token) -> Token | None:
    """Return a verb's own subject; None if it has none, or only an expletive `there` or `it`."""
    found = None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass", "csubj", "csubj:pass"):
            second = found is not None and found.i < verb.i < child.i  # "{She} said that did not happen"
            if not second and (found is None or child.dep_ != "csubj"):
                found = child
        elif child.dep_ == "nsubj:outer" and found is None:
            found = child
    return found


def is_clause(token: Token) -> bool:
    """Tell whether a token heads a clause: finite, or with a subject of its own."""
    if token.dep_ in CLAUSAL:
        return True
    return token.dep_ in ("conj", "acl", "list") and any(c.dep_ in SUBJECT for c in token.children)


def clause_head(token: Token) -> Token:
    """Return the head of the innermost clause that a token is in."""
    while not is_clause(token) and token.head != token:
        token = token.head
    return token


def pieces(doc: Doc, run: Tokens, without: Iterable[Tokens] = ()) -> tuple[Tokens, ...]:
    """Return what is left of a run without some others, each piece trimmed, in order."""
    left = [run]
    for start, end in without:
        cut = []
        for a, b in left:
            if end <= a or b <= start:
                cut.append((a, b))
            else:
                cut += [(a, start), (end, b)]
        left = cut
    trimmed = (trim(doc, a, b) for a, b in sorted(left))
    return tuple(p for p in trimmed if p is not None)


def trim(doc: Doc, start: int, end: int) -> Tokens | None:
    """Strip what frames a statement from a run: space, stops, commas, a lone quotation mark or bracket, `that`, `and`.

    Quotation marks around the whole run are stripped, too; a pair inside it stays. Returns None if no word is left.
    """
    words = columns(doc)
    text, is_space, is_punct = words.text, words.is_space, words.is_punct
    while start < end:
        first, last = text[start], text[end - 1]
        if is_space[start] or first in _NEVER_FIRST:
            start += 1
        elif is_space[end - 1] or last in _NEVER_LAST:
            end -= 1
        elif first in OPENING and (mate := _mate(text, is_punct, start, end)) in (None, end - 1):
            start += 1
            if mate is not None:
                end -= 1
        elif last in CLOSING and _opener(text, start, end) is None:
            end -= 1
        else:
            break
    return (start, end) if start < end and not all(is_punct[start:end]) else None


def _mate(text: Sequence[str], is_punct: Sequence[int], start: int, end: int) -> int | None:
    """Return the mark that closes the one at `start`; None if it isn't in the run."""
    mark = text[start]
    bracket = mark in PAIRS
    wanted = {PAIRS[mark]} if bracket else _QUOTE_CLOSING
    depth = 0
    for i in range(start + 1, end):
        word = text[i]
        if word in OPENING and word not in CLOSING and (word in PAIRS) == bracket:
            depth += 1
        elif word in wanted and not (word in "’'" and not is_punct[i]):
            if depth == 0:
                return i
            depth -= 1
    return None


def _opener(text: Sequence[str], start: int, end: int) -> int | None:
    """Return the mark that the last mark of the run closes; None if it isn't in the run."""
    mark = text[end - 1]
    bracket = mark in _OPENERS
    wanted = {_OPENERS[mark]} if bracket else _QUOTE_OPENING
    depth = 0
    for i in range(end - 2, start - 1, -1):
        word = text[i]
        if word in CLOSING and word not in OPENING and (word in _OPENERS) == bracket:
            depth += 1
        elif word in wanted:
            if depth == 0:
                return i
            depth -= 1
    return None


def antecedent(doc: Doc, pronoun: int) -> Tokens | None:
    """Return the noun phrase right before a relative pronoun: `{the firm}, which …`, `after {an election} that …`."""
    end = pronoun - 1 if pronoun and doc[pronoun - 1].text == "," else pronoun
    if not end or doc[end - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    start = min(doc[end - 1].left_edge.i, end - 1)
    while start < end - 1 and doc[start].pos_ in ("ADP", "SCONJ", "CCONJ", "PUNCT"):
        start += 1
    return trim(doc, start, end)


def unlead(doc: Doc, run: Tokens) -> Tokens:
    """Strip the words that join a clause to the one before: `that`, `but`, `and`, `while`."""
    start, end = run
    while start < end - 1 and _joins(doc[start], end):
        start += 1
        while start < end - 1 and (doc[start].text in SOFT or doc[start].is_space):
            start += 1
    return start, end


def _joins(token: Token, end: int) -> bool:
    if token.lower_ not in LEADING:
        return False
    return token.dep_ in ("mark", "cc") or (token.lower_ == "that" and token.pos_ == "SCONJ")


def clause(doc: Doc, head: Token, without: Collection[Tokens] = ()) -> tuple[Tokens, ...]:
    """Return the pieces of the clause that a token heads: its subtree without what joins or interrupts it.

    A semicolon ends it.
    """
    start, end = subtree(head)
    text = columns(doc).text
    if ";" in text[max(head.i, start) : end]:
        end = text.index(";", max(head.i, start))
    return clause_run(doc, (start, end), without)


def clause_run(doc: Doc, run: Tokens, without: Collection[Tokens] = ()) -> tuple[Tokens, ...]:
    """Return the pieces of a clause in a run, without what joins or interrupts it."""
    start, end = run
    found = pieces(doc, unlead(doc, (start, end)), without)
    return tuple(p for p in (trim(doc, *unlead(doc, p)) if n == 0 else p for n, p in enumerate(found)) if p)


def coordinated(head: Token) -> Iterator[Token]:
    """Yield the heads of a clause and of the clauses joined to it that have subjects of their own."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i and _own_clause(child):
            yield from coordinated(child)


def set_apart(doc: Doc, run: Tokens) -> Iterator[Token]:
    """Yield the heads of clauses with their own subjects that a comma and a joining word set apart.

    `…, and the pool has to close`, `…, while two stayed open`: they are statements of their own, wherever the parse
    attaches them. Two numbers need no comma: `Kern had 52 percent while Pop had 33`.
    """
    text = columns(doc).text
    numbers = columns(doc).where("figures", _is_figure)
    for token in doc[run[0] : run[1]]:
        if token.dep_ not in ("conj", "advcl") or not _own_clause(token):
            continue
        first = token.left_edge.i
        while first < token.i and text[first] in SOFT:
            first += 1
        first -= token.dep_ == "conj" and first > run[0] and doc[first - 1].dep_ == "cc"  # the first clause has it
        joins = doc[first].dep_ == "cc" if token.dep_ == "conj" else doc[first].lower_ in CONTRASTING
        compared = token.dep_ == "advcl" and _has(numbers, run[0], first) and _has(numbers, first, run[1])
        if joins and first > run[0] and (compared or text[first - 1] in (",", ";", "—", "–")):
            yield token


def _has(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _is_figure(word: str) -> bool:
    """Tell whether a word is a number in digits and no year."""
    return word[:1].isdigit() and not (len(word) == 4 and word.isdigit())


def _own_clause(token: Token) -> bool:
    """Tell whether a joined predicate has a subject of its own that doesn't point back (`one of which is`)."""
    own = subject(token)
    if own is None or not _predicate(token):
        return False
    return not any(t.tag_ in ("WDT", "WP", "WP$") for t in own.subtree)


def _predicate(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in token.children)


def statement(doc: Doc, token: Token) -> tuple[Tokens, ...]:
    """Return the clause that asserts a word, such as a number, without joined clauses that have their own subjects.

    A relative clause is a statement of its own.
    """
    head = clause_head(token)
    apart = [subtree(other) for other in coordinated(head) if other != head]
    apart += [subtree(c) for c in head.children if c.dep_ == "parataxis"]
    return clause(doc, head, apart)
