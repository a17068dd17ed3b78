"""What a check may find, how much it matters and what to say of it: the vocabulary of policies, ignores and reports.

`check/policy.py` says when each is raised. It is here, far to the left, because a policy's keys are these words.
"""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What `check` may find; the ids that policies, ignores, baselines and reports use."""

    UNREVIEWED = "unreviewed"
    UNEVIDENCED = "unevidenced"
    DENIED = "denied"
    CHANGED = "changed"
    CONFLICT = "conflict"
    NUMBER_CONFLICT = "number-conflict"
    SOURCED_WITHOUT_SUPPORT = "sourced-without-support"
    KNOWN = "known"
    DIFFERS = "differs"
    UNUSED_IGNORE = "unused-ignore"
    ORPHANED_DECISION = "orphaned-decision"
    UNREADABLE = "unreadable"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for off, 3 for an error."""
        return ("off", "info", "warning", "error").index(self)


Severities = dict[FindingKind, Severity]


@dataclass(frozen=True, slots=True)
class Kind:
    """A finding: how much it matters, and what the editor who meets it is told."""

    id: FindingKind
    default: Severity
    """Where the policy says nothing else."""
    says: str
    """What is the case, after "this claim …" or as a sentence of its own."""
    heads: str
    """The same over a group of them."""
    why: str
    mend: str
    """What to do next, in one line."""
    example: str
    more: str = ""
    beside_others: bool = False
    """A claim may have it beside the finding that says how it was decided."""
    ignorable: bool = True
    """Whether a comment in the draft can cover it."""


