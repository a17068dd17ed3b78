"""Tell sentences that state something from those that ask, order, wish, hope or thank."""

from spacy.tokens import Doc, Token

from fact_check.extract.records import Tokens
from fact_check.extract.syntax.clauses import subject
from fact_check.language.columns import columns
from fact_check.lexicon import words

ENDS = frozenset([".", "!", "?", "…", "..."])
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
THANKING = words("speech.thanking")
SYMPATHIES = words("speech.sympathies")
FEELS = 4
"""The most words of a sentence that only says how somebody feels."""
Pieces = tuple[Tokens, ...]


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
    if _only_conditions(doc, tokens):
        return False
    return not (_orders(doc, tokens) or _wishes(doc, tokens))


def _only_conditions(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether a condition stands without the order that depends on it: `{If anybody has a key}, give it to me`."""
    words, inside = columns(doc), set(tokens)
    first = next((i for i in tokens if not words.is_punct[i]), tokens[0])
    if words.dep[first] != "mark" or words.lower[first] not in ("if", "unless"):
        return False
    verb = words.head[first]
    order = words.head[verb]
    if verb not in inside or order in inside or order < tokens[-1]:
        return False
    return words.tag[order] in ("VB", "VBP") and subject(doc[order]) is None


def _wishes(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether a sentence only thanks, wishes or says how its speaker feels: `Thank you all`, `I am grateful`."""
    words = columns(doc)
    said = [words.lower[i] for i in tokens if not words.is_punct[i]]
    if said and said[0] in WISHING and not (len(said) > 1 and words.dep[tokens[0]].startswith("nsubj")):
        return True
    if said[:1] == ["may"] and len(tokens) > 1 and words.pos[tokens[1]] not in ("VERB", "AUX"):
        return True  # "May God protect them"
    thanks = [words.lower[i] for i in tokens[1:4]][-2:] == ["like", "to"]  # "I'd like to thank"
    early = tokens[1 : 5 if thanks else 4]
    asks = any(words.lemma[i] in ASKS and words.tag[i] in ASKED and not _pleads(doc, i) for i in early)
    asks = asks or any(words.lemma[i] in THANKING and doc[i].nbor().tag_ == "PRP$" for i in early if i + 1 < len(doc))
    if asks and said and said[0] in ("i", "we"):
        return True
    if _hopes(doc, tokens) or _consoles(doc, tokens):
        return True
    return len(said) <= FEELS and len(said) > 1 and said[0] in SPEAKERS and said[-1] in FEELINGS


def _pleads(doc: Doc, i: int) -> bool:
    """Tell whether a verb tells a court something and begs nobody: `I'll {plead} guilty`."""
    return i + 1 < len(doc) and doc[i + 1].lower_ in ("guilty", "not", "no")


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


def _consoles(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether a sentence offers sympathy: `our thoughts are with them`, `my first thoughts go to the families`."""
    verb = _top(doc, tokens)
    who = subject(verb) if verb is not None else None
    if verb is None or who is None or who.lower_ not in SYMPATHIES:
        return False
    cased = (c for part in (verb, *verb.children) for c in part.children if c.dep_ == "case")
    return any(c.lower_ in ("to", "with", "for") for c in cased)


def _orders(doc: Doc, tokens: list[int]) -> bool:
    """Tell whether a sentence is an imperative: its main verb is bare and has no subject."""
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
