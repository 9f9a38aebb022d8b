"""How requests reaches a platform whose certificates we know: through a TLS context of our own."""

import ssl
from typing import Any

from requests.adapters import HTTPAdapter


class PinnedAdapter(HTTPAdapter):
    """Speaks TLS by ``context`` alone, to a proxy too, and tries nothing twice."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._context = context
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **options)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **options)
