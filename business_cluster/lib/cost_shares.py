"""Splitting a cost among those who pay it: whole rials that add up to it exactly."""

from decimal import ROUND_HALF_UP, Decimal


class CostShareError(ValueError):
    """The requested split of a cost is invalid; the message gives the reason."""


def split_equally(cost, count, remainder=-1):
    """Return `count` shares of `cost`, equal but for the rials that do not divide.

    :param cost: whole rials (int), not negative
    :param remainder: the place of the share that takes what is left over
    :raises CostShareError: without anybody to pay, or where the cost is not whole
    """
    if count < 1:
        raise CostShareError("Nobody is named to share the cost.")
    return _with_remainder(cost, [_whole(cost) // count] * count, remainder)


def split_by_percent(cost, percents, remainder=-1):
    """Return the share of each of `percents` (Decimal, int or text), rounded down; the
    one at the place `remainder` takes what is left over.

    :raises CostShareError: unless the percents add up to one hundred, none negative
    """
    parts = [Decimal(percent) for percent in percents]
    if not parts or sum(parts) != 100 or min(parts) < 0:
        raise CostShareError("The percents do not add up to one hundred.")
    shares = [int(Decimal(_whole(cost)) * part // 100) for part in parts]
    return _with_remainder(cost, shares, remainder)


def percent(part, whole):
    """Return `part` of `whole` in percent, to two decimals, half up (Decimal); zero
    where there is no whole."""
    if not whole:
        return Decimal("0.00")
    ratio = Decimal(round(part)) * 100 / Decimal(round(whole))
    return ratio.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _with_remainder(cost, shares, remainder):
    shares[remainder] += _whole(cost) - sum(shares)
    return shares


def _whole(cost):
    if cost != int(cost) or cost < 0:
        raise CostShareError("A cost is a number of whole rials, and not negative.")
    return int(cost)
