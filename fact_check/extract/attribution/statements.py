"""Split an attribution's content into statements: one for each quoted sentence and each clause with a subject."""

import itertools
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from fact_check.extract.records import Attribution, Tokens
from fact_check.extract.syntax.clauses import CLOSING, OPENING, SUBJECT, coordinated, pieces, set_apart, subject, trim
from fact_check.language.columns import columns
from fact_check.lexicon import words

ENDS = frozenset([".", "!", "?", "…", "..."])
_ONLY_CLOSING, _MARKS = CLOSING - OPENING, CLOSING | OPENING
WISHING = words("speech.wishes")
"""First words of sentences that state nothing."""
NEGATIONS = words("grammar.negations", "grammar.none")
ASKS = words("speech.requesting")
US = frozenset(["'s", "’s", "us"])
ATTENTION = words("speech.attention")
"""Words before a comma that only ask to be heard: `{Look}, the system is broken`."""
ASKED = frozenset(["VB", "VBP"])
"""Tags of a verb in a request that is made here and now: `we'd {ask} people`, not `we asked people`."""
FEELINGS = words("speech.feelings")
SPEAKERS = words("grammar.felt_by")
HOPING = words("speech.hoping")
FEELS = 4
"""The most words of a sentence that only says how somebody feels."""
Pieces = tuple[Tokens, ...]


def statements(doc: Doc, attribution: Attribution) -> tuple[Pieces, ...]:
    """Return the statements of a content, each in pieces, in order.

    Quoted sentences that ask, order or exclaim, and fragments beside whole sentences, state nothing.
    """
    found: list[Pieces] = []
    for sentence in _sentences(doc, attribution.content):
        found += [sentence] if attribution.quoted else _coordinated(doc, sentence)
    whole = [s for s in found if states(doc, s)]
    if len(whole) > 1:
        whole = [s for s in whole if _has_verb(doc, s)] or whole
    return tuple(whole)


def _sentences(doc: Doc, content: Pieces) -> Iterator[Pieces]:
    """Split a content at the ends of sentences; a sentence that the attribution interrupts spans two pieces."""
    current: list[Tokens] = []
    for n, (start, end) in enumerate(content):
        if n and current and _ended(doc, content[n - 1][1], start):
            yield tuple(current)
            current = []
        at = start
        for i in range(start, end - 1):
            if _stops(doc, at, i, end):
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


def _stops(doc: Doc, start: int, i: int, end: int) -> bool:
    words = columns(doc)
    word = words.text[i]
    if word == ":" and words.text[i + 1] in OPENING:
        return _tells(doc, start, i) and _tells(doc, i + 1, end)  # `the drugs are no cure: “What will help is …”`
    if word not in ENDS:
        return "\n" in word and bool(words.is_space[i])
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


def _ended(doc: Doc, end: int, start: int) -> bool:
    """Tell whether a sentence ends between two pieces: inside the first one's marks or after the attribution.

    A quotation that a conjunction of the writer's leads to begins another, as does what a conjunction joins:
    `“{A},” she said, but “{B}”`; `said {A} and that {B}`.
    """
    words = columns(doc)
    if start - end > 2 and words.text[start - 1] in OPENING and words.pos[start - 2] == "CCONJ":
        return True
    joins = [i for i in range(end, start) if words.text[i] != ","]
    if joins and words.pos[joins[0]] == "CCONJ" and all(words.lower[i] == "that" for i in joins[1:]):
        return True
    between = [words.text[i] for i in range(end, start) if words.text[i] not in _MARKS and not words.is_space[i]]
    return bool(between) and (between[0] in ENDS or between[-1] in ENDS or between[-1] in (":", ";"))


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
    """Yield where a cue's `that` is repeated, however its clause is parsed: `said A was shut {and that} B`."""
    words = columns(doc)
    for i in range(run[0] + 1, run[1] - 2):
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


