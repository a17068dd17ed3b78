"""Find the phrase that names a source, whoever found its words.

`source_phrase` takes a noun of the parse, or a run of words from layout or the network, and returns the whole phrase:
with the rest of a name that was cut off, and without when and where something was said.

Past 250 lines: each edge of a phrase is a few lines, and they are tried in one order.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from fact_check.extract.coreference.name_words import TITLE_WORDS
from fact_check.extract.coreference.source_kinds import PRESS
from fact_check.extract.quotations.linking import APPOSED, CALENDAR, NOMINAL, Speech, Spoken
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.arguments import noun_phrase
from fact_check.extract.syntax.clauses import FINITE, head_of, subject, trim
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.lexicon import words

LONGEST = 30
"""The most words of a source with its appositions."""
DAYS = words("calendar.weekdays", "calendar.near_days")
SPANS = words("calendar.source_spans")
WHICH = words("calendar.source_times")
"""Words that begin a time beside a source: `{Last} night Ada Kern`, `Mr Kern {last} week said`."""
AFTER = words("grammar.after_sources")
"""Prepositions after a name that say when or how it was said."""
PLACED = frozenset(["on", "in", "at", "by"])
WHEREIN = words("grammar.wherein")
"""Prepositions between people and the place where they are."""
CHANNELS = words("speech.channels")
HYPHENS = frozenset(["-", "–", "‑"])
MONTHS = words("calendar.months")
LEFT = frozenset(["amod", "compound", "det", "nummod", "nmod:poss", "flat", "nmod:desc"])
"""Relations of the words before a noun that belong to it."""
RELATIVE = frozenset(["WP", "WDT"])
CLAUSE = frozenset([*RELATIVE, "WP$", "DT", "WRB"])
"""Tags of words that begin a clause after a comma."""
WHO = frozenset(["who", "which", "that"])
PLAIN = frozenset(["NNS", "RB", "JJ", "PRP", "EX"])
"""Tags of words that can't begin an apposition."""
QUOTED = frozenset(["”", '"', "»", "''"])
_LEAD = ("CCONJ", "SCONJ", "SPACE")
_TAIL = ("AUX", "CCONJ", "SCONJ", "ADP", "SPACE")


def source_phrase(doc: Doc, seen: Token | Tokens, apart: Iterable[Tokens] = ()) -> Tokens | None:
    """Return the whole phrase that names a source; None if the words name nobody.

    `seen` is its head noun, or the words that seem to be the source. `apart` are runs that it can't be part of: its
    cue, its content, quotations.
    """
    apart = tuple(apart)
    run = noun_phrase(doc, seen, apart) if isinstance(seen, Token) else trim(doc, *_said_of(doc, *seen))
    if run is None:
        return None
    floor, ceiling = _bounds(doc, run, apart)
    run = _without_time(doc, *run)
    run = _completed(doc, run, floor, ceiling)
    run = _without_half(doc, *run, ceiling)
    edged = _edged(doc, *run)
    if edged is None or edged[1] - edged[0] > 1 or (noun := _antecedent(doc, edged)) is None:
        return edged
    return source_phrase(doc, noun, [*apart, edged])


def _antecedent(doc: Doc, run: Tokens) -> Token | None:
    """Return the antecedent of `who` or `which`: by the parse, or else right before its comma."""
    word = doc[run[0]]
    if word.tag_ not in RELATIVE or word.lower_ not in WHO:
        return None
    before = word.i - 2 if word.i > 1 and doc[word.i - 1].text == "," else word.i - 1
    if before > 1 and doc[before].pos_ == "NUM" and doc[before - 1].text == ",":
        before -= 2  # "Ada Kern, 24, who"
    if before >= 0 and doc[before].ent_type_ == "PERSON" and word.lower_ == "who":
        return _named(doc[before])  # "the home of {Ada Kern}, who"
    if word.head.dep_ == "acl:relcl" and word.head.head.i < word.i and word.head.head.pos_ in NOMINAL:
        return _somebody(word.head.head) if word.lower_ == "who" else word.head.head
    if before == word.i - 1 or doc[before].pos_ not in ("NOUN", "PROPN"):
        return None
    top = _top(doc[before], word.sent.start, word.i)
    return _somebody(top) if top is not None and word.lower_ == "who" else top


