"""`sync --start-anew`: what the shell says where a key is lost, and the way out of it."""

from pathlib import Path

import pytest
from sqlalchemy import text

from ciie_admin.words import sentence
from tests.cli.conftest import Said, Shell, run
from tests.fixtures.records import plant_unit
from tests.fixtures.server import Server


@pytest.fixture
def folder(server: Server, shell: Shell) -> Path:
    """A profile with one decision released and not delivered, whose key file is damaged."""
    with server.engine.begin() as db:
        unit = plant_unit(db)
    shell.prepare()
    server.stop()
    done = shell("decide", "units", "pass", str(unit), "--release")
    assert done.code == 0, done.err
    server.start()
    (found,) = (path for path in (shell.folder / "one").iterdir() if path.is_dir())
    (found / "vault.json").write_text("{")
    return found


def recovered(server: Server, journal: Path, folder: Path) -> Said:
    secret = folder / "secret"
    secret.write_bytes(server.secret)
    url = server.engine.url.render_as_string(hide_password=False)
    return run("recover", str(journal), "--database", url, "--secret-file", str(secret), "--json")


def test_it_says_what_it_means_and_touches_nothing(shell: Shell, folder: Path) -> None:
    said = shell("sync", "--json")
    facts = {"folder": str(folder)}
    assert (said.code, said.objects) == (5, [{"mishap": "vault_damaged", "facts": facts}])
    meaning, hint, mishap = said.err.splitlines()
    assert meaning == sentence("start_anew", "meaning", facts, "zh")
    assert "sync --start-anew" in hint
    assert mishap.startswith("本机密钥文件损坏。")
    assert (folder / "vault.json").read_text() == "{"
    assert (folder / "cache.db").exists()


def test_begun_anew_the_sealed_decision_arrives_once(
    server: Server, shell: Shell, folder: Path, tmp_path: Path
) -> None:
    said = shell("sync", "--start-anew", "--json")
    sealed = folder / "outbox-1.jnl"
    assert said.code == 0, said.err
    assert said.objects[0]["sealed"] == str(sealed)
    assert said.err.splitlines()[0] == sentence("start_anew", "sealed", {"file": str(sealed)}, "zh")
    assert shell("queue", "units").out.count("大连第1贸易有限公司") == 1
    for delivered, known in ((1, 0), (0, 1)):
        counts = recovered(server, sealed, tmp_path).objects[0]
        assert (counts["delivered"], counts["known"]) == (delivered, known)
    with server.engine.connect() as db:
        assert db.execute(text("SELECT count(*) FROM operation")).scalar() == 1
    again = shell("sync", "--start-anew", "--json")
    assert again.code == 0
    assert "sealed" not in again.objects[0], "with a sound key it is an ordinary sync"
