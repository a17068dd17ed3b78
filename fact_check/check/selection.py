"""Select the findings to look for: `--select` names kinds of findings, and rules that led to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from fact_check.check.findings import Finding
from fact_check.claims import RuleId
from fact_check.config import Config
from fact_check.errors import FactCheckError, did_you_mean
from fact_check.rules import load_rules, select
from fact_check.severity import FindingKind


@dataclass(frozen=True, slots=True)
class Selection:
    """Findings of these kinds, and those of claims to which these rules led."""

    kinds: frozenset[FindingKind]
    rules: frozenset[RuleId]

    @classmethod
    def of(cls, given: Sequence[str], config: Config) -> "Selection":
        """Read what was given: kinds, ids of rules, names of rule files. Raises FactCheckError for anything else."""
        kinds = {FindingKind(each) for each in given if each in list(FindingKind)}
        rules: set[RuleId] = set()
        for each in (name for name in given if name not in kinds):
            known = load_rules(config.rule_files, config.disable)
            found = select(known, each) or [rule for rule in known if rule.id == each]
            if not found:
                names = [*FindingKind, *(rule.id for rule in known)]
                mend = did_you_mean(each, names) or f"findings: {', '.join(FindingKind)}; or a rule's id"
                raise FactCheckError(f"no finding or rule {each!r}", where="--select", mend=mend)
            rules |= {rule.id for rule in found}
        return cls(frozenset(kinds), frozenset(rules))

    def takes(self, finding: Finding) -> bool:
        """Tell whether a finding is selected."""
        return finding.kind in self.kinds or not self.rules.isdisjoint(finding.rules)
