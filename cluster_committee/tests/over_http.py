# pylint: disable=method-required-super
# (its create and write call a server; they override no model)
from contextlib import contextmanager

from odoo.tests import HttpCase, freeze_time

from odoo.addons.web_jalali.tools import jalali

from .common import CommitteeCase


class Refused(Exception):
    """The server answered with an error, whose text is what the user reads."""


class Remote:
    """A record as a browser knows it: a model, an id, and what the server says."""

    def __init__(self, case, model, record_id):
        self.case = case
        self.model = model
        self.id = record_id

    def press(self, user, verb, **kwargs):
        """Press the button of a verb; a day travels as the client writes it."""
        return self.case.call(user, self.model, f"action_{verb}", [self.id], **kwargs)

    def write(self, user, **values):
        return self.case.call(user, self.model, "write", [self.id], values)

    def unlink(self, user):
        return self.case.call(user, self.model, "unlink", [self.id])

    def read(self, user, *names):
        (values,) = self.case.call(
            user, self.model, "read", [self.id], list(names), load=None
        )
        found = [values[name] for name in names]
        return found if len(found) > 1 else found[0]

    def refuses(self, user, verb, *parts, **kwargs):
        """The button is refused, and the sentence says each of `parts`."""
        with self.case.assertRaises(Refused) as refused:
            self.press(user, verb, **kwargs)
        for part in parts:
            self.case.assertIn(part, str(refused.exception))


class OverHttpCase(CommitteeCase, HttpCase):
    """Acts as the browser of a user does: JSON-RPC over HTTP, with no right lent."""

    signed_in = None

    @contextmanager
    def clock(self, day):
        """The clock stands at ten in the morning of `day` (date) in Tehran."""
        with freeze_time(f"{day} 06:30:00"):
            yield

    @contextmanager
    def what_if(self):
        """What happens within is undone afterwards."""
        with self.env.cr.savepoint() as before:
            yield
            before.close(rollback=True)
        self.env.invalidate_all()

    def call(self, user, model, method, *args, **kwargs):
        """What the server answers to `user`.

        :raises Refused: with the sentence that the user reads
        """
        self._sign_in(user)
        kwargs["context"] = {
            "lang": user.lang,
            "tz": user.tz,
            "allowed_company_ids": user.company_ids.ids,
            **kwargs.get("context", {}),
        }
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json=self.build_rpc_payload(params),
            timeout=60,
        ).json()
        self.env.invalidate_all()
        if "error" in answer:
            raise Refused(answer["error"]["data"]["message"])
        return answer.get("result")

    def _sign_in(self, user):
        now = user, jalali.today()
        if now != self.signed_in:  # no session outlives the nights that pass here
            self.authenticate(user.login, user.login)
            self.signed_in = now

    def create(self, user, model, **values):
        (record_id,) = self.call(user, model, "create", [values])
        return Remote(self, model, record_id)

    def search(self, user, model, *domain):
        found = self.call(user, model, "search", list(domain))
        return [Remote(self, model, record_id) for record_id in found]
