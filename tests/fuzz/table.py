"""All the forms that are fuzzed, and the addresses that take a POST without being fuzzed."""

from tests.fuzz import table_of_accounts, table_of_bases, table_of_the_portal

FORMS = (*table_of_accounts.FORMS, *table_of_bases.FORMS, *table_of_the_portal.FORMS)
BUTTON = "a button: nothing is typed"
READ = "answers as if it was read: what is sent is left aside"
NO_PROVIDER = "only where a provider of OpenID Connect is configured"
# Addresses of the public site that answer a POST, and why no form of theirs is fuzzed.
NOT_FUZZED = {
    "wagtail_serve": READ,
    "/_util/login/": "leads to the sign-in page",
    "mfa_index": READ,
    "mfa_view_recovery_codes": READ,
    "mfa_download_recovery_codes": READ,
    "account_logout": BUTTON,
    "account_confirm_email": BUTTON,
    "mfa_deactivate_totp": BUTTON,
    "mfa_generate_recovery_codes": BUTTON,
    "my_workbench": BUTTON,
    "my_archive": BUTTON,
    "leave_take_back": BUTTON,
    "base_member_remove": BUTTON,
    "base_team_leave": BUTTON,
    "base_offer_accept": BUTTON,
    "base_offer_refuse": BUTTON,
    "base_offer_withdraw": BUTTON,
    "base_invitation_send_again": BUTTON,
    "base_invitation_withdraw": BUTTON,
    "base_request_withdraw": BUTTON,
    "base_next_steps_away": BUTTON,
    "base_delete": BUTTON,
    "saved_search_delete": BUTTON,
    "stop_alerts": BUTTON,
    "bin_delete": BUTTON,
    "openid_connect_login": NO_PROVIDER,
    "openid_connect_callback": NO_PROVIDER,
    "socialaccount_connections": NO_PROVIDER,
    "socialaccount_signup": NO_PROVIDER,
}
