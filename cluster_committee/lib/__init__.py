from . import cadence, cost_shares, persian, spreadsheet
