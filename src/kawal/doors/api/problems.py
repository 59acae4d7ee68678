"""Errors of the API as `application/problem+json` (RFC 9457): a stable code, an Indonesian sentence, the fields."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.http import HttpResponse

from kawal.facts.contract.errors import FactRefused

SENTENCES = {
    "bad_request": "Permintaan ini tidak dapat dibaca.",
    "cursor_unknown": "Penanda halaman ini bukan dari daftar ini.",
    "fact_conflict": "Fakta dengan id ini sudah ada dengan isi lain; yang pertama tetap.",
    "fact_refused": "Fakta ini tidak diterima.",
    "json_malformed": "Isi permintaan bukan JSON yang benar.",
    "key_missing": "Sertakan kunci instansi: Authorization: Bearer KUNCI.",
    "method_not_allowed": "Alamat ini tidak dipanggil dengan cara itu.",
    "not_allowed": "Kunci ini tidak berwenang untuk itu.",
    "not_found": "Tidak ada, atau bukan wewenang kunci ini.",
    "too_large": "Isi permintaan terlalu besar.",
    "too_many": "Terlalu banyak permintaan; coba lagi sebentar.",
    "too_many_facts": "Paling banyak 5.000 fakta sekali kirim.",
    "unavailable": "Layanan sedang tidak siap; coba lagi sebentar.",
}
STATUS = {
    "bad_request": 400, "cursor_unknown": 400, "json_malformed": 400, "key_missing": 401, "not_allowed": 403,
    "not_found": 404, "method_not_allowed": 405, "fact_conflict": 409, "too_large": 413, "too_many_facts": 413,
    "fact_refused": 422, "too_many": 429, "unavailable": 503,
}  # fmt: skip
JSON = "application/json"


class ProblemRaised(Exception):
    """Ends a call with a problem."""

    def __init__(self, code: str, *, errors: Iterable[dict[str, Any]] = (), **more: Any) -> None:
        super().__init__(code)
        self.code, self.errors, self.more = code, list(errors), more


def problem(code: str, *, errors: Iterable[dict[str, Any]] = (), **more: Any) -> HttpResponse:
    """The answer for a code; ``errors`` name the fields."""
    body = {
        "type": "about:blank",
        "status": STATUS[code],
        "code": code,
        "title": code,
        "detail": SENTENCES[code],
        **more,
    }
    found = list(errors)
    answer = HttpResponse(
        orjson.dumps({**body, "errors": found} if found else body),
        content_type="application/problem+json",
        status=STATUS[code],
    )
    if code == "key_missing":
        answer["WWW-Authenticate"] = 'Bearer realm="kawal"'
    if code == "too_many":
        answer["Retry-After"] = "1"
    return answer


def answer(body: Any, status: int = 200) -> HttpResponse:
    """A JSON answer; moments are written in ISO 8601 with their zone."""
    return HttpResponse(orjson.dumps(body), content_type=JSON, status=status)


def errors_of(refused: FactRefused, index: int = 0) -> list[dict[str, Any]]:
    """Everything wrong with one fact, as the contract lists it."""
    return [
        {"index": index, "id": refused.id, "field": it.field, "code": it.code, "message": it.message}
        for it in refused.errors
    ]
