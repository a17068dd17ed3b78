"""The folder of articles and gold that lies beside the repository, where there is one."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("FACT_CHECK_SHARED") or Path(__file__).parents[2] / "shared")
ARTICLES = sorted((SHARED / "articles").glob("*.txt"))
