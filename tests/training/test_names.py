"""Three ways to mark names, made one."""

import lzma
from pathlib import Path

import pytest

from fact_check.training.names import name_sentence, read_uner, read_wikigold
from fact_check.training.treebank import Sentence, Word, sentence


def tagged(words: Sentence) -> list[str]:
    return [f"{word.form}/{word.name}" for word in words]


def gum(*rows: str) -> Sentence:
    """Build a sentence of rows `form upos xpos head dep misc`."""
    lines = []
    for number, row in enumerate(rows, 1):
        form, upos, xpos, head, dep, misc = row.split()
        lines.append("\t".join((str(number), form, form, upos, xpos, "_", head, dep, "_", misc)))
    return sentence(lines)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            gum(
                "Mayor PROPN NNP 2 nmod:desc Entity=(1-person-new-cf1",
                "Lee PROPN NNP 3 nsubj Entity=1)",
                "left VERB VBD 0 root _",
            ),
            ["Mayor/O", "Lee/B-PERSON", "left/O"],
            id="a title is no part of a name",
        ),
        pytest.param(
            gum(
                "the DET DT 2 det Entity=(1-organization-new-cf1",
                "Bank PROPN NNP 0 root _",
                "of ADP IN 4 case _",
                "Norland PROPN NNP 2 nmod Entity=(2-place-new-cf1)1)",
            ),
            ["the/O", "Bank/B-ORG", "of/I-ORG", "Norland/I-ORG"],
            id="the outer name of two",
        ),
        pytest.param(
            gum("the DET DT 2 det Entity=(1-person-new-cf1", "mayor NOUN NN 0 root Entity=1)"),
            ["the/O", "mayor/O"],
            id="a mention without a name",
        ),
        pytest.param(
            gum("Norse ADJ JJ 2 amod Entity=(1-object-new-cf1", "ships NOUN NNS 0 root Entity=1)"),
            ["Norse/", "ships/O"],
            id="a capitalised adjective is unknown",
        ),
        pytest.param(
            gum("Monday PROPN NNP 0 root Entity=(1-time-new-cf1)"), ["Monday/O"], id="a day is no name here"
        ),
    ],
)  # fmt: skip
def test_names_of_gum(words: Sentence, expected: list[str]) -> None:
    assert tagged(name_sentence(words)) == expected


def test_wikigold_keeps_neighbours_apart_and_nationalities_unknown(tmp_path: Path) -> None:
    file = tmp_path / "gold.conll.xz"
    file.write_bytes(
        lzma.compress(b"The O\nNorlandish I-MISC\nLena I-PER\nHolt I-PER\nOslo I-LOC\n. O\n\n-DOCSTART- O\n")
    )
    (document,) = read_wikigold(file)
    (words,) = document.paragraphs[0]
    assert tagged(words) == ["The/O", "Norlandish/", "Lena/B-PERSON", "Holt/I-PERSON", "Oslo/B-LOC", "./O"]
    assert "".join(word.form + " " * word.space for word in words) == "The Norlandish Lena Holt Oslo. "


def test_uner_does_not_know_what_other_capitals_are(tmp_path: Path) -> None:
    file = tmp_path / "uner.xz"
    rows = "# newdoc id = a\n1\tHolt\tB-PER\t-\t-\n2\tsaw\tO\t-\t-\n3\tHamlet\tO\t-\t-\n\n"
    file.write_bytes(lzma.compress(rows.encode()))
    (document,) = read_uner(file)
    assert document.name == "a"
    assert tagged(document.paragraphs[0][0]) == ["Holt/B-PERSON", "saw/O", "Hamlet/"]


def test_a_word_nobody_looked_at_has_no_name() -> None:
    assert Word("dam").name == ""
