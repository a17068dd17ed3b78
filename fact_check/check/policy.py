"""Judge a draft by its policy: its claims, and what was decided on them → findings."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from fact_check.check.findings import Finding, Judged, Lines
from fact_check.claims import Claim, ClaimId, Label, Piece, Relation, RuleId
from fact_check.config import Config
from fact_check.ledger.carried import Carried, Held
from fact_check.output.sanitize import inert_line
from fact_check.severity import KINDS, FindingKind, Severity

if TYPE_CHECKING:
    from fact_check.memory.recall import Match, Recall

LISTED = 6
"""How many claims of a conflicting set are named besides the last one."""

LABELS = {Label.UNEVIDENCED: FindingKind.UNEVIDENCED, Label.DENIED: FindingKind.DENIED}


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft with everything that a policy looks at."""

    path: str
    """As typed."""
    uri: str
    """From the root of the repository."""
    text: str
    """The text that the claims' offsets point into."""
    claims: tuple[Carried, ...]
    has_lines: bool = True
    """Whether the lines of the text are those of the file; else a place is given by its paragraph."""
    memory: "Recall | None" = None
    """Looks up how similar claims were decided before; None if the policy doesn't ask."""


def judge(draft: Checked, config: Config) -> list[Judged]:
    """Return the findings of a draft in text order, without fingerprints and without those whose severity is off."""
    lines = Lines(draft.text)
    raised: list[tuple[FindingKind, Carried, str, tuple[str, ...]]] = [
        (*found, ()) for one in draft.claims for found in _of_claim(one, config)
    ]
    if draft.memory is not None:
        raised += [(*found, ()) for one in draft.claims for found in _remembered(one, draft.text, draft.memory)]
    by_id = {each.claim.id: each for each in draft.claims if each.claim is not None}
    for *earlier, last in _at_odds(draft.claims):
        why = "; ".join(
            f"{_spot(lines, c.span.start, draft.has_lines)} says: {inert_line(c.span.text)}" for c in earlier[:LISTED]
        )
        if len(earlier) > LISTED:
            why += f"; {len(earlier) - LISTED} more"
        raised.append((FindingKind.NUMBER_CONFLICT, by_id[last.id], why, tuple(c.id for c in earlier)))
    findings = []
    for kind, carried, why, others in raised:
        severity = config.severity_of(kind, draft.path)
        if severity is Severity.OFF:
            continue
        claim, was = carried.claim, carried.was
        changed = kind in (FindingKind.CHANGED, FindingKind.ORPHANED_DECISION)
        words = claim.span.text if claim else was.text if was else ""
        at = Piece(start=claim.span.start, end=claim.span.end) if claim else Piece(start=0, end=0)
        finding = Finding(
            kind=kind,
            severity=severity,
            path=draft.path,
            uri=draft.uri,
            place=lines.place(at.start, at.end),
            claim=words,
            claim_id=carried.id,
            rules=_rules_of(claim) if claim else (),
            why=why,
            next=_next(kind, carried).format(path=shlex.quote(inert_line(draft.path))),
            was=was.text if was and changed and claim else None,
        )
        findings.append(Judged(finding=finding, at=at, key=(kind, carried.id, *others)))
    return sorted(findings, key=lambda f: f.at.start)


def _spot(lines: Lines, offset: int, has_lines: bool) -> str:
    return f"line {lines.place(offset, offset).line}" if has_lines else f"paragraph {lines.paragraph(offset)}"


def _next(kind: FindingKind, one: Carried) -> str:
    """Say what to do about a finding; a support without a label to match comes first."""
    if kind is FindingKind.UNEVIDENCED and _supports(one):
        return f"if the support backs it, label it sourced (s); else {KINDS[kind].mend}"
    return KINDS[kind].mend


def _rules_of(claim: Claim) -> tuple[RuleId, ...]:
    found = (claim.cue.rule if claim.cue else None, claim.suggestion.rule if claim.suggestion else None)
    return tuple(dict.fromkeys(rule for rule in found if rule))


Raised = tuple[FindingKind, Carried, str]


def _of_claim(one: Carried, config: Config) -> Iterator[Raised]:
    claim = one.claim
    if claim is None:
        if said := _said(one.held):
            yield FindingKind.ORPHANED_DECISION, one, f"{said}; the claim is no longer in the draft"
        return
    if one.rejected and _enough(one, config.reviewers):
        return
    if one.conflict:
        yield FindingKind.CONFLICT, one, _said([h for h in one.held if h.counts])
    elif one.changed is not None:
        yield FindingKind.CHANGED, one, f"{one.changed}; {_said(one.held)}"
    elif one.undecided:
        yield from _undecided(claim, one, config.judge)
    elif not _enough(one, config.reviewers):
        yield FindingKind.UNREVIEWED, one, f"{_said(one.held)}; a second reviewer is needed"
    else:
        yield from _decided(claim, one)


