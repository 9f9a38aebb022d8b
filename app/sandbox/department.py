"""The page for one department, at the door for those who show a certificate: what it has brought."""

from app.core.text import Language
from app.sandbox.open_platform import Platform
from app.sandbox.portal.answer import Answer
from app.sandbox.portal.templates import render

_ENDED = {
    "zh": {"replaced": "已发布，后被替换", "withdrawn": "已发布，后撤回"},
    "en": {"replaced": "published, since replaced", "withdrawn": "published, since withdrawn"},
}


def page(platform: Platform, uploader: str, portal: str, language: Language) -> Answer:
    """The deliveries of one certificate with their refusals in words, the rules, and the catalog.

    ``uploader``: the certificate's digest; ``portal``: the public door's address.
    """
    ended = {past.sha256: _ENDED[language][past.how] for past in platform.past.all()}
    body = render(
        "deliveries.html",
        language,
        "/",
        delivered=platform.deliveries.of(uploader),
        ended=ended,
        rules=platform.admission.rules(),
        catalog=platform.catalog(),
        portal=portal,
    )
    return Answer(body=body)
