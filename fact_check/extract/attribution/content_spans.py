"""Find the content of a cue: what it governs, interrupts, follows, modifies or is about.

Past 250 lines: one function for each relation of a content to its cue, and the order in which they are tried.
"""

from spacy.tokens import Doc, Token

from fact_check.extract.quotations.linking import CALENDAR, Spoken
from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import (
    CLOSING,
    FINITE_OR_MODAL,
    SOFT,
    SUBJECT,
    antecedent,
    clause,
    clause_head,
    clause_run,
    pieces,
    sentence,
    subject,
    subtree,
    trim,
    unlead,
)
from fact_check.language.columns import columns
from fact_check.language.cues import Match
from fact_check.lexicon import words
from fact_check.rules import Rule

LINKS = words("grammar.links")
"""Last words of a cue that its content follows."""
OCCASIONS = words("speech.occasions")
"""Nouns for where and how something is said, which isn't part of the content."""
DASHES = frozenset([",", "—", "–", "-", "--"])
ADJUNCTS = frozenset(["obl", "acl", "nmod", "advmod"])
"""Relations of what may be hedged by itself behind a comma."""
LONGEST_SOURCE = 14
"""The most words between a content's comma and the verb that ends the sentence."""


def governed(doc: Doc, match: Match) -> Token | None:
    """Return what the last word of a cue introduces: `according to {the report}`, `claims that {…}`."""
    for token in reversed(doc[match.start : match.end]):
        if token.head.i >= match.end:
            return token.head
    for token in reversed(doc[match.start : match.end]):
        for child in token.children:
            if child.i >= match.end and child.dep_ in ("obl", "nmod", "obj", "pobj", "fixed", "ccomp", "acl", "xcomp"):
                return child
    return None


def content_of(doc: Doc, match: Match, verb: Token, frame: list[Tokens]) -> tuple[Tokens, ...]:
    where = match.rule.content
    if where == "sentence":
        return _around(doc, match, frame)
    if where == "noun":
        return _named(doc, match)
    last = doc[match.end - 1]
    if last.i != verb.i and last.lower_ in LINKS and (below := governed(doc, match)) is not None:
        found = _reach(doc, below, match)
    elif where in ("predicate", "figure"):
        return _predicate(doc, match.rule, verb, frame)
    else:
        found = _complement(doc, match, verb, frame)
    if where == "subject":
        who = _shared_subject(doc[match.start : match.end].root) or subject(verb)
        if who is not None and any(a <= who.i < b for a, b in found):
            return found  # `it is believed that …`, the clause as a subject
        if who is not None and (who.pos_ != "PRON" or not found):
            run = subtree(who) if who.tag_ != "VBG" else (who.i, match.start)
            return (*pieces(doc, run, frame), *found)
    if not found and where == "object":
        found = _object(doc, match, verb, frame)
    return found


def _shared_subject(verb: Token) -> Token | None:
    """Return a verb's subject, or that of the verb that it is joined to: `The fair opens in May and {is said to} be`.

    A gerund before it is one, too, though some parses call it an aside: `Mending the line {was expected to} take`.
    """
    while (own := subject(verb)) is None:
        first = next((c for c in verb.lefts if c.dep_ not in ("cc", "punct")), None)
        gerund = first if first is not None and first.tag_ == "VBG" and first.dep_ == "advcl" else None
        if gerund is not None and "," not in columns(verb.doc).text[gerund.i : verb.i]:
            return gerund
        if verb.dep_ != "conj":
            break
        verb = verb.head
    return own


PLACING = words("grammar.placing")
"""Prepositions of place, which some parses attach to the cue: `reports of {shots near the harbour}`."""


def _reach(doc: Doc, head: Token, match: Match) -> tuple[Tokens, ...]:
    while head.dep_ == "compound" and head.head.i > head.i:  # "suspicion of {drink-driving}"
        head = head.head
    start, end = subtree(head)
    places = (c for c in head.head.children if c.dep_ == "nmod" and c.left_edge.i == end)
    end = next((c.right_edge.i + 1 for c in places if c.left_edge.lower_ in PLACING), end)
    return pieces(doc, unlead(doc, (max(start, match.end), end)))


