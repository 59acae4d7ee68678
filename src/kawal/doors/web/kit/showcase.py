"""Every page and part with sample cards: `pages()` for tests, `render(name)` for the sheet of parts."""

from collections.abc import Callable

from django.template.loader import render_to_string

from kawal.doors.web.kit.cards.shell import Link, Pages, StatusCard
from kawal.doors.web.kit.samples import forms, office, parties, people, work
from kawal.doors.web.kit.samples.shells import FEEDS, STRANGER, around
from kawal.doors.web.kit.samples.times import NOW, ahead

Context = dict[str, object]
Sample = tuple[str, Callable[[], Context]]

PAGES: dict[str, Sample] = {}


def page(name: str, template: str, *, role: str = "officer", current: int = 0, **context: object) -> None:
    """Register a sample of a page; `role` "" is somebody who has not logged in."""
    PAGES[name] = (template, lambda: {**(around(role, current) if role else STRANGER), **context})


def render(name: str) -> str:
    """The sample page as HTML."""
    template, make = PAGES[name]
    return render_to_string(template, make())


def render_later(
    name: str, template: str, make: Callable[[], Context], *, role: str = "officer", current: int = 0
) -> None:
    """The same for contexts with forms, which are made anew for each drawing."""
    PAGES[name] = (template, lambda: {**(around(role, current) if role else STRANGER), **make()})


def _parts() -> Context:
    return {
        "now": NOW,
        "person": people.PERSON,
        "rows": people.ROWS,
        "facts": people.FACTS,
        "claims": people.CLAIMS,
        "candidates": people.CANDIDATES,
        "tasks": work.TASKS,
        "first": work.FIRST,
        "figures": office.FIGURES,
        "segments": work.SEGMENTS,
        "nation": office.NATION,
        "province": office.PROVINCE,
        "feeds": FEEDS,
        "counts": office.COUNTS,
        "groups": work.ALERT_FILTERS,
        "pages": Pages(25, "?sesudah=x", "?sebelum=y"),
        "export": office.EXPORT,
        "refused": forms.refused(),
        "complaint": forms.ComplaintForm(),
        "upload": forms.UploadForm(),
        "status": StatusCard("12 orang diserahkan ke Dinsos TTU.", "/urungkan/1/"),
        "levels": ("emergency", "high", "medium", "watch"),
        "procedures": ("procedural", "nonprocedural", "unknown"),
        "stays": (
            "preparing", "departed", "abroad_in_contact", "abroad_silent", "in_trouble", "in_custody", "in_return",
            "home", "settled_elsewhere", "died", "unknown",
        ),
        "bases": ("witnessed", "document", "self", "hearsay", "unknown"),
        "crumbs": (Link("Perlu perhatian", "/perhatian/"), Link("T-2304")),
    }  # fmt: skip


PAGED = Pages(25, "?sesudah=x", "?sebelum=y")
ALONE = Pages(1)

render_later("parts", "kit/parts.html", _parts)

page("home", "home/desk.html", home=work.OFFICER_HOME)
page("home-empty", "home/desk.html", home=work.EMPTY_HOME)
page("home-village", "home/village.html", role="village", home=work.VILLAGE_HOME)
page("home-shelter", "home/shelter.html", role="shelter", home=work.SHELTER_HOME)
page(
    "home-mission", "home/mission.html", role="mission", home=work.OFFICER_HOME, alerts=work.ALERTS,
    walk_ins=work.SHELTER_HOME.residents, country="Malaysia",
)  # fmt: skip
page(
    "home-administrator", "home/administrator.html", role="administrator", officers=office.OFFICERS,
    invite_url="/petugas/undang/", log_url="/jejak/", waiting=1, unit="BP3MI NTT",
)  # fmt: skip

