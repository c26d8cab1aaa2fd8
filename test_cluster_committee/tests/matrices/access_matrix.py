"""Who may create (c), read (r), write (w) and delete (u) what, and where.

Written by hand from the design, section 5, and never from the code. A cell says what
the role may in its own province / in a foreign one; one without a stroke holds for a
model that belongs to no province. Every model of this addon, and every model of others
that it extends, has a row. What a record's state allows on top is another matter:
see verb_matrix.py and permits.py.

Of the roles, `none` is an internal user without any of our groups, and `both` an
officer of the province who is a national officer too: he reads all provinces and
writes his own.
"""

ROLES = "none officer supervisor secretary chair national owner both".split()

ACCESS = """
# what a province writes: its company prepares all, its chair reads, the nation reads
committee.committee          -   rw/-   rw/-   crwu/- r/- r/r r/r rw/r
committee.consultation       -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.seat               -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.member             -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.letter             -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.letter.recipient   -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.meeting            -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.agenda.item        -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.expert.output      -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.resolution         -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.resolution.task    -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.policy.circular    -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.priority.list      -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.priority.line      -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.priority.score     -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.forecast           -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.forecast.line      -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.meeting.plan       -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.meeting.plan.line  -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.duty.holder        -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.agenda.template    -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.agenda.template.line - crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.phrase             -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
committee.delegation         -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster             -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.supporter   -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.council.member - crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.plan        -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.plan.line   -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.plan.share  -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.plan.share.change - crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.contribution -  crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
business.cluster.funding     -   r/-    r/-    r/-    r/- r/r r/r r/r

# what the secretary sets up of his own company, beside the administrator
committee.setup              -   -      -      rw/-   -  -   -   -

# what steps and rules write: who is invited, what was done, what is found and told
committee.attendance         -   rw/-   rw/-   rw/-   r/- r/r r/r rw/r
business.cluster.stage       -   rw/-   rw/-   rw/-   r/- r/r r/r rw/r
business.cluster.stage.evidence - crw/-  crw/-  crw/-  r/- r/r r/r crw/r
committee.act.paper          -   rw/-   rw/-   rw/-   r/- r/r r/r rw/r
committee.resolution.report  -   crw/-  crw/-  crw/-  r/- r/r r/r crw/r
committee.letter.correction  -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.invitation.reply   -   crw/-  crw/-  crw/-  r/- r/r r/r crw/r
committee.deadline.extension -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.forecast.comparison -  r/-    r/-    r/-    r/- r/r r/r r/r
workflow.act                 -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.finding            -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.finding.change     -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.finding.notice     -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.edition.acknowledgement - r/-  r/-    r/-    r/- r/r r/r r/r
committee.received.copy      -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.announced.meeting  -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.copy.inbox         -   r/-    r/-    r/-    r/- r/r r/r r/r
committee.edition.distribution - r/-    r/-    r/-    r/- r/r r/r r/r
committee.province.standing  -   -      -      -      -   r/r r/r r/r
committee.check              -   -      -      -      -   r   r   r
committee.calendar.day       -   -      -      -      -   -   r   -
committee.room.operation     -   -      -      -      -   -   r   -
committee.counter            -   -      -      -      -   -   r   -

# what the procedure's owner writes, and all who are held to it read
committee.procedure          -   r      r      r      r   r   crwu r
committee.procedure.edition  -   r      r      r      r   r   crwu r
committee.procedure.clause   -   r      r      r      r   r   crwu r
committee.procedure.seat     -   r      r      r      r   r   crwu r
committee.priority.criterion -   r      r      r      r   r   crwu r
committee.interpretation     -   r      r      r      r   r   crwu r
committee.institution.kind   -   r      r      r      r   r   crwu r

# what a province asks of the procedure's owner, who decides it by steps
committee.request            -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
# and what one in a database of its own asks in files, read at the national office
committee.received.request   -   -      -      -      -   r   r   r

# what the procedure's owner grants a province, and the province reads
committee.exemption          -   r/-    r/-    r/-    r/- r/r crwu/crwu r/r

# whom a company trusts; the procedure's owner keeps the keys of his own company
committee.exchange.key       -   r/-    r/-    crwu/- r/- r/r r/r r/r

# Odoo's own, which we extend; the secretariat enters institutions and people
res.company                  r/- r/-    r/-    r/-    r/- r/r r/r r/r
res.country.state            r   r      r      r      r   r   r   r
res.users                    r   r      r      r      r   r   r   r
res.partner                  r   crw/cr crw/cr crw/cr r   cr  cr  crw/cr
ir.attachment                -   crwu/- crwu/- crwu/- r/- r/r r/r crwu/r
ir.actions.report            r   r      r      r      r   r   r   r
resource.calendar            r   r      r      r      r   r   r   r
resource.calendar.attendance r   r      r      r      r   r   r   r
resource.calendar.leaves     r   r      r      r      r   r   crwu r
"""

OPERATIONS = {"c": "create", "r": "read", "w": "write", "u": "unlink"}


def cells():
    """{model: {role: (letters in the own province, letters in a foreign one)}}"""
    table = {}
    for line in ACCESS.splitlines():
        model, *texts = line.split("#")[0].split() or [None]
        if not model:
            continue
        row = {}
        for role, text in zip(ROLES, texts, strict=True):
            own, _stroke, foreign = text.replace("-", "").partition("/")
            row[role] = (own, foreign if _stroke else own)
        table[model] = row
    return table
