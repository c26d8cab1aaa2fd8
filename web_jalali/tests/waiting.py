import time

SECONDS = 180  # a machine may be busy; what never comes is a fault
PAUSE = 0.05


def wait_until(condition, complaint="It takes too long", seconds=SECONDS):
    """Wait for a state, and fail where it does not come. Counted in pauses: a test may
    have stopped the clock."""
    for _pause in range(round(seconds / PAUSE)):
        if condition():
            return
        time.sleep(PAUSE)
    raise AssertionError(complaint)
