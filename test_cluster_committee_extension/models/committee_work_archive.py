from odoo import models
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class CommitteeWorkLend(models.AbstractModel):
    """Work on a model of this addon, for a role of this addon."""

    _name = "committee.work.lend"
    _inherit = "committee.work"
    _description = "Original to Lend"

    _key = "lend"
    _model = "test.committee.loan"
    _verb = "lend"
    _label = _lt("Lend the original")
    _since = "asked_on"
    _until = "due_on"
    _place = "committee_id.province_id"


class CommitteeWorkFile(models.AbstractModel):
    """Work on a model of the product, which a rule of this addon watches over."""

    _name = "committee.work.file"
    _inherit = "committee.work"
    _description = "Original to File"

    _key = "file"
    _model = "committee.meeting"
    _verb = "file"
    _where = (("filed_on", "=", False), ("kind", "=", "provincial"))
    _label = _lt("File the signed original")
    _label_on_paper = _lt("Record that the original was filed")
    _since = "chair_signed_on"
    _rule = "filing"