page(
    "search", "people/search.html", current=2, query="seruni", rows=people.ROWS, pages=PAGED,
    groups=work.ALERT_FILTERS[1:2], export=office.EXPORT, register_url="/orang/daftar/",
)  # fmt: skip
page("search-start", "people/search.html", current=2, query="", rows=(), register_url="/orang/daftar/")
page("search-empty", "people/search.html", current=2, query="zzz", rows=(), register_url="/orang/daftar/")
render_later(
    "register", "people/register.html", current=2,
    make=lambda: {
        "form": forms.filled(), "title": "Siapa yang datang?", "candidates": people.CANDIDATES, "name": "Seruni", "duplicates_url": "/orang/mungkin/",
        "areas_url": "/acuan/kabupaten/", "back": Link("Batal", "/"),
    },
)  # fmt: skip
render_later(
    "register-refused",
    "people/register.html",
    lambda: {"form": forms.refused(), "title": "Siapa yang datang?"},
    current=2,
)
page("person", "people/page.html", current=2, person=people.PERSON)
page("person-unknown", "people/page.html", current=2, person=people.UNKNOWN_PERSON)
page("claims", "people/claims.html", current=2, person=people.PERSON, claims=people.CLAIMS)
page("viewers", "people/viewers.html", current=2, person=people.PERSON, rows=people.VIEWERS, pages=ALONE)

page(
    "parties",
    "parties/search.html",
    current=2,
    query="surya",
    rows=parties.ROWS,
    pages=PAGED,
    export=office.EXPORT,
)
page("parties-empty", "parties/search.html", current=2, query="zzz", rows=())
page("party", "parties/page.html", current=2, party=parties.PARTY)

KINDS = (
    ("Kabar", (Link("Memberi kabar", "#1"), Link("Keluarga melapor", "#2"))),
    ("Masalah", (Link("Mengadu", "#3"), Link("Ditahan", "#4"))),
)
page("new-fact", "facts/new.html", current=2, person=people.PERSON, groups=KINDS)
render_later(
    "fact-form", "facts/form.html", current=2,
    make=lambda: {
        "person": people.PERSON, "form": forms.ComplaintForm(), "title": "Apa yang dikeluhkan?", "back_url": "#",
        "verb": "Simpan kejadian",
    },
)  # fmt: skip
render_later(
    "fact-correct", "facts/form.html", current=2,
    make=lambda: {
        "person": people.PERSON, "form": forms.ComplaintForm(), "title": "Apa yang benar?", "back_url": "#",
        "verb": "Simpan perbaikan", "corrects": people.FACTS[1],
    },
)  # fmt: skip
render_later(
    "fact-withdraw", "facts/withdraw.html", current=2,
    make=lambda: {"person": people.PERSON, "row": people.FACTS[1], "form": forms.ReasonForm(), "back_url": "#"},
)  # fmt: skip

page(
    "alerts", "alerts/list.html", current=1, alerts=work.ALERTS, groups=work.ALERT_FILTERS, pages=PAGED, done=5, waiting=7,
    shares=[(5, "#1a6543"), (7, "#cdd6d1")], order="Urut: tingkat, lalu tenggat.", export=office.EXPORT,
    sentence="7 dari 12 yang sanggup dikerjakan unit hari ini. 64 lainnya dipantau tanpa tugas.",
    watched=Link("64 yang dipantau", "?tingkat=watch"),
)  # fmt: skip
page("alerts-empty", "alerts/list.html", current=1, alerts=(), sentence="", checked_at=NOW)
page("alert", "alerts/page.html", current=1, alert=work.ALERT)
render_later(
    "alert-close", "alerts/close.html", lambda: {"alert": work.ALERT, "form": forms.CloseForm()}, current=1
)
page("case", "cases/page.html", current=3, case=work.CASE)
page("cases", "cases/list.html", current=3, tasks=work.TASKS, pages=PAGED, groups=work.ALERT_FILTERS[2:])
render_later(
    "case-step", "cases/step.html", current=3,
    make=lambda: {
        "case": work.CASE, "form": forms.HandOverForm(), "title": "Kepada siapa diserahkan?", "back_url": "#",
        "sentence": "Seruni Umpama diserahkan di Desa Umpama.", "verb": "Serahkan 1 orang",
    },
)  # fmt: skip
page("returns-days", "returns/days.html", current=3, elapsed=work.ELAPSED, checked_at=NOW)
render_later(
    "case-open", "cases/open.html",
    make=lambda: {"form": forms.OpenCaseForm(), "name": "Seruni Umpama", "back_url": "#"},
)  # fmt: skip
page("returns", "returns/list.html", current=3, returns=work.RETURNS, pages=ALONE, export=office.EXPORT)

