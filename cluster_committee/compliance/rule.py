from odoo import api, models


class CommitteeRule(models.AbstractModel):
    """A rule: what a clause demands, asked of all committees at once.

    Another addon adds one by a model that inherits this and is found through the
    registry.
    """

    _name = "committee.rule"
    _description = "Rule"

    # the rule's key in findings, and the clause it comes from
    _code = None
    _clause = None
    # level -> groups that are told when a finding reaches it
    _audiences = {}

    @api.model
    def _run(self, as_of, committees=None):
        """Bring what is stored up to `as_of` (date), and tell what is new.

        :param committees: only these; by default all whose standing can have changed
        :return: the number of committees that were looked at
        """
        raise NotImplementedError
