from odoo import api, models

from .. import babel_gate, calendar_system

SWITCHES = {calendar_system.ENABLED, calendar_system.GUARD_ALL}


class IrConfigParameter(models.Model):
    """Makes the administrator's switches take effect at once.

    The switch of the calendar is also set for code without an environment. Odoo clears
    its cache before the write, when our guard of all models has not been called yet.
    """

    _inherit = "ir.config_parameter"

    @api.model_create_multi
    def create(self, vals_list):
        parameters = super().create(vals_list)
        parameters._note_jalali_switch()
        return parameters

    def write(self, vals):
        result = super().write(vals)
        self._note_jalali_switch()
        return result

    def unlink(self):
        defaults = dict.fromkeys(self.mapped("key"), "True")
        result = super().unlink()
        self._note_jalali_switch(defaults)
        return result

    def _note_jalali_switch(self, values=None):
        values = values or {parameter.key: parameter.value for parameter in self}
        if values.keys().isdisjoint(SWITCHES):
            return
        registry = self.env.registry
        registry.clear_cache("stable")
        if calendar_system.ENABLED in values:
            babel_gate.remember(registry, values[calendar_system.ENABLED])
            self.env.cr.postrollback.add(lambda: babel_gate.forget(registry))
