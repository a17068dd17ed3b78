"""Read names of people, organisations, places and other things from three sources that mark them differently.

All become IOB tags of PERSON, ORG, LOC and MISC. GUM marks every mention of every entity, nested and with
modifiers: if the head is a proper noun, only the name is kept. wikigold and UNER follow CoNLL-2003. A kind of name that
a source doesn't mark is unknown there, not "no name".
"""

import lzma
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fact_check.training.treebank import UNKNOWN, Document, Sentence, Word

KINDS = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "LOC",
    "event": "MISC",
    "object": "MISC",
    "abstract": "MISC",
    "substance": "MISC",
    "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "MISC": "MISC",
}
"""Each source's kinds mapped to ours. GUM's `time`, `animal` and `plant` are not names here."""

_LINKS = frozenset({"of", "for", "and", "the", "de", "la", "del", "von", "van", "der", "bin", "al", "&"})
_PEOPLES = re.compile(r".*(?:ish|[aeiou]ns?|ese|ch|ics?|is?)$")
"""Nationalities: names in wikigold, plain adjectives in GUM."""
_EVENT = re.compile(r"\((\d+)-([a-z]+)[^()]*|(\d+)\)")


def from_gum(document: Document) -> Document:
    """Add names to a GUM document from its `Entity=` spans."""
    return Document(document.name, [[name_sentence(s) for s in p] for p in document.paragraphs])


def name_sentence(sentence: Sentence) -> Sentence:
    """Mark the names of one GUM sentence; capitalised adjectives (`Chinese`) stay unknown."""
    tags = ["O" if word.upos != "ADJ" or not word.form[:1].isupper() else UNKNOWN for word in sentence]
    found = [name for start, end, kind in _spans(sentence) for name in _name(sentence, start, end, kind)]
    for start, end, kind in sorted(found, key=lambda name: name[0] - name[1]):
        if all(tag in ("O", UNKNOWN) for tag in tags[start:end]):
            tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tuple(replace(word, name=tag) for word, tag in zip(sentence, tags, strict=True))


def entities(sentence: Sentence) -> list[tuple[int, int, int]]:
    """Return the mentions of one GUM sentence as (first, last + 1, entity number); none in other sources."""
    return [(start, end, int(number)) for start, end, _, number in _marked(sentence)]


def _spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    return ((start, end, kind) for start, end, kind, _ in _marked(sentence))


def _marked(sentence: Sentence) -> Iterator[tuple[int, int, str, str]]:
    open_spans: list[tuple[str, int, str]] = []
    for i, word in enumerate(sentence):
        entity = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for event in _EVENT.finditer(entity):
            if event[1]:
                open_spans.append((event[1], i, event[2]))
                if event.end() < len(entity) and entity[event.end()] == ")":
                    open_spans.pop()
                    yield i, i + 1, event[2], event[1]
            elif event[3]:
                at = next((n for n in range(len(open_spans) - 1, -1, -1) if open_spans[n][0] == event[3]), None)
                if at is not None:
                    _, start, kind = open_spans.pop(at)
                    yield start, i + 1, kind, event[3]


def _name(sentence: Sentence, start: int, end: int, kind: str) -> Iterator[tuple[int, int, str]]:
    heads = [i for i in range(start, end) if not start <= (sentence[i].head or 0) < end or sentence[i].dep == "ROOT"]
    if kind not in KINDS or len(heads) != 1 or not _proper(sentence[heads[0]]):
        return
    if kind == "person" and sentence[heads[0]].xpos == "NNPS":  # Greeks, Buddhists
        return
    left, right = heads[0], heads[0] + 1
    linked = kind != "person"
    while left > start and _belongs(sentence, left - 1, kind):
        left -= 1
    while right < end:
        if _belongs(sentence, right, kind) or (sentence[right].upos == "NUM" and sentence[right].form.isdigit()):
            right += 1
            continue
        after = right
        while linked and after < end and sentence[after].form.lower() in _LINKS:
            after += 1
        if after == right or after >= end or not _proper(sentence[after]):
            break
        right = after + 1
    while left < right - 1 and sentence[left].upos == "PUNCT":
        left += 1
    while right - 1 > left and sentence[right - 1].upos == "PUNCT":
        right -= 1
    yield left, right, KINDS[kind]


