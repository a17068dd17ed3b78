"""The claims of every article stay as they are frozen: a change that means to alter them writes them anew."""

import pytest

from tests.annotated import annotated
from tests.golden.frozen import CORPUS, differences, digest, frozen, lines_of, shared_articles

MEND = "if this is meant: python -m tests.golden --write, and a line in CHANGELOG.md"


@pytest.fixture(scope="module")
def claims_now():
    return {path: lines_of(claims) for path, (_, claims) in zip(CORPUS, annotated(CORPUS), strict=True)}


@pytest.mark.parametrize("article", CORPUS, ids=lambda article: article.stem)
def test_corpus_claims_are_as_frozen(article, claims_now):
    before, now = frozen(article), claims_now[article]
    assert now == before, "\n".join([*differences(before, now), MEND])


def test_claims_of_the_shared_articles_are_as_frozen():
    articles = shared_articles()
    if not articles:
        pytest.skip("the shared articles are not here")
    found = zip(articles, annotated(articles), strict=True)
    now = {path.stem: digest(lines_of(claims)) for path, (_, claims) in found}
    assert now == {a.stem: frozen(a) for a in articles}, MEND


def test_differences_say_what_went_came_and_changed():
    claim = '{{"id": "{}", "span": {{"text": "{}"}}, "source": null, "suggestion": null, "quoted": {}}}'
    before = [claim.format("a", "12 died", "true"), claim.format("b", "it rained", "true")]
    after = [claim.format("a", "12 died", "false"), claim.format("c", "it snowed", "true")]
    assert differences(before, after) == [
        "  ~ no label: 12 died",
        "      quoted: true → false",
        "  - no label: it rained",
        "  + no label: it snowed",
    ]
