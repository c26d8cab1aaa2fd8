from odoo import api, fields, models
from odoo.fields import Domain
from odoo.models import MAGIC_COLUMNS

from ..lib import signed_file

PROCEDURE = ("code", "name", "short_name")
EDITION = (
    "number",
    "edition_date",
    "effective_from",
    "change_description",
    "pages_changed",
    "change_source",
    "chair_title",
    "chair_title_1391",
    "secretary_title",
    "parent_body",
    "parent_body_1391",
)
CHANGE = (
    "number",
    "edition_date",
    "effective_from",
    "pages_changed",
    "change_description",
    "change_source",
)
CLAUSE = ("code", "number", "sequence", "name", "text", "actor", "is_duty")
SEAT = ("sequence", "name", "name_1391", "role", "statutory", "decree_required")
KIND = (
    "code",
    "name",
    "name_1391",
    "sequence",
    "is_bank",
    "is_governorate",
    "is_estates_company",
)
CRITERION = ("sequence", "name", "weight", "note")
INTERPRETATION = ("number", "date", "question", "text")
# what makes an edition the one it is; interpretations and older changes come later
CORE = (
    "control_block",
    "edition",
    "policy",
    "clauses",
    "seats",
    "criteria",
)


class CommitteeProcedureEdition(models.Model):
    """An edition is sent to stand-alone provinces as a file signed by the office
    (7)."""

    _inherit = "committee.procedure.edition"

    _verb_fields = frozenset({"received_digest", "received_key_id", "received_changes"})

    received_digest = fields.Char(
        string="SHA-256 of the File",
        readonly=True,
        copy=False,
        help="Of what the national organisation enacted, as its file brought it.",
    )
    received_key_id = fields.Many2one(
        comodel_name="committee.exchange.key",
        string="Signed With",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    received_changes = fields.Json(
        readonly=True,
        copy=False,
        help="The table of changes in the file: also of editions that never came here.",
    )
    can_export_file = fields.Boolean(compute="_compute_can_export_file")

    @api.depends("state")
    @api.depends_context("uid", "company")
    def _compute_can_export_file(self):
        national = self.env.user.has_group("cluster_committee.group_committee_national")
        for edition in self:
            edition.can_export_file = (
                national
                and self.env.company.is_national_office
                and bool(edition._enacted())
            )

    # ------------------------------------------------------------
    # OUT
    # ------------------------------------------------------------

    def _exchange_company(self):
        return self.env.company

    def _why_not_exportable(self):
        if not self.env.company.is_national_office:
            return self.env._(
                "Editions are sent by the national organisation: work in its company,"
                " and see that it is marked as the national organisation (section 7)."
            )
        if self.state == "draft":
            return self.env._(
                "%(edition)s is a draft; enact it before it is sent (clause 3-2).",
                edition=self.display_name,
            )
        return False

    def _exchange_file(self):
        self._check_exportable()
        name = f"{self.procedure_id.code}-edition-{self.number}.json"
        return name, signed_file.seal(
            "edition", self._exchange_content(), *self._exchange_keys()
        )

    def _exchange_content(self):
        """All that this edition consists of, by the codes that are alike everywhere."""
        self.ensure_one()
        # sudo: read the edition, which everyone bound by it may read
        edition = self.sudo().with_context(lang=None)
        values, kinds = edition._plain_values, edition.seat_ids.institution_kind_id
        interpretations = self.env["committee.interpretation"]
        issued = Domain("clause_id", "in", edition.clause_ids.ids)
        issued &= Domain("state", "=", "issued")
        return {
            "procedure": values(edition.procedure_id, PROCEDURE),
            "control_block": edition.control_block
            or edition.procedure_id._control_block(),
            "edition": values(edition, EDITION),
            "policy": values(edition, edition._policy_names()),
            "clauses": [values(clause, CLAUSE) for clause in edition.clause_ids],
            "seats": [
                {
                    **values(seat, SEAT),
                    "kind": self._kind_code(seat.institution_kind_id),
                }
                for seat in edition.seat_ids
            ],
            "criteria": [values(each, CRITERION) for each in edition.criterion_ids],
            "institution_kinds": [values(kind, KIND) for kind in kinds],
            "interpretations": [
                {**values(each, INTERPRETATION), "clause": each.clause_id.code}
                for each in interpretations.with_env(edition.env).search(
                    issued, order="number"
                )
            ],
            "changes": edition._change_table(),
        }

    @api.model
    def _kind_code(self, kind):
        return kind.code or kind.name or None

    @api.model
    def _policy_names(self):
        policy = self.env["committee.policy.mixin"]
        return sorted(
            name
            for name, field in policy._fields.items()
            if name not in MAGIC_COLUMNS and self._fields[name].store
        )

    def _change_table(self):
        """The changes up to this edition: of those here, and of those in its file."""
        rows = {row["number"]: row for row in self.received_changes or ()}
        for edition in self._changed_editions():
            rows[edition.number] = self._plain_values(edition, CHANGE)
        return [rows[number] for number in sorted(rows)]

    @api.model
    def _core_digest(self, content):
        """The SHA-256 of what makes an edition the one it is."""
        return signed_file.digest({name: content[name] for name in CORE})
