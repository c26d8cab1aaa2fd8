from . import (
    cadence,
    cost_shares,
    fingerprint_words,
    persian,
    share_room,
    signed_file,
    spreadsheet,
)
