"""From a command line to an exit code; the only place that catches everything."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from ciie_admin.cli.arguments import read
from ciie_admin.cli.exits import Exit, exit_for
from ciie_admin.cli.failures import program_fault
from ciie_admin.cli.speech import chosen_language, emit, phrase, settle_streams, spoken, tell
from ciie_admin.config import collect_seldom
from ciie_admin.errors import Mishap
from ciie_admin.words import Language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; without any, open the window. Never raises, never shows a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = chosen_language(given, os.environ)
    settle_streams()
    collect_seldom()
    args = Namespace(json=False, profile_root=None)
    try:
        if not given:
            return _open_window()
        args = read(given, language, args)
        done = int(import_module(f"ciie_admin.cli.{args.module}").run(args))
        sys.stdout.flush()
    except SystemExit as ended:  # --help and --version have said what was asked for
        return int(ended.code or 0)
    except KeyboardInterrupt:
        tell(phrase("interrupted", language))
        return Exit.INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except Mishap as mishap:
        return _failed(mishap, args, language)
    except Exception as error:  # noqa: BLE001 - the border of the program
        return _failed(program_fault(error, _root(args)), args, language)
    return done


def _open_window() -> int:
    from ciie_admin.app import main as work_in_window

    return work_in_window()


def _failed(mishap: Mishap, args: Namespace, language: Language) -> int:
    if args.json:
        emit({"mishap": mishap.code, "facts": mishap.facts})
    tell(spoken(mishap, language))
    return exit_for(mishap)


def _root(args: Namespace) -> Path | None:
    return args.profile_root if isinstance(args.profile_root, Path) else None


def _reader_gone() -> int:
    """Whoever read our output has seen enough; what is still buffered goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.SOME
