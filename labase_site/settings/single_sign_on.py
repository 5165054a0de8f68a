"""Who else may say who somebody is, from the variables of operators: nobody by default."""

from urllib.parse import urlsplit


def openid_connect(environ):
    """Return `SOCIALACCOUNT_PROVIDERS` for the provider that the variables name, if any.

    `OIDC_SERVER_URL` switches it on. With `OIDC_VERIFIED_EMAIL` its word is taken for the
    addresses that it gives, and opens the accounts that have them.
    """
    if not environ.get("OIDC_SERVER_URL"):
        return {}
    vouched = environ.get("OIDC_VERIFIED_EMAIL", "false") == "true"
    return {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": environ.get("OIDC_NAME", "OpenID Connect"),
                    "client_id": environ["OIDC_CLIENT_ID"],
                    "secret": environ["OIDC_CLIENT_SECRET"],
                    "settings": {
                        "server_url": environ["OIDC_SERVER_URL"],
                        "verified_email": vouched,
                        "email_authentication": vouched,
                    },
                }
            ],
            "OAUTH_PKCE_ENABLED": True,
            "SCOPE": environ.get("OIDC_SCOPES", "openid profile email").split(),
        }
    }


def places_of_sign_in(environ):
    """Return the origins that a form of ours may be sent on to: that of the provider."""
    addresses = [
        environ.get(name) for name in ("OIDC_SERVER_URL", "OIDC_AUTHORIZATION_URL")
    ]
    origins = [urlsplit(address) for address in addresses if address]
    return sorted({f"{each.scheme}://{each.netloc}" for each in origins})
