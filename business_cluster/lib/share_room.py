"""What is still open of a share (note 2): never more than the share, on any day."""


def least_room(day, limits, given):
    """What may still be given from `day` on, so that on no day more was given than
    was open.

    :param day: the first day that counts (date)
    :param limits: [(date, rials open from then on)], in their order; before the first
        one nothing is open
    :param given: {date: rials given on that day}
    :return: (rials, the day that leaves no more); negative where too much was given
    """
    later = {on for on, _limit in limits} | set(given)
    return min(
        (_limit_on(on, limits) - given_by(on, given), on)
        for on in {day} | {other for other in later if other > day}
    )


def given_by(day, given):
    """The rials given until `day`, it included."""
    return sum(amount for on, amount in given.items() if on <= day)


def _limit_on(day, limits):
    return next((limit for on, limit in reversed(limits) if on <= day), 0)
