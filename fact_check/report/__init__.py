"""What an editor reads in ten seconds: how a draft stands, on whom it rests, and what nobody has answered."""

from fact_check.report.figures import Report, report
from fact_check.report.screen import show

__all__ = ["Report", "report", "show"]
