"""The state changes only by declared verbs, which are checked on every call."""

from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.web_jalali.tools import jalali, persian

from ..tools import Act, Actors, Mandate, along_inherit, united


class WorkflowMixin(models.AbstractModel):
    """A model whose state changes by verbs; every step is logged as a
    `workflow.act`."""

    _name = "workflow.mixin"
    _inherit = "workflow.guard.mixin"
    _description = "Workflow"

    # {name of a role: Role} of those who act on the records; merged along `_inherit`
    _workflow_roles = {}

    @property
    def _workflow(self):
        """({name: Verb}, {name of a verb: {check method: in_any_state}}) of all
        classes, in order of declaration."""
        return along_inherit(self, "workflow", self._collect_workflow)

    @staticmethod
    def _collect_workflow(klasses):
        verbs, checks = {}, defaultdict(dict)
        for klass in klasses:
            for name, attribute in vars(klass).items():
                if found := getattr(attribute, "_workflow_verb", None):
                    verbs[found.name] = found
                for verb_name in getattr(attribute, "_workflow_needs", ()):
                    checks[verb_name][name] = attribute._workflow_in_any_state
        return verbs, checks

    @property
    def _verbs(self):
        """:return: {name: Verb} of the model, in order of declaration"""
        return self._workflow[0]

    def _verb(self, name):
        """:return: the declared `Verb` of that name, or None"""
        return self._verbs.get(name)

    @property
    def _roles(self):
        """:return: {name: Role} of those who act on records of the model"""
        return united(self, "_workflow_roles")

    def _holding(self, role, act=None):
        """The records of self on which the real user holds `role` today.

        By default the role is held by the members of its group on all records that
        they may read; an addon narrows it where it depends on the record, or on the
        kind of `act` that is delegated.
        """
        if not self.env.user.has_group(self._roles[role].group):
            return self.browse()
        return self._filtered_access("read")

    def _on_road(self, name):
        """Hook: the records of self whose procedure includes the step `name`; all by
        default."""
        return self

    def _actors(self, act_verb):
        """:return: `Actors`, the records of self on which the user may take the step"""
        real = self.sudo(False)
        direct, recorded = real.browse(), real.browse()
        for role in act_verb.by:
            direct |= real._holding(role, act_verb.delegable)
        for role in act_verb.recorded_by:
            recorded |= real._holding(role)
        recorded |= real._mandated(act_verb.name)
        return Actors(direct, recorded - direct)

    def _mandated(self, name):
        """:return: those of self whose step `name` a `Mandate` lets the user record"""
        mandate = self.env.context.get("workflow_mandate")
        if not isinstance(mandate, Mandate):
            return self.browse()
        # sudo: read the owners of the records, for the mandate
        return self & mandate.covers(self.sudo(), name).with_env(self.env)

    def _verb_blockers(self, name, on=None):
        """What prevents the step `name`, checked now for the whole batch.

        :param on: the day the act is valid from (date); today in Tehran by default
        :return: {record id: [sentences]} of the records that are blocked
        :raises AccessError: where the user may not read the records
        """
        self.sudo(False).check_access("read")  # the sentences disclose content
        verbs, checks = self._workflow
        found = verbs[name]
        direct, recorded = self._actors(found)
        blockers = defaultdict(list)
        # sudo: read the records, to find those that have this step
        on_road = self.sudo()._on_road(name)
        # sudo: read the names of the others, for the message
        for record in self.sudo() - on_road:
            blockers[record.id].append(
                self.env._(
                    "The step “%(step)s” is not open to %(record)s, whose way is"
                    " another one.",
                    record=record.display_name,
                    step=str(found.label),
                )
            )
        ready = on_road.filtered(lambda record: record.state in found.sources)
        for record in on_road - ready:
            blockers[record.id].append(
                self.env._(
                    "%(record)s is in the state “%(state)s”, where the step"
                    " “%(step)s” is not open.",
                    record=record.display_name,
                    state=record._state_label(),
                    step=str(found.label),
                )
            )
        allowed = (*found.by, *found.recorded_by)
        roles = " / ".join(self.env._(self._roles[role].label) for role in allowed)
        for record_id in set(self._ids) - set((direct | recorded)._ids):
            blockers[record_id].append(
                self.env._("This step belongs to %(roles)s.", roles=roles)
            )
        today = jalali.today()
        act = Act(found, on or today, direct, recorded)
        for record_id, sentence in self._misdated(act, today).items():
            blockers[record_id].append(sentence)
        for record_id, sentences in act.direct._without_power(act).items():
            blockers[record_id].extend(sentences)
        for check, in_any_state in checks[name].items():
            # sudo: read everything that a check depends on
            asked = (self if in_any_state else ready).sudo()
            for record_id, sentences in getattr(asked, check)(act).items():
                blockers[record_id].extend(sentences)
        return {record_id: found for record_id, found in blockers.items() if found}

    def _misdated(self, act, today):
        """:return: {record id: what is wrong with the day of `act`}"""
        if act.on > today:
            sentence = self.env._("The date of an act cannot lie in the future.")
            return dict.fromkeys(self._ids, sentence)
        if act.on == today or act.verb.dating != "now":
            return {}
        own = act.direct - self._dated_elsewhere(act.verb)
        # sudo: read the names of the records, for the message
        named = own.sudo()
        return {
            record.id: record._way_of_dating(act, record.display_name)
            for record in named
        }

    def _dated_elsewhere(self, act_verb):
        """Hook: those of self where the step of their own actor bears another day than
        that on which he takes it: what is recorded under a mandate; an addon adds where
        a signed paper that is kept bears the day."""
        return self._mandated(act_verb.name)

    def _asks_day(self, name):
        """Whether the user is asked for the day of the step `name` of the record."""
        self.ensure_one()
        found = self._verbs[name]
        own = self._actors(found).direct - self._dated_elsewhere(found)
        return found.dating != "now" or self not in own

    def _way_of_dating(self, act, name):
        """Hook: the sentence to who dates his own act of the record `name` on another
        day than today."""
        sentence = self.env._(
            "“%(step)s” of %(record)s is dated the day on which it is done, which is"
            " today, and not %(day)s.",
            step=str(act.verb.label),
            record=name,
            day=self._print_date(act.on),
        )
        if not act.verb.recorded_by:
            return sentence
        others = " / ".join(
            self.env._(self._roles[role].label) for role in act.verb.recorded_by
        )
        recorded = self.env._(
            "What was signed on paper on that day is recorded from the paper, by"
            " %(roles)s.",
            roles=others,
        )
        return f"{sentence} {recorded}"

    def _without_power(self, act):
        """Hook: sentences where the user holds the role today, but did not on the day
        from which the act is valid.

        :param act: the `Act`
        :return: {record id: [sentences]}
        """
        return {}

    def _transition(self, name, values=None, *, on=None, to=None, reason=None):
        """Take the step `name` on all records, or on none of them.

        :param values: what the verb writes beside the state: a dict for all records, or
            a function that returns the dict of one record
        :param on: the day from which the act is valid (date), or {record: date}
        :param to: another target state than declared; False leaves the state as it is
        :param reason: the written reason, where the verb requires one
        :raises UserError: with one sentence for each blocker
        """
        self._check_blockers(name, on)
        self._move(name, values, on=on, to=to, reason=reason)

    def _move(self, name, values=None, *, on=None, to=None, reason=None):
        """As `_transition`, without checking blockers: for an act that checked them
        before it began and has issued its letter since, which would block it now."""
        found = self._verbs[name]
        if found.asks_reason and persian.is_blank(reason):
            raise UserError(
                self.env._(
                    "Write the reason for “%(step)s” of %(record)s.",
                    step=str(found.label),
                    record=self._names(),
                )
            )
        target = found.target if to is None else to
        self.env["workflow.act"]._log(self, found, target, on=on, reason=reason)
        moved = {"state": target} if target else {}
        if not callable(values):
            values = {**(values or {}), **moved}
            self._permitted(values).write(values)
            return
        for record in self:  # one UPDATE for all at the flush
            own = {**values(record), **moved}
            record._permitted(own).write(own)

    def _check_blockers(self, name, on=None):
        """:raises UserError: with a sentence for each blocker"""
        blockers = {}
        if isinstance(on, dict):
            for day, records in self.grouped(lambda record: on[record]).items():
                blockers |= records._verb_blockers(name, day)
        else:
            blockers = self._verb_blockers(name, on)
        if blockers:
            raise UserError(
                "\n".join(
                    dict.fromkeys(s for found in blockers.values() for s in found)
                )
            )

    @api.depends(lambda self: ("state",) if "state" in self._fields else ())
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_can(self):
        """`can_<verb>` for the buttons: state and role, without the `@needs` checks."""
        for name, found in self._verbs.items():
            field = f"can_{name}"
            if field not in self._fields:
                continue
            direct, recorded = self._actors(found)
            actors = set((direct | recorded)._ids) & set(self._on_road(name)._ids)
            for record in self:
                record[field] = (
                    record.state in found.sources and record._origin.id in actors
                )

    def _is_done(self, name):
        """Hook: whether the step `name`, which leaves the state as it is, was taken
        already."""
        return False

    def _next_verb(self):
        """:return: the next `main` verb that is open in this state, or None"""
        self.ensure_one()
        for found in self._verbs.values():
            if found.main and self.state in found.sources and self._on_road(found.name):
                if not self._is_done(found.name):
                    return found
        return None

    def _fill_next_step(self):
        """Set `next_step` and `next_step_blockers` from the next `main` verb."""
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
        """:return: the sentences as items of an HTML list (Markup), or False"""
        items = (Markup("<li>%s</li>") % sentence for sentence in sentences or ())
        return Markup("").join(items) or False

    def _join(self, names):
        """:return: the names as an enumeration in the user's language (str)"""
        if persian.is_persian(self.env):
            return persian.join_names(names)
        return ", ".join(filter(None, names))

    def _some(self, names):
        """:return: the first three names and the number of the others (str)"""
        if len(names) <= 3:
            return self._join(names)
        return self.env._(
            "%(names)s and %(count)s others",
            names=", ".join(names[:3])
            if not persian.is_persian(self.env)
            else "، ".join(names[:3]),
            count=self._digits(len(names) - 3),
        )

    def _print_date(self, day):
        """:return: `day` (date) as text: Jalali in Persian, ISO otherwise"""
        if not day:
            return ""
        if persian.is_persian(self.env):
            return jalali.format_date(day)
        return fields.Date.to_string(day)

    def _digits(self, number):
        """:return: the number as text in the digits of the user's language"""
        if persian.is_persian(self.env):
            return jalali.to_persian_digits(str(number))
        return str(number)
