import base64
import json
import tempfile
from datetime import timedelta
from pathlib import Path

import openpyxl

from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.pdf_text import read_back, squeezed
from odoo.addons.web_jalali.tools import jalali

from ..own_server import OwnServerCase
from .day_one import DayOneBrowser

# what the organisation runs already, for years and in Persian
BEFORE = """
# nobody on the network is asked about companies
env["ir.config_parameter"].set_param("iap.endpoint", "http://127.0.0.1:9")
admin, own = env.ref("base.user_admin"), env.ref("base.main_company")
admin.lang = "fa_IR"
own.name = "شرکت شهرک‌های صنعتی استان سمنان"
other = env["res.company"].create({"name": "شرکت خدمات نمونه"})
admin.company_ids += other
salesman = env.ref("sales_team.group_sale_salesman")
clerk = env["res.users"].create({
    "name": "فروشنده", "login": "clerk", "password": "clerk", "lang": "fa_IR",
    "company_id": other.id, "company_ids": [(6, 0, other.ids)],
    "group_ids": [(4, salesman.id)],
})
env["crm.lead"].create(
    {"name": "سرنخ فروش", "company_id": other.id, "user_id": clerk.id}
)
env["hr.employee"].create({"name": "کارمند پیشین", "company_id": own.id})
env["project.project"].create({"name": "پروژهٔ پیشین", "company_id": own.id})
env.cr.commit()
"""
RECORD = ".o_kanban_record:not(.o_kanban_ghost)"
MENU = "cluster_committee.cluster_committee_menu"
PLACE = "سمنان"
SEATS = (
    ("معاون هماهنگی امور اقتصادی استاندار", "آقای رئیسی"),
    ("مدیرعامل شرکت شهرک‌های صنعتی استان", "خانم دبیری"),
    ("مدیرکل صنعت، معدن و تجارت استان", "آقای صنعتی"),
    ("مدیرکل تعاون، کار و رفاه اجتماعی استان", "خانم تعاونی"),
    ("مدیرکل امور اقتصادی و دارایی استان", "آقای دارایی"),
    ("رئیس سازمان جهاد کشاورزی استان", "خانم کشاورز"),
    ("مدیرکل میراث فرهنگی، گردشگری و صنایع دستی استان", "آقای میراثی"),
    ("رئیس اتاق بازرگانی، صنایع، معادن و کشاورزی استان", "خانم بازرگان"),
    ("مدیر شعب بانک صنعت و معدن استان", "آقای بانکی"),
)
USERS = (
    ("خانم کارشناس", "officer.smn", "کارشناس دبیرخانه"),
    ("خانم دبیری", "secretary.smn", "دبیر کمیته"),
    ("آقای رئیسی", "chair.smn", "رئیس کمیته"),
)
ITEMS = (
    ("گزارش تشکیل کمیته", "گزارش دبیرخانه شنیده شد.", "مذاکره‌شده"),
    ("اولویت‌بندی خوشه‌های استان", "خوشه‌ها بررسی شدند.", "تصویب‌شده"),
)
RESOLVED = "مقرر شد برنامهٔ آموزش خوشه تهیه شود."


def ago(days):
    """A day as a secretary types it."""
    return jalali.format_date(jalali.today() - timedelta(days=days))


