"""What every test shares. Parts of the program to test with stand in tests/fixtures/."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # started in the background of a script:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # commands would inherit deafness
pytest.register_assert_rewrite("tests.fixtures")
pytest_plugins = [
    f"tests.fixtures.{file.stem}"
    for file in sorted(Path(__file__).parent.glob("fixtures/*.py"))
    if file.stem != "__init__"
]

settings.register_profile("here", deadline=None)  # two busy cores make any deadline a coin toss
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the profiles and settings of whoever runs it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
