"""CoNLL-U as documents of paragraphs of sentences."""

import lzma
from pathlib import Path

from fact_check.training.treebank import Document, read

CONLLU = """\
# newdoc id = dam
# newpar
# sent_id = 1
# text = The dam didn't hold.
1\tThe\tthe\tDET\tDT\tPronType=Art\t2\tdet\t_\t_
2\tdam\tdam\tNOUN\tNN\tNumber=Sing\t5\tnsubj\t_\t_
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\tTense=Past\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
4.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_
5\thold\thold\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# sent_id = 2
# text = It broke
1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2\tbroke\tbreak\tVERB\tVBD\t_\t0\troot\t_\t_

# newpar
# sent_id = 3
# text = Done
1\tDone\t_\tVERB\tVBN\t_\t0\troot\t_\t_

# newdoc id = next
# sent_id = 4
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def documents(tmp_path: Path) -> list[Document]:
    file = tmp_path / "small.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    return list(read(file))


def test_documents_have_paragraphs_of_sentences(tmp_path: Path) -> None:
    dam, last = documents(tmp_path)
    assert (dam.name, last.name) == ("dam", "next")
    forms = [[[word.form for word in sentence] for sentence in paragraph] for paragraph in dam.paragraphs]
    assert forms == [[["The", "dam", "did", "n't", "hold", "."], ["It", "broke"]], [["Done"]]]


def test_heads_count_from_nought_and_a_root_is_its_own(tmp_path: Path) -> None:
    sentence = documents(tmp_path)[0].paragraphs[0][0]
    assert [word.head for word in sentence] == [1, 4, 4, 4, 4, 4]
    assert sentence[4].dep == "ROOT"


def test_spaces_are_those_of_the_text(tmp_path: Path) -> None:
    sentence = documents(tmp_path)[0].paragraphs[0][0]
    assert "".join(word.form + " " * word.space for word in sentence) == "The dam didn't hold. "


def test_a_missing_lemma_is_the_form(tmp_path: Path) -> None:
    assert documents(tmp_path)[0].paragraphs[1][0][0].lemma == "Done"


def test_a_compressed_file_reads_the_same(tmp_path: Path) -> None:
    file = tmp_path / "small.conllu.xz"
    file.write_bytes(lzma.compress(CONLLU.encode()))
    assert list(read(file)) == documents(tmp_path)
