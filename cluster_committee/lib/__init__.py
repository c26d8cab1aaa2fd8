from . import (
    canonical_json,
    cost_shares,
    meeting_queries,
    numbers,
    share_room,
    spreadsheet,
)
