from odoo.addons.cluster_committee.tests.common import CommitteeCase, day, on_day

from ..lib import fingerprint_words, signed_file


class ExchangeCase(CommitteeCase):
    """Keys, and what another installation has sent."""

    @classmethod
    def _acknowledge(cls, company):
        """The company's acknowledgement of the edition in force."""
        _officer, secretary, _chair = cls._people_of(company)
        edition = cls.env["committee.procedure.edition"]._edition_on(day("1405/01/01"))
        with on_day("1405/05/01"):
            edition.with_user(secretary).action_acknowledge()
        return edition.acknowledgement_ids.filtered(lambda a: a.company_id == company)

    @classmethod
    def _create_key(cls, company, **values):
        """The key of the national organisation, with the words that were read"""
        _officer, secretary, _chair = cls._people_of(company)
        _private, public = signed_file.new_key()
        words = fingerprint_words.words(signed_file.fingerprint(public))
        return (
            cls.env["committee.exchange.key"]
            .with_user(secretary)
            .create(
                {
                    "company_id": company.id,
                    "role": "office",
                    "public_key": public,
                    "compared_words": " ".join(words),
                    **values,
                }
            )
        )

    @classmethod
    def _receive_copy(cls, company, number=1):
        """A copy of minutes of that province, as the nation received it"""
        return cls.env["committee.received.copy"]._permitted_create(
            [
                {
                    "company_id": company.id,
                    "province_id": company.province_id.id,
                    "kind": "provincial",
                    "number": number,
                    "number_year": 1404,
                    "held_on": day("1404/06/16"),
                    "received_on": day("1404/06/30"),
                    "document": "JVBERi0=",
                    "document_name": "minutes.pdf",
                    "document_sha256": "0",
                    "digest": "0",
                }
            ]
        )

    @classmethod
    def _receive_request(cls, company, number=1):
        """A request of that province, as its file brought it to the nation"""
        return cls.env["committee.received.request"]._permitted_create(
            [
                {
                    "province_id": company.province_id.id,
                    "company_name": company.name,
                    "number": number,
                    "kind": "exemption",
                    "rule": "meeting_plan",
                    "date_from": day("1404/06/16"),
                    "reason": "The province is being reorganised",
                    "evidence": "eA==",
                    "evidence_name": "letter.pdf",
                    "asked_on": day("1404/06/16"),
                    "asked_by": "A secretary",
                    "received_on": day("1404/06/30"),
                    "decide_by": day("1404/07/13"),
                    "digest": str(number),
                }
            ]
        )

    @classmethod
    def _announce(cls, company):
        """A meeting of that province, as it told the nation in a signed list"""
        return cls.env["committee.announced.meeting"]._permitted_create(
            [
                {
                    "company_id": company.id,
                    "province_id": company.province_id.id,
                    "number": 7,
                    "number_year": 1404,
                    "held_on": day("1404/06/16"),
                    "told_on": day("1404/06/30"),
                    "digest": "0",
                }
            ]
        )
