"""Agreement figures: published examples, the same by NLTK and by the book, and two journals."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations

import pytest
from nltk.metrics.agreement import AnnotationTask
from rich.console import Console

from fact_check import agreement
from fact_check.errors import FactCheckError
from fact_check.ledger.draft import Draft
from fact_check.review.keys import bindings, named, plain_keys
from fact_check.review.session import act, begin
from tests.review.test_session import draft

Rows = Sequence[str]
"""One row per observer, a letter per unit; a full stop where the observer said nothing."""


def counted(table: dict[str, dict[str, int]]) -> Rows:
    """Turn a table of two judges' counts into their rows."""
    pairs = [(a, b) for a, row in table.items() for b, times in row.items() for _ in range(times)]
    return ["".join(judged) for judged in zip(*pairs, strict=True)]


GRANTS = counted({"y": {"y": 20, "n": 5}, "n": {"y": 10, "n": 15}})
"""Two readers of 50 grant proposals, as many textbooks have them."""
DIAGNOSES = counted(
    {"a": {"a": 88, "b": 14, "c": 18}, "b": {"a": 10, "b": 40, "c": 10}, "c": {"a": 2, "b": 6, "c": 12}}
)
"""J. Cohen, "Weighted kappa", Psychological Bulletin 70, 1968, table 1: two judges, 200 cases; his unweighted kappa."""
BINARY = ["0100000010", "1110010000"]
"""K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section A: two observers, binary data."""
NOMINAL = ["aabbdcccedda", "babbbccceddd"]
"""The same, section B: two observers, nominal data."""
MISSING = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]
"""The same, section C: four observers, nominal data, missing judgements."""


def units(rows: Rows) -> list[list[str]]:
    """What was said of each unit that two observers or more said something of."""
    said = [[value for value in column if value != "."] for column in zip(*rows, strict=True)]
    return [values for values in said if len(values) > 1]


def alpha(judged: Sequence[Sequence[str]]) -> float:
    """Krippendorff's alpha from the coincidence matrix, as his paper writes it."""
    together: dict[tuple[str, str], float] = {}
    for values in judged:
        for a, b in permutations(values, 2):
            together[a, b] = together.get((a, b), 0.0) + 1 / (len(values) - 1)
    total = sum(together.values())
    of = {c: sum(n for (a, _), n in together.items() if a == c) for c, _ in together}
    same = sum(n for (a, b), n in together.items() if a == b)
    chance = sum(n * (n - 1) for n in of.values())
    return ((total - 1) * same - chance) / (total * (total - 1) - chance)


def ratings(rows: Rows) -> agreement.Ratings:
    """The same judgements as our reviewers' labels would give them."""
    return {
        f"observer {o}": {("draft", f"{u:03}"): value for u, value in enumerate(row) if value != "."}
        for o, row in enumerate(rows)
    }


def others(rows: Rows) -> AnnotationTask:
    """The same judgements, for NLTK's agreement figures; it leaves out no unit of one judgement by itself."""
    kept = [u for u, column in enumerate(zip(*rows, strict=True)) if sum(value != "." for value in column) > 1]
    return AnnotationTask([(o, u, row[u]) for o, row in enumerate(rows) for u in kept if row[u] != "."])


@pytest.mark.parametrize(
    ("rows", "percent", "kappa"),
    [
        pytest.param(GRANTS, 70.0, 0.400, id="50 grant proposals"),
        pytest.param(DIAGNOSES, 70.0, 0.492, id="Cohen 1968, 200 cases"),
        pytest.param(NOMINAL, 75.0, None, id="Krippendorff 2011 B"),
        pytest.param(BINARY, 60.0, None, id="Krippendorff 2011 A"),
    ],
)
def test_percent_and_kappa_are_as_published_and_as_others_count_them(
    rows: Rows, percent: float, kappa: float | None
) -> None:
    found = agreement.agreement(ratings(rows))
    assert found.percent == pytest.approx(percent)
    assert found.percent == pytest.approx(100 * others(rows).avg_Ao())
    if kappa is not None:
        assert found.kappa == pytest.approx(kappa, abs=0.0005)
    assert found.kappa == pytest.approx(others(rows).kappa())


@pytest.mark.parametrize(
    ("rows", "published"),
    [
        pytest.param(BINARY, 0.095, id="binary, two observers"),
        pytest.param(NOMINAL, 0.692, id="nominal, two observers"),
        pytest.param(MISSING, 0.743, id="nominal, four observers, some missing"),
        pytest.param(DIAGNOSES, None, id="Cohen's 200 cases"),
    ],
)
def test_alpha_is_as_published_and_as_others_count_it(rows: Rows, published: float | None) -> None:
    found = agreement.agreement(ratings(rows)).alpha
    if published is not None:
        assert found == pytest.approx(published, abs=0.0005)
    assert found == pytest.approx(others(rows).alpha())
    assert found == pytest.approx(alpha(units(rows)))


def test_kappa_of_people_who_say_one_thing_only_is_undefined() -> None:
    assert agreement.cohen([("yes", "yes")] * 3) is None


def reviewed(**keys: str) -> Draft:
    """The session tests' draft after each person's keys."""
    by_key = plain_keys(bindings())
    found = draft()
    for minute, (who, typed) in enumerate(keys.items()):
        session = begin(who, (found,))
        for second, key in enumerate(typed):
            action = by_key[named(key)].action
            assert action is not None
            session, _ = act(session, action, datetime(2026, 3, 1, 12, minute, second, tzinfo=UTC))
        found = session.drafts[0]
    return found


def printed(found: Draft, *, rules: bool = False) -> list[str]:
    page = io.StringIO()
    (agreement.show_rules if rules else agreement.show)([found], Console(file=page, width=80, highlight=False))
    return page.getvalue().splitlines()


def test_two_reviewers_are_compared_claim_by_claim() -> None:
    assert printed(reviewed(ana="sdu", bo="sux")) == [
        "ana, bo: 3 claims decided by two or more",
        "percent agreement: 33.3",
        "Cohen's kappa: 0.143",
        "Krippendorff's alpha: 0.231",
        "",
        "a.txt:3: the warning came too late",
        "  ana: denied",
        "  bo: unevidenced",
        "",
        "a.txt:5: Some 12 people moved to the school",
        "  ana: unevidenced",
        "  bo: not a claim",
    ]


def test_more_reviewers_are_compared_two_by_two() -> None:
    told = printed(reviewed(ana="sdu", bo="sdu", cy="sds"))
    assert told[:6] == [
        "ana, bo, cy: 3 claims decided by two or more",
        "percent agreement: 77.8",
        "Cohen's kappa, ana and bo: 1.000",
        "Cohen's kappa, ana and cy: 0.500",
        "Cohen's kappa, bo and cy: 0.500",
        f"Krippendorff's alpha: {alpha(['sss', 'ddd', 'uus']):.3f}",
    ]


def test_one_reviewer_is_told_what_to_do() -> None:
    with pytest.raises(FactCheckError, match="needs at least two reviewers"):
        printed(reviewed(ana="sdu"))


def test_rules_are_told_how_often_they_were_overruled() -> None:
    # The suggestions are sourced, denied, unevidenced; the first two have a cue.
    told = printed(reviewed(ana="ddu", bo="sdx"), rules=True)
    assert told == ["suggest.test: 2 of 6 overridden", "reporting.says: 1 of 4 overridden"]


def test_a_name_does_not_command_the_terminal() -> None:
    assert not any("\x1b" in line for line in printed(reviewed(**{"an\x1b[2Ja": "sdu", "bo": "ssu"})))