KINDS: dict[FindingKind, Kind] = {
    kind.id: kind
    for kind in (
        Kind(
            FindingKind.UNREVIEWED,
            Severity.ERROR,
            says="nobody has decided this claim",
            heads="nobody has decided these",
            why="A draft is ready when a person has looked at every claim in it. The suggested label is a "
            "machine's reading of the article, not a decision.",
            mend="review the draft: fact-check review {path}",
            example="The ministry says 40 villagers were moved.\n                  ^^^^^^^^^^^^^^^^^^^^^^^ no decision "
            "in the journal",
            more="With `reviewers = 2` a claim that one person has decided is still unreviewed. With `--judge "
            'suggested` (or `judge = "suggested"`) a claim that nobody has decided is judged by its suggested label '
            "instead, and is unreviewed only when nothing is suggested.",
        ),
        Kind(
            FindingKind.UNEVIDENCED,
            Severity.ERROR,
            says="nothing in the article backs this claim",
            heads="nothing in the article backs these",
            why="The reader cannot tell where it comes from: no source, an anonymous one, or the article itself says "
            "that evidence is missing.",
            mend="name its source or link its evidence in the draft, or cut it; then: fact-check review {path}",
            example="The group reportedly moved 40 villagers.\n                         ^^^^^^^^^^^^^^^^^^ no source",
            more="The label is about the draft, and a decision holds until somebody decides otherwise: a link in the "
            "draft, or a support that a reviewer marks (`e`), passes once the claim is labelled sourced (`s`).\n\n"
            "When the claim must stand as it is, ignore it with a reason:\n\n"
            '    <!-- fact-check: ignore unevidenced "40 villagers" reason="court filing, under seal" -->',
        ),
        Kind(
            FindingKind.DENIED,
            Severity.WARNING,
            says="a party in the article denies this claim",
            heads="a party in the article denies these",
            why="A denied claim can be printed, but not by oversight: the denial belongs beside it.",
            mend="make sure that the denial stands beside the claim",
            example="A report says 40 villagers were moved. … The ministry denied it.\n              "
            "^^^^^^^^^^^^^^^^^^^^^^^ denied",
        ),
        Kind(
            FindingKind.CHANGED,
            Severity.ERROR,
            says="this claim was decided, and its wording has changed since",
            heads="decided, then reworded",
            why="A decision holds for the words that were reviewed. A different word in the claim, its source or its "
            "cue can make it a different claim: a number, a name, a verb or its tense, a negation, a direction.",
            mend="review the new wording: fact-check review {path}",
            example="was: 40 villagers were moved\nnow: 400 villagers were moved",
            more="These edits need no new review: another spelling of the same word (British, American, accents, "
            "hyphens, common slips), typography and punctuation, articles, spacing, contractions (`isn't`, `is "
            "not`), an abbreviation for its full name (`UN`, `km`, `Gov.`), and a number, a date or a time "
            "written another way (`1.5m`, `1.5 million`; `12`, `a dozen`; `5 January`, `January 5`; `5 p.m.`, "
            "`17:00`). `rules/lexicon/wording.toml` lists them all. Nor do edits elsewhere: in another sentence, "
            "or in another claim of the same sentence. Any other change to a word of the claim, its source or its "
            "cue needs a new review, and so does a sign that says something (`₺`, `−`, `✅`), `not`, `may`, `if` "
            "or `about` beside them, or a word joined to them. The reason names the difference: `a word: rose → "
            "fell`.",
        ),
        Kind(
            FindingKind.CONFLICT,
            Severity.ERROR,
            says="reviewers disagree about this claim",
            heads="reviewers disagree about these",
            why="Two people read the same words and decided differently. One of them may have seen something.",
            mend="settle it: fact-check review --adjudicate {path}",
            example="anna: sourced, ben: unevidenced",
        ),
        Kind(
            FindingKind.NUMBER_CONFLICT,
            Severity.WARNING,
            says="this number disagrees with another in the article",
            heads="numbers that disagree with others in the article",
            why="Two figures for the same thing confuse the reader; often one of them is a slip.",
            mend="make the two agree, or say in the text why they differ",
            example="… 54 centres worldwide …\n… all 45 centres …",
            beside_others=True,
        ),
        Kind(
            FindingKind.SOURCED_WITHOUT_SUPPORT,
            Severity.OFF,
            says="this claim is labelled sourced, but no support is marked",
            heads="labelled sourced, with no support marked",
            why="A desk may require reviewers to mark what a claim rests on: a passage of the article, a link, a "
            "document.",
            mend="mark the support in the review (e): fact-check review {path}",
            example='A report says 40 villagers were moved.  labelled "sourced", no support event',
            more="Off by default. Links, footnotes and documents that the article itself gives for the claim count.",
        ),
        Kind(
            FindingKind.KNOWN,
            Severity.OFF,
            says="the same statement was decided before, but not here",
            heads="decided before, but not here",
            why="Somebody has done this work already, in another draft or at another desk. Their decision does not "
            "count here until a person takes it over, or decides afresh.",
            mend="take it over in the review (r), or decide afresh: fact-check review {path}",
            example="40 tonnes of acid leaked from the mill\nsourced, Ana, 3 May 2026, mill.md",
            more="Off by default. `memory.paths` names what is searched; docs/how-to/memory.md "
            "has the rest. The claim also stays unreviewed.",
            beside_others=True,
        ),
        Kind(
            FindingKind.DIFFERS,
            Severity.OFF,
            says="an earlier decision about the same thing differs",
            heads="decided differently before",
            why="Readers are confused when two drafts of one desk give two numbers for one thing, or contradict each "
            "other. Often the story has moved on; sometimes one of them is wrong.",
            mend="find out which is right, and say in the text what has changed",
            example="40 then, 54 now; sourced, Ana, 3 May 2026, mill.md: “40 tonnes of acid leaked from the mill”",
            more="Off by default. Numbers are compared with unit, bound and what they count; a claim that was decided "
            "also differs from one with the same words and a different label.",
            beside_others=True,
        ),
        Kind(
            FindingKind.UNUSED_IGNORE,
            Severity.WARNING,
            says="this ignore covers nothing",
            heads="ignores that cover nothing",
            why="An ignore that no longer matches hides the next finding by accident. One without a reason, or one "
            "that cannot be read, ignores nothing.",
            mend="remove the comment, or fix it",
            example='<!-- fact-check: ignore unevidenced "40 villagers" -->   no reason given',
            beside_others=True,
            ignorable=False,
        ),
        Kind(
            FindingKind.ORPHANED_DECISION,
            Severity.INFO,
            says="a decision whose claim is no longer in the draft",
            heads="decisions whose claims are no longer in the draft",
            why="The sentence was cut, or was rewritten beyond recognition. The journal keeps the decision.",
            mend="nothing, if the claim was cut; otherwise review what replaced it",
            example="decided: 40 villagers were moved (sourced, by anna); no longer in the draft",
            beside_others=True,
            ignorable=False,
        ),
        Kind(
            FindingKind.UNREADABLE,
            Severity.ERROR,
            says="this draft cannot be read",
            heads="drafts that cannot be read",
            why="A draft that cannot be read has not been checked. The other drafts are checked all the same, and the "
            "check exits with code 2.",
            mend="save the draft again, or exclude it in the policy",
            example="d.docx is encrypted",
            more="Binary files, encrypted or damaged Word files, unknown encodings, and files too large to be a draft.",
            ignorable=False,
        ),
    )
}
"""In the order in which a report lists them."""

DEFAULT_SEVERITY: Severities = {kind: each.default for kind, each in KINDS.items()}
