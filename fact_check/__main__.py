"""`python -m fact_check` is `fact-check`."""

import sys
from pathlib import Path

# Python puts the working folder first on the path, and a repository that is checked may hold a yaml.py of its own.
if not sys.flags.safe_path and Path(sys.path[0]).resolve() != Path(__file__).resolve().parents[1]:
    del sys.path[0]

from fact_check.cli import main

if __name__ == "__main__":
    main()
