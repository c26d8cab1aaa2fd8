from . import cost_shares, import_row, share_room, spreadsheet
