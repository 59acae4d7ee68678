"""Cards in words: what a code means, why a card ended."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kawal.doors.web.kit import times
from kawal.foundation.references import LENGTH
from kawal.response.cards.selectors import Answer

REASONS: dict[str, str | Promise] = {
    "lost": gettext_lazy("hilang"),
    "damaged": gettext_lazy("rusak"),
    "wrong_person": gettext_lazy("diberikan kepada orang yang salah"),
    "home": gettext_lazy("pemegangnya sudah di rumah"),
}


def answer_sentence(answer: Answer) -> str:
    """Why this card does nothing here, in one plain sentence and what to do; empty for a valid one."""
    match answer.state:
        case "valid":
            return ""
        case "ended":
            ended = times.day(answer.ended_at) if answer.ended_at else ""
            said = {"day": ended, "reason": REASONS.get(answer.reason, answer.reason)}
            return _("Kartu lama: tidak berlaku sejak %(day)s (%(reason)s). Minta kartu yang baru.") % said
        case "elsewhere":
            return _(
                "Kartu ini asli, tetapi pemegangnya tidak tercatat untuk tempat Anda. Tanyakan siapa yang mengirimnya ke sini."
            )
        case "altered":
            return _(
                "Kode ini tidak utuh: ada tanda yang salah ketik, rusak, atau diubah. Pindai lagi atau ketik dari kartunya."
            )
        case "length":
            text = ngettext(
                "Kode kartu terdiri dari %(all)s tanda; yang ini %(count)s. Ketik lagi dari kartunya.",
                "Kode kartu terdiri dari %(all)s tanda; yang ini %(count)s. Ketik lagi dari kartunya.",
                answer.count,
            )
            return text % {"all": LENGTH, "count": answer.count}
        case _:
            return _("Ini bukan kartu Kawal. Cari kartu yang bertuliskan KARTU PERJALANAN.")
