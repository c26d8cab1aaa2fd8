"""My Work Today: what waits for a user, from one declaration per kind of work."""

from datetime import date, timedelta

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.web_jalali.tools import jalali

from ..lib.addon import ADDON
from ..lib.tenures import ACTS
from .actors import ActorDomains, UserRoles
from .hints import HINTS

SOON = 7  # days after today within which work is due soon
SHOWN = 5  # rows of one kind; the rest is a list, one click away


class CommitteeWork(models.AbstractModel):
    """A kind of work that waits for a user.

    Each kind is a model that inherits this one and is found through the registry, so
    that another addon can add one. It declares its records, its users, and what the
    button does; it lists only what the user can do:

    - `_verb`: the step that is to be taken, which determines the roles and the states
    - `_roles`: the roles whose work it is, where there is no verb or they are fewer
    - `_where`: further conditions; `_domain` for those that depend on the day
    - `_since`, `_until`: the fields with the day since when it waits and its last day
    - `_lead`: the policy parameter with the days by which it is due before `_until`
    - `_rule`: the rule that checks it, whose due day is its last one
    """

    _name = "committee.work"
    _description = "Waiting Work"

    _key = None
    _model = None
    # the label of the work; the second one where the act of another is recorded from
    # paper
    _label = None
    _label_on_paper = None
    _verb = None
    _roles = ()
    _where = ()
    _since = None
    _until = None
    _lead = None
    _rule = None
    # how the step is taken: "step" opens the dialog, "press" takes it at once, "open"
    # opens the record
    _way = "step"
    # the field with the day that the dialog proposes
    _day_of_step = None
    # the field with the record that is opened, where it is not the record itself
    _opens = None
    # the path to the province, where the name does not contain it
    _place = None
    _shown = SHOWN
    # whether it comes after all work that has to be done
    _can_wait = False

    # ------------------------------------------------------------
    # DECLARED
    # ------------------------------------------------------------

    @api.model
    def _kinds(self):
        """:return: the declared kinds of work, of this addon and of others"""
        base = self.env.registry["committee.work"]
        found = [
            self.env[name]
            for name, model in self.env.registry.items()
            if model._abstract and issubclass(model, base) and model._key
        ]
        return sorted(found, key=lambda kind: kind._key)

    @api.model
    def _step(self):
        return self.env[self._model]._verb(self._verb) if self._verb else None

    @api.model
    def _domain(self, day):
        """:return: the domain of the records that wait on `day` (date), for whichever
        user"""
        domain = Domain(list(self._where))
        if step := self._step():
            domain &= Domain("state", "in", list(step.sources))
        return domain

    @api.model
    def _name_of(self, record):
        return record.display_name

    # ------------------------------------------------------------
    # ROLES
    # ------------------------------------------------------------

    @api.model
    def _user_roles(self):
        """:return: `UserRoles` of the user, by the same rules as the verbs apply"""
        user = self.env.user
        groups = {
            role.group for kind in self._kinds() for role in kind._roles_of().values()
        }
        held = {group for group in groups if user.has_group(group)}
        data = self.env["ir.model.data"]
        given = set(user.group_ids.ids)
        own = {group for group in held if data._xmlid_to_res_id(group) in given}
        chair = self.env["committee.committee"]._roles["chair"].group
        chaired = self._chaired() if chair in held else {}
        return UserRoles(held, own or held, chaired)

    @api.model
    def _roles_of(self):
        """:return: {name: Role} of those who act on the records of this kind"""
        own = getattr(self.env[self._model], "_roles", {})
        return self.env["committee.committee"]._roles | own

    @api.model
    def _chaired(self):
        here = Domain("company_id", "in", self.env.companies.ids)
        committees = self.env["committee.committee"].search(here)
        own = committees._holding("chair")
        chaired = {None: own}
        # sudo: read the delegations, to find those of the user
        delegations = committees.sudo()._delegations_on(jalali.today())
        for act in ACTS if self.env.user.partner_id in delegations.partner_id else ():
            chaired[act] = own | committees._holding("chair", act)
        return chaired

    @api.model
    def _actor_domains(self, roles):
        """The records of this kind on which the user may act: for a role all that may
        be read, for the chair those of the committees that he chairs.

        :param roles: `UserRoles` of the user
        :return: `ActorDomains`
        """
        step = self._step()
        direct = self._roles or (step.by if step else ())
        recorded = step.recorded_by if step and not self._roles else ()
        groups = {name: role.group for name, role in self._roles_of().items()}
        domains = []
        for names in (direct, recorded):
            domain = Domain.FALSE
            for role in names:
                if groups[role] in roles.held:
                    domain |= self._held_by(role, roles.chaired, step)
            domains.append(domain)
        own = any(groups[role] in roles.own for role in (*direct, *recorded))
        return ActorDomains(*domains, own)

    @api.model
    def _held_by(self, role, chaired, step):
        """:return: the domain of the records on which the user holds `role`, whose
        group he has; a kind whose model narrows `_holding` narrows this too"""
        path = self._committee_path()
        if role != "chair" or path is None:
            return Domain.TRUE
        committees = chaired.get(step and step.delegable, chaired[None])
        return Domain(path or "id", "in", committees.ids)

    @api.model
    def _committee_path(self):
        """:return: the path from a record to its committee; None where the model has
        none"""
        return getattr(self.env[self._model], "_committee_path", None)

    # ------------------------------------------------------------
    # READ
    # ------------------------------------------------------------

    @api.model
    @api.readonly
    def today(self):
        """Everything that waits for the user, in a number of queries that depends on
        the number of kinds of work only.

        :return: {day, rows, more, hint, reminds, setup}; a row is one thing to do;
            `reminds`: whether the user is the chair, who is only reminded; `setup`:
            the open steps of the set-up of the current company
        """
        day = jalali.today()
        user_roles = self._user_roles()
        setup = self.env["committee.setup"]._still_open()
        if not user_roles.held:
            nothing = {"day": day.isoformat(), "rows": [], "more": [], "hint": False}
            return {**nothing, "setup": setup}
        found = self._found(day, user_roles)
        rows, more = self._rows(found, day)
        roles = self.env["committee.committee"]._roles
        own = user_roles.own
        hint = next((HINTS[role] for role in HINTS if roles[role].group in own), "")
        return {
            "day": day.isoformat(),
            "rows": rows,
            "more": more,
            "hint": hint and self.env._(hint),
            "reminds": self.env["committee.committee"]._only_reminds(),
            "setup": setup,
        }

    @api.model
    def _rows(self, found, day):
        """The rows of what was found, the most urgent first.

        :param found: as `_found` returns it
        :return: (rows, what is beyond the number shown of each kind)
        """
        dues = self._dues(found)
        # sudo: read the parameters of the edition
        edition = self.env["committee.procedure.edition"].sudo()._edition_on(day)
        rows, more = [], []
        for kind, records, direct, own in found:
            untils = {
                record: kind._last_day(record, dues, edition) for record in records
            }
            ordered = records.sorted(
                lambda record, kind=kind, untils=untils: (
                    untils[record] or day,
                    (kind._since and record[kind._since]) or day,
                    record.id,
                )
            )
            shown = ordered[: kind._shown]
            rows += [
                kind._row(record, untils[record], day, record in direct, own)
                for record in shown
            ]
            if rest := len(ordered) - len(shown):
                label = self.env._(kind._label)
                more.append(
                    {"code": kind._key, "label": label, "count": rest, "own": own}
                )
        self._name_rows(rows)
        last = day + timedelta(days=SOON)  # what may wait is sorted last
        rows.sort(
            key=lambda row: (
                row["until"] or (date.max if row["when"] == "later" else last),
                row["since"] or day,
            )
        )
        for row in rows:
            for name in ("since", "until"):
                row[name] = row[name] and row[name].isoformat()
        return rows, more

    @api.model
    def _found(self, day, user_roles):
        """What waits on `day` for a user with `user_roles`.

        :return: [(kind, records, those of them on which the user acts himself, whether
            it is work of a role that was given to him directly)]
        """
        found = []
        for kind in self._kinds():
            model = self.env[kind._model]
            direct, recorded, own = kind._actor_domains(user_roles)
            if (direct | recorded).is_false() or not model.has_access("read"):
                continue
            path = kind._committee_path()
            names = {kind._since, kind._until, path, kind._day_of_step, kind._opens}
            records = model.search_fetch(
                kind._domain(day) & (direct | recorded), sorted(filter(None, names))
            )
            mine = records if direct.is_true() else records.filtered_domain(direct)
            if records:
                found.append((kind, records, mine, own))
        return found

    @api.model
    def _dues(self, found):
        """:return: {(rule, record id): due day (date)} from the open findings; one
        query"""
        asked = {}
        for kind, records, _direct, _own in found:
            if kind._rule:
                asked.setdefault(kind._rule, set()).update(records.ids)
        if not asked:
            return {}
        domain = Domain.OR(
            Domain("rule", "=", rule) & Domain("subject_id", "in", list(ids))
            for rule, ids in asked.items()
        )
        # sudo: read the due days of records that he may read, also by a role of others
        findings = self.env["committee.finding"].sudo()
        findings = findings.search_fetch(
            domain & Domain("state", "=", "open") & Domain("due_on", "!=", False),
            ["rule", "subject_id", "due_on"],
            order="due_on DESC",
        )
        return {(f.rule, f.subject_id): f.due_on for f in findings}

    @api.model
    def _last_day(self, record, dues, edition):
        """:return: the last day of `record` (date): the due day of its rule, or its
        own; False where there is none"""
        if due := dues.get((self._rule, record.id)):
            return due
        until = record[self._until] if self._until else False
        if until and self._lead:
            until -= timedelta(days=edition[self._lead])
        return until

    # ------------------------------------------------------------
    # ROWS
    # ------------------------------------------------------------

    @api.model
    def _row(self, record, until, day, direct, own):
        """:return: one row of `today`; `_name_rows` adds the names of all rows at
        once"""
        step = self._step()
        since = record[self._since] if self._since else False
        opened = record[self._opens] if self._opens else record
        label = self._label if direct else self._label_on_paper or self._label
        days = (until - day).days if until else False
        way = self._way if step else "open"
        row = {
            "key": f"{self._key}-{record.id}",
            "code": self._key,
            "id": record.id,
            "label": self.env._(label),
            "since": since,
            "until": until,
            "days": days,
            "when": self._when(days),
            "own": own,
            "on_paper": not direct,
            "model": self._model,
            "opens": [opened._name, opened.id],
            "way": way,
            "verb": self._verb,
            "button": str(step.label) if step and way != "open" else False,
        }
        if way == "step":
            row["step"] = {
                "default_record_model": self._model,
                "default_record_id": record.id,
                "default_verb": self._verb,
            }
            if self._day_of_step and record[self._day_of_step]:
                row["step"]["default_on"] = record[self._day_of_step].isoformat()
        return row

    @api.model
    def _when(self, days):
        """:param days: days until the last day (int), False where there is none"""
        if days is False:
            return "later" if self._can_wait else "soon"
        return "overdue" if days < 0 else "later" if days > SOON else "soon"

    @api.model
    def _name_rows(self, rows):
        """Add the name of its record to each row; the records of one model are read
        together."""
        kinds = {kind._key: kind for kind in self._kinds()}
        far = len(self.env.companies) > 1 or self.env.user.has_group(
            f"{ADDON}.group_committee_national"
        )
        together = {}
        for row in rows:
            together.setdefault(row["model"], set()).add(row["id"])
        records = {
            (model, record.id): record
            for model, ids in together.items()
            for record in self.env[model].browse(ids)
        }
        for row in rows:
            kind, record = kinds[row["code"]], records[row["model"], row["id"]]
            row["name"] = kind._name_of(record)
            place = record.mapped(kind._place) if far and kind._place else False
            place = place and place.display_name
            row["place"] = place if place and place not in row["name"] else False

    @api.model
    def open_all(self, code):
        """:param code: the key of a kind of work
        :return: the action that lists all records of it that wait
        """
        day = jalali.today()
        user_roles = self._user_roles()
        kind = next(kind for kind in self._kinds() if kind._key == code)
        direct, recorded, _own = kind._actor_domains(user_roles)
        found = self.env[kind._model].search(kind._domain(day) & (direct | recorded))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(kind._label),
            "res_model": kind._model,
            "domain": [("id", "in", found.ids)],
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }
