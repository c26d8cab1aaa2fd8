from psycopg2.extras import Json

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from ...compliance.engine.common_tables import (
    COMMON_TABLES,
    NATIONAL,
    edition_on,
    months_after,
)
from ..common import TODAY, day
from .given_facts import GivenFactsCase, at, number_of


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestCommonTables(GivenFactsCase):
    """What rules may ask of a day: the tables hold the facts of that day."""

    def _ask(self, query, on, companies=None):
        """The rows of a query on the tables, days as numbers."""
        companies = self.own if companies is None else companies
        rows = self.env.execute_query(
            SQL(
                f"WITH RECURSIVE {COMMON_TABLES} {query}",
                day=at(on),
                companies=companies.ids,
            )
        )
        return [tuple(map(self._plain, row)) for row in rows]

    def _plain(self, value):
        return number_of(value) if hasattr(value, "toordinal") else value

    def _copied(self, table, of, **values):
        """:return: the id of a row that is like another one but for `values`"""
        self.env.cr.execute(f"SELECT * FROM {table} WHERE id = %s", [of])
        [row] = self.env.cr.dictfetchall()
        row = {
            name: Json(value) if isinstance(value, dict) else value
            for name, value in row.items()
            if name != "id"
        }
        return self._insert(table, **{**row, **values})

    def _write(self, table, row, **values):
        names = ", ".join(f'"{name}" = %s' for name in values)
        self.env.cr.execute(
            f"UPDATE {table} SET {names} WHERE id = %s", [*values.values(), row]
        )

    # ------------------------------------------------------------
    # EDITIONS, PROVINCES, YEARS
    # ------------------------------------------------------------

    def test_editions_of_the_governing_procedure(self):
        table = "committee_procedure_edition"
        editions = self.env["committee.procedure.edition"]
        first = editions.search([("state", "=", "in_force")])
        [(before, starts, ends)] = self._ask(
            "SELECT id, starts_on, ends_on = 'infinity' FROM edition", 0
        )
        self.assertEqual((before, ends), (first.id, True))
        self.assertEqual(at(starts), first.effective_from)
        self._write(table, first.id, effective_to=at(49), state="superseded")
        later = {"effective_from": at(50), "effective_to": None, "state": "in_force"}
        second = self._copied(table, first.id, number="2", **later)
        withdrawn = {"withdrawn_on": at(1), "withdrawal_reason": "A reason"}
        for values in (
            {"number": "3", "state": "draft"},
            {"number": "4", "state": "withdrawn", **withdrawn},
        ):
            self._copied(table, first.id, **{**later, **values})
        other = self._insert("committee_procedure", code="X", name="Another")
        self._copied(table, first.id, number="5", procedure_id=other, **later)
        self.assertEqual(
            self._ask("SELECT id, ends_on = 'infinity' FROM edition ORDER BY 1", 0),
            [(first.id, False), (second, True)],
        )
        for days, expected in (
            (("NULL::date", 49), first.id),
            (("NULL::date", 50), second),
            # what is settled is judged by the edition of its own day
            ((f"'{at(49)}'::date", 60), first.id),
            ((f"'{at(50)}'::date", 60), second),
            ((f"'{at(70)}'::date", 49), first.id),
        ):
            fact, on = days
            with self.subTest(days=days):
                one = f"SELECT e.id FROM (SELECT {fact} AS d) s JOIN"
                found = self._ask(f"{one} {edition_on('s.d')}", on)
                self.assertEqual(found, [(expected,)])

    def test_provinces_and_their_watch(self):
        query = (
            "SELECT company_id, committee_id, since = '-infinity',"
            f" calendar_id = {NATIONAL} FROM province ORDER BY 1"
        )
        both = self.own | self.foreign
        expected = [(company.id, None, True, True) for company in both]
        self._write("res_company", self.own.id, monitoring_start_date=None)
        self._write("res_company", self.foreign.id, monitoring_start_date=None)
        self.assertEqual(self._ask(query, 0, both), expected)
        self.assertEqual(self._ask(query, 0), expected[:1])
        other = self.env["resource.calendar"].create({"name": "Of the province"})
        self._write(
            "res_company",
            self.own.id,
            monitoring_start_date=at(3),
            committee_calendar_id=other.id,
        )
        self.assertEqual(self._ask(query, 0), [(self.own.id, None, False, False)])
        self.assertEqual(self._ask("SELECT since FROM province", 0), [(3,)])
        self._write("res_company", self.own.id, is_national_office=None)
        self.assertEqual(len(self._ask(query, 0)), 1)
        self._write(
            "res_company", self.own.id, is_national_office=True, province_id=None
        )
        self.assertEqual(self._ask(query, 0), [])

    def test_years_that_have_begun(self):
        query = "SELECT year, starts_on, ends_on FROM year WHERE kind = '%s' ORDER BY 1"
        first, last = number_of(day("1405/01/01")), number_of(day("1405/12/29"))
        self.assertEqual(self._ask(query % "jalali", first)[-1], (1405, first, last))
        self.assertEqual(self._ask(query % "jalali", first - 1)[-1][0], 1404)
        self.assertEqual(self._ask(query % "jalali", first)[0][0], 1385)
        first = number_of(at(0).replace(day=1, month=1))
        rows = self._ask(query % "gregorian", first)
        self.assertEqual(rows[-1], (2026, first, first + 364))
        self.assertEqual((rows[0][0], len(rows)), (2000, 27))
        self.assertEqual(self._ask(query % "gregorian", first - 1)[-1][0], 2025)

    def test_some_months_after_a_day(self):
        for start, months, kind, expected, working in (
            ("1405/01/31", 6, "jalali", "1405/07/30", "1405/08/02"),
            ("1405/01/15", 6, "jalali", "1405/07/15", "1405/07/15"),
            ("1405/07/01", 1, "jalali", "1405/08/01", "1405/08/02"),
            ("1405/01/31", 11, "jalali", "1405/12/29", "1406/01/07"),
            ("1405/06/09", 6, "gregorian", "1405/12/09", "1405/12/09"),
        ):
            with self.subTest(start=start, kind=kind):
                after = months_after("s.d", months, NATIONAL, kind=f"'{kind}'")
                [(due, next_working)] = self._ask(
                    "SELECT due.day, due.next_working_on"
                    f" FROM (SELECT '{day(start)}'::date AS d) s JOIN {after}",
                    0,
                )
                self.assertEqual(
                    (at(due), at(next_working)), (day(expected), day(working))
                )

    # ------------------------------------------------------------
    # COMMITTEES
    # ------------------------------------------------------------

    def test_committees_that_were_formed(self):
        query = "SELECT id, committee_id, company_id, formed_on FROM committee"
        row = (self.committee, self.committee, self.own.id, -100)
        self.assertEqual(self._ask(query, 0), [row])
        self.assertEqual(self._ask(query, -100), [row])
        self.assertEqual(self._ask(query, -101), [])
        self.assertEqual(self._ask(query, 0, self.foreign), [])
        self._insert(
            "committee_committee",
            name="Its experts",
            kind="expert",
            state="active",
            parent_id=self.committee,
            company_id=self.own.id,
            edition_id=self.env["committee.procedure.edition"].search([], limit=1).id,
            formed_on=at(-100),
        )
        self.assertEqual(self._ask(query, 0), [row])

    def _halted(self, on):
        [(halted,)] = self._ask("SELECT halted_on FROM committee", on)
        return halted

    def test_suspended_until_it_goes_on(self):
        self.assertEqual(self._halted(90), None)
        self._acted("suspend", 10)
        self.assertEqual([self._halted(on) for on in (9, 10, 90)], [None, 10, 10])
        self._acted("suspend", 12, res_id=self.committee + 1)
        self._acted("suspend", 5, res_model="committee.meeting")
        self._acted("constitute", 4)
        self._acted("resume", 20, res_id=self.committee + 1)
        self._acted("resume", 20, res_model="committee.meeting")
        self._acted("constitute", 20)
        self._acted("resume", 9)
        self.assertEqual(self._halted(90), 10)
        self._acted("resume", 20)
        self.assertEqual([self._halted(on) for on in (19, 20, 90)], [10, None, None])
        self._acted("suspend", 30)
        self.assertEqual([self._halted(on) for on in (29, 30)], [None, 30])
        self._acted("suspend", 31)
        self.assertEqual(self._halted(31), 30)

    def test_suspended_and_resumed_on_one_day(self):
        self._acted("suspend", 10)
        self._acted("resume", 10)
        self.assertEqual(self._halted(10), None)
        self._acted("suspend", 10)
        self.assertEqual(self._halted(10), 10)

    def test_dissolved(self):
        self._write("committee_committee", self.committee, dissolved_on=at(15))
        self.assertEqual([self._halted(on) for on in (14, 15, 90)], [None, 15, 15])
        self._acted("suspend", 10)
        self.assertEqual(self._halted(90), 10)

    # ------------------------------------------------------------
    # MEETINGS
    # ------------------------------------------------------------

    def _meeting(self, **values):
        values = {
            "committee_id": self.committee,
            "company_id": self.own.id,
            "kind": "provincial",
            "meeting_type": "regular",
            "state": "held",
            "date_start": at(0),
            "held_on": at(0),
            **values,
        }
        return self._insert("committee_meeting", **values)

    def test_meetings_that_were_held(self):
        held = self._meeting(invited_on=at(-9), counts_from=at(2))
        self._meeting(held_on=None, state="draft")
        query = "SELECT id, held_on, invited_on, counts_from, formed_on FROM meeting"
        self.assertEqual(self._ask(query, 0), [(held, 0, -9, 2, -100)])
        self.assertEqual(self._ask(query, -1), [])
        counted = "SELECT id FROM counted"
        self.assertEqual(self._ask(counted, 1), [])
        self.assertEqual(self._ask(counted, 2), [(held,)])

    def test_minutes_that_were_returned_were_recorded_until_then(self):
        meeting = self._meeting(recorded_on=at(30), counts_from=at(30))
        query = "SELECT recorded_on, counts_from FROM meeting"
        of = {"res_model": "committee.meeting", "res_id": meeting}
        other = {"res_model": "committee.meeting", "res_id": meeting + 1}
        self._acted("record_minutes", 2, **of)
        self._acted("return_minutes", 10, **of, counts_from=at(2))
        self._acted("record_minutes", 12, **of)
        self._acted("record_minutes", 13, **other)
        self._acted("record_minutes", 13, res_id=meeting)
        self._acted("close", 13, **of)
        self._acted("return_minutes", 20, **of, counts_from=at(12))
        self._acted("record_minutes", 30, **of)
        told = {on: self._ask(query, on) for on in (1, 2, 9, 10, 11, 12, 19, 20, 30)}
        now, first, second = [(30, 30)], [(2, 2)], [(12, 12)]
        self.assertEqual(
            list(told.values()),
            [now, first, first, now, now, second, second, now, now],
        )

    def test_acts_that_return_no_minutes(self):
        meeting = self._meeting(recorded_on=at(30), counts_from=at(30))
        of = {"res_model": "committee.meeting", "res_id": meeting}
        self._acted("record_minutes", 2, **of)
        self._acted("return_agenda", 10, **of, counts_from=at(2))
        self._acted("record_minutes", 2, res_id=meeting)
        self._acted("return_minutes", 10, res_id=meeting, counts_from=at(2))
        self.assertEqual(self._ask("SELECT recorded_on FROM meeting", 5), [(30,)])

    def test_a_copy_counts_once_its_scan_stands(self):
        meeting = self._meeting(national_copy_on=at(5))
        query = "SELECT national_copy_on FROM meeting ORDER BY id"
        letter = {
            "committee_id": self.committee,
            "company_id": self.own.id,
            "secrecy": "normal",
            "urgency": "normal",
            "state": "draft",
            "meeting_id": meeting,
            "kind": "national_copy",
            "awaits_proof": False,
        }
        self._insert("committee_letter", **letter)
        self._insert(
            "committee_letter", **{**letter, "kind": "dispatch", "awaits_proof": True}
        )
        other = self._meeting()
        self._insert(
            "committee_letter", **{**letter, "meeting_id": other, "awaits_proof": True}
        )
        self.assertEqual(self._ask(query, 9), [(5,), (None,)])
        self._insert("committee_letter", **{**letter, "awaits_proof": True})
        self.assertEqual(self._ask(query, 9), [(None,), (None,)])
