"""Where the links of pages lead."""
import functools
import html
import re
import urllib.error
import urllib.request
from urllib.parse import unquote, urldefrag, urlsplit

HREFS = "return [...document.querySelectorAll('a[href], link[href]')].map(e => e.href);"
IDENTITY = re.compile(r'\s(?:id|name)="?([^"\s>]+)')


class Links:
    """Asks for each target once."""

    def __init__(self, origin):
        self.origin = origin
        self.fetch = functools.lru_cache(maxsize=None)(self.fetch)

    def fetch(self, url):
        """The status, and the anchors of a page."""
        try:
            with urllib.request.urlopen(url, timeout=60) as got:
                text = got.read().decode() if got.headers.get_content_type() == "text/html" else ""
                return got.status, {html.unescape(name) for name in IDENTITY.findall(text)}
        except urllib.error.HTTPError as why:
            return why.code, set()

    def within(self, targets):
        """Those that lead to a page of the site."""
        return {target for target in targets if target.startswith(self.origin)}

    def wrong(self, targets):
        for target in sorted(self.within(targets)):
            url, anchor = urldefrag(target)
            status, anchors = self.fetch(url)
            if status != 200:
                yield f"a link leads to {status}: {urlsplit(url).path}"
            elif anchor and unquote(anchor) not in anchors:
                yield f"a link leads to no anchor: {urlsplit(url).path}#{anchor}"
