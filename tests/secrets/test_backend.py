"""Which keyring is trusted, decided in fresh processes without a session bus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desktop_session import DesktopSession

CHOSEN = "from census_desktop.secrets.backend import trusted_backend; print(type(trusted_backend()).__name__)"

KEYRINGS = """
from keyring.backend import KeyringBackend

class {name}(KeyringBackend):
    priority = {priority}
    def get_password(self, service, username):
        {body}
    def set_password(self, service, username, password):
        {body}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "keyrings" / "alt").mkdir(parents=True)
    return folder


def write(file: Path, *, name: str = "Keyring", priority: float = 5, body: str = "return None") -> None:
    file.write_text(KEYRINGS.format(name=name, priority=priority, body=body))


def chosen(desktop: DesktopSession, own: Path, named: str, before: str = "") -> str:
    path = f"{desktop.environment()['PYTHONPATH']}:{own}"
    return desktop.run_without_bus(before + CHOSEN, PYTHONPATH=path, PYTHON_KEYRING_BACKEND=named).strip()


def test_a_trusted_one_that_the_user_chose_is_used(desktop: DesktopSession, own: Path) -> None:
    write(own / "good.py", name="Vault")
    assert chosen(desktop, own, "good.Vault") == "Vault"


@pytest.mark.parametrize(
    ("file", "name", "priority"),
    [
        ("keyrings/alt/file.py", "EncryptedKeyring", 5),
        ("weak.py", "Keyring", 0.5),
        ("weak.py", "PlaintextKeyring", 5),
    ],
)
def test_one_of_lower_trust_is_refused(desktop: DesktopSession, own: Path, file: str, name: str, priority: float) -> None:
    write(own / file, name=name, priority=priority)
    module = file.removesuffix(".py").replace("/", ".")
    assert chosen(desktop, own, f"{module}.{name}") == "NoneType"


@pytest.mark.parametrize("named", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_one_that_keeps_nothing_is_refused(desktop: DesktopSession, own: Path, named: str) -> None:
    assert chosen(desktop, own, named) == "NoneType"


def test_of_a_chain_the_best_trusted_member_is_used(desktop: DesktopSession, own: Path) -> None:
    write(own / "weak.py", name="PlaintextKeyring", priority=9)
    write(own / "good.py", name="Vault", priority=3)
    before = "import keyring.backend, weak, good\n"
    assert chosen(desktop, own, "keyring.backends.chainer.ChainerBackend", before) == "Vault"


def test_a_packaged_program_ignores_what_the_environment_names(desktop: DesktopSession, own: Path) -> None:
    write(own / "good.py", name="Vault", priority=9)
    assert chosen(desktop, own, "good.Vault", "import sys; sys.frozen = True\n") == "NoneType"


def test_a_keyring_that_never_answers_neither_blocks_a_call_nor_the_exit(desktop: DesktopSession, own: Path) -> None:
    write(own / "slow.py", name="Slow", body="import threading; threading.Event().wait()")
    said = desktop.run_without_bus(
        """
        from census_desktop.domain.errors import SecretsError
        from census_desktop.secrets import KeyringSecrets
        secrets = KeyringSecrets(read_seconds=0.5, write_seconds=0.5)
        for call in (lambda: secrets.get("one"), lambda: secrets.set("one", {"a": "b"}), lambda: secrets.delete("one")):
            try:
                call()
            except SecretsError as error:
                print(error.message)
        """,
        PYTHONPATH=f"{desktop.environment()['PYTHONPATH']}:{own}",
        PYTHON_KEYRING_BACKEND="slow.Slow",
        timeout=20,
    )
    assert said.count("did not answer within 0.5 seconds") == 3
