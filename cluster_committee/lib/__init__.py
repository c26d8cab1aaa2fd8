from . import (
    cost_shares,
    fingerprint_words,
    meeting_queries,
    numbers,
    share_room,
    signed_file,
    spreadsheet,
)
