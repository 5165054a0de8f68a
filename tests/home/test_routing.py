import pytest


@pytest.mark.parametrize(
    "address",
    [
        "/bases/%00/",
        "/bases/ma%20base/",
        "/%F0%9F%98%80/",
        "/%ff%fe/",
        "/BASES/",
        "/a/b/c/d/",
    ],
)
def test_an_address_that_does_not_exist_is_told_so(address, client, db):
    assert client.get(address).status_code == 404


def test_a_page_is_found_at_its_address_and_nowhere_else(client, resource):
    assert client.get(resource.url).status_code == 200
    assert client.get(f"/{resource.slug}/").status_code == 404
    assert client.get(f"/bases/{resource.slug}/").status_code == 404


def test_a_page_is_found_with_as_many_queries_whatever_its_depth(
    client, base, resource, count_queries
):
    def status_of(address):
        return lambda: client.get(address).status_code

    count_queries(status_of(base.url))
    shallow = count_queries(status_of(f"{base.url[:-1]}-/"))
    deep = count_queries(status_of(f"{resource.url[:-1]}-/"))
    assert shallow == deep
