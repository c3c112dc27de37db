"""KeyringSecrets over keyring back ends that behave like real ones, and like broken ones."""

from __future__ import annotations

import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked

from census_desktop.domain.errors import Cancelled, SecretsError
from census_desktop.domain.ports import CancelToken
from census_desktop.secrets import KeyringSecrets
from tests.secrets.conftest import MemoryKeyring

LONG = {"key": "0123456789" * 300}


def test_a_credential_comes_back_in_the_next_process(memory: MemoryKeyring) -> None:
    KeyringSecrets().set("one", {"token": 'quotes " and 🎉\nnewline'})
    assert KeyringSecrets().get("one") == {"token": 'quotes " and 🎉\nnewline'}
    assert KeyringSecrets().get("two") == {}
    assert list(memory.items) == [("census-desktop", "one")]


def test_a_long_one_is_kept_in_parts_and_leaves_none_behind(memory: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.set("one", LONG)
    assert [user for _, user in memory.items] == ["one#1", "one#2", "one#3", "one#4", "one"]
    assert KeyringSecrets().get("one") == LONG
    secrets.set("one", {"key": "short"})
    assert [user for _, user in memory.items] == ["one"]
    secrets.set("one", LONG)
    secrets.delete("one")
    assert memory.items == {}
    assert secrets.get("one") == {}


def test_deleting_what_is_not_there_is_no_error(memory: MemoryKeyring) -> None:
    KeyringSecrets().delete("never stored")
    assert memory.items == {}


def test_the_keyring_is_asked_once_and_the_answer_is_a_copy(memory: MemoryKeyring) -> None:
    KeyringSecrets().set("one", {"token": "abc"})
    secrets = KeyringSecrets()
    secrets.get("one")["token"] = "changed by a caller"
    asked = memory.reads
    assert secrets.get("one") == {"token": "abc"}
    assert memory.reads == asked


@pytest.mark.parametrize("old", [{"key": "a" * 3000}, {"key": "short"}])
@pytest.mark.parametrize("writes", range(5))
def test_a_write_that_is_cut_short_leaves_what_was_there(memory: MemoryKeyring, old: dict[str, str], writes: int) -> None:
    KeyringSecrets().set("one", old)
    memory.writes_left = writes
    with pytest.raises(SecretsError, match="failed"):
        KeyringSecrets().set("one", {"key": "b" * 3000, "padding": "p" * 500})
    assert KeyringSecrets().get("one") == old
    memory.writes_left = 100
    KeyringSecrets().set("one", {"key": "c" * 3000})
    assert KeyringSecrets().get("one") == {"key": "c" * 3000}
    KeyringSecrets().set("one", {"key": "d"})
    assert [user for _, user in memory.items] == ["one"]


def test_parts_that_do_not_belong_together_are_no_credential(memory: MemoryKeyring) -> None:
    KeyringSecrets().set("one", LONG)
    memory.items["census-desktop", "one#2"] = "of another time"
    with pytest.raises(SecretsError, match="incomplete"):
        KeyringSecrets().get("one")


def test_what_another_process_wrote_is_read_when_asked_anew(memory: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.set("one", {"token": "old"})
    KeyringSecrets().set("one", {"token": "new"})
    assert secrets.get("one") == {"token": "old"}
    assert secrets.get("one", anew=True) == {"token": "new"}
    assert secrets.get("one") == {"token": "new"}
    KeyringSecrets().delete("one")
    assert secrets.get("one", anew=True) == {}
    assert secrets.get("one") == {}


def test_a_read_while_another_process_writes_gets_one_or_the_other(memory: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.set("one", LONG)

    class Meanwhile(MemoryKeyring):
        """Between the head and its parts, another process writes a whole new credential."""

        def get_password(self, service: str, username: str) -> str | None:
            if username == "one#1" and not self.reads:
                self.reads = 1
                keyring.set_keyring(self)
                backend = keyring.get_keyring()
                KeyringSecrets()._write(backend, "one", {"key": "new" * 1000})
            return self.items.get((service, username))

    meanwhile = Meanwhile()
    meanwhile.items = memory.items
    keyring.set_keyring(meanwhile)
    assert KeyringSecrets().get("one") == {"key": "new" * 1000}


def test_a_failed_write_does_not_leave_the_old_value_in_memory(memory: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.set("one", {"token": "old"})
    memory.writes_left = 0
    with pytest.raises(SecretsError):
        secrets.set("one", {"token": "new"})
    memory.items["census-desktop", "one"] = '{"token":"what is really stored"}'
    assert secrets.get("one") == {"token": "what is really stored"}


def test_a_credential_beyond_every_keyring_is_refused_before_it_is_written(memory: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.set("one", {"key": "old"})
    with pytest.raises(SecretsError, match="too long"):
        secrets.set("one", {"key": "x" * 100_000})
    assert secrets.get("one") == {"key": "old"}


def test_without_a_keyring_the_error_offers_what_can_be_done(no_keyring: None) -> None:
    secrets = KeyringSecrets()
    for call in (lambda: secrets.get("one"), lambda: secrets.set("one", {"t": "v"}), lambda: secrets.delete("one")):
        with pytest.raises(SecretsError) as refused:
            call()
        assert "no keyring" in refused.value.message
        assert "for this session only" in refused.value.hint
        assert "CENSUS_DESKTOP_SECRET__" in refused.value.hint
    assert "no keyring" in secrets.state()


class BrokenKeyring(KeyringBackend):
    priority = 5

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyringLocked("Failed to unlock the collection!"), "The keyring is locked."),
        (InitError("Failed to create the collection: Prompt dismissed.."), "The keyring is locked."),
        (ConnectionRefusedError(111, "hunter2"), "The keyring failed (ConnectionRefusedError)."),
        (RuntimeError("CredWrite hunter2"), "The keyring failed (RuntimeError)."),
    ],
)
def test_what_a_keyring_raises_is_told_without_its_text(memory: MemoryKeyring, error: Exception, said: str) -> None:
    keyring.set_keyring(BrokenKeyring(error))
    secrets = KeyringSecrets()
    for call in (lambda: secrets.get("one"), lambda: secrets.set("one", {"password": "hunter2"})):
        with pytest.raises(SecretsError) as refused:
            call()
        assert refused.value.message == said
        assert refused.value.kept
        assert refused.value.hint
        assert "hunter2" not in str(refused.value)
        assert refused.value.__cause__ is None


class SlowKeyring(MemoryKeyring):
    """Waits for its prompt to be answered."""

    priority = 5

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.asked = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self.answered.wait(20)
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked.set()
        self.answered.wait(20)
        super().set_password(service, username, password)


@pytest.fixture
def slow(memory: MemoryKeyring) -> SlowKeyring:
    backend = SlowKeyring()
    keyring.set_keyring(backend)
    return backend


def test_a_prompt_left_open_is_told_in_time_and_its_late_answer_counts(slow: SlowKeyring) -> None:
    slow.items["census-desktop", "one"] = '{"token":"abc"}'
    secrets = KeyringSecrets(read_seconds=0.5)
    with pytest.raises(SecretsError, match=r"did not answer within 0\.5 seconds") as refused:
        secrets.get("one")
    assert "Nothing was lost" in refused.value.kept
    slow.answered.set()
    assert KeyringSecrets().get("one") == {"token": "abc"}
    # The first call has been answered by now or is about to be: no more than one question was asked.
    assert secrets.get("one") == {"token": "abc"}


def test_cancelling_a_write_ends_the_wait(slow: SlowKeyring) -> None:
    secrets, token = KeyringSecrets(), CancelToken()
    threading.Thread(target=lambda: (slow.asked.wait(10), token.cancel()), daemon=True).start()
    with pytest.raises(Cancelled):
        secrets.set("one", {"token": "abc"}, token)
    slow.answered.set()


def test_eight_threads_read_and_write_at_once(memory: MemoryKeyring) -> None:
    secrets, wrong = KeyringSecrets(), []

    def use(number: int) -> None:
        for turn in range(20):
            secrets.set(str(number), {"token": f"{number}-{turn}" * 300})
            if secrets.get(str(number)) != {"token": f"{number}-{turn}" * 300}:
                wrong.append((number, turn))

    threads = [threading.Thread(target=use, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_no_representation_shows_a_value(memory: MemoryKeyring) -> None:
    secrets = KeyringSecrets()
    secrets.set("one", {"token": "hunter2"})
    assert "hunter2" not in repr(secrets) + str(secrets) + repr(secrets._worker)
