"""Work out the figures of a reviewed draft's report."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from fact_check.claims import Claim, ClaimId, Effect, Frozen, Kind, Label, Relation, SourceKind
from fact_check.ledger.carried import Carried
from fact_check.ledger.draft import Draft
from fact_check.output.mentions import named
from fact_check.read import Article
from fact_check.report.reliance import Rest, resting
from fact_check.report.reply import Accusation, accusations
from fact_check.report.standings import Standing, standing
from fact_check.rules import Rule


class Answer(Frozen):
    """A denial or doubt, with the claims that it is about."""

    words: str
    who: str | None
    relation: Relation
    answers: tuple[str, ...]
    because: str = ""
    """What makes the words denied if no claim of the draft denies them: the suggestion's reason, or a reviewer."""
    label: str = ""
    """What was decided on the words, if not that they are denied: "sourced, Ana"."""


class Pair(Frozen):
    """Two claims of the draft that an editor should see side by side."""

    words: str
    other: str
    because: str


class Before(Frozen):
    """A claim of the draft, and what was decided elsewhere on the same statement or about the same thing."""

    words: str
    outcome: str
    """"same" or "differs"."""
    because: tuple[str, ...]
    told: str
    """Who decided what, when and where."""
    other: str


class Figures(Frozen):
    """The figures of one draft, or of several together."""

    claims: int = 0
    labels: dict[Label, int] = Field(default_factory=lambda: dict.fromkeys(Label, 0))
    """Claims by decided label, or by suggested label while undecided."""
    suggested: dict[Label, int] = Field(default_factory=lambda: dict.fromkeys(Label, 0))
    """How many of these labels are only suggested."""
    kinds: dict[Kind, int] = Field(default_factory=lambda: dict.fromkeys(Kind, 0))
    decided: int = 0
    undecided: int = 0
    changed: int = 0
    conflicting: int = 0
    """Claims on which reviewers disagree."""
    rejected: int = 0
    tags: dict[str, int] = Field(default_factory=dict)
    """How many claims have each of the desk's tags."""
    gone: int = 0
    anonymous: int = 0
    """Attributed claims without an identified source."""
    captions: int = 0
    """Claims in the captions of pictures."""


class _Article(Frozen):
    article: str


class Report(Figures, _Article):  # the fields of the last base come first
    """The report of one draft."""

    standings: tuple[Standing, ...]
    """Each claim in reading order: its label, and who decided it."""
    sources: tuple[Rest, ...]
    """Whom the claims rest on, most claims first."""
    answers: tuple[Answer, ...]
    unanswered: tuple[Accusation, ...]
    """Who is accused of something and has neither denial nor response anywhere in the draft."""
    disagreements: tuple[Pair, ...]
    """Numbers that disagree."""
    dropped: tuple[Pair, ...]
    """Attributions that are dropped: first with a source, later without."""
    remembered: tuple[Before, ...] = ()
    """What claim memory has, if the policy asks it."""


def report(draft: Draft, rules: Sequence[Rule]) -> Report:
    """Work out the report of a draft; `rules` are those that found its claims."""
    text = draft.article.text
    here = [c for c in draft.carried if c.claim is not None and not c.rejected]
    claims = [_spoken(c.claim, draft.article) for c in here if c.claim is not None]
    by_id = {claim.id: claim for claim in claims}
    labels = Counter(label for c in here if (label := label_of(c)))
    suggested = Counter(label for c in here if c.label is None and (label := label_of(c)))
    every = [c for c in draft.carried if c.claim is not None]
    standings = {c.claim.id: standing(c, wording(c.claim, draft.article)) for c in every if c.claim is not None}
    return Report(
        article=draft.article.path,
        claims=len(claims),
        labels={label: labels[label] for label in Label},
        suggested={label: suggested[label] for label in Label},
        kinds={kind: sum(kind in claim.kinds for claim in claims) for kind in Kind},
        decided=sum(not c.undecided and not c.conflict for c in here),
        undecided=sum(c.undecided for c in here),
        changed=sum(c.changed is not None for c in here),
        conflicting=sum(c.conflict for c in here),
        rejected=sum(c.claim is not None and c.rejected for c in draft.carried),
        tags=dict(sorted(Counter(tag for c in here for tag in c.tags).items())),
        gone=sum(c.claim is None for c in draft.carried),
        anonymous=sum(_is_anonymous(claim) for claim in claims),
        captions=sum(claim.caption for claim in claims),
        standings=tuple(standings.values()),
        sources=resting(claims, text),
        answers=tuple(_answers(claims, by_id, draft.article, standings)),
        unanswered=accusations(claims, text, rules),
        disagreements=tuple(_pairs(claims, by_id, draft.article, Relation.CONFLICTS)),
        dropped=tuple(_dropped(claims, by_id, draft.article)),
        remembered=tuple(_before(claims, draft)),
    )


