import difflib
import re

from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.web_jalali.tools import persian

_lt = LazyTranslate(__name__)

PROVINCE = Column("province", _lt("Province"), required=True)
# Latin and Persian letters within one word: an invisible typing error
_MIXED = re.compile(r"[A-Za-z][\u0600-\u06ff]|[\u0600-\u06ff][A-Za-z]")


class Sheet:
    """One list of the file: checks its rows against existing records and writes them.
    One query for all rows for each kind of check."""

    key = ""
    title = note = ""
    columns = ()
    steps = ()  # (model, verb) that its rows record from paper

    def __init__(self, book):
        self.book = book
        self.env = book.env
        self.wizard = book.wizard
        self.rows = []

    def check(self):
        """Find the record of each row, note its changes and what is wrong with it."""
        raise NotImplementedError

    def enter(self):
        """Write the rows that are new or changed; what they name exists by now."""
        raise NotImplementedError

    def label(self, row):
        return " – ".join(
            str(row.values[key])
            for key in ("province", *self.labels)
            if row.values.get(key)
        )

    labels = ()

    def head(self, key):
        column = next(column for column in self.columns if column.key == key)
        return self.wizard._text(column.label)

    def choices(self, column):
        """What a cell of the column may be chosen from."""
        if column.key == "province":
            states = self.env["res.country.state"].search(
                [("iso_code", "!=", False)], order="province_sequence"
            )
            return tuple(state._get_printed_name() for state in states)
        return tuple(self.wizard._text(label) for _value, label in column.choices)

    def fail(self, row, key, sentence):
        row.fail(sentence, self.head(key))

    def change(self, row, key, old, new):
        row.changes.append(
            self.env._(
                "%(column)s: “%(old)s” becomes “%(new)s”.",
                column=self.head(key),
                old=old or "",
                new=new,
            )
        )

    def day(self, day):
        return self.wizard._day_text(day)

    def new_rows(self):
        return [row for row in self.rows if row.fate == "new"]

    def changed_rows(self):
        return [row for row in self.rows if row.fate == "changed"]

    # ------------------------------------------------------------
    # CHECKS THAT SEVERAL SHEETS SHARE
    # ------------------------------------------------------------

    def place(self, row):
        """Find the province of a row and its company, or say why there is none."""
        row.province = row.company = None
        text = row.values.get("province")
        if not text:
            return False
        row.province = province = self.book.province(text)
        if not province:
            self.fail(
                row,
                "province",
                self.env._(
                    "“%(value)s” is none of the 31 provinces. Choose one from the list"
                    " of the column “%(column)s”.",
                    value=text,
                    column=self.head("province"),
                ),
            )
            return False
        row.company = self.book.companies.get(province.id)
        if not row.company:
            self.fail(row, "province", self._why_no_company(province))
            return False
        return True

    def _why_no_company(self, province):
        if self.book.national:
            return self.env._(
                "%(province)s has no company yet. Create the companies of the provinces"
                " under Configuration, Set-Up, and import again.",
                province=province._get_printed_name(),
            )
        return self.env._(
            "%(province)s is not your province: a secretary imports what belongs to his"
            " own. Leave the row out, or give the file to the owner of the procedure.",
            province=province._get_printed_name(),
        )

    def no_doubles(self, row, place, key, seen):
        """Whether the key of a row is new; otherwise an error is added to the later
        row."""
        if place in seen:
            self.fail(
                row,
                key,
                self.env._(
                    "Row %(row)s says the same already, however it is spelt. Delete one"
                    " of the two rows.",
                    row=self.wizard._digits(seen[place]),
                ),
            )
            return False
        seen[place] = row.number
        return True

    def no_mixed_letters(self, row, key):
        found = _MIXED.search(row.values.get(key) or "")
        if found:
            self.fail(
                row,
                key,
                self.env._(
                    "“%(value)s” mixes Latin and Persian letters in one word, so that"
                    " nobody would find it. Type it again in Persian.",
                    value=row.values[key],
                ),
            )
        return not found

    def not_in_future(self, row, *keys):
        for key in keys:
            day = row.values.get(key)
            if day and day > self.book.today:
                self.fail(
                    row,
                    key,
                    self.env._(
                        "“%(column)s” is %(day)s, which lies in the future. What has"
                        " happened is imported; leave the cell empty until then.",
                        column=self.head(key),
                        day=self.day(day),
                    ),
                )

    def in_order(self, row, *keys):
        """The days of a row follow each other."""
        known = [key for key in keys if row.values.get(key)]
        for earlier, later in zip(known, known[1:], strict=False):
            if row.values[later] < row.values[earlier]:
                self.fail(
                    row,
                    later,
                    self.env._(
                        "“%(later)s” (%(day)s) lies before “%(earlier)s” (%(before)s)."
                        " Correct one of the two days.",
                        later=self.head(later),
                        day=self.day(row.values[later]),
                        earlier=self.head(earlier),
                        before=self.day(row.values[earlier]),
                    ),
                )

    def check_is_new(self, row, key, recorded, shown=str):
        """Whether a fact of the row is new; an error of the row where another one is
        recorded, which an import does not overwrite."""
        value = row.values.get(key)
        if value in (None, "") or recorded in (None, False, ""):
            return bool(value) and not recorded
        same = value == recorded
        if isinstance(value, str):
            same = persian.normalise(value) == persian.normalise(recorded)
        if not same:
            self.fail(
                row,
                key,
                self.env._(
                    "“%(column)s” is recorded as %(recorded)s already, and an import"
                    " does not overwrite it. Correct it on its own form, where that"
                    " leaves a trace, or correct the row.",
                    column=self.head(key),
                    recorded=shown(recorded),
                ),
            )
        return False

    def institution(self, row, key="institution"):
        """The institution that a row names, in its province."""
        name = self.book.key(row.values.get(key))
        if not name:
            return None
        found = self.book.institutions.get((row.province.id, name))
        if not found and ("institution", name) not in self.book.doubtful:
            self.fail(
                row,
                key,
                self.env._(
                    "“%(name)s” is no institution of %(province)s. Write its name as on"
                    " the sheet “%(sheet)s”, or add it there.",
                    name=row.values[key],
                    province=row.province._get_printed_name(),
                    sheet=self.wizard._sheet_title("institutions"),
                ),
            )
        return found

    def committee(self, row):
        """The committee of the province of a row, there or new in the file."""
        found = self.book.committees.get(row.province.id)
        if not found:
            self.fail(
                row,
                "province",
                self.env._(
                    "%(province)s has no committee. Add its row to the sheet"
                    " “%(sheet)s”, or form it by its form first (clause 4-1).",
                    province=row.province._get_printed_name(),
                    sheet=self.wizard._sheet_title("committees"),
                ),
            )
        return found

    def fixed(self, row, key):
        """The sentence to who adds what an approved record of the row does not have."""
        return self.env._(
            "%(record)s is recorded without “%(column)s”, and no longer changes. Leave"
            " the cell empty.",
            record=row.record.display_name,
            column=self.head(key),
        )

    def no_meeting(self, row, key):
        """Say that the committee held no meeting on the day in the column `key`."""
        self.fail(
            row,
            key,
            self.env._(
                "No meeting of %(province)s was held on %(day)s. Add its row to the"
                " sheet “%(sheet)s”.",
                province=row.province._get_printed_name(),
                day=self.day(row.values[key]),
                sheet=self.wizard._sheet_title("meetings"),
            ),
        )

    def cluster(self, row, key="cluster"):
        """The cluster that a row names, in its province."""
        name = row.values.get(key)
        if not name:
            return None
        clusters = self.book.clusters
        own = self.env["business.cluster"]._key_of(name)
        found = clusters.get((row.province.id, own))
        if not found:
            sentence = self.env._(
                "“%(name)s” is no cluster of %(province)s. Write its name as in the"
                " list of the clusters, or enter it there first.",
                name=name,
                province=row.province._get_printed_name(),
            )
            near = self._like(own, row.province, clusters)
            if near:
                nearest = self.env._("Perhaps “%(name)s” is meant.", name=near)
                sentence = f"{sentence} {nearest}"
            self.fail(row, key, sentence)
        return found

    def seat(self, row, key="seat"):
        """The seat that a row names by its title."""
        name = self.book.key(row.values.get(key))
        found = self.book.seats.get((row.province.id, name))
        if name and not found and ("seat", name) not in self.book.doubtful:
            sentence = self.env._(
                "“%(name)s” is no seat of the committee of %(province)s. Choose its"
                " title from the list of the cell, or add it to the sheet “%(sheet)s”"
                " with its reason (clause 4-2).",
                name=row.values[key],
                province=row.province._get_printed_name(),
                sheet=self.wizard._sheet_title("seats"),
            )
            if near := self._like(name, row.province, self.book.seats):
                nearest = self.env._("Perhaps “%(name)s” is meant.", name=near)
                sentence = f"{sentence} {nearest}"
            self.fail(row, key, sentence)
        return found

    @staticmethod
    def _like(name, province, found):
        """The name of what is spelt most like `name` in that province, or None.

        :param found: {(province id, key of the name): what has a `name`}
        """
        names = {
            key: each.name
            for (place, key), each in found.items()
            if place == province.id
        }
        near = difflib.get_close_matches(name, names, n=1)
        return names[near[0]] if near else None