def _remembered(one: Carried, text: str, memory: "Recall") -> Iterator[Raised]:
    """Yield earlier decisions about a claim: the same one while it is undecided here, a different one always."""
    from fact_check.memory.compare import Outcome

    if one.claim is None or one.rejected:
        return
    found = memory(one.claim, text, one.label)
    same = next((match for match in found if match.outcome is Outcome.SAME and match.entry.decided), None)
    other = next((match for match in found if match.outcome is Outcome.DIFFERS), None)
    if same is not None and one.undecided:
        yield FindingKind.KNOWN, one, _told(same)
    if other is not None:
        yield FindingKind.DIFFERS, one, f"{'; '.join(other.compared.because)}; {_told(other)}"


def _told(match: "Match") -> str:
    return f"{match.entry.told}: “{inert_line(match.entry.claim)}”"


def _undecided(claim: Claim, one: Carried, judge: Literal["reviewed", "suggested"]) -> Iterator[Raised]:
    suggestion = claim.suggestion
    if judge == "reviewed" or suggestion is None:
        why = f"suggested: {suggestion.label}, {suggestion.because}" if suggestion else "nothing is suggested"
        yield FindingKind.UNREVIEWED, one, why + _supports(one)
    elif suggestion.label in LABELS:
        yield LABELS[suggestion.label], one, f"suggested: {suggestion.because}" + _supports(one)


def _decided(claim: Claim, one: Carried) -> Iterator[Raised]:
    counting = [h for h in one.held if h.counts]
    if one.label in LABELS:
        suggestion = claim.suggestion
        because = ""
        if suggestion is not None:
            overruled = "" if suggestion.label == one.label else f"suggested: {suggestion.label}, "
            because = f"; {overruled}{suggestion.because}"
        supports = _supports(one) if one.label is Label.UNEVIDENCED else ""
        yield LABELS[one.label], one, _said(counting) + because + supports
    elif one.label is Label.SOURCED and not claim.evidence and not any(h.decision.supports for h in counting):
        yield FindingKind.SOURCED_WITHOUT_SUPPORT, one, _said(counting)


def _supports(one: Carried) -> str:
    """Say which supports reviewers marked, because that alone decides nothing: `; support by anna: https://…`."""
    marked = [(each.decision.who, s) for each in one.held for s in each.decision.supports]
    told = [f"support by {inert_line(who)}: {s.url or (f'“{s.at.text}”' if s.at else '')}" for who, s in marked]
    return "".join(f"; {inert_line(each)}" for each in told)


def _at_odds(claims: Sequence[Carried]) -> list[list[Claim]]:
    """Return each set of two or more claims with conflicting numbers, in text order: one set is one finding."""
    here = {id: each.claim for each in claims if each.claim is not None and not each.rejected for id in each.ids}
    parents: dict[ClaimId, ClaimId] = {}

    def first(id: ClaimId) -> ClaimId:
        while parents.setdefault(id, id) != id:
            parents[id] = id = parents[parents[id]]
        return id

    for each in claims:
        if each.claim is None or each.rejected:
            continue
        for to in _conflicts_of(each):
            other = here.get(to)
            if other is not None and other.id != each.claim.id:
                parents[first(other.id)] = first(each.claim.id)
    sets: dict[ClaimId, dict[ClaimId, Claim]] = {}
    for claim in here.values():
        if claim.id in parents:
            sets.setdefault(first(claim.id), {})[claim.id] = claim
    return [sorted(joined.values(), key=lambda c: (c.span.start, c.id)) for joined in sets.values()]


def _conflicts_of(one: Carried) -> Iterator[ClaimId]:
    if one.claim is not None:
        for link in one.claim.links:
            if link.relation is Relation.CONFLICTS and link.is_firm:
                yield link.to
    for held in one.held:
        for drawn in held.decision.links:
            if drawn.relation is Relation.CONFLICTS and held.counts:
                yield drawn.to


def _enough(one: Carried, reviewers: int) -> bool:
    """Tell whether as many people as the policy asks for have decided a claim; an adjudication is always enough."""
    return one.final is not None or len({h.decision.who for h in one.held if h.counts}) >= reviewers


def _said(held: Sequence[Held]) -> str:
    """Say who decided what, with their notes: `anna: unevidenced ("asked twice")`."""
    parts = []
    for each in held:
        decision = each.decision
        if decision.is_decided:
            word = "not a claim" if decision.rejected else str(decision.label)
            notes = "; ".join(inert_line(note.text) for note in decision.notes)
            final = " (final)" if decision.final else ""
            parts.append(f"{inert_line(decision.who)}{final}: {word}" + (f" (“{notes}”)" if notes else ""))
    return ", ".join(parts)
