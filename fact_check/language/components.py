"""Registers with spaCy what the bundled pipeline's config names: import it before loading one."""

import fact_check.language.attribution
import fact_check.language.names
import fact_check.language.paragraphs
import fact_check.language.tokens  # noqa: F401
