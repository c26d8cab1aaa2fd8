from . import (
    cadence,
    cost_shares,
    fingerprint_words,
    numbers,
    share_room,
    signed_file,
    spreadsheet,
)
