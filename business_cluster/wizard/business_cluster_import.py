from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali, persian

from ..lib.import_row import Column
from ..models.business_cluster import LIFE_CYCLE
from ..models.business_cluster_life_cycle import FORWARD

_lt = LazyTranslate(__name__)

TEXTS = ("name", "product", "location")
WHOLES = ("firm_count", "employee_count")
# stage: the step that leads to it, in their mandatory order
STEPS = {stage: verb for (stage, _label), verb in zip(LIFE_CYCLE, FORWARD, strict=True)}
ORDER = _lt("The day of each step; a later one only after the earlier ones.")


class BusinessClusterImport(models.TransientModel):
    """Takes over the clusters that a province has listed so far, with the days of the
    steps that they have taken."""

    _name = "business.cluster.import"
    _description = "Import of Clusters"
    _inherit = ["spreadsheet.import"]

    _import_columns = (
        Column("name", _lt("Cluster"), "name", required=True),
        Column("product", _lt("Main Product"), "name"),
        Column("location", _lt("Location"), "name"),
        Column("firm_count", _lt("Number of Firms"), "whole"),
        Column("employee_count", _lt("Number of Employees"), "whole"),
        Column("agent", _lt("Cluster Development Agent (CDA)"), "name"),
        Column("identified", _lt("Identified On"), "day", help=ORDER),
        Column("prioritised", _lt("Prioritised On"), "day", help=ORDER),
        Column("feasibility", _lt("Feasibility Study Since"), "day", help=ORDER),
        Column(
            "feasibility_result",
            _lt("Result of the Feasibility Study"),
            "choice",
            choices=(("positive", _lt("Positive")), ("negative", _lt("Negative"))),
        ),
        Column("diagnostic", _lt("Diagnostic Study Since"), "day", help=ORDER),
        Column("planning", _lt("Action Planning Since"), "day", help=ORDER),
        Column("plan_approved", _lt("Action Plan Approved On"), "day", help=ORDER),
        Column("year_1", _lt("First Year Since"), "day", help=ORDER),
        Column("year_2", _lt("Second Year Since"), "day", help=ORDER),
        Column("year_3", _lt("Third Year Since"), "day", help=ORDER),
        Column("evaluation", _lt("Evaluation Since"), "day", help=ORDER),
        Column("completed", _lt("Completion Licence On"), "day", help=ORDER),
        Column("aftercare", _lt("Support Since"), "day", help=ORDER),
    )

    # ------------------------------------------------------------
    # WHAT IS THERE
    # ------------------------------------------------------------

    def _find_records(self, rows):
        clusters = self.env["business.cluster"].search(
            [("company_id", "=", self.env.company.id)]
        )
        by_key = {cluster.name_key: cluster for cluster in clusters}
        seen = {}
        for row in rows:
            key = clusters._key_of(row.values.get("name"))
            row.record = by_key.get(key)
            if key and key in seen:
                row.errors.append(
                    self.env._(
                        "Row %(row)s is the same cluster.", row=self._digits(seen[key])
                    )
                )
            seen.setdefault(key, row.number)
        found = clusters.union(*(row.record for row in rows if row.record))
        steps, agents = found._valid_steps(), self._find_agents(rows)
        for row in rows:
            row.steps = steps.get(row.record, ())
            row.agent = agents.get(persian.normalise(row.values.get("agent", "")))

    def _find_agents(self, rows):
        """{key of the name: partner} of the agents that are known already"""
        keys = {persian.normalise(row.values.get("agent", "")) for row in rows} - {""}
        partners = self.env["res.partner"].search(
            [("committee_search_key", "in", list(keys))], order="id desc"
        )
        return {partner.committee_search_key: partner for partner in partners}

    def _compare_row(self, row):
        cluster = row.record
        for key in (*TEXTS, *WHOLES):
            if cluster and key in row.values and row.values[key] != cluster[key]:
                self._note_change(row, key, cluster[key], row.values[key])
        if agent := row.values.get("agent"):
            known = row.agent
            if not known or cluster and cluster.agent_id != known:
                row.changes.append(self._agent_change(agent, known))
        if min((row.values.get(key, 0) for key in WHOLES), default=0) < 0:
            row.errors.append(
                self.env._("Numbers of firms and of employees are not negative.")
            )
        self._compare_steps(row)

    def _note_change(self, row, key, old, new):
        column = next(c for c in self._import_columns if c.key == key)
        row.changes.append(
            self.env._(
                "%(column)s: “%(old)s” becomes “%(new)s”.",
                column=self._text(column.label),
                old=old or "",
                new=new,
            )
        )

    def _agent_change(self, agent, known):
        if known:
            return self.env._("The agent becomes %(agent)s.", agent=known.name)
        return self.env._("%(agent)s is entered as a new contact.", agent=agent)

    # ------------------------------------------------------------
    # STEPS
    # ------------------------------------------------------------

    def _compare_steps(self, row):
        """The days of a row against those recorded, and against the life cycle."""
        taken = {
            step.stage: step.on for step in reversed(row.steps) if step.stage in STEPS
        }
        previous, gap = None, None
        for stage in STEPS:
            day = row.values.get(stage) or taken.get(stage)
            if not day:
                gap = gap or stage
                continue
            if sentence := self._step_error(row, stage, day, previous, gap, taken):
                row.errors.append(sentence)
            elif stage not in taken:
                if row.record:
                    row.changes.append(
                        self.env._(
                            "%(stage)s: %(day)s is added.",
                            stage=self._stage_label(stage),
                            day=self._day_text(day),
                        )
                    )
            previous = day
        self._compare_feasibility(row, taken)
        self._check_rights(row, taken)

    def _step_error(self, row, stage, day, previous, gap, taken):
        label, text = self._stage_label(stage), self._day_text(day)
        if stage in taken and taken[stage] != day:
            return self.env._(
                "%(stage)s is recorded for %(day)s already; withdraw that step first if"
                " it was a mistake.",
                stage=label,
                day=self._day_text(taken[stage]),
            )
        if stage in taken:
            return None
        if row.record and row.record.state == "stopped":
            return self.env._("The project is stopped: resume it first.")
        if gap:
            return self.env._(
                "%(stage)s needs the steps before it: the day of “%(gap)s” is missing"
                " (note 2).",
                stage=label,
                gap=self._stage_label(gap),
            )
        if day > jalali.today():
            return self.env._(
                "%(stage)s: %(day)s lies in the future.", stage=label, day=text
            )
        if previous and day < previous:
            return self.env._(
                "%(stage)s: %(day)s lies before the step before it.",
                stage=label,
                day=text,
            )
        return None

    def _compare_feasibility(self, row, taken):
        result = row.values.get("feasibility_result")
        cluster = row.record
        if result and "feasibility" not in {**taken, **row.values}:
            row.errors.append(
                self.env._("There is a result of a feasibility study without its day.")
            )
        elif result and cluster and cluster.feasibility_result != result:
            if "diagnostic" in taken or cluster.state == "stopped":
                row.errors.append(
                    self.env._(
                        "The result of the feasibility study is recorded already."
                    )
                )
            else:
                self._note_change(
                    row, "feasibility_result", cluster.feasibility_result, result
                )
        known = result or (cluster and cluster.feasibility_result)
        if "diagnostic" in row.values and known != "positive":
            row.errors.append(
                self.env._(
                    "Only a cluster with a positive feasibility study goes on to the"
                    " diagnostic study (note 2): write its result."
                )
            )

    def _check_rights(self, row, taken):
        """Steps that belong to the manager are not taken by an officer's list."""
        clusters = self.env["business.cluster"]
        for stage, name in STEPS.items():
            if stage not in row.values or stage in taken:
                continue
            roles = [clusters._roles[role] for role in clusters._verb(name).by]
            if not any(self.env.user.has_group(role.group) for role in roles):
                row.errors.append(
                    self.env._(
                        "%(stage)s is recorded by %(role)s.",
                        stage=self._stage_label(stage),
                        role=" / ".join(self.env._(role.label) for role in roles),
                    )
                )

    def _stage_label(self, stage):
        labels = self.env["business.cluster"]._fields["state"]
        return dict(labels._description_selection(self.env))[stage]

    # ------------------------------------------------------------
    # WRITING
    # ------------------------------------------------------------

    def _write_rows(self, rows):
        self._create_agents(rows)
        clusters = self.env["business.cluster"]
        new = [row for row in rows if row.fate == "new"]
        created = clusters.create(
            [{"name": row.values["name"], **self._prepare_values(row)} for row in new]
        )
        for row, cluster in zip(new, created, strict=True):
            row.record = cluster
        for row in rows:
            if row not in new and row.changes:
                if values := self._prepare_values(row):
                    row.record.write(values)
        self._take_steps(rows)
        return clusters.union(*(row.record for row in rows))

    def _create_agents(self, rows):
        unknown = [row for row in rows if row.values.get("agent") and not row.agent]
        names = {persian.normalise(row.values["agent"]): row for row in unknown}
        partners = self.env["res.partner"].create(
            [{"name": row.values["agent"]} for row in names.values()]
        )
        by_key = dict(zip(names, partners, strict=True))
        for row in unknown:
            row.agent = by_key[persian.normalise(row.values["agent"])]

    def _prepare_values(self, row):
        values = {
            key: row.values[key] for key in (*TEXTS, *WHOLES) if key in row.values
        }
        if row.agent:
            values["agent_id"] = row.agent.id
        return values

    def _take_steps(self, rows):
        """Each step for all clusters that took it on the same day, by its verb."""
        for stage, verb in STEPS.items():
            if stage == "diagnostic":
                self._write_results(rows)
            by_day = {}
            for row in rows:
                recorded = {step.stage for step in row.steps}
                if stage in row.values and stage not in recorded:
                    day = row.values[stage]
                    by_day[day] = by_day.get(day, row.record.browse()) | row.record
            for day, clusters in sorted(by_day.items()):
                getattr(clusters, f"action_{verb}")(on=day)
        self._write_results(rows)

    def _write_results(self, rows):
        for result in ("positive", "negative"):
            clusters = self.env["business.cluster"].union(
                *(
                    row.record
                    for row in rows
                    if row.values.get("feasibility_result") == result
                    and row.record.state == "feasibility"
                    and row.record.feasibility_result != result
                )
            )
            clusters.write({"feasibility_result": result})
