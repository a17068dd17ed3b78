"""The man page is current, has every command and option that help shows, and no word that roff takes for its own."""

import re
from pathlib import Path

import pytest
from test_command_line import COMMANDS

from fact_check.man import page

FILE = Path(__file__).parents[1] / "docs" / "fact-check.1"


def test_the_page_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "run `python -m fact_check.man docs/fact-check.1`"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_is_there_with_its_options(words: tuple[str, ...]) -> None:
    (section,) = re.findall(
        rf"^\.SS fact\\-check {' '.join(words)}(?: \\fI.*)?\n((?:(?!\.S).*\n)+)", page(), re.MULTILINE
    )
    shown = {option.replace("\\-", "-") for option in re.findall(r"\\fB(\\-[^\\]*(?:\\-[^\\]*)*)\\fR", section)}
    visible = [param for param in COMMANDS[words].params if param.param_type_name == "option" and not param.hidden]
    assert shown == {option for param in visible for option in param.opts} - {"--color"}
    assert "Example: fact\\-check" in section


def test_every_request_is_one_of_man() -> None:
    requests = {line.split()[0] for line in page().splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".I"}
    assert page().isascii()
    assert not re.search(r"\\(?!fB|fI|fR|-|e|&)", page())
