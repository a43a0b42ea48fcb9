"""The forms of passkeys, which refuse what is no credential without stumbling over it."""

import json
from typing import Any

from allauth.mfa.webauthn import forms


class CarefulDecoder(json.JSONDecoder):
    """JSON as ever; a number or a depth that Python refuses is an error of the sender's."""

    def decode(self, text: str) -> Any:  # type: ignore[override]  # noqa: ANN401
        """What the text says.

        Raises:
            json.JSONDecodeError: whatever is wrong with it.
        """
        try:
            return super().decode(text)
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as problem:
            raise json.JSONDecodeError("beyond what is read", "", 0) from problem


class _Careful:
    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["credential"].decoder = CarefulDecoder  # type: ignore[attr-defined]


class LoginForm(_Careful, forms.LoginWebAuthnForm):
    """Signing in with a passkey."""


class ReauthenticateForm(_Careful, forms.ReauthenticateWebAuthnForm):
    """Showing once more that it is oneself."""


class AddForm(_Careful, forms.AddWebAuthnForm):
    """Adding a passkey."""
