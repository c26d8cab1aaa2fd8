"""In which states content is open; all other content only steps write.

What is open is written by hand from the design, sections 4 and 6, and never from the
code: it is what is intended. What is not named here is read from the code, tried, and
compared with what the code declares. A state is that of the record; behind an @ stands
the one of the record that a line belongs to.
"""

from odoo.models import MAGIC_COLUMNS

from .verb_matrix import ON_THE_WAY

BEFORE_APPROVAL = "draft returned agenda_proposed"
FORMING = "preparing consulted"
PROPOSED = (
    "proposed@draft proposed@returned proposed@agenda_proposed proposed@invited"  # late
)

ANY_STAGE = f"draft {' '.join(ON_THE_WAY)} stopped"
AT_ANY_STAGE = " ".join(f"@{stage}" for stage in (*ON_THE_WAY, "stopped"))

# model: fields, and the states in which they are open; in all others they are frozen
OPEN = {
    "committee.committee": {
        "name edition_id parent_body": FORMING,
        "chair_title": f"{FORMING} constituted active suspended",
        "kind parent_id company_id": "",
    },
    "committee.consultation": {
        "party consulted_on form result letter_number letter_date summary document"
        " document_name": "@preparing",
        "committee_id": "",
    },
    "committee.seat": {
        "name decree_required reason sequence active institution_kind_id"
        " institution_id": "open@preparing open@active",
        "committee_id role": "",
    },
    "committee.member": {
        "partner_id post proposal_letter_id date_from date_to": "draft@preparing"
        " draft@active proposed@active",
        "seat_id": "",
    },
    "committee.meeting": {
        "meeting_type": BEFORE_APPROVAL,
        "date_start date_end place": f"{BEFORE_APPROVAL} agenda_approved postponed",
        "guest_ids actual_start actual_end": f"{BEFORE_APPROVAL} agenda_approved"
        " invited postponed held",
        "notes next_meeting_on": "held",
        # before the minutes are entered whose day it proves, or later
        "attendance_scan attendance_scan_name signed_scan signed_scan_name": "held"
        " recorded signed dispatched closed",
        "committee_id": "",
    },
    "committee.agenda.item": {
        "sequence name proposer_id duty_id output_id cluster_ids"
        " is_follow_up standing deferred_from_id": PROPOSED,
        "discussion outcome outcome_note fate": "approved@held",
        "meeting_id": "",
    },
    "committee.expert.output": {
        "sequence name text purpose duty_id cluster_ids document document_name"
        " revises_id": "draft@held",
        "session_id": "",
    },
    "committee.attendance": {
        "presence representative_name introduction_number introduction_date"
        " arrived_at left_at note": "@invited @held",
    },
    "committee.resolution": {
        "item_id sequence name duty_id cluster_ids circular_ids amount"
        " deadline": "@held",
        "meeting_id": "",
    },
    "committee.resolution.task": {
        "partner_id role deadline": "not_dispatched@held",
        "result": "not_dispatched@held in_progress@dispatched in_progress@closed",
        "resolution_id": "",
    },
    # what was reported is kept; a later report corrects it
    "committee.resolution.report": {
        "task_id on percent text letter_number document document_name": "",
    },
    "committee.deadline.extension": {},
    # what was answered is kept; a later reply replaces it
    "committee.invitation.reply": {
        "attendance_id answer channel replied_on told_by representative_name note": "",
    },
    "committee.letter.correction": {},
    "committee.meeting.plan": {
        "jalali_year meeting_count reason": "draft",
        "committee_id": "",
    },
    "committee.meeting.plan.line": {
        "day note": "@draft",
        "plan_id": "",
    },
    "committee.duty.holder": {
        "duty partner_id letter_number letter_date date_from date_to": "draft",
        "scan scan_name": "draft holding ended",
        "company_id": "",
    },
    "committee.delegation": {
        "kind delegator_id partner_id post letter_number letter_date date_from date_to"
        " for_agenda for_decree for_invitation for_presiding for_minutes"
        " for_dispatch": "draft",
        "scan scan_name": "draft in_force ended withdrawn",
        "committee_id": "",
    },
    "committee.act.paper": {"scan scan_name": "recorded"},
    "committee.letter": {
        "number letter_date subject body enclosure secrecy urgency signatory_id"
        " signatory_post received_on incoming_number": "draft",
        "scan scan_name": "draft issued sent",
        "kind committee_id meeting_id member_id task_id": "",
    },
    "committee.letter.recipient": {
        "sequence partner_id purpose is_copy channel": "pending@draft",
        "letter_id": "",
    },
    "committee.procedure.edition": {
        "number edition_date effective_from change_description pages_changed"
        " change_source chair_title chair_title_1391 secretary_title parent_body"
        " parent_body_1391": "draft",
        # the parameters of the policy
        "min_meetings_per_year interval_months interval_calendar year_type"
        " gap_warning_days gap_tolerance_days min_spacing_days first_meeting_days"
        " count_reading spacing_reading counted_from counted_with_quorum formation_year"
        " cadence_force due_on_rest_day time_limits dispatch_to copy_after_dispatch"
        " late_entry_days first_entry_grace_days"
        " acknowledge_days closing_request_days quiet_first_month quiet_first_day"
        " quiet_last_month"
        " quiet_last_day output_within_days priority_before_year notice_min_days"
        " notice_warn_days quorum_mode count_representative"
        " absence_alert_count unresolved_meeting_days minutes_working_days"
        " dispatch_working_days copy_working_days weekly_rest decree_term_months"
        " decree_grace_days"
        " vacancy_national_days expert_max_gap_days expert_before_each_meeting"
        " priority_warn_month plan_due_month plan_due_day": "draft",
        "procedure_id": "",
    },
    "committee.procedure.clause": {
        "number code sequence name text actor is_duty": "@draft",
        "edition_id": "",
    },
    "committee.procedure.seat": {
        "sequence name name_1391 role institution_kind_id statutory"
        " decree_required": "@draft",
        "edition_id": "",
    },
    "committee.priority.criterion": {
        "sequence name weight note": "@draft",
        "edition_id": "",
    },
    "committee.priority.list": {
        "jalali_year output_id resolution_id edition_id": "draft",
        "committee_id": "",
    },
    "committee.priority.line": {
        "sequence cluster_id note": "@draft",
        "list_id": "",
    },
    "committee.priority.score": {
        "points": "@draft",
        "line_id criterion_id": "",
    },
    "committee.forecast": {
        "jalali_year output_id resolution_id": "draft",
        "committee_id": "",
    },
    "committee.forecast.line": {
        "cluster_id partner_id source amount reason": "draft@draft",
        "forecast_id": "",
    },
    "committee.interpretation": {
        "number date clause_id question text": "draft",
    },
    "business.cluster": {
        "name product location firm_count employee_count user_id agent_id"
        " technical_supervisor_id broker_id notes": ANY_STAGE,
        "feasibility_result feasibility_result_on": "feasibility",
        "company_id": "",
    },
    "business.cluster.plan": {
        "jalali_year project_year minutes_number minutes_date minutes_document"
        " minutes_document_name notes": "draft",
        "cluster_id": "",
    },
    "business.cluster.plan.line": {
        "sequence code name kind cost indicator date_start date_end": "@draft",
        "plan_id": "",
    },
    "business.cluster.plan.share": {
        "partner_id amount zero_reason": "@draft",
        "line_id": "",
    },
    "business.cluster.plan.share.change": {
        "amount date reason letter_number letter_date": "draft",
        "scan scan_name": "draft confirmed",
        "share_id": "",
    },
    "business.cluster.contribution": {
        "kind amount date letter_number letter_date note": "draft",
        "scan scan_name": "draft confirmed",
        "share_id": "",
    },
    "business.cluster.supporter": {
        "partner_id letter_number date_from date_to": "draft",
        "cluster_id": "",
    },
    "business.cluster.council.member": {
        "partner_id role decree_number decree_date date_from date_to": "draft",
        "cluster_id": "",
    },
    "business.cluster.stage": {"document document_name": AT_ANY_STAGE},  # once
    "business.cluster.stage.evidence": {
        "stage_id on number document document_name reason": "",
    },
    "workflow.act": {},
    "committee.finding": {},
    "committee.finding.change": {},
    "committee.check": {},
    "committee.finding.notice": {},
    "committee.exemption": {
        "rule clause reason letter_number letter_date date_from date_to": "draft",
        "company_id": "",
        "scan scan_name": "draft granted",
    },
    "committee.request": {
        "rule clause date_from date_to reason evidence evidence_name"
        " evidence_number": "draft",
        "company_id kind finding_id": "",
    },
    "committee.edition.acknowledgement": {},
    "committee.announced.meeting": {},
    "committee.exchange.key": {
        "province_id public_key compared_words": "draft",
        "company_id role": "",
    },
    "committee.received.copy": {},
    "committee.received.request": {},
}

