"""Score a pipeline against a treebank, word by word, in a count that is easy to verify.

spaCy's scorer counts line ends in the reference as missed words; here they are not words.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from spacy.scorer import get_ner_prf
from spacy.tokens import Doc, Span, Token
from spacy.training import Example

Place = tuple[int, int]


def score(examples: Iterable[Example]) -> dict[str, float]:
    """Score parsed examples, in per cent of the reference's words; a word tokenized differently is wrong.

    `uas` and `las` leave punctuation out; `sentences` and `names` are F of exact spans.
    """
    counts: Counter[str] = Counter()
    examples = list(examples)
    for example in examples:
        gold, seen = example.reference, {place(token): token for token in words(example.predicted)}
        if not gold.has_annotation("DEP"):
            continue
        for token in words(gold):
            _count(counts, token, seen.get(place(token)))
        ours, theirs = sentences(example.predicted), sentences(gold)
        counts.update(sentences=2 * len(ours & theirs), sentences_of=len(ours) + len(theirs))
    figures = {name: counts[name] / counts[f"{name}_of"] for name in _SHARES if counts[f"{name}_of"]}
    figures["names"] = get_ner_prf(examples)["ents_f"] or 0.0
    return {name: round(100 * figure, 2) for name, figure in figures.items()}


_LAYERS: dict[str, Callable[[Token], str]] = {
    "tag": lambda token: token.tag_,
    "pos": lambda token: token.pos_,
    "morphology": lambda token: str(token.morph),
    "lemma": lambda token: token.lemma_,
}
_SHARES = (*_LAYERS, "uas", "las", "sentences")


def _count(counts: Counter[str], gold: Token, seen: Token | None) -> None:
    for name, layer in _LAYERS.items():
        counts[f"{name}_of"] += 1
        counts[name] += seen is not None and layer(seen) == layer(gold)
    if gold.dep_ != "punct":
        head = seen is not None and place(seen.head) == place(gold.head)
        counts.update(uas_of=1, las_of=1, uas=head, las=head and seen is not None and seen.dep_ == gold.dep_)


def words(doc: Doc | Span) -> list[Token]:
    """Return the tokens that are not white space."""
    return [token for token in doc if not token.is_space]


def place(token: Token) -> Place:
    """Return a word's offsets in the text."""
    return token.idx, len(token)


def sentences(doc: Doc) -> set[Place]:
    """Return the sentences as offsets in the text, from their first word to their last."""
    parts = (words(sentence) for sentence in doc.sents)
    return {(part[0].idx, part[-1].idx + len(part[-1])) for part in parts if part}
