from . import (
    canonical_json,
    meeting_queries,
    numbers,
)
