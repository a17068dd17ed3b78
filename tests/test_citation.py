"""CITATION.cff: it is what the Citation File Format 1.2.0 asks for, and agrees with the package."""

import datetime
import tomllib

import yaml

import fact_check
from tests.docs.desk import ROOT

KEYS = frozenset(
    (
        *("abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords"),
        *("license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact"),
        *("repository-code", "title", "type", "url", "version"),
    )
)
"""All that the schema knows; it takes nothing else."""
REQUIRED = {"authors", "cff-version", "message", "title"}


def test_the_citation_is_of_the_format_and_of_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert REQUIRED <= set(cited) <= KEYS
    assert (cited["cff-version"], cited["type"]) == ("1.2.0", "software")
    assert [author["name"] for author in cited["authors"]] == [author["name"] for author in project["authors"]]
    assert all(set(author) == {"name"} for author in cited["authors"]), "an entity has a name"
    assert datetime.date.fromisoformat(cited["date-released"]).isoformat() == cited["date-released"]
    assert cited["version"] == fact_check.__version__
    assert cited["license"] in project["license"].split(" AND ")
    assert len(set(cited["keywords"])) == len(cited["keywords"]) > 0
    assert all(isinstance(cited[key], str) for key in set(cited) - {"authors", "keywords"})
