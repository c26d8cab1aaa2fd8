from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.workflow_verb.tools import Permit

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestGuard(WorkflowCase):
    """Ways round the guard, tried by who has most rights, and with borrowed ones."""

    def test_what_a_step_decides_nobody_else_writes(self):
        for user in (self.clerk, self.manager, self.env.user):
            order = self.submitted.with_user(user)
            values = {"state": "approved"}
            for attempt in (
                partial(order.write, values),
                partial(order.sudo().write, values),
                partial(order.web_save, values, {"state": {}}),
                partial(setattr, order, "state", "approved"),
                partial(order.update, values),
                partial((order | self.draft.with_user(user)).write, values),
                partial(order.sudo().write, {"approved_on": "2026-01-01"}),
                partial(order.sudo().write, {"total": 9}),  # computed, not typed
            ):
                self.assertRefused(attempt, error=AccessError, unchanged=order)

    def test_a_refusal_names_record_and_field(self):
        write = partial(self.submitted.write, {"state": "approved"})
        self.assertRefused(write, "“State” of An order, submitted", "use the buttons")

    def test_content_is_open_in_the_declared_states_only(self):
        self.draft.write({"name": "Another", "note": "A note", "amount": 2})
        self.approved.write({"note": "A note"})  # an exception of its own
        for values in ({"name": "Another"}, {"amount": 2}, {"scan": b"Rk9SR0VE"}):
            for order in (self.submitted, self.approved):
                write = partial(order.sudo().write, values)
                self.assertRefused(write, "can no longer be edited", unchanged=order)
        write = partial(self.submitted.write, {"note": "A note"})
        self.assertRefused(write, "can no longer be edited")
        write = partial(self.draft.sudo().write, {"company_id": self.other_company.id})
        self.assertRefused(write, "is given once")

    def test_what_no_step_sets_is_content(self):
        """Computed and then typed, or read-only for the eye: as open as the order."""
        for values in ({"caption": "x"}, {"origin": "x"}, {"title": "x"}):
            self.draft.sudo().write(values)
            write = partial(self.submitted.sudo().write, values)
            self.assertRefused(write, "can no longer be edited", error=AccessError)
        self.assertEqual(self.draft.name, "x")  # the title writes it
        orders = self.env["test.workflow.order"].with_user(self.clerk)
        orders = orders.with_context(default_caption="y", default_total=9)
        order = orders.create({"name": "With a caption of its own"})
        self.assertEqual((order.caption, order.total), ("y", 0))

    def test_a_forged_permit_opens_nothing(self):
        order = self.submitted
        forged = {"model": order._name, "ids": order.ids, "fields": ["state"]}
        for permit in (
            forged,
            order._name,
            True,
            SimpleNamespace(covers=lambda *_of_all: True, **forged),
            Permit(self.draft, ["state"]),
            Permit(order, ["approved_on"]),
            Permit(order.browse(), ["state"]),
            Permit(self.env["res.partner"].browse(order.ids), ["state"]),
        ):
            write = order.with_context(workflow_permit=permit).write
            attempt = partial(write, {"state": "approved"})
            self.assertRefused(attempt, error=AccessError, unchanged=order)

    def test_nothing_is_created_as_decided(self):
        orders = self.env["test.workflow.order"].with_user(self.clerk)
        for name, value in (("state", "approved"), ("approved_on", "2026-01-01")):
            values = {"name": "Slipped in", name: value}
            for model in (orders, orders.sudo()):
                self.assertRefused(partial(model.create, values), error=AccessError)
            forged = orders.with_context(**{f"default_{name}": value})
            order = forged.create({"name": "Forged"})
            self.assertEqual(order.state, "draft")
            self.assertFalse(order.approved_on)
            self.env["ir.default"].with_user(self.clerk).set(
                orders._name, name, value, user_id=True
            )
            order = orders.create({"name": "By the default of a user"})
            self.assertEqual((order.state, order.approved_on), ("draft", False))

    def test_an_import_decides_nothing(self):
        orders = self.env["test.workflow.order"].with_user(self.clerk)
        result = orders.load(["name", "state"], [["Imported", "approved"]])
        self.assertFalse(result["ids"])
        result = orders.load([".id", "state"], [[str(self.draft.id), "approved"]])
        self.assertFalse(result["ids"])

    def test_a_step_permits_no_writing_beside_it(self):
        refused = []
        model = type(self.submitted)
        write = model.write

        def intrude(records, vals):
            result = write(records, vals)
            if vals.get("state") == "approved":
                for target, values in (
                    (records.browse(self.draft.id), vals),
                    (records, {"name": "Another"}),
                    (records, {"audited_on": "2026-01-01"}),
                    (records.line_ids, {"amount": 9}),
                ):
                    try:
                        target.write(values)
                    except AccessError as error:
                        refused.append(str(error))
            return result

        with patch.object(model, "write", intrude):
            self.submitted.with_user(self.manager).action_approve()
        self.assertEqual(len(refused), 4)
        self.assertEqual(self.draft.state, "draft")

    def test_a_server_action_is_refused(self):
        for code in (
            "record.write({'state': 'approved'})",
            "record.sudo().write({'state': 'approved'})",
            "record.sudo().line_ids.write({'amount': 9})",
            "record.sudo().line_ids.unlink()",
        ):
            action = self.env["ir.actions.server"].create(
                {
                    "name": code,
                    "model_id": self.env["ir.model"]._get_id("test.workflow.order"),
                    "state": "code",
                    "code": code,
                }
            )
            here = {"active_model": "test.workflow.order"}
            here |= {"active_id": self.submitted.id, "active_ids": self.submitted.ids}
            run = action.with_context(**here).run
            self.assertRefused(run, unchanged=self.submitted)

    def test_lines_are_frozen_with_their_order(self):
        line = self.submitted.line_ids
        values = {"name": "Slipped in"}
        commands = (
            [Command.create(values)],
            [Command.update(line.id, values)],
            [Command.delete(line.id)],
            [Command.unlink(line.id)],
            [Command.clear()],
            [Command.set([])],
        )
        lines = self.env[line._name].sudo()
        inverse = {"order_id": self.submitted.id}
        default = {f"default_{name}": value for name, value in inverse.items()}
        attempts = [
            partial(self.submitted.sudo().write, {"line_ids": given})
            for given in commands
        ]
        attempts += [
            partial(line.sudo().write, values),
            line.sudo().unlink,
            partial(lines.create, {**values, **inverse}),
            partial(lines.with_context(**default).create, values),
            partial(self.draft.line_ids.sudo().write, inverse),
            partial(line.sudo().write, {"order_id": self.draft.id}),
        ]
        for attempt in attempts:
            self.assertRefused(attempt, unchanged=line)
        self.assertEqual(self.submitted.line_ids, line)
        self.draft.write({"line_ids": [Command.create(values)]})
        self.assertEqual(len(self.draft.line_ids), 2)

    def test_what_was_issued_is_not_deleted(self):
        for order in (self.submitted, self.approved):
            self.assertRefused(order.sudo().unlink, "cannot be deleted")
        self.draft.unlink()

    def test_a_copy_begins_anew(self):
        copy = self.approved.with_user(self.clerk).copy()
        self.assertEqual((copy.state, copy.approved_on), ("draft", False))
        self.assertRefused(partial(self.approved.copy, {"state": "approved"}))

    def test_files_of_frozen_fields_are_frozen(self):
        order = self._create_order(scan=b"VFJVRQ==")
        order.action_submit()
        file = self.env["ir.attachment"].search(
            [
                ("res_model", "=", order._name),
                ("res_id", "=", order.id),
                ("res_field", "=", "scan"),
            ]
        )
        mine = file.with_user(self.clerk)
        for attempt in (partial(mine.write, {"raw": b"FORGED"}), mine.unlink):
            self.assertRefused(attempt, error=AccessError)
        self.assertEqual(file.raw, b"TRUE")

    def test_talk_is_no_content(self):
        """Messages, followers and activities stay open in every state."""
        order = self.submitted.with_user(self.clerk)
        order.message_post(body="A remark")
        order.message_subscribe(self.clerk.partner_id.ids)
        self.assertIn(self.clerk.partner_id, order.message_partner_ids)

    def test_history_is_written_by_steps_only(self):
        act = self.approved.act_ids[0]
        self.assertRefused(partial(act.sudo().write, {"on": "2026-01-01"}))
        self.assertRefused(act.sudo().unlink)
        values = {"res_model": act.res_model, "res_id": act.res_id, "verb": "audit"}
        values |= {"state_from": "draft", "state_to": "approved", "on": "2026-01-01"}
        self.assertRefused(partial(act.sudo().create, values))