def _somebody(noun: Token) -> Token:
    """Return whom `who` asks for: no place, but the people there, and whoever is said to be something.

    `{critics} in London, who`; `{Ada Kern} is an engineer and the owner who`.
    """
    place = noun
    first = noun.head if noun.dep_ == "conj" else noun
    if any(c.dep_ == "cop" for c in first.children):
        who = subject(first)
        if who is not None and who.pos_ in ("PROPN", "NOUN"):
            return who
    while place.pos_ == "PROPN" and place.ent_type_ != "PERSON" and place.dep_ in ("nmod", "obl"):
        case = next((c for c in place.children if c.dep_ == "case" and c.lower_ in WHEREIN and c.i), None)
        there = None if case is None else place.head if place.dep_ == "nmod" else case.nbor(-1)
        if there is None or there.pos_ not in NOMINAL:
            break
        place = there
    return place


def _named(last: Token) -> Token:
    """Return the noun before a person's name that ends in this word, or the name's head: `tour {guide} Ada Kern`."""
    name = last
    while name.i and name.head.i in (name.i - 1, name.i - 2) and name.head.ent_type_ == "PERSON":
        name = name.head
    noun = name.head
    joined = noun.i == name.i - 1 and name.dep_ in ("flat", "appos", "nmod:desc")
    return noun if joined and noun.pos_ == "NOUN" else name


def _bounds(doc: Doc, run: Tokens, apart: Sequence[Tokens]) -> Tokens:
    """Return how far a phrase may reach: not into what is apart, nor across the end of a line."""
    words = columns(doc)
    floor = max([0, *(b for _, b in apart if b <= run[0])])
    ceiling = min([len(doc), *(a for a, _ in apart if a >= run[1])])
    breaks = words.line_ends  # in order: a long article has many
    before, after = bisect_left(breaks, run[0]), bisect_left(breaks, run[1])
    line = breaks[before - 1] + 1 if before else 0
    return max(floor, line), min(ceiling, breaks[after]) if after < len(breaks) else ceiling


def _said_of(doc: Doc, start: int, end: int) -> Tokens:
    """Cut a run before its finite verb (`The union {filed} a suit`), and after a quotation in it."""
    end = next((i for i in range(start + 1, end) if _is_predicate(doc, start, i)), end)
    end = unlisted(doc, start, end)
    quoted = [i for i in range(start + 1, end - 1) if doc[i].text in QUOTED] if doc[start].is_quote else []
    return (quoted[0] + 1 if quoted else start), end


def unlisted(doc: Doc, start: int, end: int) -> int:
    """Return where a phrase ends: at a comma without an apposition after it (`the study, {frogs with spikes}`)."""
    comma = next((i for i in range(start + 1, end - 1) if doc[i].text == "," and doc[i + 1].tag_ in PLAIN), end)
    joins = any(t.pos_ in ("CCONJ", "PROPN") for t in doc[comma:end])
    return end if joins else comma


def _is_predicate(doc: Doc, start: int, at: int) -> bool:
    verb = doc[at]
    if verb.tag_ not in FINITE or verb.dep_ not in ("ROOT", "ccomp", "parataxis", "advcl"):
        return False
    return any(start <= c.i < at and c.dep_.startswith("nsubj") and c.tag_ not in RELATIVE for c in verb.children)


def _without_time(doc: Doc, start: int, end: int) -> Tokens:
    """Strip words that say when: `{Last night} Ada Kern`, `Mr Kern {last week}`, `Ada Kern {after the race}`."""
    at = start
    if doc[at].lower_ in WHICH and [t.lower_ for t in doc[at + 1 : at + 3]] == ["in", "the"] and at + 4 < end:
        at += 4  # "Earlier in the day"
        start = at
    while at < end - 1 and (doc[at].lower_ in WHICH or doc[at].pos_ in _LEAD):
        at += 1
    if at < end - 1 and (doc[at].lower_ in DAYS or (at > start and doc[at].lower_ in SPANS)):
        while at < end - 1 and doc[at].lower_ in DAYS | SPANS:
            at += 1
        at += doc[at].text == "," and at < end - 1
        if doc[at].tag_ != "POS" and doc[end - 1].lower_ not in PRESS:  # "Sunday Post"
            start = at
    end = next((i for i in range(start + 1, end) if _aside(doc, i, end)), end)
    head = head_of(doc, (start, end))
    while end > start + 1 and _is_time(doc, start, end, head):
        end -= 1
    if end > start + 2 and doc[end - 1].lower_ in MONTHS and doc[end - 2].lower_ == "in" and doc[end - 1].head == head:
        end -= 2  # "The firm {in May} said"
    return start, end


def _is_time(doc: Doc, start: int, end: int, head: Token) -> bool:
    """Tell whether the last word of a phrase says when, and isn't part of a name or of the source's description."""
    word = doc[end - 1]
    if word.lower_ in SPANS:
        loose = _hangs_loose(word, start, end, head) and doc[end - 3].pos_ != "VERB"  # "a study published last year"
        return end - start > 2 and doc[end - 2].lower_ in WHICH | DAYS and loose
    if word.lower_ not in WHICH | DAYS or (word.is_title and word.lower_ == "today"):
        return False
    return _hangs_loose(word, start, end, head)


