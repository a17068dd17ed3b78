"""For people: findings under their draft and kind, each on its line with a caret, then the ten-second summary."""

from fact_check.check.findings import Report
from fact_check.check.formats import Screen
from fact_check.check.summary import no_command, summary_lines
from fact_check.output.sanitize import inert


def render(report: Report, screen: Screen) -> str:
    """Return what a terminal shows, in colour if the screen has it."""
    if report.findings or screen.colour:
        # Rich takes 40 ms to import, which a clean draft in CI needn't wait for.
        from fact_check.check.layout import lay_out

        return lay_out(report, screen)
    return "".join(f"{no_command(inert(line))}\n" for line in summary_lines(report))
