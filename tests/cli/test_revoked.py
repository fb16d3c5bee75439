"""A command that learns that its computer was revoked."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from ciie_admin.server import devices
from tests.cli.conftest import Shell
from tests.fixtures.server import Server


def left(shell: Shell) -> list[str]:
    (folder,) = (path for path in (shell.folder / "one").iterdir() if path.is_dir())
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.usefixtures("server")
def test_it_wipes_and_says_why_once_it_meets_the_server(shell: Shell, server: Server) -> None:
    shell.prepare()
    with server.engine.begin() as db:
        (device,) = db.execute(text("SELECT id FROM device")).scalars()
        devices.revoke(db, device, datetime.now(UTC))
    assert shell("queue", "units", "--count").code == 0, "works offline and has met nobody"
    assert "vault.json" in left(shell)
    said = shell("sync", "--json")
    assert (said.code, said.objects) == (5, [{"mishap": "device_revoked", "facts": {}}])
    assert said.err.startswith("本机已被停用。")
    assert left(shell) == ["lock"]
