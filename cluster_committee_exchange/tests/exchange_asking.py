"""A stand-alone province that asks the owner of the procedure by file, and does what
his files decide (see test_exchange_requests.py, which starts it)."""

import base64
import json
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from odoo.addons.cluster_committee.compliance.findings.standing_mixin import BREACHES
from odoo.addons.cluster_committee.tests.common import TODAY, day, on_day
from odoo.addons.cluster_committee.tests.rivals import _kit, prepare

from ..lib import signed_file

EVIDENCE = b"%PDF-1.7 the report of the fire"
# the requests by the name of their file: what is asked
EXEMPTIONS = {"granted": "meeting_plan", "refused": "minutes", "withdrawn": "dispatch"}


def ask(env, folder):
    """Ask for a closing and for exemptions, and leave the files."""
    folder = Path(folder)
    prepare(env)
    with freeze_time(TODAY):
        kit = _kit(env)
        env["committee.engine"]._check(day("1405/09/02"), kit.own)
        requests = {"closing": _ask_closing(env, kit)}
        requests |= {name: _exempt(env, kit, rule) for name, rule in EXEMPTIONS.items()}
        draft = _create(env, kit, kind="exemption", rule="national_copy")
        told = {
            "ids": {name: request.id for name, request in requests.items()},
            "reason": requests["closing"].reason,
            "subject": requests["closing"].finding_id.subject_name or None,
            "rule": requests["closing"].rule or requests["closing"].finding_id.rule,
            "offered": [request.can_export_file for request in requests.values()],
            "draft": _sentence(draft._exchange_file),
            "officer": _sentence(
                requests["closing"].with_user(kit.officer).action_export_file
            ),
        }
        for name, request in requests.items():
            _write_file(folder, name, request)
        again = requests["closing"]._exchange_file()[1]
        told["same_bytes"] = again == (folder / "closing.zip").read_bytes()
        requests["withdrawn"].action_withdraw()
        _write_file(folder, "withdrawn_again", requests["withdrawn"])
        key = env["committee.exchange.key"].with_user(kit.secretary)._own_key(kit.own)
        told |= {"public_key": key.public_key, "words": key.fingerprint_words}
        (folder / "province.json").write_text(json.dumps(told))
        env.cr.commit()


def _ask_closing(env, kit):
    late = env["committee.finding"].search(
        [("standing", "in", BREACHES), ("state", "=", "open")], order="id", limit=1
    )
    late.with_user(kit.secretary).action_ask_closing(
        reason="بایگانی در آتش سوخت",
        evidence={
            "number": "گ/۷",
            "document": base64.b64encode(EVIDENCE),
            "document_name": "آتش.pdf",
        },
    )
    return late.request_ids.with_user(kit.secretary)


def _create(env, kit, **values):
    requests = env["committee.request"].with_user(kit.secretary)
    return requests.create(
        {
            "company_id": kit.own.id,
            "reason": "شرکت جابه‌جا می‌شود",
            "evidence": base64.b64encode(EVIDENCE),
            "evidence_name": "letter.pdf",
            "date_from": day("1405/08/01"),
            **values,
        }
    )


def _exempt(env, kit, rule):
    request = _create(env, kit, kind="exemption", rule=rule)
    request.action_ask()
    return request


def _write_file(folder, name, request):
    (folder / f"{name}.zip").write_bytes(request._exchange_file()[1])


