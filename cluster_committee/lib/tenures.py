"""States in which a tenure or a delegation is valid on its days, and the acts of the
chair that are delegated: for models, rules and queries alike."""

SAT = ("seated", "ended")  # of a member: from the first to the last day of the tenure
IN_FORCE = ("in_force", "ended", "withdrawn")  # of a delegation, on its days
# the acts of the chair that he may delegate, each with the letters it consists of
ACTS = {
    "agenda": ("agenda_approval",),
    "decree": ("decree",),
    "invitation": ("invitation",),
    "presiding": (),
    "minutes": (),
    "dispatch": ("dispatch", "extension"),
}
ACT_OF_LETTER = {kind: act for act, kinds in ACTS.items() for kind in kinds}
ACT_FIELDS = tuple(f"for_{act}" for act in ACTS)


def sat(member):
    """SQL: that the row `member` of a member is valid on its days."""
    return f"{member}.state IN {SAT}"


def kinds_of_letters(delegation):
    """SQL: the kinds of letters (text[]) that the row `delegation` covers."""
    cases = (
        f"CASE WHEN {delegation}.for_{act} THEN '{kind}' END"
        for kind, act in ACT_OF_LETTER.items()
    )
    return f"array_remove(ARRAY[{', '.join(cases)}], NULL)"
