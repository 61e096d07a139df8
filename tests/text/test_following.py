import pytest

from sources.text.following import followable


@pytest.mark.parametrize("address", ["https://a.example/", "HTTP://A.example/b?c"])
def test_addresses_of_the_web_are_followed(address: str) -> None:
    assert followable(address) == address


@pytest.mark.parametrize(
    "address", ["", "javascript:x", " https://a.example/", "data:text/html,x", "//a.example/", "/a", "https:a"]
)
def test_no_other_is(address: str) -> None:
    assert followable(address) == ""
