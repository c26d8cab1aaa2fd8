from odoo import api, models
from odoo.exceptions import AccessError

# who a message says it is from, and what it is about
SENDER = frozenset({"author_id", "email_from", "author_guest_id", "model", "res_id"})


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _message_compute_author(self, author_id=None, email_from=None):
        """Who writes on a record with steps writes in his own name, whatever the client
        says; a server process may name another author."""
        if not self.env.su and hasattr(self, "_check_targets"):
            author_id, email_from = None, None
        return super()._message_compute_author(author_id, email_from)


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            own = self.env.user.partner_id
            sender = {
                "author_id": own.id,
                "email_from": own.email_formatted,
                "author_guest_id": False,
            }
            vals_list = [
                {**vals, **sender} if self._is_on_ours(vals.get("model")) else vals
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and not SENDER.isdisjoint(vals):
            # sudo: read what the messages are about
            models_of = {*self.sudo().mapped("model"), vals.get("model")}
            if any(map(self._is_on_ours, models_of)):
                raise AccessError(
                    self.env._(
                        "A message on a kept record keeps its author and its record:"
                        " write another message instead."
                    )
                )
        return super().write(vals)

    @api.model
    def _is_on_ours(self, model):
        model = model or self.env.context.get("default_model")
        return hasattr(self.env.get(model), "_check_targets")
