"""Tell whether two numbers are the same or at odds, allowing for hedges and rounding."""

import math

from fact_check.claims import Bound, Quantity

ABOUT = 0.1
"""How far, as a share, the number behind `about 50` may be from 50."""
COUNTED = 100
"""Whole numbers below this are counted, not rounded."""
FAR = 1.5
"""Nobody says `at least 100` for 150 or more."""
CLOSE = 0.05
"""How far, as a share, a rounded number may be from the exact one."""


def same(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities give one number, exact or rounded: `3.2 million`, `3,214,567`."""
    if (a.unit or "") != (b.unit or ""):
        return False
    if a.value is None or b.value is None:
        return a.text.casefold() == b.text.casefold()
    return _rounds_to(a.value, b.value)


def at_odds(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities of the same thing cannot both hold."""
    if (a.unit or "") != (b.unit or "") or same(a, b):
        return False
    low_a, high_a = _interval(a)
    low_b, high_b = _interval(b)
    if _share(a) != _share(b):
        return False
    if math.isnan(low_a) or math.isnan(low_b):
        return False
    return high_a < low_b or high_b < low_a or _beyond(a, low_b, high_b) or _beyond(b, low_a, high_a)


def _beyond(a: Quantity, low: float, high: float) -> bool:
    """Tell whether a strict bound excludes the other's only value: `more than 100`, and 100."""
    edge = a.low if a.low is not None else a.high if a.high is not None else a.value
    return a.bound in (Bound.MORE_THAN, Bound.LESS_THAN) and low == high == edge and low < COUNTED


def differ(a: Quantity, b: Quantity) -> bool:
    """Tell whether two quantities differ, bounds included: `at least 37`, `at least 87`."""
    if at_odds(a, b):
        return True
    open_ended = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN)
    if (a.unit or "") != (b.unit or "") or a.bound not in open_ended or b.bound not in open_ended:
        return False
    ends = [q.low if q.low is not None else q.high if q.high is not None else q.value for q in (a, b)]
    return None not in ends and a.bound == b.bound and not _rounds_to(float(ends[0] or 0), float(ends[1] or 0))


def beyond(a: Quantity, b: Quantity) -> bool:
    """Tell whether a number is far above another one's lower bound: `at least 140`, and 640."""
    return (a.unit or "") == (b.unit or "") and (_above(a, b) or _above(b, a))


def _above(bound: Quantity, other: Quantity) -> bool:
    value = other.value if other.value is not None else other.low
    if bound.bound not in (Bound.AT_LEAST, Bound.MORE_THAN) or other.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return False
    return bool(bound.low) and value is not None and value > FAR * (bound.low or 0)


def _share(q: Quantity) -> bool:
    """Tell whether a bare number is a fraction ("two thirds"), which can't conflict with a count."""
    return q.unit is None and q.value is not None and 0 < q.value < 1


def _interval(q: Quantity) -> tuple[float, float]:
    """Return the least and the greatest number that a quantity allows; NaN if it gives none."""
    low = q.low if q.low is not None else q.value
    high = q.high if q.high is not None else q.value
    if low is None and high is None:
        return math.nan, math.nan
    if q.bound in (Bound.AT_LEAST, Bound.MORE_THAN) or (q.bound is Bound.VAGUE and q.high is None):
        return float(low if low is not None else high or 0), math.inf
    if q.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return -math.inf, float(high if high is not None else low or 0)
    bottom, top = float(low if low is not None else high or 0), float(high if high is not None else low or 0)
    slack = ABOUT if q.bound in (Bound.ABOUT, Bound.VAGUE) else 0.0
    return bottom - abs(bottom) * slack, top + abs(top) * slack


def _rounds_to(a: float, b: float) -> bool:
    """Tell whether the less exact of two numbers is the other, rounded."""
    if a == b:
        return True
    whole = float(a).is_integer() and float(b).is_integer()
    if (whole and min(abs(a), abs(b)) < COUNTED) or abs(a - b) > CLOSE * max(abs(a), abs(b)):
        return False
    return abs(a - b) <= max(_last_figure(a), _last_figure(b)) / 2


def _last_figure(x: float) -> float:
    """Return the place value of a number's last significant figure as it is usually written: 100 for 1,200."""
    if x == 0:
        return 0.0
    digits, exponent = f"{abs(x):.11e}".split("e")
    figures = max(1, len(digits.replace(".", "").rstrip("0")))
    return float(10.0 ** (int(exponent) - figures + 1))
