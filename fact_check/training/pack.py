"""Pack a trained pipeline for shipping: the same output, without what only the training needed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import EditTreeLemmatizer, Morphologizer
from spacy.strings import StringStore

from fact_check.training.base import load, save


def pack(nlp: Language, to: Path, version: str) -> Language:
    """Write `nlp` to `to` without the words of its training texts, and return it as loaded from there.

    spaCy keeps every string it ever saw; only labels and what lemmas are made of are needed to read new text.
    """
    nlp.meta.update(
        name="fact_check",
        version=version,
        description="Tags, lemmas, Universal Dependencies and names of English news",
        author="fact-check",
        license="CC BY-SA 4.0",
        spacy_version=">=3.8.4,<3.9.0",  # as pyproject.toml has it; spaCy would ask for the one that trained
        notes="MODEL_CARD.md says what it was trained on and how well it reads",
    )
    save(nlp, to)
    strings = StringStore(sorted(set(needed(nlp))))
    strings.to_disk(to / "vocab" / "strings.json")
    return load(to)


def needed(nlp: Language) -> Iterator[str]:
    """Yield the strings that predictions consist of."""
    yield from ("_SP", "SPACE", "ROOT", "dep")
    for labels in nlp.pipe_labels.values():
        for label in labels:
            yield from (label, *label.split("|"))
    for name in nlp.pipe_names:
        pipe: Any = nlp.get_pipe(name)
        if isinstance(pipe, Morphologizer):
            yield from pipe.cfg["labels_morph"].values()
        elif isinstance(pipe, EditTreeLemmatizer):
            for number in range(len(pipe.trees)):
                tree = pipe.trees[number]
                yield from (nlp.vocab.strings[tree[part]] for part in ("orig", "subst") if tree.get(part))