page(
    "imports",
    "imports/list.html",
    role="analyst",
    current=3,
    rows=office.IMPORTS,
    new_url="/kiriman/baru/",
    pages=ALONE,
)
page("imports-empty", "imports/list.html", role="analyst", current=3, rows=(), new_url="/kiriman/baru/")
render_later(
    "import-new",
    "imports/new.html",
    lambda: {"form": forms.UploadForm(), "back_url": "#"},
    role="analyst",
    current=3,
)
render_later(
    "import-mapping",
    "imports/mapping.html",
    lambda: {"mapping": office.MAPPING, "form": forms.ConstantsForm(), "known": office.KNOWN},
    role="analyst",
    current=3,
)
page("import-result", "imports/result.html", role="analyst", current=3, import_=office.IMPORT, back_url="#")

page("nation", "publication/national.html", role="analyst", nation=office.NATION, export=office.EXPORT)
page("province", "publication/national.html", role="analyst", nation=office.PROVINCE, export=office.EXPORT)
page(
    "reference",
    "reference/search.html",
    role="analyst",
    current=2,
    query="timor",
    rows=office.REFERENCE,
    pages=ALONE,
)
render_later(
    "invite",
    "officers/invite.html",
    lambda: {"form": forms.InviteForm(), "back_url": "#"},
    role="administrator",
)
page(
    "invited",
    "officers/invite.html",
    role="administrator",
    back_url="#",
    link="http://127.0.0.1/undangan/rekaan",
)
render_later(
    "move", "officers/move.html", lambda: {"form": forms.InviteForm(), "officer": office.OFFICERS[0], "back_url": "#"},
    role="administrator",
)  # fmt: skip
render_later(
    "keys", "officers/keys.html", role="administrator", current=2,
    make=lambda: {"form": forms.KeyForm(), "keys": office.KEYS, "key": "kw0123456789.rekaan", "unit": "BP3MI NTT", "officers_url": "#"},
)  # fmt: skip
page(
    "account", "officers/account.html", current=-1, password_url="#", log=office.LOG,
    account={"name": "Damar Misalkan", "login": "damar@contoh.go.id", "role": "Petugas BP3MI", "unit": "BP3MI NTT", "powers": ["mencari orang", "mencatat kejadian", "menutup peringatan"]},
)  # fmt: skip
page("log", "access/log.html", role="administrator", current=1, rows=office.LOG, pages=ALONE)
page("help", "help.html", current=-1)

LOGINS = [("Petugas BP3MI", "damar", "contoh-rekaan-1"), ("Petugas desa", "yosef", "contoh-rekaan-2")]
render_later(
    "login",
    "registration/login.html",
    lambda: {"form": forms.LoginForm(), "logins": LOGINS},
    role="",
)
render_later(
    "login-locked",
    "registration/login.html",
    lambda: {"form": forms.LoginForm(), "locked_until": ahead(hours=1)},
    role="",
)
render_later(
    "password", "registration/password_form.html", role="",
    make=lambda: {"form": forms.NewPasswordForm(), "title": "Buat kata sandi", "verb": "Simpan kata sandi"},
)  # fmt: skip
page("password-expired", "registration/password_form.html", role="", expired=True)
page("logged-out", "registration/logged_out.html", role="")
for code in ("403", "403_csrf", "404", "500", "503"):
    page(f"error-{code}", f"{code}.html", role="", reference="7f3a")
page("health", "health.html", role="", rows=office.HEALTH, healthy=False, checked_at=NOW)
