"""The program loaded once; each command of a test is a process forked from here.

Loading it anew took most of the time of each of some hundred commands. What starting cold means is
tested elsewhere.
"""

import gc
import json
import os
import pkgutil
import sys
from importlib import import_module
from pathlib import Path

from ciie_admin import cli
from ciie_admin.cli.main import main


def load() -> None:
    for module in pkgutil.iter_modules(cli.__path__, f"{cli.__name__}."):
        import_module(module.name)
    gc.freeze()


def become(said: Path) -> None:
    """Standard streams as a child of a test has them: nothing to read, two files to write."""
    for stream, (path, flags) in enumerate(
        (
            (Path(os.devnull), os.O_RDONLY),
            (said / "out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            (said / "err", os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        )
    ):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, stream)
        os.close(opened)


def serve() -> int:
    """A line in: folder for what is said, environment, words. A line out: the exit code."""
    load()
    for line in iter(sys.stdin.buffer.readline, b""):
        said, environment, words = json.loads(line)
        child = os.fork()
        if child == 0:
            become(Path(said))
            os.environ.clear()
            os.environ.update(environment)
            sys.argv[1:] = words
            return main()
        _, status = os.waitpid(child, 0)
        os.write(1, b"%d\n" % os.waitstatus_to_exitcode(status))
    return 0


if __name__ == "__main__":
    sys.exit(serve())
