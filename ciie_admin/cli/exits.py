"""What the exit code of a command says; part of the contract with scripts."""

from enum import IntEnum

from ciie_admin.errors import BadInput, Mishap, Offline


class Exit(IntEnum):
    ALL = 0
    """Everything asked for has been done."""
    SOME = 1
    """It ran, but some rows have not come where they were to go."""
    USAGE = 2
    OFFLINE = 3
    """The server is needed and cannot be reached."""
    IN_USE = 4
    """Another window or command has the profile."""
    MISHAP = 5
    INTERRUPTED = 130
    """Ctrl-C, as shells number it."""


def exit_for(mishap: Mishap) -> Exit:
    if isinstance(mishap, BadInput):
        return Exit.USAGE
    if isinstance(mishap, Offline):
        return Exit.OFFLINE
    return Exit.IN_USE if mishap.code == "profile_in_use" else Exit.MISHAP
