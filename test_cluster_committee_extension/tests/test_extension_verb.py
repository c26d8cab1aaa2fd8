from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day

from .common import ExtensionCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestExtensionVerb(ExtensionCase):
    """A step of another addon on a model of the product, with its button, its question
    in the dialog, its role, its help and its history."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.committee = cls._create_committee()
        cls.meeting = cls._create_meeting("signed", cls.committee)

    def _last_act(self, record, verb):
        return self.env["workflow.act"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("verb", "=", verb),
            ],
            limit=1,
        )

    def _context_of_button(self, record, verb, user):
        """What the button on the form opens the dialog with."""
        arch = record.with_user(user).get_view(view_type="form")["arch"]
        for button in etree.fromstring(arch).iter("button"):
            context = button.get("context") or "{}"
            if f"'default_verb': '{verb}'" in context:
                self.assertEqual(button.get("invisible"), f"not can_{verb}")
                return safe_eval(context, {"id": record.id})
        self.fail(f"no button opens {verb}")
        return None

    def test_its_button_opens_the_dialog_that_takes_it(self):
        meeting = self._draft(self.committee, file_code="A-7", prepared_by="An officer")
        self._walk(meeting, "signed", day("1405/06/16"))
        context = self._context_of_button(meeting, "file", self.archivist)
        steps = self.env["workflow.step"].with_user(self.archivist)
        with Form(steps.with_context(**context)) as form:
            self.assertEqual(form.step, "File the Original")
            self.assertTrue(form.asks_shelf)
            self.assertEqual(form.shelf, "A-7")  # proposed
            form.shelf = "B-12"
        form.record.action_confirm()
        self.assertEqual(meeting.filed_on, day("1405/09/02"))
        self.assertEqual(meeting.shelf, "B-12")
        self.assertEqual(meeting.state, "signed")
        act = self._last_act(meeting, "file")
        self.assertEqual(act.create_uid, self.archivist)
        self.assertEqual(act.step, "File the Original")
        self.assertEqual(act.committee_id, self.committee)
        self.assertFalse(act.on_paper)

    def test_other_steps_are_not_asked_its_question(self):
        steps = self.env["workflow.step"].with_user(self.chair)
        target = {"record_model": self.meeting._name, "record_id": self.meeting.id}
        step = steps.create({**target, "verb": "dispatch"})
        self.assertFalse(step.asks_shelf)
        self.assertNotIn("shelf", step._step_arguments())

    def test_it_belongs_to_its_role(self):
        for user in (self.officer, self.supervisor, self.chair, self.national):
            meeting = self.meeting.with_user(user)
            self.assertFalse(meeting.can_file)
            with self.refused("This step belongs to the archivist"):
                meeting.action_file()
            with self.refused("This step belongs to the archivist"):
                meeting.sudo().action_file()
        with self.assertRaises(AccessError):
            self.meeting.with_user(self.foreign_archivist).action_file()
        self.assertFalse(self.meeting.filed_on)
        self.assertTrue(self.meeting.with_user(self.archivist).can_file)
        self.archivist.group_ids -= self.env.ref(
            "test_cluster_committee_extension.group_test_archivist"
        )
        with self.assertRaises(UserError):
            self.meeting.with_user(self.archivist).action_file()

    def test_who_records_it_from_paper_is_marked(self):
        with on_day("1405/06/20"):
            self.meeting.with_user(self.secretary).action_file()
        act = self._last_act(self.meeting, "file")
        self.assertTrue(act.on_paper)
        self.assertEqual(act.on, day("1405/06/20"))

    def test_its_states_and_needs_hold(self):
        archivist = self.meeting.with_user(self.archivist)
        with self.refused("The date lies before"):
            with on_day("1405/06/01"):
                archivist.action_file()
        archivist.action_file()
        self.assertFalse(archivist.can_file)
        with self.refused("filed already"):
            archivist.action_file()
        draft = self._draft(self.committee).with_user(self.archivist)
        with self.refused("where the step “File the Original” is not open"):
            draft.action_file()

    def test_its_role_reads_the_history_of_its_own_province(self):
        self.meeting.with_user(self.archivist).action_file()
        act = self._last_act(self.meeting, "file")
        acts = self.env["workflow.act"]
        self.assertIn(act, acts.with_user(self.archivist).search([]))
        self.assertFalse(acts.with_user(self.foreign_archivist).search([]))
        with self.assertRaises(AccessError):
            act.with_user(self.archivist).write({"on": day("1405/06/20")})

    def test_its_role_gives_no_other_right(self):
        archivist = self.meeting.with_user(self.archivist)
        for verb in set(archivist._verbs) - {"file"}:
            with self.assertRaises(UserError), self.env.cr.savepoint():
                getattr(archivist, f"action_{verb}")()
        with self.assertRaises(AccessError):
            archivist.write({"file_keywords": "x"})

    def test_help_stands_with_it(self):
        closed = self._create_meeting("closed", self.committee)
        closed = closed.with_user(self.secretary)
        self.assertEqual(closed.next_step, "File the Original")
        self.assertIn("4-4-4", closed.next_step_help)
        # beside what the product says of its own steps
        self.assertTrue(self.meeting.with_user(self.secretary).next_step_help)
        closed.action_file()
        closed.invalidate_recordset()  # as the form reads it anew
        self.assertFalse(closed.next_step)
        self.assertFalse(closed.next_step_help)
