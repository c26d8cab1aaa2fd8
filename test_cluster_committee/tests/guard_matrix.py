"""What only a step may write, and in which states all other content is open.

Written by hand from the design, sections 4 and 6, and never from the code. A state is
that of the record; behind an @ stands the one of the record that a line belongs to. A
new field needs its place here before the tests pass.
"""

from .verb_matrix import ON_THE_WAY

# model: fields that steps (or the engine) write, and nobody else in any state
DECIDED = {
    "committee.committee": "state formed_on activated_on dissolved_on last_held_on"
    " next_due_on delay_from cadence_standing year_count year_effective_count"
    " year_required year_standing",
    "committee.seat": "statutory template_id state opened_on closed_on",
    "committee.member": "state letter_id end_reason end_note",
    "committee.meeting": "state number number_year postponed_from agenda_proposed_on"
    " agenda_approved_on agenda_remarks minutes_remarks invited_on held_on"
    " recorded_on secretary_signed_on secretary_signed_by_id chair_signed_on"
    " chair_signed_by_id chair_signed_on_paper dispatched_on national_copy_on"
    " closed_on minutes_document minutes_document_name minutes_sha256",
    "committee.agenda.item": "state number late approved_on",
    "committee.expert.output": "number",
    "committee.attendance": "meeting_id seat_id member_id partner_id label role active"
    " institution_id institution_name sequence",
    "committee.resolution": "number",
    "committee.resolution.task": "state dispatched_on done_on withdrawn_by_id"
    " withdrawn_on",
    "committee.deadline.extension": "task_id on old_deadline new_deadline basis reason"
    " letter_id extending_resolution_id",
    "committee.priority.list": "state approved_on superseded_on superseded_by_id",
    "committee.forecast": "state approved_on superseded_on superseded_by_id",
    "committee.forecast.line": "planned built",
    "committee.duty.holder": "state end_reason",
    "committee.delegation": "state end_reason",
    "committee.letter": "state on_paper sent_on document document_name document_sha256"
    " registered_at registered_by_id",
    "committee.letter.correction": "letter_id number new_number on reason",
    "committee.meeting.plan": "state proposed_on",
    "committee.meeting.plan.line": "meeting_id",
    "committee.letter.recipient": "state sent_on delivered_on acknowledged_on"
    " answered_on",
    "committee.procedure.edition": "state effective_to control_block withdrawn_on"
    " withdrawal_reason received_digest received_key_id received_changes",
    "committee.exchange.key": "state private_key trusted_on trusted_by_id withdrawn_on",
    "committee.received.copy": "company_id province_id kind committee_name meeting_id"
    " letter_id number number_year held_on recorded_on received_on letter_number"
    " letter_date"
    " document document_name document_sha256 content digest key_id state"
    " acknowledged_on acknowledged_by_id",
    "committee.interpretation": "state",
    "workflow.act": "res_model res_id committee_id company_id verb state_from state_to"
    " on on_paper reason",
    "committee.finding": "company_id committee_id rule clause nature subject_id period"
    " opens_on warns_on due_on late_from escalates_on doomed_on lost_on met_on measure"
    " target actor"
    " evidence_id exemption_id standing level state first_seen_on changed_on closed_on"
    " acknowledged_on acknowledged_by_id answer settled_on settled_by_id settle_reason"
    " noted_on noted_by_id",
    "committee.finding.notice": "finding_id company_id level user_id noted_at at_once"
    " mailed_at withheld_at mail_id",
    "committee.exemption": "state granted_on ended_on",
    "committee.edition.acknowledgement": "edition_id company_id province_id"
    " acknowledged_on user_id signer_name key_id",
    "committee.announced.meeting": "company_id province_id number number_year held_on"
    " recorded_on due_on sent_on told_on key_id digest",
    "business.cluster": "state stage_on",
    "business.cluster.supporter": "state end_reason",
    "business.cluster.council.member": "state end_reason",
    "business.cluster.plan": "state version approved_on superseded_on superseded_by_id",
    "business.cluster.plan.share.change": "state",
    "business.cluster.contribution": "state cancelled_on cancel_reason",
    "business.cluster.stage": "cluster_id stage on number note withdrawn_on"
    " withdrawal_reason",
}

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
        "signed_scan signed_scan_name": "recorded signed dispatched closed",
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
    "committee.letter": {
        "number letter_date subject body enclosure secrecy urgency signatory_id"
        " signatory_post": "draft",
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
        " acknowledge_days quiet_first_month quiet_first_day quiet_last_month"
        " quiet_last_day output_within_days priority_before_year notice_min_days"
        " notice_warn_days quorum_mode count_representative"
        " absence_alert_count minutes_working_days dispatch_working_days"
        " copy_working_days weekly_rest decree_term_months decree_grace_days"
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
    "committee.finding.notice": {},
    "committee.exemption": {
        "company_id rule clause reason letter_number letter_date date_from"
        " date_to": "draft",
        "scan scan_name": "draft granted",
    },
    "committee.edition.acknowledgement": {},
    "committee.announced.meeting": {},
    "committee.exchange.key": {
        "province_id public_key compared_words": "draft",
        "company_id role": "",
    },
    "committee.received.copy": {},
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
    "committee.finding.notice": "",
    "committee.exemption": "draft",
    "committee.edition.acknowledgement": "",
    "committee.announced.meeting": "",
    "committee.exchange.key": "draft",
    "committee.received.copy": "",
}


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
