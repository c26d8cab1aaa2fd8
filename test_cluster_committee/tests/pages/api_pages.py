"""The pages on the programming interface, and what they must say.

`doc/verbs.md` is written from the declarations; `doc/api.md` by hand, and its examples
are sent as they stand there.
"""

import inspect
import json
import re
from pathlib import Path
from typing import NamedTuple

DOC = Path(__file__).parents[3] / "doc"
VERBS = DOC / "verbs.md"
API = DOC / "api.md"

HEAD = """# Steps

The steps of each model, as a program calls them: `POST /json/2/MODEL/METHOD` with `ids`
and the arguments below (see [api.md](api.md)). This page is written from the
declarations; a test compares it with them.

*Day*: what `on` may be. *now*: the server's day, `on` is left out. *paper*: the date of
the paper that is recorded. *fact*: the day on which it happened. In brackets: who
records the act of the first from signed paper.
"""
EXAMPLE = re.compile(
    r"As the (?P<who>[a-z ]+):\n\n"
    r"```http\nPOST /json/2/(?P<model>[a-z._]+)/(?P<method>\w+)\n```\n\n"
    r"```json\n(?P<body>.+?)\n```\n\n"
    r"Answer (?P<code>\d+):\n\n```json\n(?P<answer>.+?)\n```",
    re.DOTALL,
)


class Example(NamedTuple):
    """One call of the page: who sends what, and what comes back."""

    who: str
    model: str
    method: str
    body: dict
    code: int
    answer: object


def examples():
    """Return the calls of `doc/api.md`, in their order."""
    return [
        Example(
            found["who"],
            found["model"],
            found["method"],
            json.loads(found["body"]),
            int(found["code"]),
            json.loads(found["answer"]),
        )
        for found in EXAMPLE.finditer(API.read_text(encoding="utf-8"))
    ]


def verbs_page(env):
    """Return the text that `doc/verbs.md` must have."""
    parts = [HEAD]
    for name in sorted(env):
        model = env[name]
        verbs = getattr(model, "_verbs", None)
        if not verbs or model._abstract or name.startswith("test."):
            continue
        parts.append(f"## `{name}`: {model._description}\n")
        parts.append(
            "| method | arguments | from → to | who | day |\n|---|---|---|---|---|"
        )
        parts.append("\n".join(_row(model, verb) for verb in verbs.values()) + "\n")
    return "\n".join(parts)


def _row(model, verb):
    method = f"action_{verb.name}"
    signature = inspect.signature(getattr(type(model), method))
    arguments = [
        f"`{parameter}`"
        for parameter in list(signature.parameters.values())[1:]
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD
    ]
    sources = ", ".join(sorted(verb.sources))
    target = verb.target or "the same"
    who = ", ".join(sorted(verb.by))
    recorded = f" ({', '.join(sorted(verb.recorded_by))})" if verb.recorded_by else ""
    return (
        f"| `{method}` | {', '.join(arguments) or '–'} | {sources} → {target}"
        f" | {who}{recorded} | {verb.dating} |"
    )
