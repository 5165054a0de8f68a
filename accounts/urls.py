"""The addresses of accounts, in French; their names are allauth's.

What shows a secret, or what is somebody's own, is kept by no browser: the Back button does not show
it to who comes next.
"""

from allauth.account import views
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as rescue
from allauth.mfa.totp import views as application
from allauth.socialaccount import views as sso
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, re_path
from django.views.decorators.cache import never_cache

from accounts.mail_check import mail_check_required
from accounts.views.addresses import AddressesView
from accounts.views.charter import charter
from accounts.views.mail_check import mail_check
from accounts.views.sessions import SessionsView
from accounts.views.sign_in import ConfirmAddressView, SignInView, SignUpView

urlpatterns = [
    path("inscription/", SignUpView.as_view(), name="account_signup"),
    path("connexion/", SignInView.as_view(), name="account_login"),
    path("connexion/code/", views.request_login_code, name="account_request_login_code"),
    path(
        "connexion/code/saisir/",
        views.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("connexion/second-facteur/", factor.authenticate, name="mfa_authenticate"),
    path("connexion/charte/", charter, name="account_charter"),
    path("connexion/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path(
        "connexion/<slug:provider_id>/retour/",
        openid.callback,
        name="openid_connect_callback",
    ),
    path("deconnexion/", views.logout, name="account_logout"),
    path("inactif/", views.account_inactive, name="account_inactive"),
    path(
        "courriel/",
        never_cache(mail_check_required(AddressesView.as_view(), to_read=False)),
        name="account_email",
    ),
    path(
        "courriel/a-confirmer/",
        views.email_verification_sent,
        name="account_email_verification_sent",
    ),
    re_path(
        r"^courriel/confirmer/(?P<key>[-:\w]+)/$",
        ConfirmAddressView.as_view(),
        name="account_confirm_email",
    ),
    path("mot-de-passe/", views.password_change, name="account_change_password"),
    path(
        "mot-de-passe/definir/",
        mail_check_required(views.password_set),
        name="account_set_password",
    ),
    path("mot-de-passe/oubli/", views.password_reset, name="account_reset_password"),
    path(
        "mot-de-passe/oubli/envoye/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^mot-de-passe/oubli/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/oubli/fait/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("verification/", views.reauthenticate, name="account_reauthenticate"),
    path("verification/code/", factor.reauthenticate, name="mfa_reauthenticate"),
    path("verification/courriel/", mail_check, name="account_mail_check"),
    path("securite/facteur/", factor.index, name="mfa_index"),
    path(
        "securite/application/activer/",
        never_cache(mail_check_required(application.activate_totp)),
        name="mfa_activate_totp",
    ),
    path(
        "securite/application/desactiver/",
        application.deactivate_totp,
        name="mfa_deactivate_totp",
    ),
    path(
        "securite/codes/",
        never_cache(rescue.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "securite/codes/refaire/",
        never_cache(rescue.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "securite/codes/fichier/",
        never_cache(rescue.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("appareils/", never_cache(SessionsView.as_view()), name="usersessions_list"),
    path("service/", never_cache(sso.connections), name="socialaccount_connections"),
    path("service/inscription/", sso.signup, name="socialaccount_signup"),
    path("service/annule/", sso.login_cancelled, name="socialaccount_login_cancelled"),
    path("service/erreur/", sso.login_error, name="socialaccount_login_error"),
]
