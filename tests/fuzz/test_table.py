from labase_site.leaks.addresses import patterns
from tests.fuzz.table import FORMS, NOT_FUZZED

# What stands for any parameter of an address.
ANYTHING = "1"


def test_every_form_of_the_public_site_is_fuzzed_or_says_why_not(client, db):
    answering = {
        pattern.view for pattern in _public_patterns() if _takes_a_post(client, pattern)
    }
    fuzzed = {form.view for form in FORMS}
    assert answering - fuzzed - NOT_FUZZED.keys() == set()
    assert NOT_FUZZED.keys() - answering == set()
    assert not fuzzed & NOT_FUZZED.keys()


def test_forms_have_names_that_differ():
    names = [form.name for form in FORMS]
    assert len(names) == len(set(names))


def _public_patterns():
    return [each for each in patterns() if not each.path.startswith("/admin/")]


def _takes_a_post(client, pattern):
    """Say whether an address answers a POST: what it names need not be there."""
    path = pattern.path % dict.fromkeys(pattern.parameters, ANYTHING)
    return client.post(path).status_code != 405
