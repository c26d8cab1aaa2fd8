from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from .workflow_verb import Permit

ADDON = "cluster_committee"
NO_ACCESS = "."  # what no user reads or writes, whatever his groups


class WorkflowGuardMixin(models.AbstractModel):
    """What a verb changes, nothing else changes (design, section 4).

    Verb fields are written under a permit only; all other fields of this addon are
    open in the declared states, and nobody, not even the superuser, passes by.
    """

    _name = "committee.workflow.guard.mixin"
    _inherit = ["committee.target.mixin"]
    _description = "Workflow Guard"

    # written by verbs only
    _verb_fields = frozenset({"state"})
    # set at creation, never changed afterwards
    _fixed_fields = frozenset()
    # own states in which content may be edited
    _open_states = frozenset({"draft"})
    # own states in which the record may be deleted; by default where it is open
    _deletable_states = None
    # exceptions: field -> own states in which it may be edited
    _editable_in = {}
    # a line follows its parent: the many2one, and the parent's open states
    _parent_field = None
    _parent_open_states = frozenset()
    # what another record of the same owner must be: its many2one -> the owner's field
    _same_owner = {}

    # ------------------------------------------------------------
    # GUARD
    # ------------------------------------------------------------

    def _permitted(self, fields):
        """These records, for one act that writes `fields`.

        The real user's role was asked before; only then is the right to write lent.
        """
        # lent: the right to write these fields of these records
        return self.sudo().with_context(workflow_permit=Permit(self, fields))

    @api.model
    def _permitted_create(self, vals_list):
        """Create records that only a verb creates (snapshots, letters of an act)."""
        fields = {name for vals in vals_list for name in vals}
        model = self.browse()
        # lent: the right to create what this one act consists of
        created = model.sudo().with_context(workflow_permit=Permit(model, fields))
        return created.create(vals_list).with_env(self.env)

    def _permits(self, name):
        permit = self.env.context.get("workflow_permit")
        return isinstance(permit, Permit) and permit.covers(self, name)

    def _write_refusal(self, field):
        """The sentence that refuses a write of `field` here, or nothing."""
        name = field.name
        if ADDON not in field._modules or self._permits(name):
            return None
        if name in self._verb_fields or (field.compute and field.readonly):
            return self.env._(
                "“%(field)s” of %(record)s is set by the steps of the procedure only:"
                " use the buttons.",
                field=field._description_string(self.env),
                record=self._names(),
            )
        if not self or field.type == "one2many" or not field.store:
            return None
        if name in self._fixed_fields:
            return self.env._(
                "“%(field)s” of %(record)s is given once and does not change.",
                field=field._description_string(self.env),
                record=self._names(),
            )
        # lent: reading the states only, to decide
        for record in self.sudo():
            states = record._editable_in.get(name, record._open_states)
            if not record._content_is_open(states):
                return self.env._(
                    "“%(field)s” of %(record)s can no longer be edited in the state"
                    " “%(state)s”. What was issued or signed stays as it is; go back"
                    " by a step of the procedure where one is open.",
                    field=field._description_string(self.env),
                    record=record.display_name,
                    state=record._state_label(),
                )
        return None

    def _content_is_open(self, states):
        if self._parent_field and (parent := self[self._parent_field]):
            if parent.state not in self._parent_open_states:
                return False
        return "state" not in self._fields or self.state in states

    @api.model
    def _has_field_access(self, field, operation):
        if operation == "write" and self._write_refusal(field):
            return False
        return super()._has_field_access(field, operation)

    def _check_field_access(self, field, operation):
        if operation == "write" and (refusal := self._write_refusal(field)):
            raise AccessError(refusal)
        return super()._check_field_access(field, operation)

    @api.model
    def default_get(self, fields):
        """What steps decide begins as declared, whatever a client or a user sets."""
        values = super().default_get(fields)
        for name in self._verb_fields.intersection(values):
            default = self._fields[name].default
            values[name] = default(self) if default else False
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self = self._without_forged_defaults()
        self._check_parents_open(vals_list)
        return super().create(vals_list)

    def _without_forged_defaults(self):
        """Without defaults for what steps decide or a compute tells: they are forged,
        or meant for the record whose form these ones are written in."""
        forged = {
            f"default_{name}"
            for name, field in self._fields.items()
            if name in self._verb_fields or (field.compute and field.readonly)
        }
        if forged.isdisjoint(self.env.context):
            return self
        kept = {key: v for key, v in self.env.context.items() if key not in forged}
        # what was forged must go, which keywords cannot say
        return self.with_context(kept)  # pylint: disable=context-overridden

    def _check_parents_open(self, vals_list):
        name = self._parent_field
        if not name or self.browse()._permits(name):
            return
        default = self.default_get([name]).get(name)
        parents = self.env[self._fields[name].comodel_name].browse(
            {vals.get(name, default) for vals in vals_list} - {None, False}
        )
        parents.check_access("read")  # or the refusal would tell of a foreign one
        parents._hold_still(touch=True)
        # lent: reading the parents' states only, to decide
        for parent in parents.sudo():
            if parent.state not in self._parent_open_states:
                raise AccessError(
                    self.env._(
                        "Nothing can be added to %(parent)s in the state “%(state)s”.",
                        parent=parent.display_name,
                        state=parent._state_label(),
                    )
                )

    def write(self, vals):
        if not isinstance(self.env.context.get("workflow_permit"), Permit):
            self._gate()._hold_still()
        return super().write(vals)

    def _gate(self):
        """The records in whose states these lines are open."""
        lines = self.sudo()  # lent: finding them only
        return lines[self._parent_field] if self._parent_field else self.browse()

    def _hold_still(self, touch=False):
        """Let no step move these records until this transaction has ended.

        :param touch: where a line is added. A step that waited for a mere lock would
            move the lines it saw when it began, and leave out the new one; a touched
            row makes it begin anew.
        """
        rows = SQL.identifier(self._table), self.ids
        if self.ids and touch:
            touched = "UPDATE %s SET write_date = write_date WHERE id = ANY(%s)"
            self.env.cr.execute(SQL(touched, *rows))
        elif self.ids:
            held = "SELECT 1 FROM %s WHERE id = ANY(%s) FOR SHARE"
            self.env.cr.execute(SQL(held, *rows))

    @api.constrains(lambda self: tuple(self._same_owner))
    def _check_same_owner(self):
        for record in self.sudo():  # lent: comparing the owners only
            for name, owner in self._same_owner.items():
                if record[name] and record[name][owner] != record[owner]:
                    raise ValidationError(
                        self.env._(
                            "“%(field)s” of %(record)s belongs to another"
                            " “%(owner)s”: choose one of its own.",
                            field=self._fields[name]._description_string(self.env),
                            record=record.display_name,
                            owner=self._fields[owner]._description_string(self.env),
                        )
                    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if self._permits("unlink"):
            return
        self._gate()._hold_still()
        by_steps_only = self._parent_field in self._verb_fields  # as snapshots are
        # lent: reading the states only, to decide
        for record in self.sudo():
            states = record._deletable_states or record._open_states
            if by_steps_only or not record._content_is_open(states):
                raise UserError(
                    self.env._(
                        "%(record)s cannot be deleted in the state “%(state)s”: what"
                        " was issued, held, signed or sent is kept. Cancel it or"
                        " replace it with a reason instead.",
                        record=record.display_name,
                        state=record._state_label(),
                    )
                )

    def _names(self):
        names = self.sudo().mapped("display_name")  # lent: names, for a sentence
        # of a new record the kind is told, in the user's language
        return ", ".join(names) or self.env["ir.model"]._get(self._name).name

    def _state_label(self):
        owner = self
        if "state" not in self._fields:
            if not self._parent_field:
                return ""
            owner = self[self._parent_field]
        return dict(owner._fields["state"]._description_selection(self.env)).get(
            owner.state, ""
        )
