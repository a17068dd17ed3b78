"""Read the treebanks and names, and score a pipeline on them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from fact_check.training import names, treebank
from fact_check.training.documents import example
from fact_check.training.scores import score
from fact_check.training.treebank import Document


@dataclass(frozen=True, slots=True)
class Data:
    """The training data, and the data that only measures."""

    train: list[Document]
    dev: list[Document]
    dev_names: list[Document]


def read(folder: Path) -> Data:
    """Read the treebanks and names in `folder` (`treebank/`, `names/`)."""
    trees, named = folder / "treebank", folder / "names"
    gum_dev = [names.from_gum(d) for d in treebank.read(trees / "gum-dev.conllu.xz")]
    wikigold = list(names.read_wikigold(named / "wikigold.conll.xz"))
    uner = list(names.read_uner(named / "ewt-dev.iob2.xz"))
    train = [
        *treebank.read(trees / "ewt-train.conllu.xz"),
        *(names.from_gum(d) for d in treebank.read(trees / "gum-train.conllu.xz")),
        *(d for i, d in enumerate(wikigold) if i % 5),
        *(d for i, d in enumerate(uner) if i % 2),
    ]
    held_out = [*(d for i, d in enumerate(wikigold) if not i % 5), *(d for i, d in enumerate(uner) if not i % 2)]
    return Data(train, [*treebank.read(trees / "ewt-dev.conllu.xz"), *gum_dev], held_out)


def measure(nlp: Language, dev: list[Example], dev_names: list[Example]) -> dict[str, float]:
    """Score the pipeline on running text, in per cent; `names` is on GUM, `other_names` on wikigold and UNER."""
    named = score(parsed(nlp, dev_names, nlp.make_doc))["names"]
    return {**score(parsed(nlp, dev, nlp.make_doc)), "other_names": named}


def measure_given_words(nlp: Language, dev: list[Example]) -> dict[str, float]:
    """Score the layers on the treebank's own words; the sentences are still the pipeline's."""
    texts = {eg.reference.text: eg.reference for eg in dev}

    def same_words(text: str) -> Doc:
        spaces = [bool(token.whitespace_) for token in texts[text]]
        return Doc(nlp.vocab, [token.text for token in texts[text]], spaces)

    return score(parsed(nlp, dev, same_words))


def parsed(nlp: Language, examples: list[Example], words: Callable[[str], Doc]) -> Iterator[Example]:
    """Parse the texts of examples again."""
    docs = nlp.pipe([words(example.reference.text) for example in examples])
    for doc, old in zip(docs, examples, strict=True):
        yield Example(doc, old.reference)


def figures(nlp: Language, data: Data) -> tuple[dict[str, float], dict[str, float]]:
    """Score the pipeline on held-out data: on running text, and on the treebank's own words."""
    dev, named = ([example(nlp, document.paragraphs) for document in part] for part in (data.dev, data.dev_names))
    return measure(nlp, dev, named), measure_given_words(nlp, dev)