@tagged("post_install", "-at_install")
class TestDayOne(OwnServerCase):
    """A province installs the addon beside the apps that it runs already, without demo
    data, and comes to its first dispatched minutes by screen and spreadsheet only."""

    label = "dayone"
    prepared, modules = "BESIDE", "crm,hr,project"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._do(BEFORE)
        cls._start_server()
        cls.folder = tempfile.TemporaryDirectory(prefix="committee-day-one-")
        cls.addClassCleanup(cls.folder.cleanup)

    def test_from_installation_to_dispatched_minutes(self):
        self.browser = DayOneBrowser(self._address()).start()
        self.addCleanup(self.browser.end)
        self.browser.log_in("admin")
        self._install()
        self._set_up()
        self._import(self._fill(self._download_template()))
        self._give_passwords()
        path = self._prepare_meeting()
        self._invite(path)
        self._write_minutes(path)
        self._sign_and_dispatch(path)
        self._assert_dispatched(int(path.rsplit("/", 1)[1]))
        self._assert_others_work_as_before()

    # ------------------------------------------------------------
    # THE ADMINISTRATOR
    # ------------------------------------------------------------

    def _install(self):
        browser = self.browser
        browser.go("/odoo/apps", ".o_kanban_view .o_searchview_input")
        # within the applications, which is what the page shows first: what is installed
        # with one bears its name too
        browser.see(".o_searchview .o_facet_remove")
        browser.type(".o_searchview_input", "cluster_committee")
        browser.press("Enter")
        browser.see(".o_searchview .o_searchview_facet:nth-of-type(2)")
        browser._wait(
            lambda: (browser.run(f"document.querySelectorAll('{RECORD}').length") == 1),
            "the addon is not found among the apps",
        )
        browser.click(".o_kanban_record button[name=button_immediate_install]")
        state = "SELECT state FROM ir_module_module WHERE name = 'cluster_committee'"
        browser._wait(
            lambda: self._rows(state) == [("installed",)], "it is not installed"
        )
        browser._wait(lambda: browser.run("location.pathname") != "/odoo/apps")

    def _open_set_up(self):
        browser = self.browser
        browser.go("/odoo", ".o_navbar_apps_menu button")
        browser.click(".o_navbar_apps_menu button")
        browser.click(f"[data-menu-xmlid='{MENU}_root']")
        browser.click(f"[data-menu-xmlid='{MENU}_configuration']")
        browser.click("[data-menu-xmlid='cluster_committee.committee_setup_menu']")
        browser.see(".o_form_view .o_field_widget[name=province_id] input")

    def _set_up(self):
        browser = self.browser
        self._open_set_up()
        browser.assert_persian()
        browser.pick("province_id", PLACE)
        for page, field in (
            ("paper", "paper_confirmed"),
            ("people", "officer_ids"),
            ("titles", "parent_body"),
            ("days", "monitoring_start_date"),
        ):
            browser.click(f".o_notebook_headers a[name={page}]")
            browser.see(f".o_field_widget[name={field}]")
            browser.assert_persian()
            if page == "paper":
                browser.click(".o_field_widget[name=paper_confirmed] input")
        browser.choose_day("monitoring_start_date", "۱۴۰۵/۰۱/۰۱")
        browser.save()
        browser.assert_persian()

    def _download_template(self):
        browser = self.browser
        browser.click_text(".o_form_statusbar button", "ورود سوابق")
        button = ".modal button[name=action_download_template]"
        browser.see(button)
        browser.assert_persian()
        return browser.download(self.folder.name, lambda: browser.click(button))

    def _fill(self, path):
        """Fill the sheets in, by the heads that a reader sees."""
        book = openpyxl.load_workbook(path)

        def add(title, **values):
            sheet = book[title]
            heads = [cell.value for cell in sheet[2]]
            row = next(n for n in range(3, 99) if not any(c.value for c in sheet[n]))
            for head, value in values.items():
                sheet.cell(row, heads.index(head) + 1).value = value

        add(
            "کمیته‌ها",
            **{
                "استان": PLACE,
                "تاریخ رایزنی با استاندار": "۱۴۰۴/۰۲/۰۱",
                "تاریخ رایزنی با معاون استاندار": "۱۴۰۴/۰۲/۰۳",
                "شماره نامهٔ پیشنهاد تشکیل": "ش/۱۲",
                "تاریخ نامهٔ پیشنهاد تشکیل": "۱۴۰۴/۰۲/۱۰",
                "تاریخ تشکیل": "۱۴۰۴/۰۳/۰۱",
            },
        )
        for order, (seat, person) in enumerate(SEATS):
            given = {"استان": PLACE, "کرسی": seat, "شخص": person}
            if order:
                given |= {"شماره حکم": f"ح/{order}", "تاریخ حکم": "۱۴۰۴/۰۲/۲۰"}
            else:
                given |= {"از تاریخ": "۱۴۰۴/۰۱/۰۱"}
            add("متصدیان و احکام", **given)
        for person, login, role in USERS:
            given = {"شخص": person, "نام کاربری": login, "نقش": role}
            add("کاربران", **{"استان": PLACE, **given})
        filled = Path(self.folder.name, "filled.xlsx")
        book.save(filled)
        return filled

    def _import(self, filled):
        browser = self.browser
        browser.upload("file", filled)
        browser.see(".modal .o_field_widget[name=file] .o_input_file, .modal [title]")
        browser.click(".modal button[name=action_preview]")
        rows = ".modal .o_field_widget[name=row_ids] .o_data_row"
        browser.see(rows)
        browser.assert_persian()
        fates = browser.run(
            f"[...document.querySelectorAll({json.dumps(rows)})]"
            ".map((row) => row.querySelector('[name=fate]').innerText)"
        )
        self.assertEqual(fates, ["جدید"] * 13)
        self.assertFalse(self._rows("SELECT id FROM committee_committee"))
        browser.click(".modal button[name=action_confirm]")
        browser.gone(".modal button[name=action_confirm]")
        ((state, seats),) = self._rows(
            "SELECT c.state, count(m.id) FROM committee_committee c"
            " JOIN committee_member m ON m.committee_id = c.id"
            " WHERE c.kind = 'provincial' GROUP BY c.id"
        )
        self.assertEqual((state, seats), ("constituted", 9))

    def _give_passwords(self):
        browser = self.browser
        browser.go("/odoo/users", ".o_data_row")
        browser.type(".o_searchview_input", ".smn")
        # Odoo draws what one may search for after typing; until then Enter is lost
        browser.click_text(".o_searchview_autocomplete .o-dropdown-item", ".smn")
        browser._wait(
            lambda: (
                browser.run("document.querySelectorAll('.o_data_row').length") == 3
            ),
            "the imported users are not found",
        )
        browser.click("thead .o_list_record_selector input")
        browser.click(".o_cp_action_menus button")
        browser.click_text(".o-dropdown--menu .o-dropdown-item", "کلمه عبور")
        for order in range(1, 4):
            row = f".modal .o_data_row:nth-child({order})"
            browser.see(row)
            login = browser.text(f"{row} [name=user_login]")
            browser.click(f"{row} [name=new_passwd]")
            browser.type(f"{row} [name=new_passwd] input", login)
        browser.click(".modal button[name=change_password_button]")
        browser.gone(".modal")

    # ------------------------------------------------------------
    # OFFICER AND SECRETARY, WHOSE CHAIR WORKS ON PAPER
    # ------------------------------------------------------------

    def _prepare_meeting(self):
        browser = self.browser
        browser.log_in("officer.smn")
        browser.go("/odoo", ".o_committee_work")  # his work is what he begins with
        browser.go("/odoo/committee-meetings", ".o_list_button_add")
        browser.click(".o_list_button_add")
        browser.fill("place", "سالن جلسات استانداری")
        browser.choose_day("date_start", f"{ago(15)} ۱۰:۰۰")
        items = ".o_field_widget[name=agenda_item_ids]"
        for order, (name, _said, _outcome) in enumerate(ITEMS, start=1):
            browser.click(f"{items} .o_field_x2many_list_row_add a")
            browser.write_in_row(
                f"{items} .o_data_row:nth-child({order}) [name=name]", name
            )
        browser.save()
        browser.assert_persian()
        return browser.run("location.pathname")

    def _go_as(self, login, path):
        self.browser.log_in(login)
        self.browser.go(path, ".o_form_view .o_arrow_button_current")

    def _invite(self, path):
        browser = self.browser
        self._go_as("secretary.smn", path)
        browser.take("propose_agenda", ago(30), "ش/۸")
        browser.is_in("agenda_proposed")
        browser.take("approve_agenda", ago(28), "د/۱۰")
        browser.is_in("agenda_approved")
        browser.take("invite", ago(25), "د/۱۲")
        browser.is_in("invited")
        browser.assert_persian()

    def _write_minutes(self, path):
        browser = self.browser
        self._go_as("officer.smn", path)
        browser.take("hold")
        browser.is_in("held")
        browser.click(".o_notebook_headers a[name=attendance]")
        for order in range(1, len(SEATS) + 1):
            browser.choose(
                ".o_field_widget[name=attendance_ids]"
                f" .o_data_row:nth-child({order}) [name=presence]",
                "حاضر",
            )
        browser.assert_persian()
        browser.click(".o_notebook_headers a[name=discussion]")
        items = ".o_field_widget[name=agenda_item_ids]"
        for order, (_name, said, outcome) in enumerate(ITEMS, start=1):
            row = f"{items} .o_data_row:nth-child({order})"
            browser.write_in_row(f"{row} [name=discussion]", said)
            browser.choose(f"{row} [name=outcome]", outcome)
        browser.save()
        browser.assert_persian()
        self._resolve()
        browser.save()
        browser.take("record_minutes")  # an own act: of today
        browser.is_in("recorded")

    def _resolve(self):
        browser = self.browser
        add = ".o_field_x2many_list_row_add a"
        browser.click(".o_notebook_headers a[name=resolutions]")
        browser.click(f".o_field_widget[name=resolution_ids] {add}")
        browser.fill("name", RESOLVED, ".modal")
        browser.pick("item_id", "اولویت", ".modal")
        browser.choose_day("deadline", ago(-30), ".modal")
        browser.click(f".modal .o_field_widget[name=task_ids] {add}")
        browser.write_in_row(
            ".modal .o_field_widget[name=task_ids] .o_data_row [name=partner_id]",
            "جهاد",
        )
        browser.click_text(".o-autocomplete--dropdown-item a", "جهاد")
        browser.assert_persian()
        browser.click(".modal .o_form_button_save")
        browser.gone(".modal")

    def _sign_and_dispatch(self, path):
        browser = self.browser
        self._go_as("secretary.smn", path)
        browser.take("sign_as_secretary")
        browser.take("sign_as_chair", ago(0))
        browser.is_in("signed")
        browser.take("dispatch", ago(0), "د/۲۰")
        browser.is_in("dispatched")
        browser.assert_persian()

    # ------------------------------------------------------------
    # WHAT CAME OF IT
    # ------------------------------------------------------------

    def _assert_dispatched(self, meeting):
        ((state, sealed, number, day, paper, bodies),) = self._rows(
            "SELECT m.state, m.minutes_sha256 IS NOT NULL, l.number, l.letter_date,"
            "       l.on_paper, count(r.id)"
            "  FROM committee_meeting m"
            "  JOIN committee_letter l ON l.meeting_id = m.id AND l.kind = 'dispatch'"
            "  JOIN committee_letter_recipient r ON r.letter_id = l.id"
            f" WHERE m.id = {meeting} GROUP BY m.id, l.id"
        )
        self.assertEqual((state, sealed, number), ("dispatched", True, "د/۲۰"))
        self.assertEqual(day, jalali.today())
        self.assertTrue(paper)
        self.assertGreaterEqual(bodies, len(SEATS))
        content = self.browser.run(
            f"fetch('/committee/document/committee.meeting/{meeting}')"
            ".then((answer) => answer.arrayBuffer())"
            ".then((bytes) => btoa(new Uint8Array(bytes).reduce("
            "(text, byte) => text + String.fromCharCode(byte), '')))"
        )
        minutes = "".join(read_back(base64.b64decode(content)))
        for text in (*RESOLVED.split(), ITEMS[0][1], ago(15)):
            self.assertIn(squeezed(text), minutes)

    def _assert_others_work_as_before(self):
        """The salesman of the other company has his lead, and no app of ours."""
        browser = self.browser
        browser.log_in("clerk")
        browser.go("/odoo/crm", ".o_kanban_view .o_kanban_record")
        self.assertIn("سرنخ فروش", browser.text(".o_kanban_view"))
        browser.click(".o_navbar_apps_menu button")
        browser.see(".o-dropdown--menu [data-menu-xmlid='crm.crm_menu_root']")
        self.assertFalse(browser._has(f"[data-menu-xmlid='{MENU}_root']"))
        kept = "SELECT count(*) FROM {} WHERE name::text LIKE '%پیشین%'"
        for table in ("hr_employee", "project_project"):
            self.assertEqual(self._rows(kept.format(table)), [(1,)])
