import csv
import io
import json
from datetime import date, datetime

import openpyxl

from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ..models.export import write_jalali
from .common import JalaliCase


@tagged("post_install", "-at_install")
class TestExport(HttpCase, JalaliCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.grant("base.group_system", "base.group_allow_export")
        cls.event = cls.env["calendar.event"].create(
            {
                "name": "x",
                "start": "2026-11-22 20:45:00",
                "stop": "2026-11-22 21:45:00",
                "user_id": cls.persian.id,
                "partner_ids": [Command.link(cls.persian.partner_id.id)],
            }
        )

    def _offered(self, user, import_compat=False):
        self.authenticate(user.login, user.login)
        fields = self.make_jsonrpc_request(
            "/web/export/get_fields",
            {"model": "calendar.event", "domain": [], "import_compat": import_compat},
        )
        return {field["id"]: field for field in fields}

    def _export(self, kind, *names, user=None, groupby=()):
        user = user or self.persian
        self.authenticate(user.login, user.login)
        data = {
            "model": "calendar.event",
            "fields": [{"name": n, "label": n, "type": "char"} for n in names],
            "ids": self.event.ids,
            "domain": [],
            "import_compat": False,
            "groupby": list(groupby),
            "context": {"lang": user.lang, "tz": "Asia/Tehran"},
        }
        answer = self.url_open(
            f"/web/export/{kind}",
            data={"data": json.dumps(data), "csrf_token": self._token()},
        )
        answer.raise_for_status()
        return answer.content

    def _token(self):
        page = self.url_open("/web").text
        return page.partition('csrf_token: "')[2].partition('"')[0]

    def test_each_date_is_offered_as_jalali_text_too(self):
        offered = self._offered(self.persian)
        for name in ("start", "start_date"):
            self.assertIn(name, offered)
            entry = offered[f"{name}/jalali"]
            self.assertEqual(entry["field_type"], "char")
            self.assertIn(offered[name]["string"], entry["string"])
        self.assertNotIn("name/jalali", offered)

    def test_nothing_is_offered_to_others_or_for_importing_again(self):
        for user in (self.english, self.chooser):
            self.assertFalse([n for n in self._offered(user) if n.endswith("/jalali")])
        again = self._offered(self.persian, import_compat=True)
        self.assertFalse([n for n in again if n.endswith("/jalali")])

    def test_a_spreadsheet_keeps_real_dates_and_has_the_text_beside(self):
        content = self._export(
            "xlsx", "name", "start", "start/jalali", "write_date/jalali"
        )
        header, row = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()
        self.assertEqual(row[1].value, datetime(2026, 11, 23, 0, 15))
        self.assertTrue(row[1].is_date)
        self.assertEqual(row[2].value, "1405/09/02 00:15:00")
        self.assertEqual([cell.value for cell in header][2], "start/jalali")

    def test_csv_has_both(self):
        content = self._export(
            "csv", "start", "start/jalali", "user_id/create_date/jalali"
        )
        [_header, row] = csv.reader(io.StringIO(content.decode()))
        self.assertEqual(row[:2], ["2026-11-23 00:15:00", "1405/09/02 00:15:00"])
        self.assertRegex(row[2], r"^$|^1[45]\d\d/\d\d/\d\d")

    def test_groups_of_a_list_are_exported_with_their_jalali_names(self):
        content = self._export("xlsx", "name", "start/jalali", groupby=["start:month"])
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.values)
        self.assertIn("آذر ۱۴۰۵", rows[1][0])
        self.assertIn("1405/09/02 00:15:00", rows[2])

    def test_a_saved_list_of_columns_knows_the_text(self):
        export = self.env["ir.exports"].create(
            {
                "name": "x",
                "resource": "calendar.event",
                "export_fields": [
                    Command.create({"name": name})
                    for name in ("start/jalali", "name", "user_id/create_date/jalali")
                ],
            }
        )
        self.authenticate(self.persian.login, self.persian.login)
        fields = self.make_jsonrpc_request(
            "/web/export/namelist",
            {"model": "calendar.event", "export_id": export.id},
        )
        self.assertEqual(
            [field["id"] for field in fields],
            ["start/jalali", "name", "user_id/create_date/jalali"],
        )

    def test_days_outside_of_our_years_and_empty_ones(self):
        rate = self.env["res.currency.rate"].create(
            {"currency_id": self.env.ref("base.EUR").id, "name": "2500-06-12"}
        )
        self.assertEqual(rate.export_data(["name/jalali"])["datas"], [["2500-06-12"]])
        event = self.env["calendar.event"].new({"name": "x"})
        self.assertEqual(write_jalali(event.start_date), "")

    def test_a_date_without_a_time(self):
        rate = self.env["res.currency.rate"].create(
            {"currency_id": self.env.ref("base.EUR").id, "name": "2026-11-23"}
        )
        exported = rate.export_data(["name", "name/jalali"])
        self.assertEqual(exported["datas"], [[date(2026, 11, 23), "1405/09/02"]])
