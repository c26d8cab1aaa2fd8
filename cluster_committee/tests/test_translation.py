import io
import re
from collections import defaultdict

import polib
from lxml import etree

from odoo.tests import TransactionCase, tagged
from odoo.tools import file_path
from odoo.tools.translate import trans_export

ADDON = "cluster_committee"
LANGUAGE = "fa_IR"
OWN_MODELS = ("committee.", "business.cluster")
# what stands in Latin letters on a Persian screen as well
CODES = re.compile(
    r"P-CL02|C4-4-2b|IR-\d\d|SHA-256|ISO\b|PDF|Odoo|WeasyPrint|wkhtmltopdf"
    r"|Font Awesome|fa-tasks|<!DOCTYPE html>"
)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
PLACEHOLDER = re.compile(r"%\(\w+\)s")
SEEN_ATTRIBUTES = (
    "string",
    "placeholder",
    "title",
    "confirm",
    "help",
    "sum",
    "avg",
    "alt",
    "aria-label",
)
# Python that Odoo keeps in a translated field
NOT_TEXT = {"print_report_name"}

# The words of the glossary, written by hand: source, and what Persian it must have
GLOSSARY = {
    "Cluster Committee": "کمیته خوشه‌ها",
    "Provincial Committees": "کمیته‌های استانی",
    "Provincial Committee": "کمیته استانی",
    "Expert Committee": "کمیته کارشناسی",
    "Expert Sessions": "نشست‌های کارشناسی",
    "Members and Decrees": "اعضا و احکام",
    "Minutes and Resolutions": "صورتجلسات و مصوبات",
    "Follow-Up of Resolutions": "پیگیری مصوبات",
    "Oversight": "نظارت",
    "Configuration": "پیکربندی",
    "Provinces": "استان‌ها",
    "Province": "استان",
    "Institution": "نهاد",
    "Institutions": "نهادها",
    "Procedure": "دستورالعمل",
    "Clause": "بند",
    "Interpretation": "تفسیر",
    "Edition Number": "شماره ویرایش",
    "Effective From": "تاریخ اجرا",
    "Chair": "رئیس کمیته",
    "Secretary": "دبیر کمیته",
    "Member": "عضو",
    "Members": "اعضا",
    "Seat": "کرسی",
    "Post-Holder": "متصدی سمت",
    "Representative": "نماینده",
    "Guests": "مدعوین",
    "Governor": "استاندار",
    "Governor's planning deputy": "معاون برنامه‌ریزی استاندار",
    "Governorate": "استانداری",
    "Small-industries deputy": "معاون صنایع کوچک",
    "Responsible": "مسئول اجرا",
    "Collaborating": "دستگاه همکار",
    "Consultation": "رایزنی",
    "Under Consultation": "در حال رایزنی",
    "Being Formed": "در حال تشکیل",
    "Constituted": "تشکیل‌شده",
    "Active": "فعال",
    "Decree of Membership": "حکم عضویت",
    "Issue Decree": "صدور حکم",
    "Decree revoked": "لغو حکم",
    "Valid Until": "معتبر تا",
    "Expired": "منقضی‌شده",
    "Duty": "وظیفه",
    "Meeting": "جلسه",
    "Meetings": "جلسات",
    "Meeting Number": "شماره جلسه",
    "Yearly Meeting Plan": "تقویم جلسات",
    "Agenda": "دستور جلسه",
    "Agenda Item": "بند دستور جلسه",
    "Propose Agenda": "پیشنهاد دستور جلسه",
    "Approve Agenda": "تأیید دستور جلسه",
    "Invitation": "دعوت‌نامه",
    "Issue Invitation": "صدور دعوت‌نامه",
    "Attendance": "حضور و غیاب",
    "Present": "حاضر",
    "Absent": "غایب",
    "Excused": "غایب موجه",
    "Letter of Introduction": "معرفی‌نامه",
    "Quorum": "حد نصاب رسمیت",
    "Place": "محل برگزاری",
    "Postpone": "به تعویق انداختن",
    "Next Meeting Due": "موعد جلسه بعد",
    "Interval Between Meetings": "فاصله زمانی جلسات",
    "Extraordinary": "فوق‌العاده",
    "Agenda Proposed": "دستور جلسه پیشنهادی",
    "Agenda Approved": "دستور جلسه تأییدشده",
    "Invited": "دعوت‌شده",
    "Held": "برگزارشده",
    "Minutes Recorded": "صورتجلسه ثبت‌شده",
    "Signed": "امضاشده",
    "Dispatched": "ابلاغ‌شده",
    "Closed": "خاتمه‌یافته",
    "Cancelled": "لغو شده",
    "Minutes": "صورتجلسات",
    "Record Minutes": "ثبت صورتجلسه",
    "Discussion": "شرح مذاکرات",
    "Resolution": "مصوبه",
    "Resolutions": "مصوبات",
    "Resolution Text": "شرح مصوبه",
    "It was resolved that …": "مقرر گردید …",
    "Deadline for Execution": "مهلت اجرا",
    "Action Taken": "اقدام انجام‌شده",
    "Not Dispatched": "ابلاغ‌نشده",
    "In Progress": "در دست اقدام",
    "Done": "انجام‌شده",
    "Overdue": "سررسید گذشته",
    "Withdrawn": "منتفی",
    "Dispatch Resolutions": "ابلاغ مصوبات",
    "Dispatch letter": "نامه ابلاغ",
    "Letter Number": "شماره نامه",
    "Letter Date": "تاریخ نامه",
    "Enclosure": "پیوست",
    "Copy To": "رونوشت",
    "For action": "جهت اقدام لازم",
    "For information": "جهت اطلاع",
    "For the superior's notice": "جهت استحضار",
    "Recipients": "گیرندگان",
    "Signatory": "امضاکننده",
    "Send National Copy": "ارسال نسخه به سازمان",
    "Acknowledge Receipt": "اعلام وصول",
    "Sent": "ارسال‌شده",
    "Secrecy": "طبقه‌بندی",
    "Urgency": "فوریت",
    "Amount (Rial)": "مبلغ (ریال)",
    "Business Cluster": "خوشه کسب‌وکار",
    "Clusters and Action Plans": "خوشه‌ها و برنامه عمل",
    "Supporting Organisation": "سازمان پشتیبان",
    "Development Broker Organisation": "سازمان کارگزار توسعه",
    "Cluster Development Agent (CDA)": "عامل توسعه خوشه",
    "Technical Advisor-Supervisor": "مشاور–ناظر فنی",
    "Steering Council": "شورای راهبری",
    "Identified": "شناسایی‌شده",
    "Feasibility Study": "امکان‌سنجی",
    "Diagnostic Study": "مطالعه شناختی",
    "Action Plan": "برنامه عمل",
    "Approved by the Steering Council": "مصوب شورای راهبری",
    "Evaluation": "ارزیابی",
    "Agency Costs": "هزینه‌های عاملیت",
    "Project Costs": "هزینه‌های اجرای پروژه",
    "Cost-Sharing Table": "جدول تقسیم هزینه",
    "Share": "سهم",
    "Contribution": "مشارکت",
    "Percent": "درصد",
    "Stage": "مرحله",
    "Indicator": "شاخص",
    "Obligation": "الزام",
    "Reminder": "یادآوری",
    "On track": "در مسیر",
    "At risk": "در خطر",
    "Not achieved": "محقق نشده",
    "Half-Year": "نیم‌سال",
    "Year (Jalali)": "سال (شمسی)",
    "Status": "وضعیت",
    "Draft": "پیش‌نویس",
    "Total": "جمع",
}
# Odoo's own words for these things, which say something else
WRONG_WORDS = ("ملاقات", "صندلی", "پاسخگو", "استثناء", "پوسته", "توصیف", "کپی", "ربع")