def hear(env, folder):
    """Trust the office, import its decisions, and tell what has become of it."""
    folder = Path(folder)
    office = json.loads((folder / "office.json").read_text())
    ids = json.loads((folder / "province.json").read_text())["ids"]
    files = {
        path.stem.removeprefix("decision_"): path.read_bytes()
        for path in folder.glob("decision_*.zip")
    }
    with freeze_time(TODAY), on_day("1405/09/12"):
        kit = _kit(env)
        requests = {
            name: env["committee.request"].browse(request_id)
            for name, request_id in ids.items()
        }
        told = {"unknown": _import(env, kit, files["closing"])}
        key = env["committee.exchange.key"].with_user(kit.secretary)
        key.create(
            {
                "company_id": kit.own.id,
                "role": "office",
                "public_key": office["public_key"],
                "compared_words": office["words"],
            }
        ).action_trust()
        told["refusals"] = _refusals(env, kit, files)
        told["before"] = {name: _state(request) for name, request in requests.items()}
        for name in ("closing", "granted", "refused", "withdrawn"):
            told[f"import_{name}"] = _import(env, kit, files[name])
        told["after"] = {name: _state(request) for name, request in requests.items()}
        told["again"] = _import(env, kit, files["closing"])
        for name in ("closing_back", "granted_back"):
            told[f"import_{name}"] = _import(env, kit, files[name])
        told["back"] = {name: _state(request) for name, request in requests.items()}
        told["back_again"] = _import(env, kit, files["closing_back"])
        told["older"] = _import(env, kit, files["closing"])
        told["acts"] = _acts(env, requests)
        told["write"] = _sentence(
            requests["granted"].with_user(kit.secretary).write, {"decider_name": "x"}
        )
        told["own_grant"] = _sentence(
            requests["withdrawn"].with_user(kit.secretary).action_grant
        )
        (folder / "result.json").write_text(json.dumps(told, default=str))


def _refusals(env, kit, files):
    """What is said to files that were touched, made here, or are for another."""
    touched = bytearray(files["closing"])
    touched[touched.index("پذیرفته".encode()) + 1] ^= 1
    private, public = signed_file.new_key()
    own = signed_file.pack({}, b"", private, public, kind="decision")
    env["res.company"].search([], limit=1)
    office = env["res.company"].create({"name": "The nation"})
    office.is_national_office = True
    here = _import(env, kit, files["closing"])
    office.is_national_office = False
    return {
        "touched": _import(env, kit, bytes(touched)),
        "own": _import(env, kit, own),
        "office_here": here,
    }


def _import(env, kit, raw):
    """[(label, fate, message)] of the rows, or the sentence that refuses the file."""
    try:
        with env.cr.savepoint():
            wizards = env["committee.exchange.import"].with_user(kit.secretary)
            wizards = wizards.with_company(kit.own)
            wizard = wizards.create({"file": base64.b64encode(raw)})
            wizard.action_preview()
            rows = [(row.label, row.fate, row.message) for row in wizard.row_ids]
            if wizard.wrong_count:
                return rows[0][2]
            wizard.action_confirm()
            return rows
    except UserError as error:
        return str(error)


def _state(request):
    """What stands of a request, its finding and its exemption."""
    request.env.flush_all()
    request.env.invalidate_all()
    finding, exemption = request.finding_id, request.exemption_id
    return {
        "state": request.state,
        "decided_on": request.decided_on or None,
        "decided_by": request.decided_by_id.name or None,
        "decider": request.decider_name or None,
        "reason": request.decision or None,
        "number": request.decision_number or None,
        "taken_back_on": request.taken_back_on or None,
        "finding": finding.state or None,
        "settled": [
            finding.settled_on or None,
            finding.settled_by_id.name or None,
            finding.settle_reason or None,
            finding.settle_number or None,
        ],
        "scan": (finding.with_context(bin_size=False).settle_scan or b"").decode(),
        "exemption": [
            exemption.state or None,
            exemption.granted_on or None,
            exemption.date_from or None,
            exemption.date_to or None,
            exemption.letter_number or None,
        ],
    }


def _acts(env, requests):
    """[(model, step, day, whether it was recorded, who entered it)] of the decisions"""
    acts = env["workflow.act"].search(
        [
            ("verb", "in", ("grant", "refuse", "settle", "reopen", "end_early")),
            ("company_id", "in", env["res.company"].search([]).ids),
        ],
        order="id",
    )
    return [
        (act.res_model, act.verb, str(act.on), act.on_paper, act.create_uid.login)
        for act in acts
    ]


def _sentence(act, *args):
    try:
        act(*args)
    except (AccessError, UserError) as error:
        return str(error)
    return ""
