"""Read every figure of a text from its characters: values, units, bounds, ranges. Needs neither spaCy nor a parse."""

from fact_check.extract.quantities.figures.reader import Figure, figures

__all__ = ["Figure", "figures"]
