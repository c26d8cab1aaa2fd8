"""What a copy of a record keeps of it, by model; a model without a row is not
duplicated.

Written by hand from the design, section 4: a copy is a draft without the facts,
numbers, acts, snapshots, signatures, guests and papers of its original.
"""

KEPT = {
    "business.cluster": "name company_id product location firm_count employee_count"
    " user_id agent_id technical_supervisor_id broker_id notes",
    "business.cluster.plan": "cluster_id jalali_year project_year line_ids notes",
    "business.cluster.plan.line": "plan_id sequence code name kind cost indicator"
    " date_start date_end share_ids",
    "business.cluster.plan.share": "line_id partner_id amount zero_reason",
    # the number, and that it is late, are of its own: what is entered now
    "committee.agenda.item": "meeting_id sequence name proposer_id duty_id cluster_ids"
    " standing number late",
    "committee.agenda.template": "name committee_id active line_ids",
    "committee.agenda.template.line": "template_id sequence name is_follow_up duty_id"
    " month_from month_to",
    "committee.expert.output": "session_id sequence name text purpose duty_id"
    " cluster_ids",
    "committee.forecast": "committee_id jalali_year",
    "committee.forecast.line": "forecast_id cluster_id partner_id source amount reason",
    "committee.institution.kind": "name name_1391 sequence active is_bank"
    " is_governorate is_estates_company",
    "committee.interpretation": "clause_id question text",
    "committee.letter": "kind committee_id meeting_id member_id task_id subject body"
    " enclosure secrecy urgency recipient_ids",
    "committee.letter.recipient": "letter_id sequence partner_id purpose is_copy"
    " channel",
    "committee.meeting": "committee_id meeting_type date_start date_end place"
    " agenda_item_ids",
    "committee.meeting.plan": "committee_id jalali_year meeting_count reason line_ids",
    "committee.meeting.plan.line": "plan_id day note",
    "committee.member": "seat_id partner_id post",
    "committee.phrase": "sequence sign name use company_id active",
    "committee.priority.criterion": "edition_id sequence name weight note",
    "committee.priority.line": "list_id sequence cluster_id note score_ids",
    "committee.priority.list": "committee_id jalali_year edition_id line_ids",
    "committee.priority.score": "line_id criterion_id points",
    "committee.procedure.clause": "edition_id number code sequence name text actor"
    " is_duty",
    "committee.procedure.edition": "*",  # all but its number: the draft of the next one
    "committee.procedure.seat": "edition_id sequence name name_1391 role statutory"
    " institution_kind_id decree_required",
    "committee.resolution": "meeting_id item_id sequence name duty_id cluster_ids"
    " circular_ids amount deadline task_ids",
    "committee.resolution.task": "resolution_id partner_id role deadline",
    "committee.seat": "committee_id name role decree_required reason sequence active"
    " institution_kind_id institution_id",
}
