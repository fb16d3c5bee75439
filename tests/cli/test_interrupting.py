"""Ctrl-C is never lost while a command waits."""

import signal

import pytest

from ciie_admin.cli.interrupting import interruptible


class Ending:
    """Python drops what is raised while an object ends."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_interrupt_that_python_drops_is_still_known() -> None:
    usual = signal.getsignal(signal.SIGINT)
    with interruptible() as wanted:
        assert not wanted.is_set()
        Ending()
        assert wanted.is_set()
    assert signal.getsignal(signal.SIGINT) is usual


def test_otherwise_it_ends_the_command_at_once() -> None:
    with interruptible() as wanted, pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert wanted.is_set()
