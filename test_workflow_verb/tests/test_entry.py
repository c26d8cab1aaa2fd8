from datetime import datetime
from unittest.mock import patch

from odoo import models
from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.sql import column_exists

from odoo.addons.web_jalali.tools import clock

from .common import WorkflowCase


@tagged("post_install", "-at_install")
class TestEntry(WorkflowCase):
    """The moment of entry is of the one clock; what is older keeps that of its row."""

    def _begin(self):
        """What the upgrade of an addon does with the table of the acts."""
        acts = self.env["workflow.act"]
        with patch.object(models.BaseModel, "_auto_init"):
            acts._auto_init()

    def _moments(self):
        self.env.flush_all()
        query = SQL("SELECT id, entered_at, create_date FROM workflow_act")
        return {act: moments for act, *moments in self.env.execute_query(query)}

    def test_it_is_of_the_clock(self):
        moment = datetime(2026, 1, 2, 8, 30)
        with clock.moved_to(moment):
            self.draft.action_submit()
        act = self.draft.act_ids
        self.assertEqual(act.entered_at, moment)

    def test_older_rows_keep_the_moment_of_their_row(self):
        self.env.flush_all()
        cr = self.env.cr
        cr.execute("ALTER TABLE workflow_act DROP COLUMN entered_at")
        query = "UPDATE workflow_act SET create_date = '2020-01-02 03:04:05'"
        cr.execute(query)
        self._begin()
        self.assertTrue(column_exists(cr, "workflow_act", "entered_at"))
        moments = self._moments().values()
        self.assertTrue(moments)
        self.assertEqual(
            {moment for moment, _made in moments}, {datetime(2020, 1, 2, 3, 4, 5)}
        )

    def test_what_is_known_is_not_changed(self):
        self.env.flush_all()
        query = "UPDATE workflow_act SET entered_at = '2021-02-03 04:05:06'"
        self.env.cr.execute(query)
        before = self._moments()
        self._begin()
        self.assertEqual(self._moments(), before)

    def test_the_table_of_a_new_model_is_left_to_odoo(self):
        acts = self.env["workflow.act"]
        with patch.object(type(acts), "_table", "no_such_table"):
            self._begin()
        self.assertFalse(column_exists(self.env.cr, "no_such_table", "entered_at"))
