"""Name a draft's review journal, in a module of its own so that this doesn't import the ledger."""

from pathlib import Path

from fact_check.errors import JournalError

SUFFIX = ".review.jsonl"


def journal_of(draft: str | Path) -> Path:
    """Name the journal of a draft: `<draft file name>.review.jsonl`, beside it.

    Raises JournalError for "-", which has no folder for one.
    """
    if str(draft) == "-":
        raise JournalError("standard input has no journal", mend="save the draft as a file")
    path = Path(draft)
    return path.with_name(path.name + SUFFIX)
