from odoo import models
from odoo.exceptions import AccessError, UserError

from ..tools import united_sets


class WorkflowRecordMixin(models.AbstractModel):
    """A record that stays whose it is: what says so is set at its creation."""

    _name = "workflow.record.mixin"
    _description = "Record of an Owner"

    # set at creation, never changed afterwards; merged along `_inherit`
    _fixed_fields = frozenset()
    # fields whose contacts are the owner's own: its bodies, and who holds an office in
    # them; merged along `_inherit`
    _bound_contacts = frozenset()
    # contacts that the records of one parent tell apart: field -> many2one to it
    _named_apart = {}
    # whether a record may be duplicated: not one of what happened or was written
    _duplicable = True

    def copy(self, default=None):
        if not self._duplicable:
            raise UserError(
                self.env._(
                    "%(record)s tells what happened or was written, and is not"
                    " duplicated: enter a new record instead.",
                    # sudo: read the names, for a message
                    record=", ".join(self.sudo().mapped("display_name")),
                )
            )
        return super().copy(default)

    def write(self, vals):
        self._check_fixed_fields(vals)
        return super().write(vals)

    def _check_fixed_fields(self, vals):
        """:raises AccessError: where `vals` change a fixed field, whoever writes it"""
        for name in united_sets(self, "_fixed_fields").intersection(vals):
            if not self._stands_already(name, vals[name]):
                raise AccessError(self._fixed_refusal(self._fields[name]))

    def _fixed_refusal(self, field):
        return self.env._(
            "“%(field)s” of %(record)s is given once and does not change.",
            field=field._description_string(self.env),
            # sudo: read the names, for a message
            record=", ".join(self.sudo().mapped("display_name")),
        )

    def _stands_already(self, name, value):
        """:return: whether the field `name` of all these records has the value that is
        to be written"""
        field = self._fields[name]
        # sudo: read the present value only, to compare it
        for record in self.sudo().with_context(bin_size=False):
            try:
                new = field.convert_to_cache(value, record, validate=False)
            except (TypeError, ValueError):
                return False
            if new != field.convert_to_cache(record[name], record, validate=False):
                return False
        return True
