from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.workflow_verb.tools import Mandate


class WorkflowAct(models.Model):
    """The acts of a committee are its history too."""

    _inherit = "workflow.act"

    _verb_fields = frozenset({"committee_id", "planned_on", "counts_from"})

    committee_id = fields.Many2one(
        comodel_name="committee.committee",
        ondelete="cascade",
        index=True,
        readonly=True,
    )

    # so that the schedule of a past day is known, whenever the meeting was moved later
    planned_on = fields.Date(
        string="Meeting Planned On",
        readonly=True,
        help="The day for which the meeting was planned when the step was taken.",
    )

    counts_from = fields.Date(
        string="Meeting Counted From",
        readonly=True,
        help="Since when the meeting counted when the step was taken.",
    )

    # since when a company works with this system
    _entered = models.Index("(company_id, entered_at)")
    _returned = models.Index("(res_id) WHERE verb = 'return_minutes'")
    _postponed = models.Index("(res_id) WHERE verb = 'postpone'")

    @api.model
    def _log(self, records, verb, target, *, on, reason):
        acts = super()._log(records, verb, target, on=on, reason=reason)
        # what was done before this system came is told of by the import as a whole
        past = isinstance(self.env.context.get("workflow_mandate"), Mandate)
        if "chair" in verb.by and not past:
            recorded = acts.filtered("on_paper")
            recorded._notify_chairs(records, verb)
            self.env["committee.act.paper"]._keep(recorded, records, verb)
        return acts

    def _notify_chairs(self, records, verb):
        """Tell each chair, by mail or in his inbox as he prefers, what was recorded in
        his name: one message for all records of one step.

        :param records: those of the acts, and perhaps others
        :param verb: the `Verb` that was recorded
        """
        told = defaultdict(self.browse)
        # sudo: read who chaired the committees on the day of the acts
        for day, acts in self.sudo().grouped("on").items():
            chairs = acts.committee_id._chairs_on(day)
            for act in acts:
                told[chairs.get(act.committee_id)] |= act
        for chair, acts in told.items():
            if chair:
                acts._notify_chair(
                    chair, records.browse(act.res_id for act in acts), verb
                )

    def _notify_chair(self, chair, records, verb):
        lang = chair.lang or self.env.lang
        # sudo: name what was recorded in the name of the recipient himself
        named = records.sudo().with_context(lang=lang)
        days = {act.res_id: named._print_date(act.on) for act in self}
        step = str(self.with_context(lang=lang).env._(verb.label))
        lines = Markup("").join(
            Markup("<li>%s – %s</li>") % (record.display_name, days[record.id])
            for record in named
        )
        body = named.env._(
            "%(user)s has recorded from paper, in your name: %(step)s.",
            user=self.env.user.name,
            step=step,
        )
        closing = named.env._(
            "If this is not what you signed, tell the secretariat and the national"
            " office."
        )
        one = named if len(named) == 1 else named.browse()
        # on one record the message has a button that opens it
        target = {"model": one._name, "res_id": one.id} if one else {}
        # sudo: write to somebody whom the user may not read, in the user's own name
        threads = self.env["mail.thread"].sudo().with_context(lang=lang)
        threads.message_notify(
            partner_ids=chair.ids,
            author_id=self.env.user.partner_id.id,
            subject=named.env._("Recorded in your name: %(step)s", step=step),
            body=Markup("<p>%s</p><ul>%s</ul><p>%s</p>") % (body, lines, closing),
            force_send=False,  # Odoo's own queue mails it after the commit
            email_add_signature=False,
            **target,
        )

    @api.model
    def _values_of_subject(self, record):
        path = getattr(record, "_committee_path", None)
        committee = record[path] if path else record
        is_committee = committee._name == "committee.committee"
        return {
            **super()._values_of_subject(record),
            "committee_id": committee.id if is_committee else False,
            **self._values_of_meeting(record),
        }

    @api.model
    def _values_of_meeting(self, record):
        if record._name != "committee.meeting":
            return {}
        return {name: record[name] for name in ("planned_on", "counts_from")}
