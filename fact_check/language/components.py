"""Register the parts of the bundled pipeline with spaCy: import this before loading it."""

import fact_check.language.attribution
import fact_check.language.encoder.component
import fact_check.language.heads.names
import fact_check.language.heads.parser
import fact_check.language.heads.spans
import fact_check.language.heads.tagger
import fact_check.language.names
import fact_check.language.paragraphs
import fact_check.language.tokens  # noqa: F401
