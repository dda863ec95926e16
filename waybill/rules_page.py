"""Writes the page of the rules on ownership, from their data."""

from __future__ import annotations

from queries.ownership_rules import Rule, Scope, Version, rules

HEAD = """# Rules on ownership

What `waybill owned` and `waybill listing-effect` ask ([ownership.md](ownership.md)). The texts are our own short words;
the source counts. *official* is the page of the authority, *copy* its text elsewhere, *second hand* an outside view.
A version is *in force*, *suspended* (then nobody is caught), or *not verified*: by its own text it holds, and no source
was found that says so. What was not looked up is said below, not guessed. It is no legal advice.
"""


def rules_page() -> str:
    """Return the page of the rules: their versions with sources, and the listings they speak of."""
    lines = [HEAD, "## Versions", "", "| Rule | Days | State | Enough | Control counts | What it says | Sources |"]
    lines += ["|---|---|---|---|---|---|---|"]
    lines += [_version(rule, version) for rule in rules().values() for version in rule.versions]
    lines += [
        "",
        "## What each looks at",
        "",
        "| Rule | Whose, and its name | What follows | Listings | Not known or not computed |",
    ]
    lines += ["|---|---|---|---|---|"]
    for rule in rules().values():
        scopes = "; ".join(_scope(scope) for scope in rule.speaks_of)
        lines.append(f"| `{rule.id}` | {rule.authority}: {rule.name} | {rule.effect} | {scopes} | {rule.not_known} |")
    return "\n".join(lines) + "\n"


def _version(rule: Rule, version: Version) -> str:
    sources = "; ".join(
        f"[{one.title}]({one.url}) ({one.seen}{f', {one.date}' if one.date else ''})" for one in version.sources
    )
    days = f"{version.first or 'before'} to {version.last or 'now'}"
    control = "yes" if version.control else "no"
    return f"| `{rule.id}` | {days} | {version.state} | {version.words} | {control} | {version.text} | {sources} |"


def _scope(scope: Scope) -> str:
    asked = [("measure", scope.measures), ("list", scope.lists), ("programme", scope.programmes)]
    words = [f"{name} {' or '.join(values)}" for name, values in asked if values]
    return ", ".join([" or ".join(scope.authorities), *words])
