"""The decision on a request comes back by file, and takes effect as it would where the
owner of the procedure decides in the same database (A33)."""

import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.workflow_verb.tools import Mandate

# what may follow each other in a file
COURSES = (["grant"], ["refuse"], ["grant", "take_back"])
# the steps that a decision consists of, for the importing user
STEPS = (
    ("committee.request", "grant"),
    ("committee.request", "refuse"),
    ("committee.finding", "settle"),
    ("committee.finding", "reopen"),
    ("committee.exemption", "grant"),
    ("committee.exemption", "end_early"),
)


class CommitteeRequest(models.Model):
    """A request that was sent is decided by the signed file of the office."""

    _inherit = "committee.request"

    _verb_fields = frozenset({"decider_name", "decision_key_id", "taken_back_on"})

    decider_name = fields.Char(
        string="Decided By (File)",
        readonly=True,
        copy=False,
        help="Who decided it in the database of the national organisation.",
    )
    decision_key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    taken_back_on = fields.Date(
        readonly=True,
        copy=False,
        help="The day from which the owner of the procedure took back what he had"
        " granted.",
    )

    # ------------------------------------------------------------
    # IN
    # ------------------------------------------------------------

    @api.model
    def _receive_decision(self, content, paper, key):
        """Carry out the decision of a file whose signature was checked.

        :return: the request
        """
        self._check_may_take_decision(content)
        request = self._find_sent(content)
        request._check_course(content["decisions"])
        for decision in content["decisions"][request._decisions_taken() :]:
            request._carry_out(decision, paper, content["document_name"], key)
        return request

    def _check_may_take_decision(self, content):
        """:raises UserError: where the owner himself decides, by another road, or the
        file is not for this province or not for this user"""
        company = self.env.company
        if self.env["res.company"]._office_is_here():
            raise UserError(
                self.env._(
                    "The national organisation works in this database: the owner of the"
                    " procedure decides here, and no file is taken (clause 3-2)."
                )
            )
        if not self.env.user.has_group("cluster_committee.group_committee_secretary"):
            raise UserError(
                self.env._(
                    "The decision of the national organisation is taken over by the"
                    " secretary of the committee (clause 3-2)."
                )
            )
        if content["province"] != company.province_id.iso_code:
            raise UserError(
                self.env._(
                    "The decision is for another province (%(code)s), and not for"
                    " %(company)s.",
                    code=content["province"],
                    company=company.name,
                )
            )

    @api.model
    def _find_sent(self, content):
        """:return: the request that the decision is on

        :raises UserError: where it was not sent from here
        """
        request = self.search(
            [
                ("company_id", "=", self.env.company.id),
                ("sent_sha256", "=", content["request_sha256"]),
            ],
            limit=1,
        )
        if not request:
            raise UserError(
                self.env._(
                    "The decision is on request %(number)s, which was not sent from"
                    " here as the national organisation has it. Nothing was imported.",
                    number=self._digits(content["number"]),
                )
            )
        return request

    def _decisions_taken(self):
        """:return: how many decisions of a file have taken effect here already"""
        self.ensure_one()
        if self.state not in ("granted", "refused"):
            return 0
        return 2 if self.taken_back_on else 1

    def _check_course(self, decisions):
        """:raises UserError: where the file decides what is not open here"""
        course = [decision["step"] for decision in decisions]
        if course not in COURSES:
            raise UserError(
                self.env._(
                    "The file tells of decisions that cannot follow each other. Nothing"
                    " was imported; ask the national organisation for another file."
                )
            )
        decided = {"granted": "grant", "refused": "refuse"}.get(self.state, course[0])
        if decided != course[0] or self.state in ("draft", "withdrawn"):
            raise UserError(
                self.env._(
                    "“%(request)s” is in the state “%(state)s” here, and the file"
                    " decides otherwise. Nothing was imported. What was withdrawn here"
                    " is told to the national organisation by its file.",
                    request=self.display_name,
                    state=self._state_label(),
                )
            )

    def _carry_out(self, decision, paper, paper_name, key):
        evidence = {
            "number": decision["number"],
            "document": base64.b64encode(paper) if paper else False,
            "document_name": paper_name or False,
        }
        on, reason = fields.Date.to_date(decision["decided_on"]), decision["reason"]
        decided = self._in_place_of_the_owner()
        if decision["step"] == "grant":
            decided.action_grant(on=on, reason=reason, evidence=evidence)
        elif decision["step"] == "refuse":
            decided.action_refuse(on=on, reason=reason)
        else:
            decided._take_back(on, reason, evidence)
        self._name_the_decider(decision, key)
        self.message_post(
            body=self.env._(
                "The decision that %(person)s took on %(day)s in the database of the"
                " national organisation was imported from its signed file.",
                person=decision["decided_by"],
                day=self._print_date(on),
            )
        )

    def _in_place_of_the_owner(self):
        """These with the right to record what the owner decided elsewhere.

        The mandate names this user, this company and the steps of a decision; every
        check of the steps is made, and the acts show that they were recorded.
        """
        mandate = Mandate(self.env.user, self.company_id, STEPS)
        # sudo: act in the place of the owner, whose signed file was checked before
        return self.sudo().with_context(workflow_mandate=mandate)

    def _take_back(self, on, reason, evidence):
        """What was granted ends: the finding is open again, the exemption is over."""
        if self.kind == "closing":
            self.finding_id.action_reopen(on=on, reason=reason, evidence=evidence)
        else:
            self.exemption_id.action_end_early(on=on, reason=reason)
        self._permitted({"taken_back_on"}).write({"taken_back_on": on})

    def _name_the_decider(self, decision, key):
        """Who decided is no user of this database: his name stands in his place."""
        values = {
            "decided_by_id": False,
            "decider_name": decision["decided_by"],
            "decision_key_id": key.id,
        }
        self._permitted(values).write(values)
        settled = self.finding_id.filtered("settled_on")
        settled._permitted({"settled_by_id"}).write({"settled_by_id": False})
