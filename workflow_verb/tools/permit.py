"""Capabilities passed in the context; they exist in this process only."""

NO_ACCESS = "."  # `groups` of a field that no user reads or writes


class Permit:
    """A capability to write the named fields of the named records in one act.

    `records` empty means the creation of new records of that model. It is an object of
    this process, so that no client can send it in a context.
    """

    __slots__ = ("model", "ids", "fields")

    def __init__(self, records, fields):
        self.model = records._name
        self.ids = frozenset(records._ids)
        self.fields = frozenset(fields)

    def covers(self, records, field_name):
        if records._name != self.model or field_name not in self.fields:
            return False
        return self.ids.issuperset(records._ids) if records else not self.ids


class Mandate:
    """A capability to record, as acts on paper, what companies did before they worked
    with this system. It names the user, the companies and the steps, and is an object
    of this process: whoever creates it has checked the right before.
    """

    __slots__ = ("uid", "company_ids", "steps")

    def __init__(self, user, companies, steps):
        self.uid = user.id
        self.company_ids = frozenset(companies.ids)
        self.steps = frozenset(steps)  # (model, name of the verb)

    def covers(self, records, name):
        """:return: those of `records` whose step `name` may be recorded"""
        if self.uid != records.env.uid or (records._name, name) not in self.steps:
            return records.browse()
        if "company_id" not in records._fields:
            return records.browse()
        return records.filtered(lambda r: r.company_id.id in self.company_ids)
