"""The command line's reference page, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from dateline.app.cli import app

HEAD = """# Command line

Made from the commands by `python -m dateline.app.reference`; a test holds it true.

Data goes to standard output, talk to standard error, progress is shown on a terminal only.
Exit codes: 0 all well; 1 done, but some reports failed or problems were found (they are listed); 2 could not run;
130 interrupted: what was coded is stored, and the same command goes on from there.
"""


def reference() -> str:
    """The page as Markdown."""
    return HEAD + "".join(_sections(app, "dateline"))


def _sections(group: click.Group, path: str) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _sections(command, f"{path} {name}")
        else:
            yield _section(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> str:
    parent = click.Context(app, **app.context_settings)
    context = click.Context(command, info_name=path, max_content_width=100, terminal_width=100)
    context.help_option_names = parent.help_option_names
    return f"\n## `{path}`\n\n```\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
