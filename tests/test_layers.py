"""The street is one-way: imports point left, and heavy libraries stay in their house."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "fact_check"

STREET: list[set[str]] = [
    {"errors", "claims", "toml_text"},
    {"runtime", "severity", "registry"},
    {"policy_files"},
    {"rules", "config", "lexicon"},
    {"output"},
    {"read"},
    {"language"},
    {"extract"},
    {"relate"},
    {"suggest"},
    {"pipeline"},
    {"component"},
    {"merge_by_cue", "frame"},
    {"drafts"},
    {"ledger"},
    {"memory"},
    {"agreement", "review", "check", "listings", "report", "export", "score", "batch"},
    {"training"},
    {"lsp", "watch"},
    {"usage"},
    {"command_line"},
    {"cli"},
    {"man", "__main__"},
]
"""From left to right. The package itself (`fact_check/__init__.py`) is the door from outside and may use all."""

DOOR = "fact_check.extract"
RECORDS = "fact_check.extract.records"
DRIVERS = {"pipeline", "component"}
"""They go through the door of `extract`; everything else reads the records that come out of it, or nothing."""

HOUSES = {
    "spacy": {"language", "extract", "pipeline", "training", "component"},
    "thinc": {"language", "training"},
    "torch": {"training"},
    "textual": {"review"},
    "typer": {"cli", "command_line", "usage", "man", "review"},
    "pandas": {"frame"},
    "pyarrow": {"batch"},
    "ray": {"batch"},
    "pygls": {"lsp"},
    "watchfiles": {"watch"},
    "lsprotocol": {"lsp"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def place(part: str) -> int:
    return next(number for number, parts in enumerate(STREET) if part in parts)


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    """Yield every module that a file names in an import, at the top or inside a function."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "fact_check":
                yield from (f"fact_check.{alias.name}" for alias in node.names)


def name(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


@pytest.mark.parametrize("file", [m for m in MODULES if m != PACKAGE / "__init__.py"], ids=name)
def test_imports_point_left(file: Path) -> None:
    here = part_of(file)
    for module in imports(file):
        parts = module.split(".")
        if parts[0] != "fact_check" or len(parts) == 1 or parts[1] == here or parts[1].startswith("__"):
            continue
        there = parts[1]
        assert place(there) < place(here), f"{name(file)} imports {module}, which is not to its left"


@pytest.mark.parametrize("file", [m for m in MODULES if part_of(m) != "extract"], ids=name)
def test_extract_is_known_by_its_records_alone(file: Path) -> None:
    known = {DOOR, RECORDS} if part_of(file) in DRIVERS else {RECORDS}
    for module in imports(file):
        assert module in known or not f"{module}.".startswith(f"{DOOR}."), f"{name(file)} imports {module}"


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_heavy_libraries_stay_in_their_house(file: Path) -> None:
    for module in imports(file):
        house = HOUSES.get(module.split(".")[0])
        assert house is None or part_of(file) in house, f"{name(file)} imports {module}"


@pytest.mark.parametrize(
    "command", [["--help"], ["--version"], ["rules"], ["formats"], ["find", "--schema"]], ids=" ".join
)
def test_a_command_that_does_not_parse_does_not_import_spacy(command: list[str]) -> None:
    program = f"import sys; sys.argv = {['fact-check', *command]!r}\nfrom fact_check.cli import app\n"
    program += (
        "try:\n    app()\nexcept SystemExit:\n    pass\nsys.exit('spacy' in sys.modules or 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
