"""What the rules say, written by hand: rights, steps, guarded fields, copies."""
