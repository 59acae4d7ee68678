"""What is made from the source before the site is served: compiled translations, collected static files."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[2] / "locale"


def compile_messages(locale: Path = LOCALE) -> int:
    """Write each `.mo` that is missing or older than its `.po`; how many. Needs no gettext on the machine."""
    stale = [po for po in sorted(locale.glob("*/LC_MESSAGES/*.po")) if _is_older(po.with_suffix(".mo"), po)]
    for po in stale:
        part = po.with_suffix(".part")
        polib.pofile(str(po)).save_as_mofile(str(part))
        part.rename(po.with_suffix(".mo"))
    return len(stale)


def collect_static() -> bool:
    """Collect, hash and compress, unless nothing changed since the last time; whether it had to."""
    from django.conf import settings
    from django.core.management import call_command

    note = Path(settings.STATIC_ROOT) / ".made-from"
    wanted = _static_fingerprint()
    if note.exists() and note.read_text(encoding="ascii") == wanted:
        return False
    note.parent.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    note.write_text(wanted, encoding="ascii")
    return True


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns


def _static_fingerprint() -> str:
    """Of names, sizes and times of the files: cheap enough for every start."""
    from django.contrib.staticfiles.finders import get_finders

    made = hashlib.blake2b(f"{version('django')} {version('whitenoise')}".encode(), digest_size=16)
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen = Path(storage.path(name)).stat()
            made.update(f"{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return made.hexdigest()
