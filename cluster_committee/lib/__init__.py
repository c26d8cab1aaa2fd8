from . import (
    canonical_json,
    late_entry,
    meeting_queries,
    numbers,
    scans,
)
