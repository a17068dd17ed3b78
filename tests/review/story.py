"""A draft written for the screens: the flood at Lower Marsh, with claims of every kind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fact_check.claims import Claim, Effect, Label, Relation, RuleId, SourceKind
from fact_check.ledger.draft import Draft, open_draft
from fact_check.memory.recall import Recall
from fact_check.read import Article, read
from fact_check.review.app import ReviewApp
from fact_check.review.keys import bindings
from fact_check.review.session import begin
from fact_check.review.views import EVERYTHING, View
from fact_check.rules import Rule
from tests.make import claim, link

STORY = """Council admits that flood gate stood open

Lower Marsh lost 40 houses when the river Ane rose on Monday night, and some 300 people slept in the school hall.

The flood gate at Mill Lane stood open for three hours, according to Ida Holm, who ran the water board until 2019. \
Holm said the board had been warned twice.

The council denied any delay. “We closed the gate within minutes,” said its leader, Tomas Reyl. No evidence has \
emerged that the gate was tampered with.

The insurer Alba Mutual expects claims of up to 3.5 million euros. Officials reportedly advised against building \
there in the 1990s.

“The map was wrong,” Reyl said. “It showed the school on dry land.”
"""


def claims_of(text: str, article: str = "flood.txt") -> tuple[Claim, ...]:
    """The claims of the story, as far as they stand in `text`."""

    def one(span: str, **marks: Any) -> list[Claim]:
        kept = {k: v for k, v in marks.items() if k not in ("source", "cue") or v in text}
        return [claim(text, span, article=article, **kept)] if span in text else []

    holm: dict[str, Any] = {"kind": SourceKind.PERSON, "resolved": "Ida Holm"}
    reyl: dict[str, Any] = {"kind": SourceKind.PERSON, "resolved": "Tomas Reyl", **_named("Tomas Reyl (person)")}
    bare: dict[str, Any] = {
        "label": Label.UNEVIDENCED,
        "because": "a number, and no source for it",
        "suggested": "suggest.number-without-source",
    }
    found = [
        *one("Lower Marsh lost 40 houses", numbers=(("40", 40),), **bare),
        *one("some 300 people slept in the school hall", numbers=(("300", 300),), **bare),
        *one(
            "The flood gate at Mill Lane stood open for three hours",
            source="Ida Holm, who ran the water board until 2019",
            cue="according to",
            rule="reporting.according-to",
            numbers=(("three hours", 3),),
            label=Label.DENIED,
            because="denied elsewhere in the article (“denied”)",
            suggested="suggest.answered",
            **holm,
        ),
        *one("the board had been warned twice", source="Holm", cue="said", **holm, **_named("Ida Holm (person)")),
        *one(
            "any delay",
            source="The council",
            cue="denied",
            effect=Effect.DENIES,
            rule="denials.verb",
            label=Label.DENIED,
            because="what “denied” rejects",
            suggested="suggest.denial",
        ),
        *one("We closed the gate within minutes", source="its leader, Tomas Reyl", cue="said", **reyl),
        *one(
            "the gate was tampered with",
            cue="No evidence has emerged that",
            effect=Effect.DOUBTS,
            rule="no-evidence.noun",
            label=Label.UNEVIDENCED,
            because="the article says that evidence is missing (“no evidence has emerged that”)",
            suggested="suggest.no-evidence",
        ),
        *one(
            "claims of up to 3.5 million euros",
            source="The insurer Alba Mutual",
            cue="expects",
            numbers=(("up to 3.5 million euros", 3_500_000),),
            **_named("The insurer Alba Mutual (organisation)"),
        ),
        *one(
            "advised against building there in the 1990s",
            source="Officials",
            kind=SourceKind.ANONYMOUS,
            cue="reportedly",
            effect=Effect.HEDGES,
            rule="hedges.adverb",
            label=Label.UNEVIDENCED,
            because="only an unnamed source: Officials",
            suggested="suggest.anonymous-source",
        ),
        *one("The map was wrong", source="Reyl", cue="said", **reyl),
        *one("It showed the school on dry land", source="Reyl", cue="said", **reyl),
    ]
    by_words = {c.span.text: c for c in found}
    denial, denied = by_words.get("any delay"), by_words.get("The flood gate at Mill Lane stood open for three hours")
    if denial and denied:
        linked = denial.model_copy(update={"links": (link(denied, relation=Relation.DENIES, score=0.9),)})
        found[found.index(denial)] = linked
    return tuple(found)


def _named(who: str) -> dict[str, Any]:
    return {"label": Label.SOURCED, "because": f"attributed to {who}", "suggested": "suggest.identified-source"}


RULES = {
    RuleId(name): Rule(id=RuleId(name), says=says, why=why)
    for name, says, why in (
        ("suggest.denial", "somebody denies this claim", "The content of a denial is denied."),
        ("suggest.answered", "a denial elsewhere answers this claim", "A claim and its denial belong together."),
        ("suggest.no-evidence", "the article says that evidence is missing", "No name mends that."),
        ("suggest.identified-source", "the article names who states this", "A reader can go and ask them."),
        ("suggest.anonymous-source", "only an unnamed source states this", "Nobody can be asked."),
        ("suggest.number-without-source", "a number without a source", "A reader cannot tell where it comes from."),
        ("denials.verb", "someone denies or rejects this", "A denial belongs beside the claim it answers."),
        ("reporting.says", "someone says this", "Who says it is what a reader can check."),
    )
}
"""Rules as the tool might have them, in words that stay: pictures are taken of them."""


def opened(article: Article) -> Draft:
    """Open a draft with the claims that stand in it."""
    return open_draft(article, claims_of(article.text, article.path))


class Clock:
    """A clock that is 20 seconds later each time it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=20)
        return self.time


def app(
    *paths: Path,
    who: str = "ana",
    theme: str = "dark",
    blind: bool = False,
    adjudicates: bool = False,
    by_risk: bool = False,
    for_: str | None = None,
    tags: tuple[str, ...] = (),
    remember: Callable[[str], None] = lambda _: None,
    opened_by: Callable[[Article], Draft] = opened,
    memory: Recall | None = None,
) -> ReviewApp:
    """Make the full screen on drafts, which are written with the story where they do not exist."""
    for path in paths:
        if not path.exists():
            path.write_text(STORY, encoding="utf-8")
    view = View(frozenset({f"for: {for_}"})) if for_ else EVERYTHING
    return ReviewApp(
        begin(who, (), blind=blind, adjudicates=adjudicates, by_risk=by_risk, view=view, memory=memory),
        tuple(read(str(path)) for path in paths),
        opened_by,
        rules=RULES,
        keys=bindings(),
        reread=read,
        theme=theme,
        tags=tags,
        remember=remember,
        now=Clock(),
    )
