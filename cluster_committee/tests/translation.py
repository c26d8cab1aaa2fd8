"""What the tests of an addon ask of its words."""

import io
import re
from collections import defaultdict

import polib
from lxml import etree

from odoo.tools import file_path
from odoo.tools.translate import trans_export

LANGUAGE = "fa_IR"
OWN_MODELS = ("committee.", "business.cluster")
# what stands in Latin letters on a Persian screen as well
CODES = re.compile(
    r"P-CL02|C4-4-2b|IR-\d\d|SHA-256|ISO\b|PDF|PNG|JPEG|GIF|Odoo|WeasyPrint|wkhtmltopdf"
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


class TranslationMixin:
    """Every word of an addon is Persian for a Persian reader."""

    addon = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang(LANGUAGE)
        modules = cls.env["ir.module.module"]
        modules._load_module_terms([cls.addon], [LANGUAGE])
        cls.persian = cls.env(context={"lang": LANGUAGE})
        cls.catalogue = polib.pofile(file_path(f"{cls.addon}/i18n/fa.po"))
        cls.by_source = {entry.msgid: entry for entry in cls.catalogue}

    # ------------------------------------------------------------
    # CATALOGUE
    # ------------------------------------------------------------

    def test_every_sentence_of_the_addon_stands_in_the_catalogue(self):
        buffer = io.BytesIO()
        trans_export(False, [self.addon], buffer, "po", self.env)
        exported = polib.pofile(buffer.getvalue().decode())
        ours = {e.msgid for e in exported if any(map(self._is_ours, e.occurrences))}
        template = polib.pofile(file_path(f"{self.addon}/i18n/{self.addon}.pot"))
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
        return self.addon in self.env[record.model]._fields[record.name]._modules

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
        self.assertTrue(views)
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
                if self.addon not in self.env[name]._fields[field["name"]]._modules:
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
        data = self.env["ir.model.data"].search([("module", "=", self.addon)])
        found = defaultdict(list)
        for model in set(data.mapped("model")) - {"ir.ui.view"}:
            for name, field in self.env[model]._fields.items():
                if field.translate and field.store and name not in NOT_TEXT:
                    found[model].append(name)
        return found

    def _ids_of(self, model):
        data = self.env["ir.model.data"].search(
            [("module", "=", self.addon), ("model", "=", model)]
        )
        return self.env[model].browse(data.mapped("res_id")).exists().ids
