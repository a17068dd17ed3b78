"""Words of one family have one stem."""

import pytest

from fact_check.relate.families import stem


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        pytest.param("warn", "warning", True, id="a-verb-and-its-noun"),
        pytest.param("sign", "signature", True, id="a-longer-ending"),
        pytest.param("double", "doubl", True, id="a-lemma-cut-short"),
        pytest.param("rate", "ration", False, id="short-words-stay-whole"),
        pytest.param("bridge", "tunnel", False, id="strangers"),
    ],
)
def test_stem(one: str, other: str, kin: bool) -> None:
    assert (stem(one) == stem(other)) is kin
