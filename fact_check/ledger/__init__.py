"""What reviewers decided, kept beside the draft, folded, and carried onto the draft as it is now."""

from fact_check.journals import journal_of
from fact_check.ledger.anchor import anchor_at, anchor_of
from fact_check.ledger.carried import Carried, Held, Status
from fact_check.ledger.carry import Carrier, carry
from fact_check.ledger.draft import Draft, open_draft
from fact_check.ledger.fold import Decision, State, fold
from fact_check.ledger.journal import Journal, append, check_writable, parse_journal, read_journal

__all__ = [
    "Carried",
    "Carrier",
    "Decision",
    "Draft",
    "Held",
    "Journal",
    "State",
    "Status",
    "anchor_at",
    "anchor_of",
    "append",
    "carry",
    "check_writable",
    "fold",
    "journal_of",
    "open_draft",
    "parse_journal",
    "read_journal",
]
