"""Papers: a PDF set by Typst from a template that stands beside its topic, and codes drawn as SVG.

Data goes in as JSON (`sys.inputs.data`), never into the template's text, so that nothing anybody wrote is ever read as markup.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import segno
import typst
from django.http import HttpResponse
from django.utils.text import slugify


def set_pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The PDF (PDF/UA-1: readable by screen readers) of a template with this data; files are read from its folder alone."""
    made: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": orjson.dumps(data, default=str).decode()},
        pdf_standards=["ua-1"],
    )
    return made


def qr_svg(text: str, *, error: str = "q") -> str:
    """A QR code without border, as SVG of one path; it scales to whatever box it stands in."""
    drawn = io.BytesIO()
    segno.make(text, error=error, micro=False, boost_error=False).save(
        drawn, kind="svg", xmldecl=False, omitsize=True, border=0, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()


def as_download(pdf: bytes, name: str) -> HttpResponse:
    """The PDF as an answer that nothing keeps."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
