"""What comes well after the last number, quotation mark and cue is not parsed, and no claim changes for it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fact_check.extract.prefilter import REACH, read_until
from fact_check.language import meanings, pipeline, stretches
from fact_check.language.cues import compiled
from fact_check.pipeline import annotate, claims_of
from fact_check.read import read_text
from fact_check.rules import Rule, load_rules
from tests.archives import CORPUS, QUIET

RULES = load_rules()
REPORT = "Harbour floods again\n\nMayor Ada Kern said the quay was closed.\n\n"


def read(text: str) -> int:
    return read_until(text, compiled(RULES, pipeline().vocab))


@pytest.mark.parametrize(
    ("text", "until"),
    [
        pytest.param("", 0, id="empty"),
        pytest.param(QUIET, 0, id="nothing-to-claim"),
        pytest.param(QUIET * 40, 0, id="nothing-at-any-length"),
        pytest.param(REPORT, len(REPORT), id="to-the-end"),
        pytest.param(REPORT + QUIET, len(REPORT + QUIET), id="a-short-rest-is-read"),
        pytest.param(QUIET * 40 + REPORT, len(QUIET * 40 + REPORT), id="before-a-claim-all-is-read"),
        pytest.param(QUIET + "He left.", 0, id="no-claim-no-parse"),
    ],
)
def test_reads_what_claims_hang_on(text: str, until: int) -> None:
    assert read(text) == until


def test_a_long_rest_is_left_at_a_line_end_out_of_reach() -> None:
    text = REPORT + QUIET * 40
    until = read(text)
    assert len(REPORT) + REACH <= until < len(REPORT) + REACH + len(QUIET)
    assert text[until - 1] == "\n"


@pytest.mark.parametrize(
    "last",
    [
        pytest.param("Doors open at 9.", id="digits"),
        pytest.param("A dozen boats were there.", id="number-word"),
        pytest.param("It is a “town of reeds”.", id="quotation-mark"),
        pytest.param("Nobody denied it.", id="cue"),
        pytest.param("Doctors: eat less", id="colon"),
        pytest.param("Eat less — doctors", id="dash"),
        pytest.param("It was, according to boatmen, a good year.", id="phrase"),
        pytest.param("There is no evidence of it.", id="token-pattern"),
        pytest.param("It lies on land that the mayor, Mr Kern, owns.", id="a-name-of-the-part-read"),
    ],
)
def test_a_claim_at_the_end_has_all_read(last: str) -> None:
    text = REPORT + QUIET * 40 + last
    assert read(text) == len(text)


@given(st.text())
def test_any_text_is_cut_within_it(text: str) -> None:
    until = read(text)
    assert 0 <= until <= len(text)
    assert until in (0, len(text)) or text[until - 1] == "\n"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(rule, text.translate(str.maketrans("", "", "{}")), id=f"{rule.id}-{number}")
        for rule in RULES
        if rule.effect and (rule.lemmas or rule.phrases or rule.tokens)
        for number, text in enumerate(rule.finds, start=1)
    ],
)
def test_every_cue_is_seen_in_its_letters(rule: Rule, text: str) -> None:
    assert compiled((rule,), pipeline().vocab).possible(text)


@pytest.mark.parametrize("file", CORPUS[::5], ids=lambda file: file.stem)
def test_an_unread_rest_changes_no_claim(file: Path) -> None:
    article = read_text(f"{file.read_text(encoding='utf-8')}\n\n{QUIET * 25}", RULES)
    assert read(article.prose) < len(article.prose) - 10 * len(QUIET)
    ((_, found),) = annotate([article], RULES)
    (whole,) = stretches([(article.prose, article.asides)])
    assert found == claims_of(article, whole, RULES, meanings())
