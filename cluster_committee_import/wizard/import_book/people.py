from odoo.fields import Domain


class Person:
    """A person named in rows: an existing contact, or a new one."""

    def __init__(self, name):
        self.name = name
        self.email = ""
        self.institution = None
        self.record = None


class People:
    """The persons of all rows, each once: within a province one name is one person."""

    def __init__(self, book):
        self.book = book
        self.env = book.env
        self.known = {}

    def find(self, rows, key="name"):
        """Set the person of each row; one query for all new names."""
        wanted = {}
        for row in rows:
            place = (
                row.province.id if row.province else 0,
                self.book.key(row.values[key]),
            )
            if place not in self.known:
                self.known[place] = wanted[place] = Person(row.values[key])
            row.person = self.known[place]
        if wanted:
            self._look_up(wanted)

    def _look_up(self, wanted):
        partners = self.book.model("res.partner")
        found = partners.search(
            Domain("is_company", "=", False)
            & Domain("committee_search_key", "in", list({key for _p, key in wanted})),
            order="id desc",  # of several, the first that was entered
        )
        members = self.book.model("committee.member").search(
            [
                ("partner_id", "in", found.ids),
                ("company_id", "in", self.book.company_ids()),
            ]
        )
        # sudo: read the users of contacts, to find their companies
        users = self.env["res.users"].sudo().search([("partner_id", "in", found.ids)])
        provinces = {company.id: p for p, company in self.book.companies.items()}
        places = {}
        for partner in found:
            if state := partner.parent_id.state_id:
                places[partner] = state.id
        for user in users:
            places[user.partner_id.with_env(found.env)] = provinces.get(
                user.company_id.id, 0
            )
        for member in members:
            places[member.partner_id] = member.province_id.id
        for partner in found:
            place = (places.get(partner), partner.committee_search_key)
            if place in wanted:
                wanted[place].record = partner

    def enter(self, people):
        """Enter those who are no contacts yet, under their institutions."""
        new = [person for person in dict.fromkeys(people) if not person.record]
        partners = self.book.model("res.partner").create(
            [
                {
                    "name": person.name,
                    "email": person.email or False,
                    "parent_id": person.institution.record.id
                    if person.institution
                    else False,
                }
                for person in new
            ]
        )
        for person, partner in zip(new, partners, strict=True):
            person.record = partner
