"""The browser's flow: what is asked, what is answered, and every way in which it does not come to its end."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from census_desktop.domain.errors import (
    Cancelled,
    CensusError,
    ConfigError,
    CredentialError,
    SignInError,
    TransientError,
)
from census_desktop.domain.manifest import OAuth
from census_desktop.domain.ports import CancelToken
from census_desktop.signin import Granted, Registration, registration_of, sign_in
from census_desktop.signin.flow import challenge_of
from tests.conftest import FakeClock
from tests.destinations.fakes.vendor import Said
from tests.signin.authorization_server import AuthorizationServer, Browser, Client, look_at, parameters

CALLBACK = "http://127.0.0.1:{port}/"


def run(client: Registration, browser: Callable[[str], None], clock: FakeClock) -> Granted:
    return sign_in(client, browser, CancelToken(), clock=clock)


def answering(**answer: str) -> Browser:
    """A browser that comes back with this instead of what the vendor says; a state of "*" is the right one."""

    def instead(address: str) -> str:
        asked = parameters(address)
        given = {name: asked["state"] if value == "*" else value for name, value in answer.items()}
        return asked["redirect_uri"] + "?" + "&".join(f"{name}={value}" for name, value in given.items())

    return Browser(instead)


def refused(client: Registration, browser: Browser, clock: FakeClock) -> SignInError:
    with pytest.raises(SignInError) as caught:
        run(client, browser, clock)
    browser.close()
    return caught.value


# The usual way ------------------------------------------------------------------------------------------------------


def test_a_person_signs_in(server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock):
    granted = run(client, browser, clock)
    browser.close()
    assert granted.access_token.startswith("canary-access-")
    assert granted.refresh_token.startswith("canary-refresh-")
    assert granted.scope == "read openid"
    assert granted.account == "ada@example.com"
    assert granted.expires_at is not None
    assert (granted.expires_at - clock.now()).total_seconds() == 3600
    assert browser.pages[0].status == 200
    assert "close this tab" in browser.pages[0].text


def test_what_is_asked_of_the_vendor(server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock):
    run(replace(client, extra={"prompt": "consent"}), browser, clock)
    asked = parameters(browser.address)
    redirect = urlsplit(asked["redirect_uri"])
    assert redirect.hostname == "127.0.0.1"
    assert redirect.port
    assert asked["prompt"] == "consent"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 22  # 128 bits and more
    (form,) = server.forms("authorization_code")
    assert re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", form["code_verifier"])
    assert challenge_of(form["code_verifier"]) == asked["code_challenge"]
    assert "=" not in asked["code_challenge"]
    assert form["redirect_uri"] == asked["redirect_uri"]


def test_the_challenge_is_the_one_of_the_standards_example():
    assert challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_nothing_is_used_twice(server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock):
    run(client, browser, clock)
    first = parameters(browser.address)
    run(client, browser, clock)
    second = parameters(browser.address)
    assert first["state"] != second["state"]
    assert first["code_challenge"] != second["code_challenge"]


def test_a_public_client_sends_no_secret_and_no_authorization(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock
):
    run(client, browser, clock)
    (call,) = server.called("POST /token")
    assert b"client_secret" not in call.body
    assert "authorization" not in call.headers


def test_a_confidential_client_sends_its_secret_in_the_body(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock
):
    run(replace(client, client_id="confidential", secret="canary-client-secret"), browser, clock)
    (form,) = server.forms("authorization_code")
    assert form["client_secret"] == "canary-client-secret"


def test_the_authorize_address_may_have_a_query_of_its_own(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock
):
    run(replace(client, authorize=f"{client.authorize}?brand=7"), browser, clock)
    assert parameters(browser.address)["brand"] == "7"


def test_a_fixed_port_and_path_are_used_to_the_letter(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock
):
    redirect = f"http://localhost:{free_port()}/callback"
    server.clients["desktop"] = Client(redirect)
    run(replace(client, redirect=redirect), browser, clock)
    assert parameters(browser.address)["redirect_uri"] == redirect


# The other ways -----------------------------------------------------------------------------------------------------


def test_a_wrong_state_ends_it_and_no_code_is_exchanged(server: AuthorizationServer, client: Registration, clock: FakeClock):
    browser = answering(code="canary-foreign", state="another")
    assert refused(client, browser, clock).message == "The answer does not belong to this sign-in."
    assert browser.pages[0].status == 400
    assert not server.called("POST /token")


def test_a_missing_state_is_a_wrong_one(client: Registration, clock: FakeClock):
    assert "does not belong" in refused(client, answering(code="x"), clock).message


def test_an_answer_without_a_code(client: Registration, clock: FakeClock):
    assert refused(client, answering(state="*"), clock).message == "The answer holds no code."


def test_the_person_says_no(server: AuthorizationServer, client: Registration, clock: FakeClock):
    browser = answering(error="access_denied", state="*")
    error = refused(client, browser, clock)
    assert error.message == "The sign-in was declined in the browser."
    assert error.kept == "Nothing was changed."
    assert "did not work" in browser.pages[0].text
    assert not server.called("POST /token")


def test_an_error_of_another_kind_is_named_only_if_the_standard_knows_it(client: Registration, clock: FakeClock):
    assert "(invalid_scope)" in refused(client, answering(error="invalid_scope", state="*"), clock).message
    odd = answering(error="canary-%3Cscript%3E", state="*")
    assert "canary" not in refused(client, odd, clock).message
    assert "canary" not in odd.pages[0].text


def test_a_second_request_is_not_an_answer(client: Registration, clock: FakeClock):
    pages = []

    def twice(address: str) -> None:
        asked = parameters(address)
        answer = f"{asked['redirect_uri']}?state={asked['state']}&error=access_denied"
        pages.append(look_at(answer).status)
        try:
            pages.append(look_at(answer).status)
        except OSError:
            pages.append(0)  # gone already

    with ThreadPoolExecutor(1) as browser, pytest.raises(SignInError, match="declined"):
        run(client, lambda address: browser.submit(twice, address) and None, clock)
    assert pages[0] == 400
    assert pages[1] in (409, 0)


def test_what_else_knocks_is_no_answer(server: AuthorizationServer, client: Registration, clock: FakeClock):
    """An icon that the browser asks for, another path, a page elsewhere that reaches for this computer by a name of its own,
    and a connection that says nothing at all."""
    seen: list[int] = []
    silent: list[socket.socket] = []

    def knock(address: str) -> str:
        asked = parameters(address)
        port = urlsplit(asked["redirect_uri"]).port
        silent.append(socket.create_connection(("127.0.0.1", port or 0)))
        here = CALLBACK.format(port=port)
        for path in ("favicon.ico", "other?code=1&state=2", ""):
            seen.append(look_at(here + path).status)
        seen.append(look_at(f"{here}?code=1&state={asked['state']}", Host=f"evil.example:{port}").status)
        return address

    browser = Browser(knock)
    assert run(client, browser, clock).access_token
    browser.close()
    silent[0].close()
    assert seen == [404, 404, 404, 404]
    assert browser.pages[0].status == 200


def test_the_page_gives_nothing_away(client: Registration, browser: Browser, clock: FakeClock):
    run(client, browser, clock)
    browser.close()
    page = browser.pages[0]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert "canary" not in page.text
    assert parameters(browser.address)["state"] not in page.text


def test_a_port_that_is_taken_is_named(client: Registration, clock: FakeClock):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        shown: list[str] = []
        with pytest.raises(SignInError, match=f"Port {port} of this computer is taken"):
            sign_in(replace(client, redirect=f"http://127.0.0.1:{port}/"), shown.append, CancelToken(), clock=clock)
    assert not shown


def test_a_closed_browser_ends_with_the_time(client: Registration, clock: FakeClock):
    with pytest.raises(SignInError, match="no answer in time"):
        sign_in(client, lambda _address: clock.advance(301), CancelToken(), clock=clock)


def test_it_is_cancelled_while_it_waits(client: Registration, clock: FakeClock):
    cancel = CancelToken()
    ports: list[int] = []

    def give_up(address: str) -> None:
        ports.append(urlsplit(parameters(address)["redirect_uri"]).port or 0)
        threading.Timer(0.01, cancel.cancel).start()

    with pytest.raises(Cancelled):
        sign_in(client, give_up, cancel, clock=clock)
    with pytest.raises(OSError):  # noqa: PT011 - refused
        socket.create_connection(("127.0.0.1", ports[0]), timeout=1)


def test_a_browser_that_cannot_be_opened_leaves_no_port_open(client: Registration, clock: FakeClock):
    ports: list[int] = []

    def broken(address: str) -> None:
        ports.append(urlsplit(parameters(address)["redirect_uri"]).port or 0)
        raise CensusError("no browser")

    with pytest.raises(CensusError, match="no browser"):
        sign_in(client, broken, CancelToken(), clock=clock)
    with pytest.raises(OSError):  # noqa: PT011
        socket.create_connection(("127.0.0.1", ports[0]), timeout=1)


# The token's answer -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lives", [None, 0, "0", "soon", -5, True, float("1e400"), [], 30])
def test_a_life_that_says_nothing_is_unknown(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock, lives: object
):
    server.lives = lives if lives != float("1e400") else 1e308 * 10
    assert run(client, browser, clock).expires_at is None


@pytest.mark.parametrize("lives", [3600, "3600", 3600.0])
def test_a_life_may_be_a_text(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock, lives: object
):
    server.lives = lives
    expires = run(client, browser, clock).expires_at
    assert expires is not None
    assert (expires - clock.now()).total_seconds() == 3600


def test_an_absurd_life_is_cut(server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock):
    server.lives = 10**30
    expires = run(client, browser, clock).expires_at
    assert expires is not None
    assert (expires - clock.now()).days == 3650


def test_scope_null_and_no_refresh_token(server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock):
    server.extra = {"scope": None, "instance_url": "https://eu7.example.com"}
    granted = run(client, browser, clock)
    assert granted.scope == ""
    assert granted.instance_url == "https://eu7.example.com"


@pytest.mark.parametrize(
    ("said", "kind", "message"),
    [
        (Said(400, {"error": "invalid_client"}), CredentialError, "does not accept the client"),
        (Said(200, {"ok": False, "error": "bad_code"}), SignInError, "bad_code"),
        (Said(200, {"error": {"code": 7, "message": "no"}}), SignInError, "(7)"),
        (Said(400, {"error": "invalid_grant"}), CredentialError, "does not accept this sign-in any more"),
        (Said(400, {"error": "invalid_scope"}), ConfigError, "does not grant what was asked for"),
        (Said(200, {"token_type": "Bearer"}), SignInError, "without an access token"),
        (Said(200, "<html>Hello</html>", {"Content-Type": "text/html"}), TransientError, "web page"),
        (Said(503, {"message": "later"}), TransientError, "trouble of its own"),
        (Said(429, None, {"Retry-After": "9"}), TransientError, "slow down"),
        (Said(400, {"error": "temporarily_unavailable"}), TransientError, "temporarily_unavailable"),
        (Said(200, "[]"), SignInError, "without an access token"),
        (Said(400, {"message": "no such app"}), SignInError, "refused the sign-in (400). It says: no such app"),
        (Said(422, "[]"), SignInError, "refused the sign-in (422)."),
    ],
)
def test_what_the_token_endpoint_may_say_instead(
    server: AuthorizationServer,
    client: Registration,
    browser: Browser,
    clock: FakeClock,
    said: Said,
    kind: type[CensusError],
    message: str,
):
    server.fail_next(said, path="POST /token")
    with pytest.raises(kind, match=re.escape(message)) as caught:
        run(client, browser, clock)
    assert "canary" not in str(caught.value)


def test_what_an_error_quotes_is_not_shown(
    server: AuthorizationServer, client: Registration, browser: Browser, clock: FakeClock
):
    def quoting(address: str) -> None:
        browser(address)

    server.fail_next(Said(400, {"error": "invalid_grant", "error_description": "canary-code-1 is old"}), path="POST /token")
    with pytest.raises(CredentialError) as caught:
        run(client, quoting, clock)
    assert "canary" not in str(caught.value)
    assert "is old" in str(caught.value)


# The client ---------------------------------------------------------------------------------------------------------


OAUTH = OAuth("https://{subdomain}.example.com/authorize", "{login}/token", ("read",))


def test_settings_stand_in_the_addresses():
    config = {"client_id": "me", "subdomain": "acme", "login": "https://login.example.com/"}
    found = registration_of(OAUTH, "CRM", config, {"client_secret": "unasked"})
    assert found.authorize == "https://acme.example.com/authorize"
    assert found.token == "https://login.example.com/token"
    assert found.secret == ""


@pytest.mark.parametrize("subdomain", ["evil.example/", "a@b", "a:b", "x/..", "a b", "#"])
def test_a_setting_leads_to_no_other_host(subdomain: str):
    config = {"client_id": "me", "subdomain": subdomain, "login": "https://login.example.com"}
    with pytest.raises(ConfigError, match="subdomain"):
        registration_of(OAUTH, "CRM", config, {})


def test_what_is_missing_is_named_by_its_field():
    with pytest.raises(ConfigError, match="“client_id” is empty; “client_secret” is empty"):
        registration_of(replace(OAUTH, needs_secret=True), "CRM", {}, {})
    with pytest.raises(ConfigError, match="“subdomain” is empty"):
        registration_of(OAUTH, "CRM", {"client_id": "me"}, {})


def test_an_open_connection_is_refused():
    config = {"client_id": "me", "subdomain": "acme", "login": "http://login.example.com"}
    with pytest.raises(ConfigError, match="Plain http"):
        registration_of(OAUTH, "CRM", config, {})


def test_a_redirect_elsewhere_is_refused(client: Registration, clock: FakeClock):
    with pytest.raises(ConfigError, match="on this computer"):
        sign_in(replace(client, redirect="https://example.com/"), lambda _: None, CancelToken(), clock=clock)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
