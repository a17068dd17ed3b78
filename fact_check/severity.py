"""What a check may find, and how much it matters: the vocabulary of policies, ignores, baselines and reports."""

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

DEFAULT_SEVERITY: Severities = {
    FindingKind.UNREVIEWED: Severity.ERROR,
    FindingKind.UNEVIDENCED: Severity.ERROR,
    FindingKind.DENIED: Severity.WARNING,
    FindingKind.CHANGED: Severity.ERROR,
    FindingKind.CONFLICT: Severity.ERROR,
    FindingKind.NUMBER_CONFLICT: Severity.WARNING,
    FindingKind.SOURCED_WITHOUT_SUPPORT: Severity.OFF,
    FindingKind.UNUSED_IGNORE: Severity.WARNING,
    FindingKind.ORPHANED_DECISION: Severity.INFO,
    FindingKind.UNREADABLE: Severity.ERROR,
}
