"""Read CoNLL-U files as documents of paragraphs of sentences.

Format: https://universaldependencies.org/format.html. Multiword tokens are read as their syntactic words;
empty nodes are left out.
"""

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

UNKNOWN = ""
"""The value of a layer that is not annotated for this word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its layers; `head` is the index of a word in the sentence, and a root is its own head."""

    form: str
    space: bool = True
    """Whether white space follows."""
    lemma: str = UNKNOWN
    upos: str = UNKNOWN
    xpos: str = UNKNOWN
    feats: str = UNKNOWN
    head: int | None = None
    dep: str = UNKNOWN
    name: str = UNKNOWN
    """IOB: `B-PERSON`, `I-PERSON`, `O`; unknown where names are not annotated."""
    misc: str = UNKNOWN


Sentence = tuple[Word, ...]


@dataclass(slots=True)
class Document:
    """A treebank text: its name, and its paragraphs as lists of sentences."""

    name: str
    paragraphs: list[list[Sentence]] = field(default_factory=list)


def read(path: Path) -> Iterator[Document]:
    """Yield the documents of a `.conllu` or `.conllu.xz` file in order."""
    document: Document | None = None
    lines: list[str] = []
    paragraph = False
    for line in _lines(path):
        if line.startswith("# newdoc"):
            if document is not None:
                yield document
            document = Document(line.rpartition("=")[2].strip())
        elif line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            lines.append(line)
        elif not line and lines:
            if document is None:
                document = Document(path.name)
            if paragraph or not document.paragraphs:
                document.paragraphs.append([])
            document.paragraphs[-1].append(sentence(lines))
            lines, paragraph = [], False
    if document is not None:
        yield document


def sentence(lines: list[str]) -> Sentence:
    """Build a sentence from its token lines (ten columns, no comments)."""
    words: list[Word] = []
    within = 0
    space_after_whole = True
    for line in lines:
        number, form, lemma, upos, xpos, feats, head, dep, _, misc = line.split("\t")
        if "." in number:
            continue
        space = "SpaceAfter=No" not in misc.split("|")
        if "-" in number:
            within, space_after_whole = int(number.partition("-")[2]), space
            continue
        if int(number) < within:
            space = False
        elif int(number) == within:
            space = space_after_whole
        words.append(
            Word(
                form=form,
                space=space,
                lemma=form if lemma == "_" else lemma,
                upos=upos,
                xpos=xpos,
                feats="" if feats == "_" else feats,
                head=int(number) - 1 if head == "0" else int(head) - 1,
                dep="ROOT" if dep == "root" else dep,
                misc="" if misc == "_" else misc,
            )
        )
    return tuple(words)


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")
    yield ""
