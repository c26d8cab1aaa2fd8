"""Help on the form: the text that belongs to the next step."""

from odoo import api, fields, models

from ..tools import united


class WorkflowStepHelp(models.AbstractModel):
    """A form that shows the text that belongs to the next step.

    Its model has steps (`workflow.mixin`). It declares which text belongs to which
    step; `_help_texts` returns the texts.
    """

    _name = "workflow.step.help"
    _description = "Help on the Next Step"

    # {name of a step: key of its text}, merged along `_inherit`
    _step_help = {}

    next_step_help = fields.Text(string="Help", compute="_compute_next_step_help")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_next_step_help(self):
        keys = {record: record._next_step_help_key() for record in self}
        texts = self._help_texts(set(keys.values()) - {None})
        for record, key in keys.items():
            record.next_step_help = texts.get(key, False)

    def _next_step_help_key(self):
        found = self._next_verb()
        return self._help_of_steps().get(found.name) if found else None

    def _help_of_steps(self):
        """:return: {name of a step: key of its text} for this record"""
        return united(self, "_step_help")

    @api.model
    def _help_texts(self, keys):
        """Hook: the texts of these keys.

        :param keys: set of keys from `_step_help`
        :return: {key: text in the user's language}
        """
        return {}
