"""Since when a province of the demo data is monitored, what it asked of the owner of
the procedure, and what it and the national office have sent each other."""

from datetime import timedelta

from odoo.addons.web_jalali.tools import jalali

from ..lib.demo_days import clock_on
from .committee_demo_cluster import NO_DOCUMENT


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
    for asked in province.story.get("requests", ()):
        _ask(province, asked)
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


def _ask(province, story):
    """The province asks for an exemption; the owner of the procedure decides by letter,
    or has not decided yet."""
    days = {
        name: province.day(story[name])
        for name in ("date_from", "date_to")
        if name in story
    }
    request = province.model("supervisor", "committee.request").create(
        {
            "company_id": province.company.id,
            "kind": "exemption",
            "rule": story["rule"],
            "reason": story["reason"],
            "evidence_number": story["evidence"],
            "evidence": NO_DOCUMENT,
            "evidence_name": "گزارش شرکت.pdf",
            **days,
        }
    )
    with province.on(story["asked"]):
        request.action_ask()
    if "decided" not in story:
        return
    owner = province.env.ref("cluster_committee_demo.demo_user_owner")
    decided = request.with_user(owner)
    with province.on(story["decided"]):
        if "letter" in story:
            number = {"number": story["letter"]}
            decided.action_grant(reason=story["answer"], evidence=number)
        else:
            decided.action_refuse(reason=story["answer"])
