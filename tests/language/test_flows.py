"""What stands beside the story is read apart from it, and white space changes nothing."""

from collections.abc import Sequence

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from fact_check.language import stretches
from fact_check.language.attribution import attributions
from fact_check.language.flows import flows, in_doc, set_asides

BLANK = spacy.blank("en")

STORY = (
    "Dam bursts above Orlo\n\nPolice said on Friday that 40 people had died when the dam above Orlo burst.\n\n"
    "“We had no warning,” said Ana Pop, the mayor. Engineers denied that they had known of 3 cracks."
)
CAPTION = "A church stands in the water. Rescuers say 12 boats are out."


def read(text: str, asides: tuple[tuple[int, int], ...] = ()) -> Doc:
    return next(next(stretches([(text, asides)])))


def words_of(doc: Doc, among: slice | None = None) -> list[tuple[object, ...]]:
    kept = [token for token in doc if not token.is_space]
    return [(t.text, t.tag_, t.dep_, t.head.text, t.ent_type_) for t in kept[among or slice(None)]]


def marks(doc: Doc) -> list[tuple[str, ...]]:
    return [
        (" ".join(doc[slice(*a.cue)].text.split()), *(" ".join(doc[slice(*run)].text.split()) for run in a.content))
        for a in attributions(doc)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(STORY.replace("\n\n", "\n"), id="one line end"),
        pytest.param(STORY.replace("\n\n", "\n\n\n\n"), id="four line ends"),
        pytest.param(STORY.replace("\n\n", "\r\n\r\n"), id="line ends of Windows"),
        pytest.param(STORY.replace("\n\n", "  \n \n\t"), id="space at the ends of lines"),
        pytest.param(STORY.replace(". ", ".  "), id="two spaces after a stop"),
        pytest.param(STORY.replace("40 people", "40\xa0people"), id="a space that does not break"),
        pytest.param(f"\n\n {STORY}\n\n", id="space around it all"),
    ],
)
def test_white_space_changes_nothing(text: str) -> None:
    plain, other = read(STORY), read(text)
    assert words_of(other) == words_of(plain)
    assert marks(other) == marks(plain) != []
    kept = [[token.i for token in doc if not token.is_space] for doc in (plain, other)]
    assert (plain.tensor[kept[0]] == other.tensor[kept[1]]).all()


def test_a_caption_changes_nothing_of_the_story_round_it() -> None:
    at = STORY.index("“We")
    text = f"{STORY[:at]}{CAPTION}\n\n{STORY[at:]}"
    plain, other = read(STORY), read(text, ((at, at + len(CAPTION)),))
    inside = [t.i for t in other if not t.is_space and at <= t.idx < at + len(CAPTION)]
    around = [t.i for t in other if not t.is_space and t.i not in inside]
    assert (other.tensor[around] == plain.tensor[[t.i for t in plain if not t.is_space]]).all()
    assert (other.tensor[inside] == read(CAPTION).tensor).all()
    assert sorted(marks(other)) == sorted([*marks(plain), *marks(read(CAPTION))])


def laid(text: str, asides: Sequence[str]) -> Doc:
    doc = BLANK.make_doc(text)
    return set_asides(doc, [(text.index(one), text.index(one) + len(one)) for one in asides])


@pytest.mark.parametrize(
    ("text", "asides", "wanted"),
    [
        pytest.param("a b\n\nc", [], [["a", "b", "\n\n", "c"]], id="none"),
        pytest.param("a\n\nX Y\n\nb", ["X Y"], [["a", "\n\n", "b"], ["X", "Y"]], id="one"),
        pytest.param("X\n\na\n\nY", ["X", "Y"], [["a"], ["X", "\n\n", "Y"]], id="first and last"),
        pytest.param("\n a  b \n", [], [["a", "b"]], id="space is no word"),
        pytest.param("X", ["X"], [["X"]], id="nothing else"),
        pytest.param(" \n ", [], [], id="no words"),
        pytest.param("", [], [], id="nothing"),
    ],
)
def test_flows(text: str, asides: list[str], wanted: list[list[str]]) -> None:
    doc = laid(text, asides)
    assert [[doc[at].text for at in flow] for flow in flows(doc)] == wanted


@given(st.text("ab \n\xa0", max_size=40))
def test_every_word_is_in_one_flow(text: str) -> None:
    doc = BLANK.make_doc(text)
    found = [at for flow in flows(doc) for at in flow.tolist() if not doc[at].is_space]
    assert found == [token.i for token in doc if not token.is_space]


def test_what_goes_round_an_aside_is_in_two_pieces() -> None:
    doc = laid("“a b\n\nX\n\n“c  d”", ["X"])
    story = flows(doc)[0]
    blank = np.array([token.is_space for token in doc])
    runs = in_doc([(0, len(story))], story, blank)
    assert [doc[slice(*run)].text for run in runs] == ["“a b", "“c  d”"]
