"""Measure how far reviewers agree, where they differ, and how often they overrule a rule.

Cohen's kappa: J. Cohen, "A coefficient of agreement for nominal scales", 1960. Krippendorff's alpha for nominal
data: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, by the `krippendorff` package.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from rich.console import Console
from rich.text import Text

from fact_check.claims import RuleId
from fact_check.errors import FactCheckError
from fact_check.ledger.carried import Carried, Held
from fact_check.ledger.draft import Draft
from fact_check.output.counting import count
from fact_check.output.sanitize import inert_line

NOT_A_CLAIM = "not a claim"

Ratings = dict[str, dict[tuple[str, str], str]]
"""Reviewer → (draft, claim) → their verdict on it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures for some reviewers over the claims that at least two of them decided."""

    reviewers: tuple[str, ...]
    units: int
    """Claims that at least two decided."""
    percent: float | None
    """The share of pairs of judgements of one claim that are equal, 0 to 100."""
    kappa: float | None
    """Cohen's, for two reviewers; None for more, and if chance leaves nothing to explain."""
    alpha: float | None
    """Krippendorff's, nominal; None if nothing varies."""


def ratings_of(drafts: Iterable[Draft]) -> Ratings:
    """Collect each reviewer's verdict on each claim as it is now, without changed and gone decisions."""
    found: Ratings = {}
    for draft in drafts:
        for carried in draft.carried:
            for held in carried.held:
                if held.counts and not held.decision.final:
                    said = held.decision.label.value if held.decision.label else NOT_A_CLAIM
                    found.setdefault(held.decision.who, {})[(draft.article.path, carried.id)] = said
    return dict(sorted(found.items()))


def agreement(ratings: Ratings) -> Agreement:
    """Measure how far reviewers agree. Raises FactCheckError for fewer than two of them."""
    if len(ratings) < 2:
        raise FactCheckError(
            "agreement needs at least two reviewers",
            mend="ask a second person to run `fact-check review --by NAME --blind`",
        )
    units = sorted({unit for said in ratings.values() for unit in said})
    judged = [[said[unit] for said in ratings.values() if unit in said] for unit in units]
    judged = [values for values in judged if len(values) > 1]
    pairs = [pair for values in judged for pair in combinations(values, 2)]
    percent = 100 * sum(a == b for a, b in pairs) / len(pairs) if pairs else None
    kappa = None
    if len(ratings) == 2:
        first, second = ratings.values()
        kappa = cohen([(first[unit], second[unit]) for unit in units if unit in first and unit in second])
    return Agreement(tuple(ratings), len(judged), percent, kappa, krippendorff_alpha(judged))


