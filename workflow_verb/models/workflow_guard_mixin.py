from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ..tools import Declared, Permit, along_inherit

# fields that only these modules define are not content: keys, followers, messages,
# activities
TECHNICAL = frozenset({"base", "web", "bus", "mail", "portal", "rating", "sms"})


class WorkflowGuardMixin(models.AbstractModel):
    """Fields that only verbs may write, and states in which content may be edited.

    Verb fields are written under a permit only; all other fields, whichever addon
    defines them, can be edited in the declared states. The superuser is bound as well.
    An addon that extends a guarded model declares what it adds: verb fields, fixed
    fields, exceptions and owners are merged along `_inherit`, while `_open_states`,
    `_deletable_states` and the parent are those of the last class.
    """

    _name = "workflow.guard.mixin"
    _inherit = ["workflow.target.mixin"]
    _description = "Workflow Guard"

    # written by verbs only
    _verb_fields = frozenset({"state"})
    # own states in which content may be edited
    _open_states = frozenset({"draft"})
    # own states in which the record may be deleted; by default where it is open
    _deletable_states = None
    # exceptions: field -> own states in which it may be edited
    _editable_in = {}
    # a line depends on its parent: the many2one, and the states of the parent in which
    # the line may be edited
    _parent_field = None
    _parent_open_states = frozenset()
    # many2one -> field (a company, for example) that must be equal on both records
    _same_owner = {}

    # ------------------------------------------------------------
    # GUARD
    # ------------------------------------------------------------

    @property
    def _declared(self):
        """:return: `Declared`, what all classes of the model declare for the guard"""
        return along_inherit(self, "guard", lambda klasses: Declared.of(klasses))

    def _permitted(self, fields):
        """Grant a permit to write `fields` of these records in one act.

        The caller has checked the role of the real user.

        :return: the records as superuser, with the permit in the context
        """
        # sudo: write these fields of these records; the permit limits it
        return self.sudo().with_context(workflow_permit=Permit(self, fields))

    @api.model
    def _permitted_create(self, vals_list):
        """Create records that only a verb creates (snapshots, letters of an act).

        :param vals_list: as for `create`
        :return: the new records, with the user's own rights
        """
        fields = {name for vals in vals_list for name in vals}
        model = self.browse()
        # sudo: create the records of this one act; the permit limits it
        created = model.sudo().with_context(workflow_permit=Permit(model, fields))
        return created.create(vals_list).with_env(self.env)

    def _permits(self, name):
        permit = self.env.context.get("workflow_permit")
        return isinstance(permit, Permit) and permit.covers(self, name)

    def _write_refusal(self, field):
        """:return: the sentence that refuses a write of `field` (Field), or None"""
        name = field.name
        if self._is_technical(field) or self._permits(name):
            return None
        declared = self._declared
        if name in declared.verb_fields or (field.compute and field.readonly):
            return self.env._(
                "“%(field)s” of %(record)s is set by the steps of the procedure only:"
                " use the buttons.",
                field=field._description_string(self.env),
                record=self._names(),
            )
        if not self or field.type == "one2many" or not field.store:
            return None
        if name in declared.fixed_fields:
            return self._fixed_refusal(field)
        # sudo: read the states only, for a check
        for record in self.sudo():
            states = declared.editable_in.get(name, record._open_states)
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

    def _check_fixed_fields(self, vals):
        return None  # with all other fields, before each of them is written

    @staticmethod
    def _is_technical(field):
        return bool(field._modules) and TECHNICAL.issuperset(field._modules)

    def _content_is_open(self, states):
        if self._parent_field and (parent := self._named_by(self._parent_field)):
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
        """Verb fields begin with their declared default, whatever a client or a user
        sets."""
        values = super().default_get(fields)
        for name in self._declared.verb_fields.intersection(values):
            default = self._fields[name].default
            values[name] = default(self) if default else False
        return values

    @api.model_create_multi
    def create(self, vals_list):
        self = self._without_forged_defaults()
        self._check_parents_open(vals_list)
        return super().create(vals_list)

    def _without_forged_defaults(self):
        """Drop context defaults of verb fields and computed fields: they are forged, or
        meant for the record in whose form these records are entered."""
        verb_fields = self._declared.verb_fields
        forged = {
            f"default_{name}"
            for name, field in self._fields.items()
            if name in verb_fields or (field.compute and field.readonly)
        }
        if forged.isdisjoint(self.env.context):
            return self
        kept = {key: v for key, v in self.env.context.items() if key not in forged}
        # a forged default must be removed, which keywords cannot do
        return self.with_context(kept)  # pylint: disable=context-overridden

    def _check_parents_open(self, vals_list):
        name = self._parent_field
        if not name or self.browse()._permits(name):
            return
        for parents in self._parents_named_in(vals_list):
            # else the refusal would disclose a foreign one
            parents.check_access("read")
            parents._lock_rows(touch=True)
            # sudo: read the states of the parents only, for a check
            for parent in parents.sudo():
                if parent.state not in self._parent_open_states:
                    raise AccessError(
                        self.env._(
                            "Nothing can be added to %(parent)s in the state"
                            " “%(state)s”.",
                            parent=parent.display_name,
                            state=parent._state_label(),
                        )
                    )

    def _parents_named_in(self, vals_list):
        """:return: the parents to which lines are added, one recordset per model"""
        name = self._parent_field
        names = [name, getattr(self._fields[name], "model_field", None)]
        defaults = self.default_get(list(filter(None, names)))
        found = self._targets(
            [
                {n: vals.get(n, defaults.get(n)) for n in names if n}
                for vals in vals_list
            ]
        )
        return [self.env[model].browse(ids) for model, ids in found.items()]

    def _without_equal_values(self, vals):
        """Leave out what stands there already in fields that the user may read: it is
        no change, as when an exported file is imported again. Where he may not read
        it, the refusal is the same for any value."""
        if not self or not self.has_access("read"):
            return vals
        return {
            name: value
            for name, value in vals.items()
            if not self._is_equal(name, value)
        }

    def _is_equal(self, name, value):
        field = self._fields.get(name)
        return (
            field is not None
            and field.store
            and field.type != "one2many"
            and not self._has_field_access(field, "write")
            and self._has_field_access(field, "read")
            and self._stands_already(name, value)
        )

    def write(self, vals):
        vals = self._without_equal_values(vals)
        if not isinstance(self.env.context.get("workflow_permit"), Permit):
            for parents in self._gates():
                parents._lock_rows()
        return super().write(vals)

    def _gates(self):
        """:return: the parents on whose state these lines depend, one recordset per
        model"""
        if not self._parent_field:
            return []
        # sudo: read the relation only, to find the parents
        return self.sudo()._all_named_by(self._parent_field)

    def _lock_rows(self, touch=False):
        """Lock these records against steps until this transaction ends.

        :param touch: also update the row, for use when a line is added. A step that
            waited for a plain lock would process only the lines it saw when it began;
            an updated row makes PostgreSQL raise a serialization error and Odoo retry
            it.
        """
        rows = SQL.identifier(self._table), self.ids
        if self.ids and touch:
            touched = "UPDATE %s SET write_date = write_date WHERE id = ANY(%s)"
            self.env.cr.execute(SQL(touched, *rows))
        elif self.ids:
            held = "SELECT 1 FROM %s WHERE id = ANY(%s) FOR SHARE"
            self.env.cr.execute(SQL(held, *rows))

    @api.constrains(lambda self: tuple(self._declared.same_owner))
    def _check_same_owner(self):
        for record in self.sudo():  # sudo: read the owners only, to compare them
            for name, owner in self._declared.same_owner.items():
                named = record._named_by(name)
                if named and named[owner] != record[owner]:
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
        for parents in self._gates():
            parents._lock_rows()
        by_steps_only = (
            self._parent_field in self._declared.verb_fields
        )  # as snapshots are
        # sudo: read the states only, for a check
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
        # sudo: read the names, for a message
        names = self.sudo().mapped("display_name")
        # a new record has no name yet: the name of its model
        return ", ".join(names) or self.env["ir.model"]._get(self._name).name

    def _state_label(self):
        owner = self
        if "state" not in self._fields:
            if not self._parent_field:
                return ""
            owner = self._named_by(self._parent_field)
        return dict(owner._fields["state"]._description_selection(self.env)).get(
            owner.state, ""
        )
