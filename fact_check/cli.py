"""The Typer app: thin commands, and the only place that knows exit codes."""

import sys

import typer

from fact_check.errors import FactCheckError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def fact_check() -> None:
    """Find, label and guard the numeric and attributed claims of a news draft."""


def main() -> None:
    """Run the command line: 0 clean, 1 findings, 2 could not run, 130 interrupted."""
    try:
        app()
    except FactCheckError as error:
        print(f"fact-check: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
