"""What ours is compared with."""

import pytest
import spacy
from spacy.language import Language

from fact_check.language import BUNDLED, pipeline


@pytest.fixture(scope="session")
def plain() -> Language:
    """Return the bundled pipeline as spaCy loads it, of spaCy's own parts."""
    pipeline()  # this registers with spaCy what its config names
    return spacy.load(BUNDLED)
