"""Collects what the classes of a model declare along `_inherit`."""

from typing import NamedTuple


class Declared(NamedTuple):
    """What the classes of a model declare for its guard, merged along `_inherit`."""

    verb_fields: frozenset
    fixed_fields: frozenset
    editable_in: dict
    same_owner: dict

    @classmethod
    def of(cls, klasses):
        """:param klasses: the classes of a model, each after those that it extends"""
        sets = {"_verb_fields": set(), "_fixed_fields": set()}
        dicts = {"_editable_in": {}, "_same_owner": {}}
        for klass in klasses:
            for name, found in (sets | dicts).items():
                found.update(vars(klass).get(name, ()))
        return cls(*map(frozenset, sets.values()), *dicts.values())


def along_inherit(records, name, build):
    """Compute a value from the classes of a model, each after those that it extends.

    The value is cached per registry, and computed again when another addon has extended
    the model since.

    :param records: any recordset of the model
    :param name: key of the cached value
    :param build: function of the tuple of classes
    :return: what `build` returns
    """
    cls = records.env.registry[records._name]
    memo = vars(cls).get("_workflow_memo")
    if memo is None or memo[0] is not cls.__mro__:
        memo = cls._workflow_memo = (cls.__mro__, {})
    if name not in memo[1]:
        memo[1][name] = build(tuple(reversed(cls.__mro__)))
    return memo[1][name]


def united(records, name):
    """:return: the dicts `name` of all classes of the model, merged; an extending class
    overrides"""

    def unite(klasses):
        found = {}
        for klass in klasses:
            found.update(vars(klass).get(name, {}))
        return found

    return along_inherit(records, name, unite)


def united_sets(records, name):
    """:return: the union (frozenset) of the sets `name` of all classes of the model"""

    def unite(klasses):
        return frozenset().union(*(vars(klass).get(name, ()) for klass in klasses))

    return along_inherit(records, f"{name} united", unite)
