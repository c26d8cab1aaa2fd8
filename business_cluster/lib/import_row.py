"""Columns of an imported list, and the rows of a file."""

from typing import NamedTuple


class Column(NamedTuple):
    """One column of a list: the key its values have, and what its head says."""

    key: str
    label: object  # translated lazily
    kind: str = "text"  # or name, whole, day, choice, or one of an addon
    required: bool = False
    choices: tuple = ()  # (value, label) of a choice
    help: object = ""


class Row:
    """One row of the file: its number, its values by key, and what becomes of it."""

    def __init__(self, number, sheet=""):
        self.number = number
        self.sheet = sheet
        self.values = {}
        self.errors = []
        self.columns = []  # the heads of what is wrong
        self.changes = []
        self.record = None
        self.steps = ()
        self.agent = None

    def fail(self, sentence, head=None):
        """Note what is wrong with this row, and under which head."""
        self.errors.append(sentence)
        if head and head not in self.columns:
            self.columns.append(head)

    @property
    def fate(self):
        if self.errors:
            return "wrong"
        if not self.record:
            return "new"
        return "changed" if self.changes else "same"
