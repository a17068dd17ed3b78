"""Every change to a training text keeps its annotation true."""

from random import Random

import pytest
import spacy
from spacy.language import Language

from fact_check.language.tokens import tokenizer
from fact_check.training.augment import curled, dashed, disguised, headline, quoted, said, straightened, varied
from fact_check.training.documents import reference
from fact_check.training.rename import renamed, stand_ins
from fact_check.training.treebank import Sentence, Word, sentence

NLP: Language = spacy.blank("en")


def rows(text: str) -> Sentence:
    """Build a sentence of `form/upos/xpos/head/dep` cells; a bar after a cell means no space."""
    lines = []
    for number, cell in enumerate(text.split(), 1):
        form, upos, xpos, head, dep = cell.rstrip("|").split("/")
        misc = "SpaceAfter=No" if cell.endswith("|") else "_"
        lines.append("\t".join((str(number), form, form.lower(), upos, xpos, "_", head, dep, "_", misc)))
    return sentence(lines)


DAM = rows(
    "The/DET/DT/2/det dam/NOUN/NN/3/nsubj collapsed/VERB/VBD/0/root overnight/ADV/RB/3/advmod| ./PUNCT/./3/punct"
)
SONG = rows("\"/PUNCT/``/2/punct| Rain/NOUN/NN/0/root \"/PUNCT/''/2/punct")


def written(*sentences: Sentence) -> str:
    return reference(NLP, [list(sentences)]).text


def well_formed(words: Sentence) -> bool:
    roots = [i for i, word in enumerate(words) if word.head == i]
    return len(roots) == 1 and all(0 <= (word.head or 0) < len(words) for word in words)


def test_quotation_marks_curl_by_their_direction() -> None:
    assert [word.form for word in curled(SONG)] == ["“", "Rain", "”"]
    assert straightened(curled(SONG)) == SONG


def test_dashes_are_spaced_as_a_typesetter_does() -> None:
    words = rows("It/PRON/PRP/2/nsubj broke/VERB/VBD/0/root -/PUNCT/:/2/punct twice/ADV/RB/2/advmod")
    forms = {written(dashed(words, Random(seed))).strip() for seed in range(20)}
    assert forms == {"It broke – twice", "It broke — twice", "It broke—twice"}


def test_a_disguised_word_keeps_its_shape_and_its_lemma_follows() -> None:
    (word,) = (w for w in (Word("collapsed", lemma="collapse", upos="VERB"),))
    seen = {disguised((word,), Random(seed), {})[0] for seed in range(40)}
    changed = [w for w in seen if w.form != "collapsed"]
    assert changed
    for new in changed:
        assert (new.form[0], new.form[-3:], len(new.form)) == ("c", "sed", 9)
        assert new.lemma == new.form[:-1]


def test_a_name_is_replaced_by_one_of_its_kind_and_length() -> None:
    name = (
        Word("Lena", upos="PROPN", lemma="Lena", name="B-PERSON"),
        Word("Holt", upos="PROPN", lemma="Holt", name="I-PERSON"),
    )
    seen = {renamed(name, Random(seed)) for seed in range(30)}
    assert len(seen) > 5
    for words in seen:
        assert [word.name for word in words] == ["B-PERSON", "I-PERSON"]
        assert all(word.lemma == word.form for word in words)


@pytest.mark.parametrize(("kind", "length"), sorted(stand_ins()))
def test_stand_ins_are_single_words_of_the_tokenizer(kind: str, length: int) -> None:
    words = tokenizer()(NLP)
    for seed in range(300):
        names = stand_ins()[kind, length](Random(seed))
        assert len(names) == length
        assert all(len(words(name)) == 1 for name in names), names


def test_a_headline_has_no_stop() -> None:
    assert written(headline(DAM, Random(1))).rstrip().lower() == "the dam collapsed overnight"


def test_whole_sentences_are_quoted() -> None:
    (words,) = quoted([DAM], Random(0))
    assert written(words).strip() == '"The dam collapsed overnight."'
    assert well_formed(words)
    assert words[0].head == words[-1].head == 3


@pytest.mark.parametrize("seed", range(12))
def test_a_speaker_governs_what_is_said(seed: int) -> None:
    (words,) = said([DAM], Random(seed))
    assert well_formed(words)
    assert written(words).startswith('"The dam collapsed overnight," ')
    (root,) = (word for word in words if word.dep == "ROOT")
    assert root.lemma in {"say", "add", "write", "tell"}
    content = next(word for word in words if word.form == "collapsed")
    assert (content.dep, words[content.head or 0].form) == ("ccomp", root.form)
    speaker = next(word for word in words[len(DAM) :] if word.dep == "nsubj")
    assert words[speaker.head or 0].form == root.form


@pytest.mark.parametrize("seed", range(30))
def test_any_mixture_is_a_text_that_spacy_takes(seed: int) -> None:
    paragraphs = varied([[DAM, DAM], [SONG], [DAM]], Random(seed), {"collapsed": 1})
    doc = reference(NLP, paragraphs, Random(seed))
    assert all(well_formed(words) for paragraph in paragraphs for words in paragraph)
    assert sum(1 for _ in doc.sents) == 4


def test_the_same_seed_gives_the_same_text() -> None:
    one, two = (varied([[DAM, DAM]], Random(3), {}) for _ in range(2))
    assert one == two