def _complement(doc: Doc, match: Match, verb: Token, frame: list[Tokens]) -> tuple[Tokens, ...]:
    """Return the clause that a verb governs, interrupts or follows."""
    best: Token | None = None
    for child in verb.children:
        if match.start <= child.i < match.end:
            continue
        if (child.dep_ == "ccomp" and (best is None or best.dep_ != "ccomp" or best.i < verb.i < child.i)) or (
            best is None and _follows(child, verb, match.rule)
        ):
            best = child
    if best is not None and best.i < verb.i:
        return clause(doc, best, [*frame, _own_frame(doc, verb, best)])
    if best is not None:
        told = _second_listener(verb, best)
        return clause(doc, best, frame) if told is None else pieces(doc, (told, best.right_edge.i + 1), frame)
    if verb.dep_ == "parataxis" and verb.head.i != verb.i:
        return clause(doc, verb.head, [subtree(verb), *frame])
    if (led := _trailing(doc, verb, frame)) is not None:
        return led
    if verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod", "case") for c in verb.children):
        return clause(doc, verb.head, [subtree(verb), *frame])
    return ()


def _second_listener(verb: Token, said: Token) -> int | None:
    """Return where the clause begins whose subject the parse takes for the listener: `told the court {Mossop paid}`."""
    if subject(said) is not None:
        return None
    heard = [c for c in verb.children if c.dep_ in ("iobj", "obj") and verb.i < c.i < said.i]
    if len(heard) < 2 or heard[-1].right_edge.i + 1 != said.left_edge.i:
        return None
    return max(heard[-1].left_edge.i, heard[-2].i + 1)


