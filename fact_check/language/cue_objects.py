"""Whether a cue acts on one of the nouns that its rule names: `rejected the claims`, not `rejected the bill`."""

from spacy.tokens import Doc, Token

OBJECTS = frozenset(["obj", "iobj", "nsubj:pass", "obl", "nmod", "xcomp", "dep"])
MODIFIES = frozenset(["acl", "acl:relcl", "amod"])


def acts(doc: Doc, start: int, end: int, objects: tuple[str, ...]) -> bool:
    """Tell whether what the cue in a run of tokens acts on is one of `objects` (lemmas), or a clause.

    A cue of a rule that names no objects always does.
    """
    if not objects:
        return True
    if end < len(doc) and doc[end].lower_ == "that" and doc[end].tag_ == "IN":
        return True
    near: list[Token] = []
    for token in doc[start:end]:
        if token.dep_ in MODIFIES and not start <= token.head.i < end:
            near.append(token.head)
        for child in token.children:
            if child.dep_ == "ccomp" and not start <= child.i < end:
                return True
            if child.dep_ in OBJECTS and not start <= child.i < end:
                near.append(child)
    return any(_named(token, objects) for token in near)


def _named(token: Token, objects: tuple[str, ...]) -> bool:
    alike = [token, *(c for c in token.children if c.dep_ == "conj")]
    return any(t.lemma_.lower() in objects or t.lower_ in objects for t in alike)
