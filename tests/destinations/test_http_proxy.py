"""A company's proxy that wants a name and a password first, and a sign-in page of a guest network."""

from __future__ import annotations

import pytest

from census_desktop.destinations._http import HttpClient
from census_desktop.domain.errors import TransientError
from census_desktop.domain.ports import CancelToken
from tests.conftest import FakeClock
from tests.destinations.raw_server import RawServer, answer


def test_a_proxy_that_asks_for_a_password_is_named_and_nothing_went_out(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = answer('HTTP/1.1 407 Proxy Authentication Required\nProxy-Authenticate: Basic realm="x"\nContent-Length: 0\n\n')
    with RawServer(refusal) as proxy:
        for name in ("NO_PROXY", "no_proxy", "https_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.port}")
        client = HttpClient("https://example.com/in", clock=clock)
        with pytest.raises(TransientError, match="proxy") as failure:
            client.request("POST", cancel=CancelToken(), body=b'{"email": "anna@example.com"}')
        client.close()
        assert all(request.startswith(b"CONNECT example.com:443") for request in proxy.requests)
        assert b"anna" not in b"".join(proxy.requests)
    assert failure.value.outcome_known