def _hangs_loose(word: Token, start: int, end: int, head: Token) -> bool:
    return word.head == head or not start <= word.head.i < end


def _aside(doc: Doc, at: int, end: int) -> bool:
    """Tell whether a preposition after a name begins a time or a place of saying."""
    word = doc[at]
    if doc[at - 1].pos_ not in ("PROPN", "PRON") and doc[at - 1].text != ",":
        return False
    if word.lower_ in AFTER:
        return word.pos_ in ("ADP", "SCONJ", "VERB")
    if word.lower_ not in PLACED or word.pos_ not in ("ADP", "SCONJ"):
        return False
    following = doc[at + 1 : min(at + 4, end)]
    return any(t.lower_ in CHANNELS | DAYS for t in following) or (len(following) > 0 and following[0].tag_ == "VBG")


def _completed(doc: Doc, run: Tokens, floor: int, ceiling: int) -> Tokens:
    """Return a run with the rest of the name or noun phrase that it cuts off."""
    start, end = run
    while end < ceiling and (step := _right_step(doc, end, ceiling)):
        end += step
    if doc[end - 1].pos_ == "DET" or doc[end - 1].tag_ in ("PRP$", "POS"):
        end = _noun_after(doc, end, ceiling)
    last = doc[end - 1]
    joins = last.dep_ in LEFT or (
        last.dep_ == "case" and start <= last.head.head.i < end and last.head.head.pos_ == "VERB"
    )
    if joins and end <= last.head.i < min(end + 3, ceiling):
        end = last.head.i + 1  # "The club, which has lost five {games}", "Ada Kern, who was sacked in {May}"
    end = _apposed(doc, start, end, ceiling)
    while start > floor and (left := _left_step(doc, start, end, floor)) < start:
        start = left
    return start, end


def _without_half(doc: Doc, start: int, end: int, ceiling: int) -> Tokens:
    """Return a phrase without the incomplete clause at its end: `Ada Kern{, whose brother died when he} fell`.

    All that a comma sets off is dropped; any other clause is completed if it ends before the cue.
    """
    last = doc[end - 1]
    verb = last.head if last.dep_.startswith("nsubj") else last
    inner = verb.pos_ == "VERB" and any(start <= above.i < end for above in verb.ancestors)
    if not inner or verb.right_edge.i < end or not (verb == last or verb.i >= end):
        return start, end
    comma = next((i for i in range(start + 1, end) if doc[i].text == "," and doc[i + 1].tag_ in CLAUSE), None)
    if comma is not None:
        return start, comma
    whole = verb.right_edge.i + 1
    return (start, whole) if whole <= ceiling and whole - start <= LONGEST else (start, end)


def _apposed(doc: Doc, start: int, end: int, ceiling: int) -> int:
    """Return where the apposition after a phrase ends: `One activist, {Ada Kern}`."""
    if end + 1 >= ceiling or doc[end].text != ",":
        return end
    beside = (c for c in head_of(doc, (start, end)).children if c.dep_ == "appos" and c.left_edge.i in (end, end + 1))
    return next((c.right_edge.i + 1 for c in beside if c.right_edge.i < ceiling), end)


def _right_step(doc: Doc, end: int, ceiling: int) -> int:
    """Return how many more words of a name come at `end`."""
    last, after = doc[end - 1], doc[end]
    if after.text in HYPHENS and not (last.whitespace_ or after.whitespace_) and end + 1 < ceiling:
        return 2  # Al-Karam
    if last.text in HYPHENS and not last.whitespace_ and end > 1 and not doc[end - 2].whitespace_:
        return 1
    if last.lower_ in MONTHS and after.is_digit and len(after) < 3:
        return 1  # "the report dated March 16"
    if after.lower_ in CALENDAR or not after.is_title or after.pos_ != "PROPN":
        return 0
    initial = len(last.text) == 2 and last.text.endswith(".") and last.is_title
    titled = last.lower_ in TITLE_WORDS
    joined = after.head.i < end and after.dep_ in ("flat", "compound") and doc[after.head.i].pos_ == "PROPN"
    return int(initial or titled or joined)


def _noun_after(doc: Doc, end: int, ceiling: int) -> int:
    """Return the end of the noun phrase that begins with a word such as `the` or `Kern's`."""
    for i in range(end, min(end + 5, ceiling)):
        word = doc[i]
        if word.pos_ in ("NOUN", "PROPN"):
            while i + 1 < ceiling and doc[i + 1].pos_ in ("NOUN", "PROPN") and doc[i].head.i > i:
                i += 1
            return i + 1
        if word.pos_ not in ("ADJ", "NUM", "ADV"):
            break
    return end


