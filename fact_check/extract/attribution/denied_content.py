"""Find what a denial or a doubt is about. Its content is often a noun, a subject or only a pronoun:

`denied {any links}`, `denied reports that {X}`, `reports that {X} are false`, `called {the article} false`, `no
evidence has emerged that {X}`, `{X}, which he denied`. If the parse breaks, the words after the cue decide.

Longer than most modules: each shape is a few lines, and separate modules would only pass the same values around.
"""

from spacy.tokens import Doc, Token

from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import (
    FINITE,
    FINITE_OR_MODAL,
    SUBJECT,
    antecedent,
    clause,
    pieces,
    sentence,
    subject,
    subtree,
    trim,
    unlead,
)
from fact_check.language.cues import Match
from fact_check.lexicon import words

STATEMENTS = words("speech.statements")
"""Nouns whose complement is what is denied: `reports that …`, `claims of …`."""
HEARSAY = words("speech.hearsay")
"""Nouns whose `about` holds the claim: `rumours about his death`, but not `a story about his death`."""
SET_OFF = STATEMENTS | words("speech.apposed")
_SET_OFF = frozenset([",", "—", "–", "--", "-", ";"])
CALLING = words("speech.calling")
NOUNS = ("NOUN", "PROPN", "PRON", "NUM")
GOVERNORS = words("grammar.governors")
STOPS = frozenset([";", ".", ":", "!", "?"])
FAR = 8
"""The most words between a cue and the `that` it governs: `denied on Wednesday in a statement that …`."""
SAYS = words("speech.says")
POINTERS = words("grammar.pointers")
REACH = 12
"""The most words between a noun of saying and the `that` of its clause."""
CLAUSES = ("acl", "acl:relcl", "ccomp", "advcl", "csubj")


def verbs_of(doc: Doc, match: Match) -> list[Token]:
    """Return the verbs of a cue; the single word of a verb rule counts as one, whatever its tag."""
    words = list(doc[match.start : match.end])
    verbs = [t for t in words if t.pos_ == "VERB"]
    return words if not verbs and len(words) == 1 and "VERB" in match.rule.pos else verbs


def callee(verb: Token, predicate: Token) -> Token | None:
    """Return what a verb calls something: its object, or its passive subject."""
    for child in verb.children:
        if child.dep_ in ("obj", "nsubj:pass") and child != predicate and predicate not in list(child.subtree):
            return child
    return None


