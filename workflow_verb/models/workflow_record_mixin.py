from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from odoo.addons.web_jalali.models.text_guard import TEXTS
from odoo.addons.web_jalali.tools import persian

from ..tools import united_sets


class WorkflowRecordMixin(models.AbstractModel):
    """A record that stays whose it is: what says so is set at its creation."""

    _name = "workflow.record.mixin"
    _inherit = ["web_jalali.text.guard"]
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
            self.check_access("read")  # the sentence names the records
            raise UserError(
                self.env._(
                    "%(record)s tells what happened or was written, and is not"
                    " duplicated: enter a new record instead.",
                    # sudo: read the names, for a message
                    record=", ".join(self.sudo().mapped("display_name")),
                )
            )
        return super().copy(default)

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """No form or list offers to duplicate what is not duplicated."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type in ("form", "list") and not self._duplicable:
            arch.set("duplicate", "0")
        return arch, view

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
        records = self.sudo().with_context(bin_size=False)
        if field.type == "many2many":
            linked = [record[name].ids for record in records]
            return all(set(ids) == _ids_after(ids, value) for ids in linked)
        if field.type in TEXTS:
            text = persian.printable(value or "") if _is_text(value) else None
            return all(persian.printable(r[name] or "") == text for r in records)
        for record in records:
            try:
                new = field.convert_to_cache(value, record, validate=False)
            except (TypeError, ValueError):
                return False
            if new != field.convert_to_cache(record[name], record, validate=False):
                return False
        return True


def _is_text(value):
    return not value or isinstance(value, str)


def _ids_after(ids, commands):
    """:return: the ids (set) that a many2many has after `commands`, or None where they
    do more than to link and unlink records"""
    ids = set(ids)
    if commands is False or commands is None:
        return set()  # as Odoo reads it, and as an empty cell is imported
    if not isinstance(commands, list | tuple):
        return None
    for command in commands:
        kind = command[0] if isinstance(command, list | tuple) and command else None
        if kind == Command.CLEAR:
            ids = set()
        elif kind == Command.SET:
            ids = set(command[2])
        elif kind == Command.LINK:
            ids.add(command[1])
        elif kind == Command.UNLINK:
            ids.discard(command[1])
        else:
            return None
    return ids