def cohen(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two reviewers' labels of the same claims; None if it is undefined."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[label] * second[label] for label in first) / n**2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def krippendorff_alpha(judged: Sequence[Sequence[str]]) -> float | None:
    """Return Krippendorff's alpha (nominal) of the verdicts on each claim; None if nothing varies."""
    labels = sorted({label for values in judged for label in values})
    if len(labels) < 2:
        return None
    import krippendorff
    import numpy as np

    counts = np.array([[values.count(label) for label in labels] for values in map(list, judged)])
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


@dataclass(frozen=True, slots=True)
class Overruled:
    """How often reviewers overrode a rule's suggestion."""

    rule: RuleId
    decided: int
    overruled: int


def overruled(drafts: Iterable[Draft]) -> list[Overruled]:
    """Count, for each rule of a cue or a suggestion, the decisions on its claims and those that overruled it.

    A corrected source overrules the rules that found another.

    The most overruled first. Each reviewer's last word on a claim counts once, whatever became of the claim since.
    """
    decided: Counter[RuleId] = Counter()
    against: Counter[RuleId] = Counter()
    for draft in drafts:
        for d in draft.state.decisions:
            if d.source is not None and d.source.suggested is not None:
                # Another source than the rules found: they were overruled, whatever label follows.
                for rule in {d.source.suggested.rule, d.source.suggested.cue} - {None}:
                    assert rule is not None
                    decided[rule] += 1
                    against[rule] += 1
                continue
            if not d.is_decided or d.final or d.suggested is None or d.suggested.label is None:
                continue
            for rule in {d.suggested.rule, d.suggested.cue} - {None}:
                assert rule is not None
                decided[rule] += 1
                against[rule] += d.rejected or d.label is not d.suggested.label
    found = [Overruled(rule, n, against[rule]) for rule, n in decided.items()]
    return sorted(found, key=lambda o: (-o.overruled / o.decided, -o.decided, o.rule))


def document(drafts: Sequence[Draft]) -> dict[str, Any]:
    """Return what `show` prints as plain values. Raises FactCheckError for fewer than two reviewers."""
    differing = [
        {
            "draft": draft.article.path,
            "claim": carried.id,
            "words": carried.claim.span.text if carried.claim else None,
            "said": {who: str(held.decision.label or NOT_A_CLAIM) for who, held in said.items()},
            "final": str(carried.final.decision.label or NOT_A_CLAIM) if carried.final else None,
        }
        for draft, carried, said in _differing(drafts)
    ]
    return {**asdict(agreement(ratings_of(drafts))), "differing": differing}


def rules_document(drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Return what `show_rules` prints as plain values."""
    return [asdict(one) for one in overruled(drafts)]


def _differing(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Carried, dict[str, Held]]]:
    """Yield each claim on which reviewers differ, with the verdict of each."""
    for draft in drafts:
        for carried in draft.carried:
            said = {held.decision.who: held for held in carried.held if held.counts and not held.decision.final}
            if len({held.decision.label for held in said.values()}) > 1 and carried.claim is not None:
                yield draft, carried, dict(sorted(said.items()))


def show(drafts: Sequence[Draft], console: Console) -> None:
    """Print how far the reviewers of some drafts agree, and every claim on which they differ."""
    ratings = ratings_of(drafts)
    found = agreement(ratings)
    console.print(
        Text(f"{', '.join(map(inert_line, found.reviewers))}: {count(found.units, 'claim')} decided by two or more")
    )
    console.print(_figure("percent agreement", found.percent, "{:.1f}"))
    if len(found.reviewers) == 2:
        console.print(_figure("Cohen's kappa", found.kappa, "{:.3f}"))
    else:
        for a, b in combinations(ratings, 2):
            shared = [(ratings[a][unit], ratings[b][unit]) for unit in ratings[a] if unit in ratings[b]]
            console.print(_figure(f"Cohen's kappa, {inert_line(a)} and {inert_line(b)}", cohen(shared), "{:.3f}"))
    console.print(_figure("Krippendorff's alpha", found.alpha, "{:.3f}"))
    for draft, carried, said in _differing(drafts):
        assert carried.claim is not None
        line = draft.article.text.count("\n", 0, carried.claim.span.start) + 1
        text = Text(f"\n{inert_line(draft.article.path)}:{line}: {inert_line(carried.claim.span.text)}")
        for who, held in said.items():
            text.append(f"\n  {inert_line(who)}: {held.decision.label or NOT_A_CLAIM}")
        if carried.final is not None:
            text.append(f"\n  final: {carried.final.decision.label or NOT_A_CLAIM}", style="bold")
        console.print(text, soft_wrap=True)


def show_rules(drafts: Sequence[Draft], console: Console) -> None:
    """Print each rule with how often its suggestions were overruled."""
    found = overruled(drafts)
    if not found:
        console.print("nobody has decided on a suggestion yet")
    for one in found:
        console.print(Text(f"{inert_line(one.rule)}: {one.overruled} of {one.decided} overridden"), soft_wrap=True)


def _figure(name: str, value: float | None, shape: str) -> Text:
    return Text(f"{name}: {'undefined' if value is None else shape.format(value)}")
