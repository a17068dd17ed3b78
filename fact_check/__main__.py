"""`python -m fact_check` is `fact-check`."""

from fact_check.cli import main

if __name__ == "__main__":
    main()
