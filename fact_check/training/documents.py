"""Turn annotated sentences into spaCy examples: what the pipeline sees, and what it should predict.

The pipeline sees running text with line ends, cut by its own tokenizer, just as when it reads a draft.
"""

from collections.abc import Iterator
from random import Random

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from fact_check.language.paragraphs import paragraphs as mark_paragraphs
from fact_check.training.treebank import UNKNOWN, Document, Sentence

LINE_ENDS = ("\n", "\n", "\n\n", "\n\n", "\n\n\n")
"""What separates two paragraphs in scraped and in typed articles."""


def example(nlp: Language, parts: list[list[Sentence]], rng: Random | None = None) -> Example:
    """Build one example from paragraphs; with `rng` the line ends vary, without it they are single."""
    gold = reference(nlp, parts, rng)
    seen = mark_paragraphs(nlp.make_doc(gold.text))
    return Example(seen, gold)


def reference(nlp: Language, parts: list[list[Sentence]], rng: Random | None = None) -> Doc:
    """Turn paragraphs into a Doc; line ends are tokens of their own.

    A layer that the words lack (wikigold has no parse) is missing from the Doc, and nothing is learned from it.
    """
    forms: list[str] = []
    spaces: list[bool] = []
    tags, upos, feats, lemmas, deps, names = ([] for _ in range(6))
    heads: list[int] = []
    for number, sentences in enumerate(parts):
        if number:
            forms.append(rng.choice(LINE_ENDS) if rng else "\n")
            spaces[-1] = bool(rng and rng.random() < 0.1)
            spaces.append(False)
            tags.append("_SP")
            upos.append("SPACE")
            feats.append("")
            lemmas.append(forms[-1])
            heads.append(len(heads) - 1)
            deps.append("dep")
            names.append("O")
        for sentence in sentences:
            first = len(forms)
            for i, word in enumerate(sentence):
                forms.append(word.form)
                spaces.append(word.space)
                tags.append(word.xpos)
                upos.append(word.upos)
                feats.append(word.feats)
                lemmas.append(word.lemma)
                deps.append(word.dep)
                heads.append(first + (i if word.head is None else word.head))
                names.append(word.name)
    parsed = all(word.dep != UNKNOWN for sentences in parts for sentence in sentences for word in sentence)
    return Doc(
        nlp.vocab,
        words=forms,
        spaces=spaces,
        tags=tags if parsed else None,
        pos=upos if parsed else None,
        morphs=feats if parsed else None,
        lemmas=lemmas if parsed else None,
        heads=heads if parsed else None,
        deps=deps if parsed else None,
        ents=names,
    )


def chunks(document: Document, rng: Random, longest: tuple[int, int]) -> Iterator[list[list[Sentence]]]:
    """Cut a document into texts between sentences; a text ends once it has as many words as a draw from `longest`."""
    part: list[list[Sentence]] = []
    size, limit = 0, rng.randint(*longest)
    for paragraph in document.paragraphs:
        part.append([])
        for sentence in paragraph:
            part[-1].append(sentence)
            size += len(sentence)
            if size >= limit:
                yield part
                part, size, limit = [[]], 0, rng.randint(*longest)
        part = [paragraph for paragraph in part if paragraph]
    if part:
        yield part
