from odoo.fields import Command
from odoo.tests import TransactionCase, new_test_user


class JalaliCase(TransactionCase):
    """Users: a Persian one, an English one, a Persian one who chose otherwise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fa_IR")
        cls.persian = cls._create_user("persian", lang="fa_IR")
        cls.english = cls._create_user("english", lang="en_US")
        cls.chooser = cls._create_user(
            "chooser", lang="fa_IR", calendar_system="gregorian"
        )

    @classmethod
    def _create_user(cls, login, groups="base.group_user", **values):
        return new_test_user(cls.env, login, groups, **{"tz": "Asia/Tehran", **values})

    def as_user(self, user, model, tz="Asia/Tehran"):
        """Return a model as the web client of this user would ask for it."""
        env = self.env(user=user, context={"lang": user.lang, "tz": tz, "uid": user.id})
        return env[model]

    @classmethod
    def grant(cls, *names):
        """Give all three the groups that a test needs to touch a model."""
        groups = [Command.link(cls.env.ref(name).id) for name in names]
        (cls.persian | cls.english | cls.chooser).group_ids = groups
