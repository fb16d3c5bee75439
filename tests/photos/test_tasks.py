"""What a worker loads before its first picture."""

import subprocess
import sys

from ciie_admin.domain.findings import Severity
from ciie_admin.photos import tasks
from tests.fixtures.editions import small_edition
from tests.photos.strange import jpeg, png

LIMITS = small_edition().photo
LOADS = """
import sys
from ciie_admin.demo.portraits import portrait
from ciie_admin.photos import tasks
from tests.fixtures.editions import small_edition
for name in [name for name in sys.modules if name.startswith("PIL.")]:
    del sys.modules[name]  # the drawing needed them
check = tasks.badge(small_edition().photo)
before = set(sys.modules)
check(portrait(1, "plain"))
print(*set(sys.modules) - before)
"""


def test_nets_are_loaded_once() -> None:
    assert tasks.nets() is not None, "run 'make setup' with a network: it fetches the models"
    assert tasks.nets() is tasks.nets()


def test_the_first_photo_finds_everything_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.split() == []


def test_badge_photos_and_licences_differ_in_format() -> None:
    assert [one.rule for one in tasks.badge(LIMITS)(png()).findings] == ["format"]
    assert tasks.licence(1_000_000)(png()).findings == ()


def test_the_limits_are_those_given() -> None:
    rejected = tasks.licence(1_000)(jpeg()).findings
    assert [(one.rule, one.severity) for one in rejected] == [("file_size", Severity.REJECT)]
