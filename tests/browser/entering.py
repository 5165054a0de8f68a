"""How somebody signs up, in and out, in gestures."""

from accounts.spam import AT_LEAST_SECONDS
from home.demo.accounts import DEMO_PASSWORD

CONFIRM = r"/compte/courriel/confirmer/[-:\w]+/(\?next=\S+)?"
# What is sent sooner is taken for a robot's.
HUMAN_MILLISECONDS = (AT_LEAST_SECONDS + 1) * 1000


def submit(page):
    """Send the first form of the page."""
    page.locator("main form.form button[type=submit]").first.click()


def sign_in(page, email, password=DEMO_PASSWORD):
    """Type an address and a password, and send them."""
    page.goto("/compte/connexion/")
    page.locator("main form.form #id_login").fill(email)
    page.locator("main form.form #id_password").fill(password)
    submit(page)


def sign_out(page):
    """Sign out, as far as the front page."""
    page.goto("/compte/deconnexion/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/")


def describe_oneself(page, email=None):
    """Fill the form of a new account; without an address, keep the one that it holds."""
    form = page.locator("main form.form")
    form.locator("[name=first_name]").fill("Aline")
    form.locator("[name=last_name]").fill("Personne")
    if email:
        form.locator("[name=email]").fill(email)
    form.locator("[name=actor_type]").select_option(index=1)
    form.locator("[name=territory]").select_option(index=1)
    form.locator("[name=password1]").fill(DEMO_PASSWORD)
    form.locator("[name=charter]").check()
    page.wait_for_timeout(HUMAN_MILLISECONDS)
    submit(page)
    page.wait_for_url("**/courriel/a-confirmer/")


def confirm_password(page):
    """Type one's password again, where it is asked before what matters."""
    page.wait_for_url("**/compte/verification/**")
    page.locator("[name=password]").fill(DEMO_PASSWORD)
    submit(page)
