from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools.translate import LazyTranslate

from odoo.addons.cluster_committee.models.procedure.procedure import CONTROL_BLOCK
from odoo.addons.workflow_verb.tools import needs, verb

from .committee_edition_exchange import (
    CLAUSE,
    CRITERION,
    EDITION,
    INTERPRETATION,
    KIND,
    PROCEDURE,
    SEAT,
)

_lt = LazyTranslate(__name__)


class CommitteeProcedureEdition(models.Model):
    """A stand-alone province takes over the edition of a file, all of it or nothing,
    and what was interpreted since (3-2)."""

    _inherit = "committee.procedure.edition"

    can_receive = fields.Boolean(compute="_compute_can")

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @verb(
        "draft",
        to="in_force",
        by=("secretary", "owner"),
        label=_lt("Take Over From File"),
        dating="paper",
    )
    def action_receive(self):
        """Bring into force what the national organisation enacted and sent (3-2)."""
        self._check_blockers("receive")
        self._supersede_predecessors()
        self._transition("receive")
        # sudo: rebuild the table of days, which no user may write
        self.env["committee.calendar.day"].sudo()._rebuild()

    @needs("receive")
    def _needs_the_file(self, act):
        """Only what a signed file brought is taken over; the owner enacts his own."""
        # sudo: read whether a national office exists; nothing else is shown
        companies = self.env["res.company"].sudo()
        nation = companies.search_count([("is_national_office", "=", True)], limit=1)
        found = {}
        for edition in self:
            if not edition.received_digest:
                found[edition.id] = [
                    self.env._(
                        "%(edition)s was not brought by a file of the national"
                        " organisation: its owner enacts it (clause 3-2).",
                        edition=edition.display_name,
                    )
                ]
            elif nation:
                found[edition.id] = [
                    self.env._(
                        "The national organisation works in this database: it enacts"
                        " %(edition)s itself, and no file is needed (clause 3-2).",
                        edition=edition.display_name,
                    )
                ]
        return found

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    @api.model
    def _find_received(self, content):
        """The edition of this code and number that is here already, if any."""
        return self.search(
            [
                ("procedure_id.code", "=", content["procedure"]["code"]),
                ("number", "=", content["edition"]["number"]),
            ]
        )

    @api.model
    def _receive_edition(self, content, key):
        """Take over the edition of a file whose signature was checked, or only what
        was interpreted since.

        :return: the edition
        """
        self._check_keeper_of_editions()
        edition = self._find_received(content)
        if edition:
            self._check_is_the_same(edition, content)
        else:
            edition = self._create_received(content, key)
            edition.action_receive()
        # sudo: create what the office has issued, as its signed file has it
        edition.sudo()._receive_interpretations(content["interpretations"])
        return edition

    def _check_keeper_of_editions(self):
        user = self.env.user
        if not any(
            user.has_group(f"cluster_committee.group_committee_{role}")
            for role in ("secretary", "owner")
        ):
            raise UserError(
                self.env._(
                    "The edition of the national organisation is taken over by the"
                    " secretary of the committee (section 7)."
                )
            )

    def _check_is_the_same(self, edition, content):
        if edition.state == "draft":
            raise UserError(
                self.env._(
                    "%(edition)s is being drafted here: delete the draft, or give it"
                    " another number, before the edition of the file is taken over.",
                    edition=edition.display_name,
                )
            )
        here = edition._exchange_content()
        # parameters that came later have their defaults in both
        for name in set(here["policy"]) - set(content["policy"]):
            del here["policy"][name]
        if self._core_digest(here) != self._core_digest(content):
            raise UserError(
                self.env._(
                    "%(edition)s is in force here already, and says something else than"
                    " the file. What is in force does not change (clause 3-2): ask the"
                    " national organisation which of the two is right.",
                    edition=edition.display_name,
                )
            )

    @api.model
    def _create_received(self, content, key):
        unknown = set(content["policy"]) - set(self._policy_names())
        if unknown:
            raise UserError(
                self.env._(
                    "The file was written by a newer version of this software, whose"
                    " parameters are not known here: %(names)s. Upgrade it first.",
                    names=", ".join(sorted(unknown)),
                )
            )
        # sudo: create what the office has enacted, as its signed file has it
        privileged = self.sudo().with_context(lang=None)
        kinds = privileged._receive_kinds(content["institution_kinds"])
        lines = {
            "clause_ids": [({}, line) for line in content["clauses"]],
            "seat_ids": [
                ({"institution_kind_id": kinds[line["kind"]].id}, line)
                for line in content["seats"]
            ],
            "criterion_ids": [({}, line) for line in content["criteria"]],
        }
        own = {"clause_ids": CLAUSE, "seat_ids": SEAT, "criterion_ids": CRITERION}
        return self._permitted_create(
            [
                {
                    **self._values_from(content["edition"], EDITION),
                    **content["policy"],
                    "procedure_id": privileged._receive_procedure(content).id,
                    "control_block": content["control_block"],
                    "received_digest": self._core_digest(content),
                    "received_key_id": key.id,
                    "received_changes": content["changes"],
                    **{
                        name: [
                            Command.create(
                                {**self._values_from(line, own[name]), **extra}
                            )
                            for extra, line in found
                        ]
                        for name, found in lines.items()
                    },
                }
            ]
        )

    @api.model
    def _values_from(self, content, names):
        """{name: value to write} of `names` in a part of a file; None becomes False."""
        return {
            name: content[name] if content[name] is not None else False
            for name in names
        }

    @api.model
    def _receive_kinds(self, content):
        """{code: kind of institution}; those that are not here yet are added."""
        kinds = self.env["committee.institution.kind"].with_context(
            lang=None, active_test=False
        )
        here = {self._kind_code(kind): kind for kind in kinds.search([])}
        missing = [
            values
            for values in content
            if (values["code"] or values["name"]) not in here
        ]
        created = kinds.create([self._values_from(values, KIND) for values in missing])
        here |= {self._kind_code(kind): kind for kind in created}
        return {**here, None: kinds.browse()}

    @api.model
    def _receive_procedure(self, content):
        """The procedure of the file, with the control block that it has by now."""
        procedures = self.env["committee.procedure"]
        received = self._values_from(content["procedure"], PROCEDURE)
        block = content["control_block"]
        values = {name: block[name] for name in CONTROL_BLOCK if name != "code"}
        values["short_name"] = received["short_name"]
        values["prepared_on"] = block["prepared_on"]
        procedure = procedures.search([("code", "=", received["code"])])
        if procedure:
            procedure.write(values)
            return procedure
        governs = not procedures.search_count([("governs", "=", True)], limit=1)
        values |= {"code": received["code"], "governs": governs}
        return procedures.create(values)

    def _receive_interpretations(self, content):
        """Enter the interpretations that are not here yet, as issued."""
        interpretations = self.env["committee.interpretation"]
        numbers = [values["number"] for values in content]
        here = interpretations.search([("number", "in", numbers)]).grouped("number")
        clauses = self.clause_ids.grouped("code")
        drafts = interpretations
        for values in content:
            known = here.get(values["number"])
            if known and known.text != values["text"]:
                raise UserError(
                    self.env._(
                        "An interpretation numbered %(number)s is here already, and"
                        " says something else than the file (clause 3-2).",
                        number=values["number"],
                    )
                )
            if not known:
                drafts |= interpretations.create(
                    {
                        **self._values_from(values, INTERPRETATION),
                        "clause_id": clauses[values["clause"]].id,
                    }
                )
        if drafts:
            drafts._move("issue")
