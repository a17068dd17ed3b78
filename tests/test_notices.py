"""What the weights derive from is credited where it is published."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CARD = (ROOT / "fact_check" / "language" / "model" / "MODEL_CARD.md").read_text(encoding="utf-8")
NOTICES = ROOT / "fact_check" / "language" / "notices"
SOURCES = re.findall(r"^\| [^|]*?\[[^\]]+\]\((https://[^)]+)\)[^|]*\|[^|]+\| ([^|]+) \|$", CARD, re.MULTILINE)


def test_the_card_names_sources() -> None:
    assert len(SOURCES) >= 6


@pytest.mark.parametrize(("address", "licence"), SOURCES)
def test_a_source_of_the_card_is_credited(address: str, licence: str) -> None:
    notice = (NOTICES / "NOTICE.txt").read_text(encoding="utf-8")
    assert address in notice
    for name in re.findall(r"CC BY(?:-SA)? [\d.]+", licence):
        assert name in notice


@pytest.mark.parametrize("name", ["MiniLM.txt", "all-MiniLM-L6-v2.txt"])
def test_the_licences_of_the_encoder_are_whole(name: str) -> None:
    text = (NOTICES / name).read_text(encoding="utf-8")
    assert "MIT License" in text or "END OF TERMS AND CONDITIONS" in text


def test_the_package_names_every_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["license"].split(" AND ")) == {"MIT", "CC-BY-SA-4.0", "Apache-2.0"}
    assert {"LICENSE", "fact_check/language/notices/*.txt"} <= set(project["license-files"])
