"""How Django finds the officer of a session. Whoever is disabled is nobody from the next request on."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from kawal.access.officers.models import Officer


class OfficerBackend(BaseBackend):
    """Logging in goes through `services.log_in`, which counts failures; there is no other way in."""

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user(self, user_id: int) -> Officer | None:
        return Officer.objects.filter(pk=user_id, is_active=True).first()
