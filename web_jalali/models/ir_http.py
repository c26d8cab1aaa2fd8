from odoo import api, models

from .. import calendar_system, surfaces
from ..tools import clock, jalali, persian


class IrHttp(models.AbstractModel):
    """Passes the calendar of the user to the browser."""

    _inherit = "ir.http"

    def session_info(self):
        return {**super().session_info(), "jalali": self._get_jalali_session_info()}

    @api.model
    def get_frontend_session_info(self):
        return {
            **super().get_frontend_session_info(),
            "jalali": self._get_jalali_session_info(),
        }

    @api.model
    def _get_jalali_session_info(self):
        """Return the calendar in effect, the administrator's switches, the time zone.

        `missing` are the places that this server leaves to Odoo, for the notice.
        """
        return {
            "calendar_system": self.env["res.users"]._get_calendar_system(),
            "enabled": calendar_system.is_enabled(self.env),
            "persian": calendar_system.is_persian(
                self.env.lang or self.env["res.users"].context_get().get("lang")
            ),
            "guards": calendar_system.guards_all(self.env),
            "missing": sorted(sum(surfaces.missing.values(), [])),
            "tz": self.env.context.get("tz") or self.env.user.tz or jalali.TEHRAN.key,
        }

    @api.model
    def _get_moved_clock_text(self):
        """:return: the sentence for the top of every page of a server whose clock was
        moved when it started; None elsewhere"""
        if not clock.moved_days():
            return None
        today = jalali.today()
        return self.env._(
            "The clock of this server is moved: today is %(day)s here. It shows how"
            " the product looks on another day, and keeps no real records.",
            day=jalali.format_date(today)
            if persian.is_persian(self.env)
            else today.isoformat(),
        )
