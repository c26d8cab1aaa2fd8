"""Since when a province of the demo data is monitored, its exemptions, and what it and
the national office have sent each other."""

from datetime import timedelta

from odoo.addons.web_jalali.tools import jalali

from ..lib.demo_days import clock_on


def watch(province):
    """The start of monitoring of the province, its receipt of the edition, and the key
    with which it would sign files in a database of its own."""
    watched = province.day(province.story["watched"])
    if province.story["watched"].endswith("/01/01"):
        watched = jalali.start_of(watched, "year")
    province.company.monitoring_start_date = watched
    province.env["committee.setup"].create(
        {"company_id": province.company.id, "paper_confirmed": True}
    )
    if granted := province.story.get("exemption"):
        _exempt(province, granted)
    province.model("secretary", "committee.exchange.key")._own_key(province.company)
    if "acknowledged" in province.story:
        edition = province.env["committee.procedure.edition"]._edition_on(
            province.today
        )
        with province.on(province.story["acknowledged"]):
            province.by("secretary", edition).action_acknowledge()


def acknowledge_copies(demo):
    """The nation acknowledges within five days what it received; the latest waits."""
    copies = demo.env["committee.received.copy"].search(
        demo._demo_domain(), order="received_on"
    )
    national = demo.env.ref("cluster_committee_demo.demo_user_national")
    for copy in copies[:-1].with_user(national):
        soon = copy.received_on + timedelta(days=5)
        with clock_on(min(soon, jalali.today())):
            copy.action_acknowledge()


def _exempt(province, granted):
    """The owner of the procedure exempts the province for a time, by letter."""
    first = province.day(granted["from"])
    owner = province.env.ref("cluster_committee_demo.demo_user_owner")
    exemption = (
        province.env["committee.exemption"]
        .with_user(owner)
        .create(
            {
                "company_id": province.company.id,
                "rule": granted["rule"],
                "reason": granted["reason"],
                "letter_number": granted["letter"],
                "letter_date": first,
                "date_from": first,
                "date_to": province.day(granted["to"]),
            }
        )
    )
    with province.on(first):
        exemption.action_grant()
