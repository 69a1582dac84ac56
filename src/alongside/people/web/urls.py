"""Every address about signing in. What is not listed here is not reachable, whatever the library offers.

The library finds its own pages by the names without a namespace.
"""

from django.urls import include, path, re_path

from alongside.access.routes import needs, public
from alongside.people.web import entrance, factors, own_pages, passwords, proof, work_account
from alongside.people.web.drawn import before_second_factor

_door = public("a way in: shows nothing about anyone, and answers alike for every address")
_signed_in = needs()
_sign_in = _door(entrance.SignIn.as_view())

own = [
    path("sign-in/", _sign_in, name="sign_in"),  # the same page by our own name
    path("my-account/places/", own_pages.signed_in_places, name="places"),
    path("my-account/time/", own_pages.time_left, name="time_left"),
    path("my-account/second-step/", before_second_factor(factors.second_factor), name="second_factor"),
    path("my-account/app/picture/", before_second_factor(factors.app_picture), name="app_picture"),
    path("my-settings/", own_pages.my_settings, name="my_settings"),
    path("role/", own_pages.roles, name="roles"),
    path("join/<str:token>/", own_pages.join, name="join"),
]

library = [
    path("sign-in/", _sign_in, name="account_login"),
    path("sign-in/passkey/", _door(entrance.PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path("sign-in/code/", _door(entrance.AskForCode.as_view()), name="account_request_login_code"),
    path("sign-in/code/enter/", _door(entrance.EnterCode.as_view()), name="account_confirm_login_code"),
    path("sign-in/second-step/", _door(entrance.SecondStep.as_view()), name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/", _door(work_account.go), name="openid_connect_login"),
    path(
        "sign-in/with/<slug:provider_id>/back/", _door(work_account.come_back), name="openid_connect_callback"
    ),
    path("sign-out/", public("ends the session of whoever asks")(entrance.sign_out), name="account_logout"),
    path("password/forgotten/", _door(passwords.Forgotten.as_view()), name="account_reset_password"),
    path("password/sent/", _door(passwords.LinkSent.as_view()), name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _door(passwords.NewPassword.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "password/done/", _door(passwords.PasswordDone.as_view()), name="account_reset_password_from_key_done"
    ),
    path(
        "my-account/password/", _signed_in(passwords.ChangePassword.as_view()), name="account_change_password"
    ),
    path(
        "my-account/proof/",
        before_second_factor(proof.PasswordAgain.as_view()),
        name="account_reauthenticate",
    ),
    path("my-account/proof/code/", _signed_in(proof.CodeAgain.as_view()), name="mfa_reauthenticate"),
    path(
        "my-account/proof/passkey/",
        _signed_in(proof.PasskeyAgain.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("my-account/", _signed_in(factors.how_you_sign_in), name="mfa_index"),
    path("my-account/app/", before_second_factor(factors.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("my-account/app/remove/", _signed_in(factors.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path(
        "my-account/passkeys/add/",
        before_second_factor(factors.AddPasskey.as_view()),
        name="mfa_add_webauthn",
    ),
    path(
        "my-account/passkeys/<int:pk>/remove/",
        _signed_in(factors.RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("my-account/work-account/remove/", _signed_in(work_account.remove), name="remove_work_account"),
    path("my-account/codes/", _signed_in(factors.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path(
        "my-account/codes/new/",
        _signed_in(factors.NewRecoveryCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
]

urlpatterns = [*library, path("", include((own, "people")))]
