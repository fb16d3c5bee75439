"""What a server does without: pictures are judged in worker processes, not in the server's own."""

import subprocess
import sys

SERVES = """
import sys
from ciie_admin.server import app, photo_judge, serve
from ciie_admin.server.photo_rules import of_file
from tests.fixtures.editions import small_edition
of_file(b"\\xff\\xd8\\xff", small_edition().photo)
print(*(name for name in ("cv2", "PySide6") if name in sys.modules))
"""


def test_the_servers_own_process_never_loads_opencv() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVES], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == []
