"""What was held on a day at an hour: the meetings and the expert sessions."""

import re
from datetime import datetime, time, timedelta, timezone

from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from odoo.addons.business_cluster.lib.import_row import Column
from odoo.addons.web_jalali.tools import jalali

from .sheet import PROVINCE, Sheet

_lt = LazyTranslate(__name__)

_CLOCK = re.compile(r"(\d{1,2})[:.٫](\d{2})(?::\d{2})?")
_PARTS = re.compile(r"[\n;؛]+")


def parts_of(text):
    """Return the parts of a cell that holds several, such as the items of an agenda."""
    return [part for part in map(str.strip, _PARTS.split(text or "")) if part]


# what was held, when and where
HELD = (
    PROVINCE,
    Column("day", _lt("Held On"), "day", required=True),
    Column("clock", _lt("Hour"), required=True, help=_lt("For example 10:30.")),
    Column("place", _lt("Place"), "name", required=True),
    Column(
        "items",
        _lt("Agenda"),
        "name",
        required=True,
        help=_lt("The items, with ؛ between them, or each on a line of its own."),
    ),
)


class HeldSheet(Sheet):
    """Rows of what was held, each known by its province and day."""

    kind = ""  # of the committee
    recorded = {}  # column: its field of the meeting
    labels = ("place",)

    def _know_what_is_there(self):
        meetings = self.book.model("committee.meeting").search(
            [
                ("kind", "=", self.kind),
                ("company_id", "in", self.book.company_ids()),
                ("state", "!=", "cancelled"),
            ],
            order="id desc",
        )
        self.known = {
            (meeting.province_id.id, meeting.held_on or meeting.planned_on): meeting
            for meeting in meetings
        }

    def _compare(self, row):
        meeting = row.record
        if meeting and not meeting.held_on:
            self.fail(row, "day", self._why_prepared(row))
        elif meeting:
            for key, name in self.recorded.items():
                if self.check_is_new(row, key, meeting[name], self.day):
                    self.fail(row, key, self._why_not_added(row, key))

    def new_places(self):
        """{(province id, day): row} of the meetings that the file brings"""
        return {
            (row.province.id, row.values.get("day")): row
            for row in self.rows
            if row.province and row.fate == "new"
        }

    def wrong_places(self):
        """{(province id, day)} of those with errors, which no other row tells again"""
        return {
            (row.province.id, row.values.get("day"))
            for row in self.rows
            if row.province and row.errors
        }

    def _clock(self, row):
        text = jalali.to_latin_digits(row.values.get("clock") or "")
        found = _CLOCK.fullmatch(text)
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        if text:
            self.fail(
                row,
                "clock",
                self.env._(
                    "“%(value)s” is no time of day. Write hour and minute, such as"
                    " 10:30.",
                    value=row.values["clock"],
                ),
            )
        return None

    def _why_prepared(self, row):
        return self.env._(
            "%(meeting)s is prepared for that day already. Go on with it on its own"
            " form, or delete the draft.",
            meeting=row.record.display_name,
        )

    def _why_not_added(self, row, key):
        return self.env._(
            "%(meeting)s is recorded already, without “%(column)s”. Add it by the steps"
            " on its own form, and leave the cell empty.",
            meeting=row.record.display_name,
            column=self.head(key),
        )

    def _values(self, row, committee, of_items=None):
        """:param of_items: {place of an item, from 1 on: further values of it}"""
        of_items = of_items or {}
        start = datetime.combine(row.values["day"], row.clock, tzinfo=jalali.TEHRAN)
        start = start.astimezone(timezone.utc).replace(tzinfo=None)
        return {
            "committee_id": committee.id,
            "date_start": start,
            "date_end": start + timedelta(hours=2),
            "place": row.values["place"],
            "agenda_item_ids": [
                Command.create(
                    {"sequence": 10 * order, "name": name, **of_items.get(order, {})}
                )
                for order, name in enumerate(parts_of(row.values["items"]), start=1)
            ],
        }
