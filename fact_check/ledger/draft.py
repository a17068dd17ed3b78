"""A draft with its claims and what people decided about them: what every command after the finder reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from fact_check.claims import Claim, ClaimId
from fact_check.ledger.carried import Carried
from fact_check.ledger.carry import Carrier
from fact_check.ledger.events import Event
from fact_check.ledger.fold import State, extend
from fact_check.ledger.journal import read_journal
from fact_check.ledger.paths import journal_of
from fact_check.ledger.relocation import Ground
from fact_check.read import Article


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was decided elsewhere on a claim like one of the draft's."""

    outcome: str
    """"same" or "differs"."""
    because: tuple[str, ...]
    """The differences: "40 then, 54 now"."""
    claim: str
    """Its words there."""
    told: str
    """Who decided what, when and where, on one line."""
    where: str


@dataclass(frozen=True, slots=True)
class Draft:
    article: Article
    claims: tuple[Claim, ...]
    """As found, in text order."""
    state: State
    carried: tuple[Carried, ...]
    """Each claim with what was decided on it, then those that are gone."""
    carrier: Carrier
    """The article's text and claims, ready for decisions to be carried onto them."""
    remembered: Mapping[ClaimId, tuple[Remembered, ...]] = field(default_factory=dict)
    """What was decided elsewhere, by claim, if a policy asks claim memory."""

    @property
    def ground(self) -> Ground:
        """Return the article's text, indexed for look-up."""
        return self.carrier.ground

    def after(self, events: Sequence[Event]) -> "Draft":
        """Return the draft with more events in its journal; events that it already has change nothing."""
        state = extend(self.state, events)
        return replace(self, state=state, carried=self.carrier.carry(state))


def open_draft(article: Article, claims: tuple[Claim, ...]) -> Draft:
    """Join an article and its claims with the review journal beside it; standard input has none.

    Raises JournalError for an unreadable journal.
    """
    events = () if article.path == "-" else read_journal(journal_of(article.path)).events
    return Draft(article, claims, State(), (), Carrier(claims, Ground(article.text), article.path)).after(events)
