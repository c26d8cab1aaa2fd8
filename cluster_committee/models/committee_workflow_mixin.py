"""What the records of the committee add to the steps: who acts, and of which one."""

from odoo import models
from odoo.tools.translate import LazyTranslate

from odoo.addons.web_jalali.tools import jalali
from odoo.addons.workflow_verb.tools import Role, united, united_sets

from ..lib.addon import ADDON

_lt = LazyTranslate(__name__)


class CommitteeWorkflowMixin(models.AbstractModel):
    """Records that move by verbs of the people of a committee."""

    _name = "committee.workflow.mixin"
    _inherit = "workflow.mixin"
    _description = "Workflow of the Committee"

    _workflow_roles = {
        name: Role(f"{ADDON}.group_committee_{name}", label)
        for name, label in {
            "officer": _lt("an officer of the secretariat"),
            "supervisor": _lt("the small-industries deputy of the company"),
            "secretary": _lt("the secretary of the committee"),
            "chair": _lt("the chair of the committee"),
            "national": _lt("the national office"),
            "owner": _lt("the owner of the procedure"),
        }.items()
    }
    # where the committee of a record is found
    _committee_path = "committee_id"
    # steps whose signed paper is kept with the record itself; merged along `_inherit`
    _papers_of_steps = frozenset()

    def _act_has_own_paper(self, step):
        """Whether the signed paper of the step, recorded for the chair, is kept with
        its act: it has no letter, and the record does not keep it either.

        :param step: its `Verb`
        """
        kept = step.name in united_sets(self, "_papers_of_steps")
        return "chair" in step.by and not step.letter and not kept

    def _holding(self, role, act=None):
        """That of the chair also by his delegation, for a delegable `act`."""
        records = super()._holding(role, act)
        return records._chaired(act) if role == "chair" and records else records

    def _chaired(self, act=None, on=None):
        """Those whose committee is chaired by the user himself (4-2), on `on` (date) or
        today; or where he may do `act` in the place of the chair."""
        path = self._committee_path
        day = on or jalali.today()
        # sudo: read who sits, to find the user's own seat
        records = self.sudo()
        committees = records.mapped(path) if path else records
        chaired = committees._chaired_on(day, self.env.user.partner_id, act)
        mine = records.filtered(
            lambda record: (record[path] if path else record) in chaired
        )
        return self & mine.with_env(self.env)

    def _without_power(self, act):
        """Who acts for the chair today could, on the day of the act, not do so yet."""
        kind = act.verb.delegable
        if not kind or act.on == jalali.today():
            return {}
        sentence = self.env._(
            "On %(day)s the chair had not delegated the step “%(step)s” to %(person)s:"
            " an act is dated within the delegation (clause 4-4).",
            day=self._print_date(act.on),
            step=str(act.verb.label),
            person=self.env.user.partner_id.name,
        )
        powerless = self - self._chaired() - self._chaired(kind, act.on)
        return {record_id: [sentence] for record_id in powerless._ids}


class CommitteeStepHelp(models.AbstractModel):
    """A form that quotes the procedure: each step has the code of a clause.

    The clauses themselves come from the compliance engine.
    """

    _name = "committee.step.help"
    _inherit = "workflow.step.help"
    _description = "Clause of the Next Step"

    # as `_step_help`, for records of an expert committee
    _expert_step_help = {}

    def _help_of_steps(self):
        if "kind" in self._fields and self.kind == "expert":
            return united(self, "_expert_step_help")
        return super()._help_of_steps()
