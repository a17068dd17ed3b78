"""What two claims share, as signs: which claims are open to an answer, and what is near in it."""

import pytest

from fact_check.claims import SourceKind
from fact_check.language import meanings
from fact_check.relate.pair_signs import REACH, Field
from fact_check.relate.term_weights import Ground
from tests.relate.founds import found, number

SIREN = found("the siren had been silent", 1, cue="said", source="Gil Pell", kind=SourceKind.PERSON)
ALARM = found("the alarm never stopped ringing", 3, cue="insisted", source="Una Marsh", kind=SourceKind.PERSON)


def field(*article: object) -> Field:
    known = meanings()
    assert known is not None
    return Field(Ground(article), known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "open_"),
    [
        pytest.param(SIREN, True, id="somebody-else"),
        pytest.param(found("the siren had been silent", 1, cue="said", source="Ms Marsh"), False, id="the-same-name"),
        pytest.param(found("it", 1, cue="denied", source="Gil Pell", silent=True), False, id="a-bare-pronoun"),
        pytest.param(found("the siren was silent", 0, headline=True), True, id="the-headline"),
    ],
)
def test_open_to_an_answer(other: object, open_: bool) -> None:
    assert field(other, ALARM).targets(1) == ([0] if open_ else [])


def test_far_claims_are_closed() -> None:
    far = found("the alarm never stopped ringing", 2 + REACH, cue="said", source="Una Marsh")
    assert field(SIREN, far).targets(1) == []


def test_signs_of_a_pair() -> None:
    rain = found("rain fell on 40 fields", 2, cue="said", source="The club", numbers=(number("40", 40),))
    signs = field(SIREN, rain, ALARM).signs(2, [0, 1])
    told = {sign: signs[sign].tolist() for sign in ("nearest", "my not", "replies", "both sourced", "later", "numbers")}
    assert told == {
        "nearest": [1, 0],
        "my not": [1, 1],
        "replies": [1, 1],
        "both sourced": [1, 1],
        "later": [0, 0],
        "numbers": [0, 0],
    }
    assert signs["word 1"][0] > signs["word 1"][1]


def test_more_signs_of_a_denial() -> None:
    forty = [
        found(f"{what} 40 fields", n, cue="said", source=source, numbers=(number("40", 40),))
        for n, (what, source) in enumerate((("rain fell on", "The club"), ("hail fell on", "The farm")), 1)
    ]
    more = field(*forty).more_signs(1, 0)
    assert (more["one number"], more["other number"], more["right after theirs"]) == (1, 0, 1)
    assert 0 < more["share"] < 1


def test_the_nearest_words() -> None:
    assert field(SIREN, ALARM).nearest_words(1, 0) == ("alarm", "siren")


def test_weighing_is_the_sum_of_the_signs() -> None:
    article = field(SIREN, found("rain fell on the farm", 2, cue="said", source="The club"), ALARM)
    signs = article.signs(2, [0, 1])
    weights = {sign: 0.5 + n for n, sign in enumerate(signs)}
    summed = sum(weights[sign] * column for sign, column in signs.items())
    assert article.weigh(2, [0, 1], weights) == pytest.approx(summed)
    assert article.weigh(2, [0, 1], {"nearest": 2.0, "of another table": 1.0}).tolist() == [2, 0]


def test_an_article_of_many_claims_is_compared_in_blocks() -> None:
    said = [
        found(f"the siren sounded in street {n}", n, cue="said", source=f"Osb{chr(97 + n // 26)}{chr(97 + n % 26)}")
        for n in range(200)
    ]
    article = field(*said)
    for n in (0, 61, 119, 199):
        targets = article.targets(n)
        assert targets
        assert article.signs(n, targets)["word 1"].min() > 0.1
