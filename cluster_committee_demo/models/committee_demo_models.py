from collections import defaultdict

from odoo import api, models

LOWEST = "web_jalali"  # the committee's addons and all others above it
HOLDS = ("restrict", "cascade")


class CommitteeDemo(models.AbstractModel):
    """Finds what the records of a committee consist of."""

    _inherit = "committee.demo"

    @api.model
    def _committee_models(self):
        """The models of the committee's addons, and of any other above them, whose
        records belong to a company.

        :return: (their names, what holds others before what it holds; {name: the links
            that are cut before, where two models hold each other})
        """
        names = self._models_of_companies()
        links = sorted(
            (not field.required, name, field.comodel_name, field.name)
            for name in names
            for field in self.env[name]._fields.values()
            if field.type == "many2one" and field.store and field.ondelete in HOLDS
            if field.comodel_name in names and field.comodel_name != name
        )
        holders, loops = defaultdict(set), defaultdict(set)
        for _optional, name, held, link in links:
            if held in _all_above(name, holders):
                loops[name].add(link)
            else:
                holders[held].add(name)
        ordered = {}
        for name in sorted(names):
            for above in (*_all_above(name, holders), name):
                ordered[above] = None
        return list(ordered), dict(loops)

    def _models_of_companies(self):
        addons = self.env["ir.module.module"]._get(LOWEST)
        addons |= addons.downstream_dependencies(
            exclude_states=("uninstalled", "uninstallable")
        )
        ours = set(addons.mapped("name"))
        return {
            name
            for name, model in self.env.registry.items()
            if model._original_module in ours
            and model._auto  # models without a table have no records
            and not (model._abstract or model._transient)
            and "company_id" in model._fields
        }


def _all_above(name, holders):
    """Return the models that contain `name`, each after those that contain it."""
    found = {}

    def climb(held):
        for holder in sorted(holders[held]):
            if holder not in found:
                climb(holder)
                found[holder] = None

    climb(name)
    return found