def subject_of(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return the subject of a cue: `{X} is false`, `called {X} false`, `{X} could not be verified`."""
    limit = match.start
    while limit and doc[limit - 1].pos_ in ("AUX", "ADV"):
        limit -= 1
    runs = ((start, min(end, limit) if start < limit else end) for start, end in _said_of(doc, match))
    return tuple(p for run in runs for p in pieces(doc, run))


def called(doc: Doc, match: Match) -> tuple[Token, Tokens] | None:
    """Return a verb of calling and the run of its object, right before a cue: `{called} {her account} false`.

    They are read off the order of the words, because the parse often attaches such a predicate elsewhere. None unless
    such a verb and a noun phrase come before the cue.
    """
    end = match.start
    while end and (doc[end - 1].pos_ in ("ADV", "DET") or doc[end - 1].lower_ == "as" or doc[end - 1].is_quote):
        end -= 1
    at, first = end - 1, max(sentence(doc[match.start])[0], end - FAR)
    while at > first and doc[at].pos_ in (*NOUNS, "DET", "ADJ", "PART", "ADP"):
        at -= 1
    verb = doc[at]
    if verb.lemma_.lower() not in CALLING or verb.pos_ != "VERB":
        return None
    if at + 1 >= end:
        pronoun = _relative(doc, at)
        run = antecedent(doc, pronoun) if pronoun is not None else None
        return (verb, run) if run is not None else None
    return verb, (at + 1, end)


def _relative(doc: Doc, verb: int) -> int | None:
    """Return the `that` or `which` before a verb and its subject: `an election {that} the opposition called`."""
    for at in range(verb - 1, max(sentence(doc[verb])[0], verb - FAR), -1):
        if doc[at].lower_ in ("that", "which"):
            return at if at + 1 < verb else None
        if doc[at].pos_ not in (*NOUNS, "DET", "ADJ", "AUX", "ADV", "ADP"):
            return None
    return None


def in_apposition(doc: Doc, match: Match) -> tuple[Tokens, Token] | None:
    """Return the run of a denied noun in apposition, and who denies: `…, {a claim} that {the firm} disputes`.

    The noun stands for the statement before its comma or dash. It is found by the words alone, with or without `that`;
    so is `…, {a claim} denied by {the ministry}`. None if the cue has no such noun.
    """
    first = sentence(doc[match.start])[0]
    at = match.start - 1
    while at > max(first, match.start - REACH) and doc[at].text not in _SET_OFF:
        at -= 1
    begin = at + 1
    if at <= first or doc[at].text not in _SET_OFF or begin >= match.start:
        return None
    noun = next((i for i in range(begin, min(begin + 3, match.start)) if doc[i].lemma_.lower() in SET_OFF), None)
    if noun is None or any(doc[i].pos_ not in ("DET", "ADJ") for i in range(begin, noun)):
        return None
    who, end = list(doc[noun + 1 : match.start]), match.end
    if all(t.pos_ in ("AUX", "ADV") for t in who):
        by = end < len(doc) and doc[end].lower_ == "by"
        who = list(doc[end + 1 : end + FAR]) if by else []
    elif end < len(doc) and not (doc[end].is_punct or doc[end].is_space or doc[end].pos_ in ("CCONJ", "ADP")):
        return None  # "an agency that denies the charge"
    said = [t for t in who if t.pos_ in NOUNS and t.lower_ not in ("that", "which")]
    names = [t for t in said if t.head not in said or t.head.i == t.i] or said
    return ((begin, noun + 1), names[0]) if names else None


def _said_of(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    words = doc[match.start : match.end]
    if (seen := called(doc, match)) is not None:
        return (seen[1],)
    root = words.root
    before = match.start - 1
    while before > sentence(words[0])[0] and doc[before].pos_ == "ADV":
        before -= 1
    if before >= 0 and doc[before].lower_ in POINTERS:  # "though that has not been confirmed"
        return ((before, before + 1),)
    for verb in [t for t in reversed(words) if t.pos_ == "VERB"]:
        what = next((c for c in verb.children if c.dep_ == "obj" and c.i >= match.end), None)
        if what is not None:  # "never confirmed the report"
            return _unwrapped(doc, what)
    for token in (root, *(t for t in words if t.pos_ in ("VERB", "ADJ", "NOUN"))):
        if token.dep_ in ("xcomp", "obl", "advcl", "ccomp", "obj") and token.head.pos_ == "VERB":
            what = callee(token.head, token)
            if what is not None and not match.start <= what.i < match.end:
                return _unwrapped(doc, what)
        if token.dep_ == "nmod" and has_case(token, "as") and token.head.dep_ in ("obj", "nsubj:pass"):
            run = subtree(token.head)[0], token.left_edge.i  # "described {the figures} as baseless"
            return pieces(doc, run)
        of = subject(token)
        if of is not None and of.i < match.start:
            return _unwrapped(doc, of)
        if token.dep_ == "xcomp" and (of := subject(token.head)) is not None and of.i < match.start:
            return _unwrapped(doc, of)
        if token.dep_ in ("acl", "acl:relcl") and token.head.i < match.start:
            return _unwrapped(doc, token.head)
    return _words_before(doc, match)


def _words_before(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return the words of a sentence before `is` and a cue that has no subject in the parse."""
    i, start = match.start - 1, sentence(doc[match.start])[0]
    while i > start and doc[i].pos_ == "ADV":
        i -= 1
    if i <= start or doc[i].pos_ != "AUX":
        return ()
    if doc[start].lemma_.lower() in STATEMENTS:
        held = _clause_after(doc, doc[start], start + 1)
        if held is not None and held[0] < i:
            return pieces(doc, (held[0], i))  # "Claims on social media that {X} are false"
        start += 2 if doc[start + 1].lower_ in ("that", "of") else 1
    return pieces(doc, (start, i))


TIES = words("speech.ties")
TIED = words("grammar.tying")
"""Nouns that say little without their complement, and the prepositions that join them."""


def charged_with(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return what a plea is about: `pleaded not guilty on Monday to {two counts of fraud}`."""
    charges = (c for t in doc[match.start : match.end] for c in t.children if c.i >= match.end and has_case(c, "to"))
    charge = next(charges, None)
    return pieces(doc, (charge.left_edge.i + 1, charge.right_edge.i + 1)) if charge is not None else ()


def governed_by(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return what a cue governs: a clause, a noun, the content of a noun of saying, or else the words after it."""
    last = doc[match.end - 1]
    verbs = verbs_of(doc, match)
    if last.lower_ in GOVERNORS and (not verbs or last.i > verbs[-1].i):
        return _governed(doc, match)
    if verbs and _points_back(doc, match.end):
        return ((match.end, match.end + 1),)  # "rejected that out of hand"
    for verb in reversed(verbs):
        found = _of_verb(doc, match, verb)
        if found:
            return found
    for token in doc[match.start : match.end]:
        if token.pos_ == "NOUN":
            run = _complement_of(doc, token, match.end)
            if run is not None:
                return pieces(doc, unlead(doc, run))
    return _words_after(doc, match) if verbs or last.lower_ in SAYS else ()


def _points_back(doc: Doc, at: int) -> bool:
    """Tell whether a `that` is the pronoun that is denied: no clause can begin with what follows it."""
    if at >= len(doc) or doc[at].lower_ not in ("that", "this"):
        return False
    after = doc[at + 1] if at + 1 < len(doc) else None
    return after is None or after.is_space or after.text in STOPS or after.text == "," or after.pos_ in ("ADP", "CCONJ")


def _is_denied(child: Token) -> bool:
    """Tell whether a verb denies a word: its object, or `which` or `that` before it, whatever the parse says."""
    relative = child.lower_ == "which" or (child.tag_ == "WDT" and not child.dep_.startswith("nsubj"))
    return child.dep_ in ("obj", "nsubj:pass") or (relative and child.i < child.head.i)


def _of_verb(doc: Doc, match: Match, verb: Token) -> tuple[Tokens, ...]:
    that = next((t for t in doc[match.end : match.end + FAR] if t.lower_ == "that" or t.pos_ in ("VERB", "NOUN")), None)
    clausal = [c for c in verb.children if c.i >= match.end and _complements(c, match)]
    things = [c for c in verb.children if _is_denied(c) and not match.start <= c.i < match.end]
    if things and not (clausal and clausal[0].left_edge.i < things[0].left_edge.i):
        return _unwrapped(doc, things[0])
    if clausal:
        return clause(doc, clausal[0])
    if that is not None and that.lower_ == "that" and that.i == match.end and that.head.i > that.i:
        return clause(doc, that.head) if that.tag_ == "IN" else (subtree(that),)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        shared = next((c for c in verb.head.children if c.dep_ == "nsubj:pass"), None)
        if shared is not None and not any(c.dep_ == "obj" for c in verb.children) and verb.tag_ == "VBN":
            return _unwrapped(doc, shared)
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i < match.start:
        return _unwrapped(doc, verb.head)
    if verb.dep_ == "acl:relcl" and not things:
        return _unwrapped(doc, verb.head) if verb.head.lemma_.lower() in STATEMENTS else ()
    return ()


def _complements(child: Token, match: Match) -> bool:
    """Tell whether a clause completes a cue (`denied that …`, `denied having …`), whatever its label in the parse."""
    if child.dep_ in ("ccomp", "xcomp"):
        return True
    return child.dep_ == "advcl" and child.left_edge.i == match.end and child.left_edge.tag_ == "VBG"


def _unwrapped(doc: Doc, head: Token) -> tuple[Tokens, ...]:
    """Return the content of a noun of saying (`reports that {X}`), or the whole phrase of another noun."""
    if head.lemma_.lower() in STATEMENTS:
        run = _complement_of(doc, head, head.i + 1)
        if run is not None:
            return pieces(doc, unlead(doc, run))
    start, end = subtree(head)
    for i in range(head.i, end):
        if doc[i].text in (";", ":"):
            end = i
            break
    cut = [
        subtree(c) for c in head.children if c.dep_ in ("acl:relcl", "parataxis") and c.i > head.i and _comma(doc, c)
    ]
    if head.dep_ in SUBJECT and end > head.head.i > head.i:
        end = head.head.i
    return pieces(doc, (start, max(end, _tie_end(head, end))), cut)


def _tie_end(head: Token, end: int) -> int:
    """Return where a noun's complement ends (`any links {to the firm}`), even if the parse attaches it to the verb."""
    if head.lemma_.lower() not in TIES:
        return end
    beside = (c for c in head.head.children if c.dep_ == "obl" and c.left_edge.i == end)
    return next((c.right_edge.i + 1 for c in beside if c.left_edge.lower_ in TIED), end)


def _comma(doc: Doc, token: Token) -> bool:
    before = token.left_edge.i - 1
    return before >= 0 and doc[before].text in (",", "—", "–", "-")


def _complement_of(doc: Doc, noun: Token, start: int) -> Tokens | None:
    """Return the run of a noun's complement: a `that` clause, a bare clause, `of` and its noun."""
    for child in sorted(noun.children, key=lambda c: c.i):
        if child.i < start or child.dep_ == "punct":
            continue
        first = next((t for t in child.subtree if not t.is_punct), child)
        opening = first.lower_
        if child.dep_ in CLAUSES and (opening == "that" or any(c.dep_ in SUBJECT for c in child.children)):
            if opening in ("which", "who", "whom"):
                continue
            return first.i + (opening == "that"), child.right_edge.i + 1
        if child.dep_ == "nmod" and (
            has_case(child, "of") or (has_case(child, "about") and noun.lemma_.lower() in HEARSAY)
        ):
            begin = max(c.i for c in child.children if c.dep_ == "case") + 1
            return begin, child.right_edge.i + 1
    return _clause_after(doc, noun, start)


def _clause_after(doc: Doc, noun: Token, start: int) -> Tokens | None:
    """Return the clause that follows a noun of saying if the parse attaches it elsewhere."""
    limit = min(start + REACH, sentence(noun)[1])
    for token in doc[start:limit]:
        if token.lower_ == "that" and token.tag_ in ("IN", "WDT") and token.i + 1 < limit:
            return token.i + 1, clause_end(doc, token.i + 1)
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ"):
            break
    if start < limit and doc[start].pos_ in ("PRON", "DET", "PROPN", "NOUN"):
        finite = next((t for t in doc[start:limit] if t.pos_ == "AUX" or t.tag_ in FINITE), None)
        if finite is not None and not any(t.is_punct and t.text != "-" for t in doc[start : finite.i]):
            return start, clause_end(doc, start)
    return None


def has_case(token: Token, word: str) -> bool:
    """Tell whether a preposition introduces a noun."""
    return any(c.dep_ == "case" and c.lower_ == word for c in token.children)


def _governed(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return what the last word of a cue introduces: a whole clause after `that` and `whether`, a noun after `of`."""
    last = doc[match.end - 1]
    if match.end >= len(doc):
        return ()
    clausal = last.lower_ in ("that", "whether", "if")
    head = last.head if last.head.i >= match.end else None
    if head is None:
        head = next(
            (c for t in doc[match.start : match.end] for c in t.children if c.i >= match.end and c.dep_ != "punct"),
            None,
        )
    end = head.right_edge.i + 1 if head is not None else match.end
    sentence_end = sentence(doc[match.start])[1]
    if clausal:
        end = max(end, clause_end(doc, match.end)) if _broken(doc, match.end, end) else end
    elif head is None or head.left_edge.i > match.end:
        return _words_after(doc, match)
    elif head.lemma_.lower() in STATEMENTS:
        return _unwrapped(doc, head)
    end = min(end, sentence_end)
    for i in range(match.end, end):
        if doc[i].text == ";":
            end = i
            break
    return pieces(doc, unlead(doc, (match.end, end)))


def _broken(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a run that should be a clause lacks a verb."""
    return not any(t.pos_ in ("VERB", "AUX") for t in doc[start:end])


def clause_end(doc: Doc, start: int) -> int:
    """Return the end of the clause that begins at `start`, by its words alone."""
    sentence_end = sentence(doc[start])[1] if start < len(doc) else len(doc)
    verb = False
    for i in range(start, sentence_end):
        token = doc[i]
        if token.text in STOPS:
            return i
        if verb and token.text == "," and i + 1 < sentence_end and doc[i + 1].lower_ in ("but", "and", "which", "nor"):
            return i
        verb = verb or token.pos_ in ("VERB", "AUX")
    return sentence_end


def _words_after(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return the noun phrase or clause after a cue that has none in the parse."""
    start, limit = match.end, sentence(doc[match.start])[1]
    while start < limit and (doc[start].pos_ == "ADV" or doc[start].is_space):
        start += 1
    if start >= limit or (doc[start].is_punct and doc[start].text not in "\"“‘'"):
        return ()
    if doc[start].lower_ == "that" and start + 1 < limit and doc[start + 1].pos_ != "AUX":
        end = clause_end(doc, start + 1)
        return pieces(doc, (start + 1, end))
    head = next((t for t in doc[start : min(start + FAR, limit)] if t.pos_ in NOUNS or t.tag_ == "VBG"), None)
    if head is None or doc[start].pos_ in ("ADP", "CCONJ", "SCONJ", "PART", "AUX", "INTJ"):
        return ()
    while head.head.i > head.i and head.head.i < limit and head.dep_ in ("compound", "flat", "nmod:poss", "amod"):
        head = head.head
    if head.lemma_.lower() in STATEMENTS:
        return _unwrapped(doc, head)
    after = doc[head.i + 1] if head.i + 1 < limit else None
    if after is not None and after.pos_ in ("VERB", "AUX") and after.tag_ in FINITE_OR_MODAL:
        return pieces(doc, (start, clause_end(doc, start)))
    end = start
    for token in doc[start:limit]:
        finite = token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN", "VB")
        if token.text in STOPS or (token.text == "," and token.i > head.i) or (finite and token.i > head.i):
            break
        if token.i > head.i and token.lower_ in ("and", "but", "while", "as", "after", "because", "although"):
            break
        end = token.i + 1
    run = trim(doc, start, end)
    return (run,) if run is not None else ()