def states(doc: Doc, statement: Pieces) -> bool:
    """Tell whether a sentence states something: it does not ask, order, exclaim, thank or wish."""
    end = statement[-1][1]
    words = columns(doc)
    mark = next((word for word in words.text[end : end + 2] if word in ENDS), "")
    if mark == "?":
        return False
    if mark == "!" and not any(dep.startswith("nsubj") for a, b in statement for dep in words.dep[a:b]):
        return False
    tokens = [i for run in statement for i in range(*run)]
    if all(words.lower[i] in NEGATIONS or words.is_punct[i] for i in tokens):
        return False  # "{Not} according to the agency"
    return not (_orders(doc, tokens) or _wishes(doc, tokens))


def _wishes(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether a sentence only thanks, wishes or says how its speaker feels: `Thank you all`, `I am grateful`."""
    words = columns(doc)
    said = [words.lower[i] for i in tokens if not words.is_punct[i]]
    if said and said[0] in WISHING and not (len(said) > 1 and words.dep[tokens[0]].startswith("nsubj")):
        return True
    thanks = [words.lower[i] for i in tokens[1:4]][-2:] == ["like", "to"]  # "I'd like to thank"
    asks = any(words.lemma[i] in ASKS and words.tag[i] in ASKED for i in tokens[1 : 5 if thanks else 4])
    if asks and said and said[0] in ("i", "we"):
        return True
    if _hopes(doc, tokens):
        return True
    return len(said) <= FEELS and len(said) > 1 and said[0] in SPEAKERS and said[-1] in FEELINGS


def _hopes(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether all that a sentence says is what somebody hopes: `I hope to win`, not `I hope to win, but …`."""
    verb = _top(doc, tokens)
    if verb is None or verb.lemma_ not in HOPING or verb.tag_ == "VBG":
        return False
    hoper = subject(verb)
    if hoper is None or hoper.lower_ not in SPEAKERS:
        return False
    joined = (t for t in verb.subtree if t.dep_ == "conj")
    return not any(t.head == verb or any(c.tag_ == "MD" for c in t.children) for t in joined)


def _orders(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether a sentence is an imperative: it begins with a bare verb that has no subject."""
    words = columns(doc)
    first = next((i for i in tokens if not words.is_punct[i]), None)
    if first is None:
        return True
    if words.lower[first] == "please":
        return True
    calls = next((i for i in tokens if i >= first and words.pos[i] != "CCONJ"), first)
    if words.lower[calls] == "let" and words.lower[min(calls + 1, tokens[-1])] in US:
        return True  # "And let's build it again"
    heard = words.lower[first] in ATTENTION and words.text[min(first + 1, tokens[-1])] == ","
    if heard and any(words.dep[i].startswith("nsubj") for i in tokens):
        return False
    verb = _top(doc, tokens)
    if verb is None or len(tokens) < 2 or verb.dep_ not in ("ROOT", "ccomp") or subject(verb) is not None:
        return False
    copula = next((c for c in verb.children if c.dep_ == "cop"), None)
    if (copula or verb).tag_ != "VB":  # "Be careful"
        return False
    foretells = any(c.dep_ in ("conj", "parataxis") and subject(c) is not None for c in verb.children)
    helped = any(c.dep_.startswith("aux") or c.lower_ == "to" for c in verb.children if c.lower_ not in ("do", "n't"))
    return not (foretells or helped)  # "Take away the beds and people will die"


def _top(doc: Doc, tokens: list[int]) -> Token | None:
    """Return the word that the others of a sentence depend on: one with a subject, else a bare verb, else the first."""
    words, inside = columns(doc), set(tokens)
    tops = [doc[i] for i in tokens if words.head[i] == i or words.head[i] not in inside]
    tops = [t for t in tops if not t.is_punct]
    told = next((t for t in tops if subject(t) is not None), None)
    return told or next((t for t in tops if t.tag_ == "VB"), tops[0] if tops else None)


def _has_verb(doc: Doc, statement: Pieces) -> bool:
    pos = columns(doc).pos
    return any("VERB" in pos[a:b] or "AUX" in pos[a:b] for a, b in statement)
