"""What a policy holds against a draft, claim by claim."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from make import link
from marked import decide, draft

from fact_check.check.findings import Judged
from fact_check.check.policy import Checked, judge
from fact_check.claims import Claim, Label, Relation
from fact_check.config import Config
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.carry import carry
from fact_check.ledger.events import Supported, sign
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import append, read_journal
from fact_check.ledger.paths import journal_of
from fact_check.severity import FindingKind, Severity

K = FindingKind
TEXT = "The flood\n\nThe ministry said {40 villagers were moved} from the valley on Tuesday.\n"
S, D, U = Label.SOURCED, Label.DENIED, Label.UNEVIDENCED


def judged(
    tmp_path: Path, marked: str, decisions: list[tuple[str, Label | None]], *, now: str | None = None, **config: Any
) -> list[Judged]:
    """Judge a draft after each reviewer decided its claims in order; `now` is how it reads since."""
    path = tmp_path / "draft.txt"
    article, claims = draft(marked, path=str(path), label=config.pop("suggested", None))
    path.write_text(article.text, encoding="utf-8")
    for who, label in decisions:
        decide(path, claims, label, who=who)
    if now is not None:
        article, claims = draft(now, path=str(path))
    state = fold(read_journal(journal_of(path)).events)
    checked = Checked(str(path), "draft.txt", article.text, carry(state, claims, article.text))
    return judge(checked, Config.model_validate({"root": tmp_path, **config}))


def kinds(found: list[Judged]) -> list[FindingKind]:
    return [each.finding.kind for each in found]


@pytest.mark.parametrize(
    ("decisions", "config", "expected"),
    [
        pytest.param([], {}, [K.UNREVIEWED], id="nobody has decided"),
        pytest.param([("anna", S)], {}, [], id="sourced"),
        pytest.param([("anna", None)], {}, [], id="not a claim"),
        pytest.param([("anna", U)], {}, [K.UNEVIDENCED], id="unevidenced"),
        pytest.param([("anna", D)], {}, [K.DENIED], id="denied"),
        pytest.param([("anna", U), ("anna", S)], {}, [], id="changed their mind"),
        pytest.param([("anna", S), ("ben", S)], {}, [], id="two agree"),
        pytest.param([("anna", S), ("ben", U)], {}, [K.CONFLICT], id="two disagree"),
        pytest.param([("anna", S), ("ben", None)], {}, [K.CONFLICT], id="one says not a claim"),
        pytest.param([("anna", S)], {"reviewers": 2}, [K.UNREVIEWED], id="one of two"),
        pytest.param([("anna", None)], {"reviewers": 2}, [K.UNREVIEWED], id="one of two says not a claim"),
        pytest.param([("anna", S), ("ben", S)], {"reviewers": 2}, [], id="two of two"),
        pytest.param([("anna", U), ("ben", U)], {"reviewers": 2}, [K.UNEVIDENCED], id="two of two, unevidenced"),
        pytest.param([], {"judge": "suggested", "suggested": S}, [], id="suggested sourced"),
        pytest.param([], {"judge": "suggested", "suggested": U}, [K.UNEVIDENCED], id="suggested unevidenced"),
        pytest.param([], {"judge": "suggested", "suggested": D}, [K.DENIED], id="suggested denied"),
        pytest.param([], {"judge": "suggested"}, [K.UNREVIEWED], id="nothing suggested"),
        pytest.param(
            [("anna", S)], {"judge": "suggested", "suggested": U}, [], id="a decision outweighs the suggestion"
        ),
        pytest.param([], {"severity": {"unreviewed": "off"}}, [], id="switched off"),
        pytest.param(
            [("anna", S)],
            {"severity": {"sourced-without-support": "warning"}},
            [K.SOURCED_WITHOUT_SUPPORT],
            id="no support pointed at",
        ),
    ],
)
def test_one_claim(
    tmp_path: Path, decisions: list[tuple[str, Label | None]], config: dict[str, Any], expected: list[FindingKind]
) -> None:
    assert kinds(judged(tmp_path, TEXT, decisions, **config)) == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(lambda t: t, [], id="nothing changed"),
        pytest.param(lambda t: "An updated headline\n\n" + t, [], id="text before it"),
        pytest.param(lambda t: t.replace("on Tuesday", "yesterday"), [], id="another word of its sentence"),
        pytest.param(lambda t: t.replace("40", "400"), [K.CHANGED], id="its number"),
        pytest.param(lambda t: t.replace("were moved", "were not moved"), [K.CHANGED], id="a negation"),
        pytest.param(lambda t: "The flood\n\nThe river fell.\n", [K.ORPHANED_DECISION], id="cut"),
        pytest.param(lambda t: t + "\nThe mayor said {12 died}.\n", [K.UNREVIEWED], id="a claim beside it"),
    ],
)
def test_an_edit_after_the_review(tmp_path: Path, edit: Callable[[str], str], expected: list[FindingKind]) -> None:
    assert kinds(judged(tmp_path, TEXT, [("anna", S)], now=edit(TEXT))) == expected


def test_a_changed_claim_shows_old_and_new(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, TEXT, [("anna", S)], now=TEXT.replace("40", "400"))
    assert (found.finding.was, found.finding.claim) == ("40 villagers were moved", "400 villagers were moved")
    assert "40 → 400" in found.finding.why
    assert "anna: sourced" in found.finding.why


def test_a_cut_claim_is_named_at_the_top_of_the_draft(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, TEXT, [("anna", S)], now="The flood\n\nThe river fell.\n")
    assert (found.finding.place.line, found.finding.claim) == (1, "40 villagers were moved")
    assert found.finding.severity is Severity.INFO


def test_a_conflict_names_both(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, TEXT, [("anna", S), ("ben", U)])
    assert found.finding.why == "anna: sourced, ben: unevidenced"


def test_place_and_next_step(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, TEXT, [])
    place = found.finding.place
    assert (place.line, place.column, place.end_line, place.end_column) == (3, 19, 3, 42)
    assert place.context[place.at : place.at + place.length] == "40 villagers were moved"
    assert found.finding.next == f"review the draft: fact-check review {tmp_path / 'draft.txt'}"


def conflicting(*, score: float = 1.0) -> Checked:
    article, (first, second) = draft("A report names {54 centres}.\n\nLater it names {45 centres}.\n")
    linked = second.model_copy(update={"links": (link(first, relation=Relation.CONFLICTS, score=score),)})
    return Checked("draft.txt", "draft.txt", article.text, carry(fold(()), (first, linked), article.text))


def test_numbers_that_disagree_are_said_once_at_the_later_one() -> None:
    found = judge(conflicting(), Config(severity={K.UNREVIEWED: Severity.OFF}))
    assert [(f.finding.kind, f.finding.claim, f.finding.why) for f in found] == [
        (K.NUMBER_CONFLICT, "45 centres", "line 1 says: 54 centres")
    ]


def at_odds(marked: str, pairs: list[tuple[int, int]]) -> Checked:
    """A draft whose claims conflict in these pairs."""
    article, found = draft(marked)
    linked = [
        each.model_copy(
            update={"links": tuple(link(found[a], relation=Relation.CONFLICTS, score=0.9) for a, b in pairs if b == n)}
        )
        for n, each in enumerate(found)
    ]
    return Checked("draft.txt", "draft.txt", article.text, carry(fold(()), linked, article.text))


def conflicts(checked: Checked) -> list[tuple[str, str]]:
    found = judge(checked, Config(severity={K.UNREVIEWED: Severity.OFF}))
    assert {f.finding.kind for f in found} <= {K.NUMBER_CONFLICT}
    return [(f.finding.claim, f.finding.why) for f in found]


def test_a_set_of_numbers_that_disagree_is_one_finding() -> None:
    six = "".join(f"It names {{{n} centres}}.\n\n" for n in range(50, 56))
    every = [(a, b) for b in range(6) for a in range(b)]
    assert conflicts(at_odds(six, every)) == [
        ("55 centres", "; ".join(f"line {2 * n + 1} says: {50 + n} centres" for n in range(5)))
    ]


def test_a_number_that_comes_back_belongs_to_the_set() -> None:
    text = "It names {54 centres}.\n\nThen {45 centres}.\n\nThen {54 of the centres}.\n"
    assert conflicts(at_odds(text, [(0, 1), (1, 2)])) == [
        ("54 of the centres", "line 1 says: 54 centres; line 3 says: 45 centres")
    ]


def test_two_sets_are_two_findings() -> None:
    text = "It names {54 centres}.\n\nThen {45 centres}.\n\nHe saw {3 men}.\n\nThen {4 men}.\n"
    assert conflicts(at_odds(text, [(0, 1), (2, 3)])) == [
        ("45 centres", "line 1 says: 54 centres"),
        ("4 men", "line 5 says: 3 men"),
    ]


def test_a_long_set_is_cut_short() -> None:
    text = "".join(f"It names {{{n} centres}}.\n\n" for n in range(50, 60))
    ((_, why),) = conflicts(at_odds(text, [(0, n) for n in range(1, 10)]))
    assert why.endswith("line 11 says: 55 centres; 3 more")


def test_a_doubtful_conflict_is_not_said() -> None:
    assert judge(conflicting(score=0.4), Config(severity={K.UNREVIEWED: Severity.OFF})) == []


def test_every_claim_of_a_rejected_pair_is_left_alone(tmp_path: Path) -> None:
    checked = conflicting()
    claims: list[Claim] = [one.claim for one in checked.claims if one.claim is not None]
    path = tmp_path / "draft.txt"
    path.write_text(checked.text, encoding="utf-8")
    decide(path, claims[:1], None)
    decide(path, claims[1:], S)
    state = fold(read_journal(journal_of(path)).events)
    again = Checked(str(path), "draft.txt", checked.text, carry(state, claims, checked.text))
    assert judge(again, Config()) == []


def supported(tmp_path: Path, label: Label | None, **config: Any) -> Judged:
    """Judge a claim on which anna marked a support, after she gave it a label, if any."""
    path = tmp_path / "draft.txt"
    article, claims = draft(TEXT, path=str(path), label=U)
    path.write_text(article.text, encoding="utf-8")
    if label is not None:
        decide(path, claims, label)
    when = datetime(2026, 2, 1, tzinfo=UTC)
    anchor = anchor_of(claims[0], article.text)
    url = "https://example.org/a"
    append(journal_of(path), [sign(Supported, who="anna", when=when, claim=claims[0].id, anchor=anchor, url=url)])
    state = fold(read_journal(journal_of(path)).events)
    checked = Checked("draft.txt", "draft.txt", article.text, carry(state, claims, article.text))
    (found,) = judge(checked, Config.model_validate({"root": tmp_path, **config}))
    return found


@pytest.mark.parametrize(
    ("label", "config", "kind"),
    [
        pytest.param(None, {}, K.UNREVIEWED, id="undecided"),
        pytest.param(None, {"judge": "suggested"}, K.UNEVIDENCED, id="undecided, by suggestions"),
        pytest.param(U, {}, K.UNEVIDENCED, id="decided unevidenced"),
    ],
)
def test_a_support_alone_decides_nothing_and_is_said(
    tmp_path: Path, label: Label | None, config: dict[str, Any], kind: FindingKind
) -> None:
    found = supported(tmp_path, label, **config).finding
    assert found.kind is kind
    assert found.why.endswith("; support by anna: https://example.org/a")
    leads = "if the support backs it, label it sourced (s)"
    assert found.next.startswith(leads if kind is K.UNEVIDENCED else "review the draft")


def test_a_decision_against_the_suggestion_says_so(tmp_path: Path) -> None:
    (found,) = judged(tmp_path, TEXT, [("anna", D)], suggested=U)
    assert found.finding.why.startswith("anna: denied; suggested: unevidenced, ")


def test_a_conflict_in_a_file_without_lines_is_told_by_paragraph() -> None:
    checked = replace(conflicting(), has_lines=False)
    (found,) = judge(checked, Config(severity={K.UNREVIEWED: Severity.OFF}))
    assert found.finding.why == "paragraph 1 says: 54 centres"
