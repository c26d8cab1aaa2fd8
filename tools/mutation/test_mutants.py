"""The changes that a mutation run makes stand where they are told, and nowhere else."""

import ast

from mutants import mutants

SOURCE = '''"""A document: a <= b and nothing else."""
LABEL = _lt("Next meeting, or none")
RULE = f"""
    SELECT min(m.held_on) FROM meeting m LEFT JOIN {TABLE} t ON t.id = m.id -- <= 1
     WHERE m.kind = 'approval' AND m.held_on <= %(day)s + 1
       AND m.held_on BETWEEN y.starts_on AND y.ends_on"""
DUE = "m.held_on"


def late(days):
    if days is not None and days > 3:
        return "<= is no bound here"
    return True
'''


ONE_ROW = '''RULE = f"""
    SELECT 1 FROM meeting m
      JOIN {limit_after("m.held_on", "5", "c")}
      JOIN LATERAL (
           SELECT GREATEST(m.held_on, m.day) AS day) last ON TRUE
      JOIN LATERAL (SELECT t.id FROM task t WHERE t.meeting_id = m.id) t ON TRUE"""
'''


def _names():
    return [mutant.name(SOURCE) for mutant in mutants(SOURCE)]


def test_each_change_of_sql_is_one_of_the_declared():
    assert [name for name in _names() if "sql" in name] == [
        "4: sql choice: min → max",
        "4: sql join: LEFT JOIN → JOIN",
        "4: sql comparison: = → <>",
        "5: sql comparison: = → <>",
        "5: sql kind: approval → approval~",
        "5: sql logic: AND → OR",
        "5: sql bound: <= → <",
        "5: sql number: + → -",
        "5: sql number: 1 → 1 + 1",
        "6: sql logic: AND → OR",
        "6: sql bound: y.starts_on → y.starts_on + 1",
        "6: sql bound: y.ends_on → y.ends_on - 1",
        "7: sql date: m.held_on → m.held_on + 1",
        "7: sql date: m.held_on → m.held_on - 1",
    ]


def test_a_join_of_one_row_is_not_changed():
    names = [mutant.name(ONE_ROW) for mutant in mutants(ONE_ROW)]
    assert [name for name in names if "join" in name] == [
        "6: sql join: JOIN → LEFT JOIN"
    ]


def test_each_expression_of_python_is_changed():
    assert [name for name in _names() if "python" in name] == [
        "11: python condition: days is not None and days > 3"
        " → not (days is not None and days > 3)",
        "11: python comparison: is not → is",
        "11: python logic: and → or",
        "11: python comparison: > → >=",
        "11: python number: 3 → 4",
        "13: python value: True → False",
    ]


def test_each_change_is_a_program():
    for mutant in mutants(SOURCE):
        changed = mutant.apply(SOURCE)
        assert changed != SOURCE
        ast.parse(changed)