def _setting(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words before an attribution only say when or where: `In a statement, she said, …`."""
    words = [t for t in doc[start:end] if not t.is_punct and not t.is_space]
    if any(t.tag_ in FINITE_OR_MODAL for t in words):
        return False
    return len(words) < 2 or any(t.lower_ in CALENDAR or t.lemma_.lower() in OCCASIONS for t in words)


def _trailing(doc: Doc, verb: Token, frame: list[Tokens]) -> tuple[Tokens, ...] | None:
    """Return a sentence up to the comma before the attribution at its end: `{The road is shut}, police say.`"""
    first, last = sentence(verb)
    if any(not (t.is_punct or t.is_space) for t in doc[verb.i + 1 : last]):
        return None
    for i in range(verb.i - 1, max(first, verb.i - LONGEST_SOURCE), -1):
        if doc[i].text in (",", "—", "–"):
            return clause_run(doc, (first, i), frame)
    return None


def _follows(child: Token, verb: Token, rule: Rule) -> bool:
    """Tell whether a verb reports its infinitive or the sentence after its colon."""
    if child.dep_ == "xcomp" or (child.dep_ == "advcl" and child.left_edge.i == verb.i + 1 and child.tag_ == "VB"):
        return verb.lemma_.lower() in rule.infinitives and any(c.dep_ == "mark" for c in child.children)
    if child.dep_ in ("advcl", "acl"):
        return child.i > verb.i and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
    return child.dep_ == "parataxis" and child.i > verb.i and subject(child) is not None


def _own_frame(doc: Doc, verb: Token, best: Token) -> Tokens:
    """Return the words of an attribution that come after its content."""
    return best.right_edge.i + 1, max(best.right_edge.i + 1, verb.right_edge.i + 1)


def _object(doc: Doc, match: Match, verb: Token, frame: list[Tokens]) -> tuple[Tokens, ...]:
    for child in verb.children:
        if match.start <= child.i < match.end:
            continue
        if child.dep_ == "obj" or (child.dep_ == "nsubj:pass" and not _given(verb)):
            if match.rule.objects and child.lemma_.lower() not in match.rule.objects:
                return ()
            return pieces(doc, subtree(child), frame)
    return ()


def _given(verb: Token) -> bool:
    """Tell whether a passive verb says what somebody is given: `was promised to the museum`."""
    return any(c.dep_ == "obl" and any(g.lower_ == "to" for g in c.children) for c in verb.children)


SMALL = frozenset(["xcomp", "ccomp", "obl"])
"""Relations of a predicate to the verb whose object is its subject: `described {the report as a tale}`."""


def _predicate(doc: Doc, rule: Rule, verb: Token, frame: list[Tokens]) -> tuple[Tokens, ...]:
    """Return an object with its predicate: `accused {the firm of hiding it}`."""
    what = next((c for c in verb.children if c.dep_ in ("obj", "iobj", "nsubj:pass")), None)
    if what is None:  # "called {the plan a waste}", to some parses a clause of its own
        small = (c for c in verb.children if c.i > verb.i and _is_small(c, verb) and subject(c) is not None)
        verbless = rule.content != "predicate"  # "put {the cost at £4m}"
        clause = next((c for c in small if not verbless or c.pos_ not in ("VERB", "AUX")), None)
        return pieces(doc, subtree(clause), frame) if clause is not None else ()
    said = [c for c in verb.children if c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "obl", "advcl") and _says(c)]
    said += [c for c in verb.children if c.i > what.i > verb.i and c.dep_ == "obj"]  # a predicate noun, to some parses
    if rule.content == "figure":
        told = ("obl", "obl:unmarked", "nummod")
        said = [c for c in verb.children if c.i > what.i > verb.i and c.dep_ in told]
        said += [c for c in verb.children if c.i > verb.i > what.i and c.dep_ in told and _is_at(c)]  # "was put at 9"
        where = next((c for c in verb.children if said and c.dep_ == "advmod" and c.i == subtree(said[0])[1]), None)
        said = said[:1] if where is None else [where]  # "eight kilometres {south of the town}"
    said = said[:1]
    if not said:
        after = [c for c in what.children if c.i > what.i and c.dep_ in ("acl", "nmod")]
        inside = any(_says(c) or (rule.content == "figure" and _is_at(c)) for c in after)
        return pieces(doc, subtree(what), frame) if inside and verb.lemma_.lower() not in rule.naming else ()
    first, last = subtree(what), subtree(said[-1])
    if what.tag_ in ("WDT", "WP"):  # "{The firm}, which was blamed {for the leak}"
        first = antecedent(doc, what.i) or first
    if what.i > verb.i and first[1] <= last[0]:
        return pieces(doc, (first[0], last[1]), frame)
    return (*pieces(doc, first, frame), *pieces(doc, last, frame))


def _is_small(child: Token, verb: Token) -> bool:
    """Tell whether a clause may be an object with its predicate, to some parses: `accused {the firm of hiding it}`."""
    return child.dep_ in SMALL or (child.dep_ == "advcl" and child.left_edge.i == verb.i + 1 and _says(child))


def _says(child: Token) -> bool:
    if child.dep_ in ("xcomp", "ccomp"):
        return True
    return any(c.lower_ in ("as", "of", "for", "with", "to") and c.dep_ in ("case", "mark") for c in child.children)


def _is_at(child: Token) -> bool:
    """Tell whether a phrase holds a thing and its value: `valued {the stake at $3m}`, one phrase in some parses."""
    return any(c.lower_ == "at" and c.dep_ == "case" for c in child.children)


def _lead(doc: Doc, match: Match, verb: Token) -> Tokens | None:
    """Return the start of a content that its attribution interrupts: `{With 40 gates}, she said, “{nobody knows}.”`"""
    own = subject(verb)
    start = min(match.start, own.left_edge.i if own is not None and own.i < verb.i else match.start)
    first = sentence(verb)[0]
    if start - first < 3 or doc[start - 1].text != "," or _setting(doc, first, start - 1):
        return None
    return trim(doc, *unlead(doc, (first, start - 1)))


def ends_at_mark(doc: Doc, end: int, last: int) -> bool:
    """Tell whether a phrase ends at a punctuation mark or where its sentence does."""
    return end >= last or doc[end].text in DASHES or doc[end].text in SOFT or doc[end].text in CLOSING


def up_to_mark(doc: Doc, start: int, last: int) -> Tokens | None:
    """Return the words up to the next comma, dash or stop."""
    end = start
    while end < last and doc[end].text not in SOFT and doc[end].text != ";" and not (doc[end].is_space and end > start):
        end += 1
    return trim(doc, start, end)


def _around(doc: Doc, match: Match, frame: list[Tokens]) -> tuple[Tokens, ...]:
    """Return a cue's clause without the cue: `China has {reportedly} set up 54 centres`."""
    words = doc[match.start : match.end]
    if len(words) > 1 and (below := governed(doc, match)) is not None:
        cut, anchor = subtree(below), below.head
        if anchor.i == below.i:
            return ()
    else:
        cut, anchor = (match.start, match.end), words.root.head
        if words.root.head.i == words.root.i:
            said = next((c for c in words.root.children if c.dep_ == "ccomp"), None)  # an adverb is the root
            return clause_run(doc, subtree(words.root), [cut, *frame]) if said is not None else ()
    aside = match.start and doc[match.start - 1].text in DASHES and anchor.left_edge.i >= match.start - 1
    if aside and anchor.dep_ in ADJUNCTS:
        return pieces(doc, (match.end, anchor.right_edge.i + 1), frame)  # "died at home, reportedly {of a stroke}"
    if len(words) == 1 and (noun := _described(anchor, match.end)) is not None:
        return pieces(doc, (match.end, noun.right_edge.i + 1), frame)
    head = clause_head(anchor)
    start = subtree(head)[0]
    found = clause(doc, head, [cut, *frame])
    if head.dep_ == "acl:relcl" and head.head.i < start:
        antecedent = trim(doc, head.head.left_edge.i, start)
        if antecedent is not None:
            found = (antecedent, *found)
    return found


def _described(anchor: Token, start: int) -> Token | None:
    """Return the noun whose adjective or number a hedge is about: `a case involving allegedly {forged papers}`."""
    noun = anchor
    while noun.dep_ in ("amod", "nummod", "advmod") and noun.head != noun:
        noun = noun.head
    within = noun.dep_ in ("obj", "obl", "nmod", "conj") and noun.pos_ in ("NOUN", "NUM", "PROPN")
    before = [t for t in noun.subtree if t.i < start - 1 and t.pos_ not in ("ADP", "DET", "PUNCT")]
    return noun if within and not before and (noun != anchor or noun.pos_ == "NUM") else None


def _named(doc: Doc, match: Match) -> tuple[Tokens, ...]:
    """Return the noun phrase that an adjective hedges, from the adjective on; nothing for a mere label."""
    noun = doc[match.end - 1].head
    if noun.i < match.end or noun.dep_ in ("nmod:poss", "compound", "nsubj", "nsubj:pass", "flat", "appos"):
        return ()
    definite = any(c.dep_ == "det" and c.lower_ in ("the", "his", "her", "their") for c in noun.children)
    if definite and not any(c.dep_ == "nmod" for c in noun.children):
        return ()
    asides = [c.left_edge.i for c in noun.children if c.dep_ == "acl:relcl" and c.left_edge.i > noun.i]
    end = next((i for i in asides if doc[i].text == "," or doc[i - 1].text == ","), noun.right_edge.i + 1)
    return pieces(doc, (match.end, end))


ADDRESSED = 10
"""How many words may come between a listener and `that`."""


def past_addressee(doc: Doc, rule: Rule | None, cue: Tokens, content: tuple[Tokens, ...]) -> tuple[Tokens, ...]:
    """Return a content without its listener: `told the trust that {it could see}`, `pledged to them that {…}`."""
    if not content or not cue[1] <= content[0][0] <= cue[1] + 2:
        return content
    if len(content) > 1 and content[0][1] == content[1][0]:
        content = ((content[0][0], content[1][1]), *content[2:])
    start, end = content[0]
    to = any(doc[i].lower_ == "to" and doc[i].dep_ == "case" for i in (start - 1, start))
    tells = rule is not None and any(t.lemma_.lower() in rule.told for t in doc[cue[0] : cue[1]])
    if not (to or tells):
        return content
    for i in range(start, min(start + ADDRESSED, end - 2)):
        if doc[i].lower_ == "that" and doc[i].tag_ == "IN" and i > start:
            return ((i + 1, end), *content[1:])
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].is_punct:
            break
    return content


def indirect(doc: Doc, match: Match, verb: Token, quotes: list[Spoken]) -> tuple[Tokens, ...] | None:
    """Return a clause that ends in a quotation: `said that the plan “was a mess from the start.”`."""
    first = quotes[0].words
    if first[0] <= verb.i:
        return None
    if doc[first[0]].is_lower and (before := _lead(doc, match, verb)) is not None:
        return (before, *(q.words for q in quotes))
    for child in verb.children:
        if child.dep_ == "ccomp" and verb.i < child.left_edge.i < first[0] - 2:
            lead = trim(doc, *unlead(doc, (max(child.left_edge.i, match.end), first[0] - 1)))
            if lead is not None and lead[1] - lead[0] > 1 and any(t.dep_ in SUBJECT for t in doc[lead[0] : lead[1]]):
                return ((lead[0], first[1]), *(q.words for q in quotes[1:]))
    return None
