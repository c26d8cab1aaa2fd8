"""State moves by verb; what a verb changes, nothing else changes (design, section 4)."""

from collections import defaultdict
from typing import NamedTuple

from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali

from ..lib import persian

_lt = LazyTranslate(__name__)

ADDON = "cluster_committee"
NO_ACCESS = "."  # what no user reads or writes, whatever his groups
ROLES = {
    "officer": _lt("an officer of the secretariat"),
    "secretary": _lt("the secretary of the committee"),
    "chair": _lt("the chair of the committee"),
    "national": _lt("the national office"),
    "owner": _lt("the owner of the procedure"),
}


class Verb(NamedTuple):
    """One step of a procedure, as its `action_<name>` method declares it."""

    name: str
    sources: frozenset
    target: str
    by: tuple
    paper: tuple
    label: str
    main: bool
    letter: str
    asks_reason: bool


class Act(NamedTuple):
    """One asking of a verb: which, as of which day, and by whom in what way."""

    verb: Verb
    on: object
    direct: models.BaseModel
    paper: models.BaseModel


class Permit:
    """A capability: names the model, the records and the fields of one act.

    `records` empty means the creation of new records of that model. It lives only
    in this process, so that no client can send it in a context.
    """

    __slots__ = ("model", "ids", "fields")

    def __init__(self, records, fields):
        self.model = records._name
        self.ids = frozenset(records._ids)
        self.fields = frozenset(fields)

    def covers(self, records, field_name):
        if records._name != self.model or field_name not in self.fields:
            return False
        return self.ids.issuperset(records._ids) if records else not self.ids


def verb(
    *sources, to, by, label, paper=(), main=False, letter=None, asks_reason=False
):
    """Declare `action_<verb>` as a verb: from which states, to which, by whom.

    :param to: the state it leads to; None leaves the state as it is
    :param by: roles that act in the system; `paper`: roles that record the act of
        the first from his signed paper. `main` marks the natural way through.
    :param letter: the kind of letter that the act consists of, if any
    :param asks_reason: whether the act is refused without a written reason
    """

    def mark(method):
        name = method.__name__.removeprefix("action_")
        method._workflow_verb = Verb(
            name,
            frozenset(sources),
            to,
            tuple(by),
            tuple(paper),
            label,
            main,
            letter,
            asks_reason,
        )
        return method

    return mark


def needs(*verbs):
    """Declare what must hold before `verbs`: the method gets the act and returns
    {record id: [sentences]} for the records that something stands in the way of."""

    def mark(method):
        method._workflow_needs = frozenset(verbs)
        return method

    return mark


