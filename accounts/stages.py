"""What a sign-in goes through here, besides what allauth asks."""

from allauth.account.stages import LoginStage
from django.shortcuts import redirect

from accounts.charter import charter_to_accept


class CharterStage(LoginStage):
    """The charter, where the one in force is not the one that the person accepted."""

    key = "charter"
    urlname = "account_charter"

    def handle(self):
        """Return `(where to go, whether the sign-in goes on)`."""
        if self.login.user is None or charter_to_accept(self.login.user) is None:
            return None, True
        return redirect(self.urlname), True
