from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.models import MAGIC_COLUMNS

from odoo.addons.cluster_committee.lib import letter_text
from odoo.addons.web_jalali.models.text_guard import MOST_BYTES, TEXTS
from odoo.addons.web_jalali.tools import persian

from .permits import is_content
from .street import OURS, has_field, is_ours

CONTROLS = "\x00\x01\x08\x0b\x0c\r\x1f\ufffe\uffff\ud800\udfff"


class Values:
    """What is written as it stands is no change; what no paper takes is not stored."""

    def test_what_stands_there_already_is_no_change(self):
        refused = []
        for record in self._samples():
            if not record.has_access("write"):
                continue  # nobody writes it, whatever the value
            before = self._content(record)
            for name, field in record._fields.items():
                if self._is_compared(record, field):
                    try:
                        record.write(self._same(record, name))
                    except UserError as error:
                        refused.append((record, self._state(record), name, str(error)))
            self.assertEqual(self._told(self._content(record)), self._told(before))
        self.assertEqual(refused, [])

    @staticmethod
    def _told(rows):
        return [
            {k: v for k, v in row.items() if k not in MAGIC_COLUMNS} for row in rows
        ]

    def _is_compared(self, record, field):
        return (
            field.store
            and field.type != "one2many"
            and is_content(field)
            and field.name not in MAGIC_COLUMNS
            and record._has_field_access(field, "read")
        )

    def test_a_field_that_one_may_not_read_tells_nothing(self):
        """The refusal of a value is the same, whether it stands there or not."""
        probed = 0
        for record in self._samples():
            for name, field in record._fields.items():
                if field.store and not record._has_field_access(field, "read"):
                    said = [
                        self._said(record, values)
                        for values in (
                            self._same(record, name),
                            self._other(record, name),
                        )
                    ]
                    self.assertTrue(said[0], name)
                    self.assertEqual(*said)
                    probed += 1
        self.assertGreater(probed, 0)
        foreign = self._meeting("signed").with_user(self.foreign_officer)
        for values in ({"place": foreign.sudo().place}, {"place": "Elsewhere"}):
            with self.assertRaises(AccessError):
                foreign.write(values)

    def _said(self, record, values):
        try:
            record.write(values)
        except AccessError as error:
            return str(error)
        return None

    def test_a_closed_meeting_is_exported_and_imported_again(self):
        exporters = self.env.ref("base.group_allow_export")
        exporters.user_ids += self.secretary
        meeting = self._meeting("closed")[:1].with_user(self.secretary)
        names = [
            ".id",
            "place",
            "date_start",
            "state",
            "number",
            "notes",
            "guest_ids/.id",
        ]
        rows = meeting.with_context(import_compat=True).export_data(names)["datas"]
        result = meeting.load(names, [[str(cell) for cell in row] for row in rows])
        self.assertEqual(result["ids"], meeting.ids, result["messages"])
        with self.assertRaises(AccessError):
            meeting.write({"place": "Elsewhere"})

    # ------------------------------------------------------------
    # TWO WINDOWS
    # ------------------------------------------------------------

    def test_every_form_of_ours_is_told_what_another_window_has_changed(self):
        """All models with a form, and those of the lines that are typed in it."""
        models = {
            one
            for model in self._models_with_forms()
            for one in self._typed_in(model, self._form(model))
        }
        self.assertGreater(len(models), 40)
        blind = [m for m in models if not hasattr(self.env[m], "_changed_since")]
        self.assertEqual(blind, [])

    def _form(self, model):
        return etree.fromstring(self.env[model].get_view(view_type="form")["arch"])

    def _typed_in(self, model, form):
        """The model of a form, and the models of the lines that are typed in it."""
        yield model
        for node in self._own_fields(form):
            inner = [*node.iterfind("./list[@editable]"), *node.iterfind("./form")]
            for view in inner:
                comodel = self.env[model]._fields[node.get("name")].comodel_name
                yield from self._typed_in(comodel, view)

    @staticmethod
    def _own_fields(form):
        """The fields of the form itself, without those of its lines."""
        path = etree.XPath("count(ancestor::field)")
        depth = path(form) + (form.tag == "field")
        return [node for node in form.iter("field") if path(node) == depth]

    def _models_with_forms(self):
        views = self.env["ir.ui.view"].search([("type", "=", "form")])
        return {
            name
            for name in views.mapped("model")
            if name in self.env
            for model in [self.env.registry[name]]
            if model._auto and not model._transient and not model._abstract
            if self.env[name]._original_module in OURS
        }

    def test_no_field_of_a_form_is_overwritten_unseen(self):
        """Each field that a form shows: changed elsewhere, it is not saved over."""
        unseen, compared = [], 0
        for record in self._samples():
            fields = self._own_fields(self._form(record._name))
            for name in {node.get("name") for node in fields}:
                field = record._fields[name]
                if not self._is_compared(record, field) or field.readonly:
                    continue
                if field.type in ("boolean", "many2many", "json", "properties"):
                    continue  # it can have but one other value, or is linked singly
                compared += 1
                stale, typed = self._two_others(record, field)
                told = list(record._changed_since({name: typed}, {name: stale}))
                label = field._description_string(record.env)
                if len(told) != 1 or label not in told[0]:
                    unseen.append((record, name, stale, typed, told))
        self.assertGreater(compared, 200)
        self.assertEqual(unseen, [])

    @staticmethod
    def _two_others(record, field):
        """Two values, as a client sends them, that do not stand there now."""
        now = record.sudo()[field.name]
        if field.type == "many2one":
            return now.id + 1_000_000, now.id + 1_000_001
        if field.type in ("integer", "float", "monetary"):
            return now + 1, now + 2
        if field.type in ("date", "datetime"):
            end = " 10:00:00" if field.type == "datetime" else ""
            return f"2011-01-01{end}", f"2011-01-02{end}"
        return "one value", "another value"

    # ------------------------------------------------------------
    # TEXTS
    # ------------------------------------------------------------

    def _texts(self):
        """(recordset, field) of every text that is stored, of every model of ours"""
        for name, model in sorted(self.env.registry.items()):
            if model._abstract or model._transient or not model._auto:
                continue
            if any(is_ours(klass) for klass in model.__mro__):
                for field in model._fields.values():
                    if field.type in TEXTS and field.store and has_field(field):
                        if not (field.compute and field.readonly):
                            yield self.env[name], field

    def test_no_text_keeps_a_control_character(self):
        for records, field in self._texts():
            with self.subTest(model=records._name, field=field.name):
                self.assertTrue(hasattr(records, "_with_clean_texts"))
                vals = {field.name: f"مصوبه{CONTROLS}الف\tب\nپ"}
                clean = records._with_clean_texts(vals)[field.name]
                self.assertEqual(clean, "مصوبه\nالف\tب\nپ")

    def test_no_text_is_longer_than_a_paper_can_hold(self):
        long = "الف" * MOST_BYTES
        for records, field in self._texts():
            with self.subTest(model=records._name, field=field.name):
                with self.assertRaisesRegex(ValidationError, "too long"):
                    records._with_clean_texts({field.name: long})

    def test_a_text_is_cleaned_wherever_it_comes_from(self):
        meeting = self._meeting("held").with_user(self.officer)
        item = meeting.agenda_item_ids[0]
        item.discussion = f"گفت{CONTROLS}"
        self.assertEqual(item.discussion, "گفت\n")
        item.write({"discussion": "مصوبه\x0bالف"})
        self.assertEqual(item.discussion, "مصوبهالف")
        late = meeting.resolution_ids.create(
            {"meeting_id": meeting.id, "item_id": item.id, "name": "مصوبه\x0cب"}
        )
        self.assertEqual(late.name, "مصوبهب")
        with self.assertRaisesRegex(ValidationError, "too long"):
            meeting.write({"notes": "x" * 6_000_000})

    def test_what_was_stored_before_is_printed_all_the_same(self):
        letter = self.records["committee.letter"][0]
        letter.flush_recordset()
        stored = "متن\x0bو\x0c\uffff نامه"
        self.env.cr.execute(
            "UPDATE committee_letter SET body = %s, subject = %s WHERE id = %s",
            (stored, stored, letter.id),
        )
        letter.invalidate_recordset()
        self.assertEqual(letter.body, stored)
        self.assertTrue(letter_text.word(letter._letter_parts()))
        self.assertNotIn("\x0b", persian.printable(stored))