class WorkflowMixin(models.AbstractModel):
    """Records that move by verbs and keep what was decided."""

    _name = "committee.workflow.mixin"
    _description = "Workflow Mixin"

    # written by verbs only
    _verb_fields = frozenset({"state"})
    # set at creation, never changed afterwards
    _fixed_fields = frozenset()
    # own states in which content may be edited and the record deleted
    _open_states = frozenset({"draft"})
    # exceptions: field -> own states in which it may be edited
    _editable_in = {}
    # a line follows its parent: the many2one, and the parent's open states
    _parent_field = None
    _parent_open_states = frozenset()
    # where the committee of a record is found
    _committee_path = "committee_id"

    # ------------------------------------------------------------
    # GUARD
    # ------------------------------------------------------------

    @property
    def _workflow(self):
        """(verbs by name in order of declaration, checks by verb), along `_inherit`."""
        cls = self.env.registry[self._name]
        if "_workflow_memo" in vars(cls):
            return cls._workflow_memo
        verbs, checks = {}, defaultdict(dict)
        for klass in reversed(cls.__mro__):
            for name, attribute in vars(klass).items():
                if found := getattr(attribute, "_workflow_verb", None):
                    verbs[found.name] = found
                for verb_name in getattr(attribute, "_workflow_needs", ()):
                    checks[verb_name][name] = None
        cls._workflow_memo = (verbs, checks)  # found once per registry
        return cls._workflow_memo

    def _permitted(self, fields):
        """These records, for one act that writes `fields`.

        The real user's role was asked before; only then is the right to write lent.
        """
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

    @api.model_create_multi
    def create(self, vals_list):
        self = self._without_forged_defaults()
        self._check_parents_open(vals_list)
        return super().create(vals_list)

    def _without_forged_defaults(self):
        forged = {f"default_{name}" for name in self._verb_fields}
        if forged.isdisjoint(self.env.context):
            return self
        kept = {key: v for key, v in self.env.context.items() if key not in forged}
        return self.with_context(kept)

    def _check_parents_open(self, vals_list):
        name = self._parent_field
        if not name or self.browse()._permits(name):
            return
        default = self.default_get([name]).get(name)
        parents = self.env[self._fields[name].comodel_name].browse(
            {vals.get(name, default) for vals in vals_list} - {None, False}
        )
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

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        if self._permits("unlink"):
            return
        # lent: reading the states only, to decide
        for record in self.sudo():
            if not record._content_is_open(record._open_states):
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
        return ", ".join(names) or self._description

    def _state_label(self):
        owner = self
        if "state" not in self._fields:
            if not self._parent_field:
                return ""
            owner = self[self._parent_field]
        return dict(owner._fields["state"]._description_selection(self.env)).get(
            owner.state, ""
        )

    # ------------------------------------------------------------
    # VERBS
    # ------------------------------------------------------------

    def _holding(self, role):
        """The records of self on which the real user holds `role` today."""
        if not self.env.user.has_group(f"{ADDON}.group_committee_{role}"):
            return self.browse()
        records = self._filtered_access("read")
        return records._chaired() if role == "chair" else records

    def _chaired(self):
        """Those whose committee is chaired today by the user himself (4-2)."""
        path = self._committee_path
        # lent: the list of who sits, to find one's own seat in it
        committees = self.sudo().mapped(path) if path else self.sudo()
        chaired = committees._chaired_on(jalali.today(), self.env.user.partner_id)
        return self.filtered(
            lambda record: (record.sudo()[path] if path else record.sudo()) in chaired
        )

    def _actors(self, act_verb):
        """(records the user acts on himself, records he records paper acts of)."""
        real = self.sudo(False)
        direct, paper = real.browse(), real.browse()
        for role in act_verb.by:
            direct |= real._holding(role)
        for role in act_verb.paper:
            paper |= real._holding(role)
        return direct, paper - direct

    def _verb_blockers(self, name, on=None):
        """What stands in the way of `name`, asked afresh.

        :param on: the day the act is valid from (date); today in Tehran by default
        :return: {record id: [sentences]} for those that may not move
        """
        verbs, checks = self._workflow
        found = verbs[name]
        direct, paper = self._actors(found)
        blockers = defaultdict(list)
        ready = self.browse()
        for record in self.sudo():  # lent: reading, to name what is missing
            if record.state in found.sources:
                ready |= record
            else:
                blockers[record.id].append(
                    self.env._(
                        "%(record)s is in the state “%(state)s”, where the step"
                        " “%(step)s” is not open.",
                        record=record.display_name,
                        state=record._state_label(),
                        step=str(found.label),
                    )
                )
        roles = " / ".join(str(ROLES[role]) for role in (*found.by, *found.paper))
        for record_id in set(self._ids) - set((direct | paper)._ids):
            blockers[record_id].append(
                self.env._("This step belongs to %(roles)s.", roles=roles)
            )
        today = jalali.today()
        act = Act(found, on or today, direct, paper)
        if act.on > today:
            for record_id in self._ids:
                blockers[record_id].append(
                    self.env._("The date of an act cannot lie in the future.")
                )
        for check in checks[name]:
            for record_id, sentences in getattr(ready.sudo(), check)(act).items():
                blockers[record_id].extend(sentences)
        return {record_id: found for record_id, found in blockers.items() if found}

    def _transition(self, name, values=None, *, on=None, to=None, reason=None):
        """Move all records by verb `name`, or none of them.

        :param values: what the verb writes beside the state: a dict for all, or a
            function that gives each record its own
        :param on: the day the act is valid from
        :param to: another target than declared; False leaves the state as it is
        :raises UserError: with one sentence for each thing that stands in the way
        """
        self._check_blockers(name, on)
        found = self._workflow[0][name]
        if found.asks_reason and not (reason or "").strip():
            raise UserError(
                self.env._(
                    "Write the reason for “%(step)s” of %(record)s.",
                    step=str(found.label),
                    record=self._names(),
                )
            )
        target = found.target if to is None else to
        self.env["committee.act"]._log(self, found, target, on=on, reason=reason)
        moved = {"state": target} if target else {}
        if not callable(values):
            values = {**(values or {}), **moved}
            self._permitted(values).write(values)
            return
        for record in self:  # one UPDATE for all at the flush
            own = {**values(record), **moved}
            record._permitted(own).write(own)

    def _check_blockers(self, name, on=None):
        """:raises UserError: with a sentence for each thing that stands in the way"""
        if blockers := self._verb_blockers(name, on):
            raise UserError(
                "\n".join(dict.fromkeys(s for found in blockers.values() for s in found))
            )

    def _compute_can(self):
        """`can_<verb>` for the buttons: state and role, without the checks."""
        for name, found in self._workflow[0].items():
            field = f"can_{name}"
            if field not in self._fields:
                continue
            direct, paper = self._actors(found)
            actors = set((direct | paper)._ids)
            for record in self:
                record[field] = (
                    record.state in found.sources and record._origin.id in actors
                )

    def _next_verb(self):
        """The verb of the natural way through that is open in this state, if any."""
        self.ensure_one()
        for found in self._workflow[0].values():
            if found.main and self.state in found.sources:
                return found
        return None

    def _fill_next_step(self):
        """Name the next step of the natural way, and what still stands before it."""
        by_verb = defaultdict(self.browse)
        for record in self:
            found = record._next_verb()
            record.next_step = str(found.label) if found else False
            record.next_step_blockers = False
            if found and record._origin:
                by_verb[found.name] |= record
        for name, records in by_verb.items():
            blockers = records._origin._verb_blockers(name)
            for record in records:
                sentences = blockers.get(record._origin.id)
                record.next_step_blockers = self._as_list(sentences)

    @staticmethod
    def _as_list(sentences):
        """The sentences as the items of a list, or False when there is none."""
        items = (Markup("<li>%s</li>") % sentence for sentence in sentences or ())
        return Markup("").join(items) or False

    def _join(self, names):
        """The names as a list within a sentence of the user's language."""
        if (self.env.lang or "").startswith("fa"):
            return persian.join_names(names)
        return ", ".join(filter(None, names))