def _english(text):
    """The first English word of `text` beside the codes, or None."""
    found = ENGLISH.search(CODES.sub("", text or ""))
    return found and found.group()


def _seen(arch):
    """What a reader sees of a view: texts, and attributes that are shown."""
    root = etree.fromstring(arch)
    root.attrib.pop("string", None)  # no client shows it
    for node in root.iter(etree.Element):
        if node.tag != "attribute" or node.get("name") in SEEN_ATTRIBUTES:
            yield from filter(None, (node.text, node.tail))
        yield from (node.get(name) for name in SEEN_ATTRIBUTES if node.get(name))


@tagged("post_install", "-at_install")
class TestTranslation(TransactionCase):
    """Every word of the addon is Persian for a Persian reader, and the glossary's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang(LANGUAGE)
        modules = cls.env["ir.module.module"]
        modules._load_module_terms([ADDON], [LANGUAGE])
        cls.persian = cls.env(context={"lang": LANGUAGE})
        cls.catalogue = polib.pofile(file_path(f"{ADDON}/i18n/fa.po"))
        cls.by_source = {entry.msgid: entry for entry in cls.catalogue}

    # ------------------------------------------------------------
    # CATALOGUE
    # ------------------------------------------------------------

    def test_every_sentence_of_the_addon_stands_in_the_catalogue(self):
        buffer = io.BytesIO()
        trans_export(False, [ADDON], buffer, "po", self.env)
        exported = polib.pofile(buffer.getvalue().decode())
        ours = {e.msgid for e in exported if any(map(self._is_ours, e.occurrences))}
        template = polib.pofile(file_path(f"{ADDON}/i18n/{ADDON}.pot"))
        missing = "run `make i18n` and translate what it adds"
        self.assertFalse(ours - self.by_source.keys(), missing)
        self.assertFalse({e.msgid for e in template} - self.by_source.keys(), missing)

    def _is_ours(self, occurrence):
        """Whether a word is the addon's; fields that others lay on its models, such as
        those of the SMS addon, are exported with it."""
        place = occurrence[0]
        if not place.startswith("model:ir.model.fields"):
            return True
        return self._is_own_field(self.env.ref(place.split(":")[2]))

    def _is_own_field(self, record):
        if record._name == "ir.model.fields.selection":
            record = record.field_id
        return ADDON in self.env[record.model]._fields[record.name]._modules

    def test_every_entry_is_translated_and_sure(self):
        self.assertFalse([entry.msgid for entry in self.catalogue if not entry.msgstr])
        self.assertFalse([entry.msgid for entry in self.catalogue if entry.fuzzy])

    def test_placeholders_are_kept(self):
        for entry in self.catalogue:
            with self.subTest(source=entry.msgid):
                self.assertEqual(
                    sorted(PLACEHOLDER.findall(entry.msgstr)),
                    sorted(PLACEHOLDER.findall(entry.msgid)),
                )

    def test_the_words_are_those_of_the_glossary(self):
        for source, word in GLOSSARY.items():
            with self.subTest(source=source):
                self.assertIn(source, self.by_source)
                self.assertEqual(self.by_source[source].msgstr, word)

    def test_no_wrong_word_of_another_sense(self):
        for entry in self.catalogue:
            words = re.findall(r"[\w\u200c]+", entry.msgstr)
            self.assertFalse(set(words) & set(WRONG_WORDS), entry.msgstr)

    def test_the_letters_are_persian(self):
        """No Arabic yeh, kaf or digits; prefixes and plurals joined by a half-space."""
        refused = re.compile(
            r"[\u064a\u0649\u0643\u0660-\u0669]"
            r"|\bن?می [\u0621-\u06cc]"
            r"| (ها|های|هایی|تر|ترین)\b"
        )
        found = [e.msgstr for e in self.catalogue if refused.search(e.msgstr)]
        self.assertFalse(found)

    # ------------------------------------------------------------
    # SCREENS
    # ------------------------------------------------------------

    def test_views_show_no_english(self):
        views = self.persian["ir.ui.view"].browse(self._ids_of("ir.ui.view"))
        self.assertGreater(len(views), 40)
        for view in views:
            with self.subTest(view=view.name):
                self.assertFalse([t for t in _seen(view.arch) if _english(t)])

    def test_screens_of_every_action_show_no_english(self):
        """As the client gets them: with what is inherited, and with their fields."""
        actions = self.env["ir.actions.act_window"].browse(
            self._ids_of("ir.actions.act_window")
        )
        for action in actions.filtered(lambda a: a.res_model.startswith(OWN_MODELS)):
            with self.subTest(action=action.name):
                model = self.persian[action.res_model]
                kinds = action.view_mode.split(",")
                if action.search_view_id:  # the one that Odoo makes shows no text
                    kinds.append("search")
                screens = model.get_views([(False, kind) for kind in kinds])
                for view in screens["views"].values():
                    if view["id"]:  # not a makeshift of Odoo's
                        english = [t for t in _seen(view["arch"]) if _english(t)]
                        self.assertFalse(english)
                self._assert_labels(screens["models"])

    def _assert_labels(self, models):
        for name, described in models.items():
            if not name.startswith(OWN_MODELS):
                continue
            for field in described["fields"].values():
                if ADDON not in self.env[name]._fields[field["name"]]._modules:
                    continue
                options = field.get("selection") or ()
                labels = [field["string"], field.get("help"), *(o[1] for o in options)]
                english = [label for label in labels if _english(label)]
                self.assertFalse(english, f"{name}.{field['name']}")

    def test_records_of_the_addon_show_no_english(self):
        """Menus, actions and their helps, groups, schedules, reports, fields, ..."""
        for model, names in self._translated_fields().items():
            for record in self.persian[model].browse(self._ids_of(model)):
                if "ir.model.fields" in model and not self._is_own_field(record):
                    continue
                for name in names:
                    with self.subTest(record=record, field=name):
                        text = re.sub(r"<[^>]*>", " ", record[name] or "")
                        self.assertFalse(_english(text), text)

    def _translated_fields(self):
        """{model: its translated fields}, for all models of which the addon brings
        records; views are looked at by themselves."""
        data = self.env["ir.model.data"].search([("module", "=", ADDON)])
        found = defaultdict(list)
        for model in set(data.mapped("model")) - {"ir.ui.view"}:
            for name, field in self.env[model]._fields.items():
                if field.translate and field.store and name not in NOT_TEXT:
                    found[model].append(name)
        return found

    def _ids_of(self, model):
        data = self.env["ir.model.data"].search(
            [("module", "=", ADDON), ("model", "=", model)]
        )
        return self.env[model].browse(data.mapped("res_id")).exists().ids
