"""Which URLs a webhook may have."""

import pytest

from mockflow import Mockflow
from tests.areas.webhooks import Webhooks, webhooks_of
from tests.support import problems

pytestmark = pytest.mark.mockflow(rate_limit=False)


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example.com",
        "https://hooks.example.com:8443/in?a=b#c",
        "HTTPS://HOOKS.example.com/",
        "https://203.0.113.5/",
        "https://[2001:db8::1]:8443/in",
        "https://xn--bcher-kva.example/",
        "https://hooks.example.com./",
        "http://127.0.0.1:9000/hook",
        "http://127.9.9.9",
        "http://[::1]:9000/",
        "http://[::ffff:127.0.0.1]:9000/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://[fd12::1]/",
        "http://localhost:9000",
        "http://receiver:9000/hook",
        "http://my_receiver/hook",
        "http://receiver.local/",
        "http://receiver.internal/",
        "http://host.docker.internal:9000/",
        "http://receiver.test/",
        "http://receiver.localhost./",
    ],
)
def test_a_url_is_https_or_near(hooks: Webhooks, url: str) -> None:
    """Https goes anywhere; http to loopback, private addresses, single words and names that are never public."""
    assert hooks.create(url=url)["url"] == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hooks.example.com/in",
        "//hooks.example.com/in",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://",
        "https:///in",
        "https://user:key@hooks.example.com/",
        "https://@hooks.example.com/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:99999/",
        "https://hooks.example.com:x/",
        "https://[::1",
        "https://[nope]/",
        "https://127.1/",
        "https://2130706433/",
        "https://-a-.example/",
        "https://a..example/",
        "https://hooks.example.com/a b",
        "https://hooks.example.com/\r\nX-Injected: 1",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://bücher.example/",
        "https://hooks.example.com/" + "a" * 2_100,
    ],
)
def test_what_is_no_url_is_refused(hooks: Webhooks, url: str) -> None:
    """It is a 400 in the field dialect that names ``url``, and no webhook is made."""
    assert problems(hooks.post(url=url))["url"].startswith("Value (url) is not valid: expected ")
    assert hooks.listed() == []


FAR = [
    "http://hooks.example.com/in",
    "http://203.0.113.5/",
    "http://8.8.8.8:9000",
    "http://169.254.169.254/latest",
    "http://[2001:db8::1]/",
    "http://172.32.0.1/",
    "http://notlocal.localtest.me/",
    "http://x.test.example/",
    "http://0.0.0.0/",
]


@pytest.mark.parametrize("url", FAR)
def test_http_to_somewhere_far_is_refused(hooks: Webhooks, url: str) -> None:
    """It is a 400 that says what would be taken."""
    said = f"Value (url) is not valid: expected an https URL, or http to a host that is near: '{url}'"
    assert problems(hooks.post(url=url)) == {"url": said}


@pytest.mark.mockflow(quirks={"webhook_http_anywhere": "on"})
@pytest.mark.parametrize("url", FAR)
def test_http_may_go_anywhere_where_the_quirk_says_so(hooks: Webhooks, url: str) -> None:
    """Then http is taken for every host."""
    assert hooks.create(url=url)["url"] == url


def test_http_may_go_to_hosts_that_are_listed() -> None:
    """A host that the option ``webhooks`` lists is taken with http: on any port, or on the one that is listed."""
    with Mockflow(
        webhooks="local,Hooks.example.com,other.example:9000,203.0.113.5,198.51.100.0/24,[2001:db8::1]:80"
    ) as mock:
        hooks = webhooks_of(mock)
        for url in ("hooks.example.com", "hooks.example.com:81/in", "other.example:9000", "203.0.113.5:8000"):
            hooks.create(url=f"http://{url}")
        hooks.create(url="http://[2001:db8::1]/")
        hooks.create(url="http://198.51.100.7/")
        for url in ("other.example/", "other.example:9001/", "sub.hooks.example.com/", "203.0.113.6/"):
            assert list(problems(hooks.post(url=f"http://{url}"))) == ["url"]
