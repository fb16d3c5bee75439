"""`demo` and `tour`: everything on this computer, to look at."""

from argparse import Namespace
from importlib import import_module

PARTS = {"demo": "ciie_admin.demo.show", "tour": "ciie_admin.demo.tour"}
"""Loaded here and not before: the tour brings Qt along."""


def run(args: Namespace) -> int:
    """The exit code of the part that runs."""
    wanted = {
        "units": args.units,
        "persons": args.persons,
        "seed": args.seed,
        "folder": args.data,
        "size": args.size,
        "scheme": args.scheme,
        "language": args.lang,
    }
    if args.command == "tour":
        wanted["out"] = args.out
    program = import_module("ciie_admin.app").make_program
    return int(import_module(PARTS[args.command]).run(make_program=program, **wanted) or 0)
