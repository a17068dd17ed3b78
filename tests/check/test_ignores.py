"""Ignores in a draft: what each covers, and what makes it a finding itself."""

from typing import Any

import pytest
from marked import draft

from fact_check.check import ignores
from fact_check.check.findings import Judged
from fact_check.check.policy import Checked, judge
from fact_check.config import Config
from fact_check.ledger.carry import carry
from fact_check.ledger.fold import fold
from fact_check.severity import FindingKind

WHY = 'reason="under seal"'
TWO = "The mayor said {40 men left}.\n\nThe town has {12 bridges}.\n"


def applied(marked: str, **config: Any) -> list[Judged]:
    article, claims = draft(marked, path="draft.md")
    checked = Checked("draft.md", "draft.md", article.text, carry(fold(()), claims, article.text))
    policy = Config.model_validate(config)
    return ignores.apply(judge(checked, policy), checked, policy)


def ignored(marked: str) -> list[str]:
    return [each.finding.claim for each in applied(marked) if each.finding.suppressed]


def unused(marked: str) -> list[str]:
    return [e.finding.why for e in applied(marked) if e.finding.kind is FindingKind.UNUSED_IGNORE]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param(f'<!-- fact-check: ignore unreviewed "40 men" {WHY} -->\n{TWO}', ["40 men left"], id="words"),
        pytest.param(f'{TWO}<!-- fact-check: ignore unreviewed "40 MEN" {WHY} -->', ["40 men left"], id="any case"),
        pytest.param(f"{TWO}<!--fact-check: ignore unreviewed “40 men” reason=“x”-->", ["40 men left"], id="curly"),
        pytest.param(f"<!-- fact-check: ignore unreviewed {WHY} -->\n{TWO}", ["40 men left"], id="next paragraph"),
        pytest.param(
            f"The mayor said {{40 men left}}. <!-- fact-check: ignore unreviewed {WHY} -->\nIt has {{12 bridges}}.",
            ["40 men left"],
            id="its own line",
        ),
        pytest.param(f"<!-- fact-check: ignore unreviewed,denied {WHY} -->\n{TWO}", ["40 men left"], id="two kinds"),
        pytest.param(f"<!-- fact-check: off {WHY} -->\n{TWO}", ["40 men left", "12 bridges"], id="off to the end"),
        pytest.param(
            TWO.replace("\n\n", f"\n\n<!-- fact-check: off unreviewed {WHY} -->\n") + "<!-- fact-check: on -->",
            ["12 bridges"],
            id="off and on",
        ),
        pytest.param(
            f"<!-- fact-check: off {WHY} -->\nA man has {{3 dogs}}.\n<!-- fact-check: on -->\n{TWO}",
            ["3 dogs"],
            id="on again",
        ),
        pytest.param(
            f'---\ntitle: x\nfact-check: ignore unreviewed "40 men" {WHY}\n---\n{TWO}', ["40 men left"], id="front"
        ),
        pytest.param(
            f'---\nfact-check:\n  - ignore unreviewed "40 men" {WHY}\n  - ignore unreviewed bridges {WHY}\n---\n{TWO}',
            ["40 men left"],
            id="front, a list with one that is wrong",
        ),
        pytest.param(f"+++\nfact-check = 'off unreviewed {WHY}'\n+++\n{TWO}", ["40 men left", "12 bridges"], id="TOML"),
        pytest.param(f"---\nfact-check: [\n---\n{TWO}", [], id="front matter that does not parse"),
        pytest.param(f'<!-- fact-check: ignore denied "40 men" {WHY} -->\n{TWO}', [], id="another finding"),
        pytest.param(f'<!-- fact-check: ignore unreviewed "50 men" {WHY} -->\n{TWO}', [], id="other words"),
        pytest.param(f'<!-- fact-check: ignore unreviewed "40 men" -->\n{TWO}', [], id="no reason"),
        pytest.param(f'<!-- fact-check: ignore unreviewed "40 men" reason=" " -->\n{TWO}', [], id="empty reason"),
    ],
)
def test_what_an_ignore_covers(marked: str, expected: list[str]) -> None:
    assert ignored(marked) == expected


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        pytest.param(f'<!-- fact-check: ignore denied "40" {WHY} -->', "there is no such finding here", id="unused"),
        pytest.param('<!-- fact-check: ignore unreviewed "40" -->', "gives no reason", id="no reason"),
        pytest.param(f"<!-- fact-check: ingore unreviewed {WHY} -->", "did you mean 'ignore'?", id="word"),
        pytest.param(f"<!-- fact-check: ignore unreviwed {WHY} -->", "did you mean 'unreviewed'?", id="finding"),
        pytest.param(f'<!-- fact-check: ignore "40" {WHY} -->', "names no finding", id="no finding"),
        pytest.param(f"<!-- fact-check: ignore unused-ignore {WHY} -->", "cannot be ignored", id="itself"),
        pytest.param(f'<!-- fact-check: ignore unreviewed "" {WHY} -->', "quotes no words", id="no words"),
        pytest.param("<!-- fact-check: on -->", 'no "off" before this', id="on alone"),
        pytest.param("<!-- fact-check: -->", "unknown word ''", id="empty"),
    ],
)
def test_an_ignore_that_covers_nothing_is_a_finding(marked: str, said: str) -> None:
    (why,) = unused(f"{marked}\n{TWO}")
    assert said in why


def test_used_ignores_are_no_findings_and_keep_their_reason() -> None:
    found = applied(f'<!-- fact-check: ignore unreviewed "40 men" {WHY} -->\n{TWO}')
    assert unused(f'<!-- fact-check: ignore unreviewed "40 men" {WHY} -->\n{TWO}') == []
    (hidden,) = [each.finding.suppressed for each in found if each.finding.suppressed]
    assert (hidden.by, hidden.reason) == ("ignore", "under seal")


def test_unused_ignores_can_be_switched_off() -> None:
    marked = f'<!-- fact-check: ignore denied "40" {WHY} -->\nThe river fell.\n'
    assert applied(marked, severity={"unused-ignore": "off"}) == []
