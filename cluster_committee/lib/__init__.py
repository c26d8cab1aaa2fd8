from . import cadence, cost_shares, fingerprint_words, persian, signed_file, spreadsheet
