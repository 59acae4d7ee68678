"""Typed readers of environment variables. A missing or malformed value stops the start and says which one."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


class BadSetting(Exception):
    """An environment variable is missing or cannot be read. The message names it."""


def text(name: str, default: str | None = None) -> str:
    """The variable, or the content of the file that ``NAME_FILE`` points to (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path and name in os.environ:
        raise BadSetting(f"{name} and {name}_FILE are both set; keep one")
    if path:
        return _content(name, Path(path))
    found = os.environ.get(name, default)
    if found is None:
        raise BadSetting(f"{name} is not set; docs/settings.md says what belongs there")
    return found


def flag(name: str, *, default: bool) -> bool:
    found = os.environ.get(name, str(default)).strip().lower()
    if found not in TRUE | FALSE:
        raise BadSetting(f"{name} must be true or false, not {found!r}")
    return found in TRUE


def number(name: str, default: int, *, at_least: int = 0) -> int:
    found = os.environ.get(name, str(default))
    try:
        value = int(found)
    except ValueError:
        raise BadSetting(f"{name} must be a whole number, not {found!r}") from None
    if value < at_least:
        raise BadSetting(f"{name} must be at least {at_least}, not {value}")
    return value


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    found = os.environ.get(name, default)
    if found not in allowed:
        raise BadSetting(f"{name} must be one of {', '.join(allowed)}, not {found!r}")
    return found


def words(name: str, default: str = "") -> list[str]:
    """Comma-separated; empty entries are dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def database(name: str, url: str, **more: Any) -> dict[str, Any]:
    """Django's description of the PostgreSQL at ``url``; ``name`` is the variable, for the message."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadSetting(f"{name} is not an address: {error}") from None
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadSetting(f"{name} must look like postgresql://role:password@host:5432/database")
    query = dict(parse_qsl(parts.query))
    host, asked_port = query.pop("host", ""), query.pop("port", "")
    options = {**query, **more.pop("OPTIONS", {})}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or unquote(parts.hostname or ""),
        "PORT": asked_port or (str(port) if port else ""),
        "OPTIONS": options,
        **more,
    }


def secret(name: str, kept_in: Path | None) -> str:
    """The secret from the environment; where ``kept_in`` is given, one made once and kept in that folder."""
    if kept_in is None or name in os.environ or f"{name}_FILE" in os.environ:
        found = text(name)
        if len(found) < 32:
            raise BadSetting(f"{name} must have at least 32 characters")
        return found
    return _made_once(kept_in / name.lower().replace("_", "-"))


def _content(name: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BadSetting(f"{name}_FILE cannot be read: {error}") from None


def _made_once(path: Path) -> str:
    """Linking a finished file is the step that counts: two first starts agree on one secret."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(part, path)
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return path.read_text(encoding="ascii")
