"""`demo` and `tour`: everything on this computer, to look at."""

from argparse import Namespace
from importlib import import_module

from ciie_admin.demo.wishes import Wishes

PARTS = {"demo": "ciie_admin.demo.show", "tour": "ciie_admin.demo.tour"}
"""Loaded here and not before: both bring Qt along."""


def run(args: Namespace) -> int:
    """The exit code of the part that runs."""
    plain = Wishes(units=args.units, persons=args.persons, seed=args.seed)
    wishes = Wishes(
        units=args.units,
        persons=args.persons,
        seed=args.seed,
        folder=args.data,
        size=args.size,
        scheme=args.scheme or plain.scheme,
        language=args.lang,
        out=getattr(args, "out", plain.out),
    )
    program = import_module("ciie_admin.app").make_program
    return int(import_module(PARTS[args.command]).run(program, wishes) or 0)
