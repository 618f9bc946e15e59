"""The command line: ``dateline VERB``. Data goes to standard output, talk to standard error.

Exit codes: 0 all well; 1 done, but some reports failed; 2 could not run; 130 interrupted, what was coded stays.
"""

from __future__ import annotations

import os
import sys
import traceback

import click

from dateline.app import cli_code, cli_export, cli_knowledge, cli_look, cli_more
from dateline.app.terminal import plain, talk
from dateline.errors import DatelineError
from dateline.version import __version__

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def app() -> None:
    """News reports to records of who did what to whom, where, when, who says so, and whether it happened."""


for command in (
    cli_code.code,
    cli_code.annotate,
    cli_more.link,
    cli_look.show,
    cli_look.explain,
    cli_export.export,
    cli_export.import_decisions,
    cli_export.decide,
    cli_export.withdraw,
    cli_more.serve,
    cli_more.evaluate,
    cli_knowledge.lexicon,
    cli_knowledge.gazetteer,
    cli_knowledge.doctor,
):
    app.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code; trouble is told in a sentence, never as a traceback."""
    # The matrices are small: a second thread only spins. Must be set before numpy is loaded, which no command does on import.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command; the exit code."""
    try:
        code = app.main(arguments, prog_name="dateline", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except (KeyboardInterrupt, click.Abort):
        talk().print("interrupted")
        return INTERRUPTED
    except DatelineError as error:
        talk().print(plain(f"dateline: {error}"))
        return 2
    except Exception as error:
        talk().print(plain(f"dateline: a fault in Dateline itself, which we would like to hear of: {_fault(error)}"))
        return 2


def _fault(error: Exception) -> str:
    """What went wrong, and the line of ours or of a library where it did."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({os.path.basename(last.filename)}:{last.lineno})"


if __name__ == "__main__":
    main()
