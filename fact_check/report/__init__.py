"""What an editor reads in ten seconds: how a draft stands, on whom it rests, and what nobody has answered."""

from fact_check.report.screen import show
from fact_check.report.tally import Report, report

__all__ = ["Report", "report", "show"]