def _left_step(doc: Doc, start: int, end: int, floor: int) -> int:
    """Return where a phrase begins if `start` is a word too late."""
    first, before = doc[start], doc[start - 1]
    if before.text in HYPHENS and not before.whitespace_ and start - 2 >= floor and not doc[start - 2].whitespace_:
        return start - 2
    if before.lower_ in DAYS | SPANS | WHICH:
        return start
    if (
        before.pos_ in ("ADJ", "NOUN", "PROPN", "DET", "NUM", "PRON")
        and before.dep_ in LEFT
        and start <= before.head.i < end
    ):
        return max(before.left_edge.i, floor)
    if before.pos_ == "PROPN" and first.pos_ == "PROPN" and first.dep_ in ("flat", "compound") and first.head == before:
        return start - 1
    return start


def _edged(doc: Doc, start: int, end: int) -> Tokens | None:
    """Strip the words that no phrase begins or ends with; nothing is left of `The` or `Mr` alone."""
    while start < end and doc[start].pos_ in _LEAD:
        start += 1
    while end > start + 1 and _dangles(doc, start, end):
        end -= 1
    run = trim(doc, start, end)
    if run is None or all(t.pos_ == "ADP" or t.lower_ in ("the", "a", "an") for t in doc[run[0] : run[1]]):
        return None
    return run


def _dangles(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the last word of a phrase belongs to the words after it."""
    word = doc[end - 1]
    if word.pos_ == "ADV":
        return not start <= word.head.i < end
    if word.tag_ in RELATIVE:
        return doc[end - 2].text == ","
    if word.tag_ == "POS":
        owns = end < len(doc) and (doc[end].pos_ in NOMINAL or doc[end].tag_ in ("VBN", "VBG"))
        return owns or doc[end - 2].pos_ != "PROPN"  # but "Moody's"
    return word.pos_ in _TAIL or word.text == ","


def beside(speech: Speech, match: Match, quotes: Sequence[Spoken] = ()) -> Tokens | None:
    """Return the noun phrase right after a cue or right before it, for want of one in the parse: `said Ada Kern`.

    After a verb of telling comes the listener (`Ada Kern told the {Post}`), so the words before it are tried first.
    """
    doc = speech.doc
    tells = any(t.lemma_ in match.rule.told for t in doc[match.start : match.end])
    first, second = (_left, _right) if tells else (_right, _left)
    return first(speech, match, quotes) or second(speech, match, quotes)


def _right(speech: Speech, match: Match, quotes: Sequence[Spoken]) -> Tokens | None:
    doc = speech.doc
    end = speech.sentence_end(match.end, len(doc))
    for token in doc[match.end : min(end, match.end + 3)]:
        if token.lower_ in CALENDAR or token.pos_ == "ADV":
            continue
        if token.pos_ not in NOMINAL:
            return None
        return source_phrase(doc, _top(token, match.end, end), [(match.start, match.end), *(q.whole for q in quotes)])
    return None


def _left(speech: Speech, match: Match, quotes: Sequence[Spoken]) -> Tokens | None:
    """Return the words between a cue and the start of the sentence or a quotation, if they are a noun phrase."""
    doc = speech.doc
    if not match.start or speech.inside(match.start - 1) is not None:
        return None
    floor = max([speech.paragraph(match.start)[0], *(q.whole[1] for q in quotes if q.whole[1] <= match.start)])
    start = speech.sentence_start(match.start, floor)
    before = doc[match.start - 1]
    if before.pos_ in ("PROPN", "NOUN", "PRON") and before.lower_ not in CALENDAR:
        apart = [(match.start, match.end), (start, start), *(q.whole for q in quotes)]
        return source_phrase(doc, _top(before, start, match.start), apart)
    run = trim(doc, start, match.start)
    if run is None or run[1] - run[0] > LONGEST or before.text not in (",", ")", "—", "–", "--"):
        return None
    plain = all(t.pos_ not in ("VERB", "AUX") or t.dep_ in APPOSED for t in doc[run[0] : run[1]])
    return source_phrase(doc, run, [(match.start, match.end)]) if doc[run[0]].pos_ in NOMINAL and plain else None


def _top(noun: Token, start: int, end: int) -> Token:
    """Return the highest noun above a word within a run."""
    while start <= noun.head.i < end and noun.head.i != noun.i and noun.head.pos_ in ("PROPN", "NOUN"):
        noun = noun.head
    return noun