def _belongs(sentence: Sentence, at: int, kind: str) -> bool:
    word = sentence[at]
    if word.xpos == "POS":
        return False
    capital = word.form[:1].isupper()
    if word.dep == "nmod:desc" or (word.dep == "compound" and not _proper(word)):
        return kind != "person" and capital
    between = 0 < at < len(sentence) - 1 and word.form in "-–'’.&"
    return _proper(word) or between or (word.upos in ("ADJ", "NOUN") and capital and kind != "person")


def _proper(word: Word) -> bool:
    """Use the Penn tag: in `United States`, UD tags the first word as a verb."""
    return word.xpos in ("NNP", "NNPS") and not set("@/") & set(word.form)


def read_wikigold(path: Path) -> Iterator[Document]:
    """Yield the articles of wikigold (`word TAG`, tags `I-PER` without B-) as documents of one paragraph each."""
    document = Document("wikigold-0")
    count = 0
    for words in _blocks(path, column=1, skip="-DOCSTART-"):
        if words is None:
            if document.paragraphs:
                yield document
            count += 1
            document = Document(f"wikigold-{count}")
        else:
            document.paragraphs.append([_spaced(words)])
    if document.paragraphs:
        yield document


def read_uner(path: Path) -> Iterator[Document]:
    """Yield UNER's documents; it marks no MISC, so a capitalised word outside its names is unknown."""
    document: Document | None = None
    for line_document, words in _uner_sentences(path):
        if document is None or line_document:
            if document is not None:
                yield document
            document = Document(line_document or path.name)
        document.paragraphs.append([_spaced(words)])
    if document is not None:
        yield document


def _uner_sentences(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    name, words = "", list[tuple[str, str]]()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if line.startswith("# newdoc"):
                name = line.rpartition("=")[2].strip()
            elif len(cells) >= 3 and cells[0].isdigit():
                tag = cells[2]
                words.append((cells[1], UNKNOWN if tag == "O" and cells[1][:1].isupper() and words else tag))
            elif not line.strip() and words:
                yield name, words
                name, words = "", []
    if words:
        yield name, words


def _blocks(path: Path, column: int, skip: str) -> Iterator[list[tuple[str, str]] | None]:
    words: list[tuple[str, str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.split()
            if cells and cells[0] == skip:
                yield None
            elif cells:
                words.append((cells[0], cells[column]))
            elif words:
                yield words
                words = []
    if words:
        yield words


def _spaced(pairs: list[tuple[str, str]]) -> Sentence:
    """Build a sentence from bare words: tags in our kinds as IOB2, white space as in prose."""
    words: list[Word] = []
    last = "O"
    inside_quote = False
    for form, tag in pairs:
        kind = KINDS.get(tag.partition("-")[2], "")
        name = tag if not kind else f"{'I' if last.endswith(kind) and tag[0] == 'I' else 'B'}-{kind}"
        quote = form in ('"', "''", "``")
        no_space_before = form in {",", ".", ":", ";", "?", "!", ")", "]", "'s", "'", "n't", "%", "''"} or (
            quote and inside_quote
        )
        if words and (
            no_space_before or (words[-1].form == '"' and inside_quote) or words[-1].form in {"(", "[", "``", "$"}
        ):
            words[-1] = replace(words[-1], space=False)
        if quote:
            inside_quote = not inside_quote
            form = '"'
        words.append(Word(form=form, name=name))
        last = name
    for i, word in enumerate(words):
        alone = word.name == "B-MISC" and not (i + 1 < len(words) and words[i + 1].name.startswith("I-"))
        if alone and _PEOPLES.match(word.form):
            words[i] = replace(word, name=UNKNOWN)
    return tuple(words)