# model: the states in which a record may be deleted; in all others it is kept
DELETABLE = {
    "committee.committee": "preparing",
    "committee.consultation": "@preparing",
    "committee.seat": "open@preparing open@active",
    "committee.member": "draft@preparing draft@active",
    "committee.meeting": "draft",
    "committee.agenda.item": PROPOSED,
    "committee.expert.output": "draft@held",
    "committee.attendance": "",
    "committee.resolution": "@held",
    "committee.resolution.task": "not_dispatched@held",
    "committee.resolution.report": "",
    "committee.deadline.extension": "",
    "committee.invitation.reply": "",
    "committee.letter.correction": "",
    "committee.meeting.plan": "draft",
    "committee.meeting.plan.line": "@draft",
    "committee.duty.holder": "draft",
    "committee.delegation": "draft",
    "committee.act.paper": "",
    "committee.letter": "draft",
    "committee.letter.recipient": "pending@draft",
    "committee.procedure.edition": "draft",
    "committee.procedure.clause": "@draft",
    "committee.procedure.seat": "@draft",
    "committee.priority.criterion": "@draft",
    "committee.priority.list": "draft",
    "committee.priority.line": "@draft",
    "committee.priority.score": "@draft",
    "committee.forecast": "draft",
    "committee.forecast.line": "draft@draft",
    "committee.interpretation": "draft",
    "business.cluster": "draft",
    "business.cluster.plan": "draft",
    "business.cluster.plan.line": "@draft",
    "business.cluster.plan.share": "@draft",
    "business.cluster.plan.share.change": "draft",
    "business.cluster.contribution": "draft",
    "business.cluster.supporter": "draft",
    "business.cluster.council.member": "draft",
    "business.cluster.stage": "",
    "business.cluster.stage.evidence": "",
    "workflow.act": "",
    "committee.finding": "",
    "committee.finding.change": "",
    "committee.check": "",
    "committee.finding.notice": "",
    "committee.exemption": "draft",
    "committee.request": "draft",
    "committee.edition.acknowledgement": "",
    "committee.announced.meeting": "",
    "committee.exchange.key": "draft",
    "committee.received.copy": "",
    "committee.received.request": "",
}


def decided_fields(model):
    """The fields that only steps (or the engine) write: all content that is stored and
    is not named in OPEN. What the code declares must be the same.

    :param model: a recordset
    """
    opened = open_states().get(model._name, {})
    return sorted(
        field.name
        for field in model._fields.values()
        if field.store
        and field.type != "one2many"
        and not model._is_technical(field)
        and field.name not in MAGIC_COLUMNS
        and not (field.compute and field.readonly)
        and field.name not in opened
    )


def open_states():
    """{model: {field: the states in which it is open}}"""
    return {
        model: {
            name: set(states.split())
            for names, states in rows.items()
            for name in names.split()
        }
        for model, rows in OPEN.items()
    }