def _spoken(claim: Claim, article: Article) -> Claim:
    """Return a claim whose source is without markup."""
    if claim.source is None:
        return claim
    words = article.words(claim.source.start, claim.source.end)
    return claim.model_copy(update={"source": claim.source.model_copy(update={"text": words})})


def label_of(carried: Carried) -> Label | None:
    """Return the decided label, or the suggested one while nobody has decided."""
    if carried.label is not None:
        return carried.label
    suggestion = carried.claim.suggestion if carried.claim else None
    return suggestion.label if suggestion else None


def wording(claim: Claim, article: Article) -> str:
    """Return a claim's own words without markup, with "…" for an interruption."""
    return " … ".join(article.words(p.start, p.end) for p in claim.pieces)


def _is_anonymous(claim: Claim) -> bool:
    source = claim.source
    return Kind.ATTRIBUTED in claim.kinds and (source is None or source.kind is SourceKind.ANONYMOUS)


def _answers(
    claims: list[Claim], by_id: dict[ClaimId, Claim], article: Article, standings: Mapping[ClaimId, Standing]
) -> list[Answer]:
    """List the denials and doubts of a draft in reading order: claims that deny, and other denials of its claims."""
    found = []
    answered = {
        link.to for claim in claims for link in claim.links if link.relation is Relation.DENIES and link.is_firm
    }
    for claim in claims:
        standing = standings[claim.id]
        is_denial = claim.cue is not None and claim.cue.effect is Effect.DENIES
        if standing.label is Label.DENIED and claim.id not in answered and not is_denial:
            # Denied by words that aren't a claim ("the governor called it baseless"), or only by a reviewer.
            suggestion = claim.suggestion
            by_tool = suggestion is not None and suggestion.label is Label.DENIED
            told = suggestion.because if suggestion and by_tool else f"decided by {', '.join(standing.by)}"
            denied = Answer(words=wording(claim, article), who=None, relation=Relation.DENIES, answers=(), because=told)
            found.append(denied)
        for relation in (Relation.DENIES, Relation.DOUBTS):
            about = [
                by_id[link.to]
                for link in claim.links
                if link.relation is relation and link.is_firm and link.to in by_id
            ]
            if about or (claim.cue is not None and claim.cue.effect.value == relation.value):
                who = claim.source.fullest if claim.source else None
                words = tuple(wording(other, article) for other in about)
                label = "" if standing.label is Label.DENIED else f"{standing.label}, {', '.join(standing.by)}"
                label = label if relation is Relation.DENIES and is_denial and standing.how == "decided" else ""
                words_ = wording(claim, article)
                found.append(Answer(words=words_, who=who, relation=relation, answers=words, label=label))
    return found


def _before(claims: list[Claim], draft: Draft) -> Iterator[Before]:
    for claim in claims:
        for one in draft.remembered.get(claim.id, ()):
            words = wording(claim, draft.article)
            yield Before(words=words, outcome=one.outcome, because=one.because, told=one.told, other=one.claim)


def _pairs(claims: list[Claim], by_id: dict[ClaimId, Claim], article: Article, relation: Relation) -> list[Pair]:
    seen: set[frozenset[ClaimId]] = set()
    found = []
    for claim in claims:
        for link in claim.links:
            pair = frozenset({claim.id, link.to})
            if link.relation is relation and link.is_firm and link.to in by_id and pair not in seen:
                seen.add(pair)
                other = wording(by_id[link.to], article)
                found.append(Pair(words=wording(claim, article), other=other, because=link.because))
    return found


def _dropped(claims: list[Claim], by_id: dict[ClaimId, Claim], article: Article) -> list[Pair]:
    """Pair each bare repeat with the attributed statement that it repeats."""
    found = []
    for claim in claims:
        if claim.source is not None or claim.cue is not None:
            continue
        for link in claim.links:
            first = by_id.get(link.to)
            if link.relation is Relation.RESTATES and link.is_firm and first and first.source:
                because = f"first attributed to {named(first.source)}"
                found.append(Pair(words=wording(claim, article), other=wording(first, article), because=because))
    return found
