from odoo.addons.web_jalali.tests.own_database import OwnDatabaseCase

__all__ = ["OwnDatabaseCase"]
