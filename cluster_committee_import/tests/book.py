"""Fills the template of an import as a person would: by the heads of its sheets."""

import base64
import io

import openpyxl


class FilledBook:
    """The generated template with rows, each known by the number that Excel shows."""

    def __init__(self, wizard):
        packed = io.BytesIO(base64.b64decode(wizard.template))
        self.book = openpyxl.load_workbook(packed)
        self.wizard = wizard
        self.lists = {sheet.key: sheet for sheet in wizard._import_lists()}
        self.last = {}

    def sheet(self, key):
        return self.book[self.wizard._sheet_title(key)]

    def heads(self, key):
        """{key of a column: its place}, as the heads of the sheet have it."""
        texts = [cell.value for cell in self.sheet(key)[2]]
        columns = self.lists[key].columns
        return {c.key: texts.index(self.wizard._text(c.label)) for c in columns}

    def add(self, key, /, **values):
        """Add a row and return its number."""
        number = self.last[key] = self.last.get(key, 2) + 1
        self.change(key, number, **values)
        return number

    def change(self, key, number, /, **values):
        heads = self.heads(key)
        for name, value in values.items():
            self.sheet(key).cell(number, heads[name] + 1).value = value

    def content(self):
        packed = io.BytesIO()
        self.book.save(packed)
        return base64.b64encode(packed.getvalue())
