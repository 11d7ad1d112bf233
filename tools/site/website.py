"""Makes the documents a site in build/site/html: searchable, with the sources they lead to, and nothing from other hosts.

Pages and navigation are read from the documents themselves. The site needs a server, since a browser does not let a page
that it opened as a file load the search index: --serve is one, for this machine alone.
"""
import argparse
import json
import logging
import re
import sys
from pathlib import Path

import mkdocs.commands.build
import mkdocs.config
import mkdocs.exceptions

from navigation import navigation
from pages import Broken, Pages
from pictures import Unknown
from server import server

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def anchor(heading, _):
    """As a forge makes it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def configuration(pages, html):
    chosen = mkdocs.config.load_config(str(HERE / "mkdocs.yml"), docs_dir=str(pages), site_dir=str(html), nav=navigation(pages))
    chosen["markdown_extensions"].append("toc")
    chosen["mdx_configs"]["toc"] = {"permalink": True, "slugify": anchor}
    return chosen


def keep_out_of_search(html, sources):
    """The sources would drown the documents."""
    index = html / "search" / "search_index.json"
    found = json.loads(index.read_text())
    places = tuple(f"{source.with_suffix('')}/" for source in sources)
    found["docs"] = [part for part in found["docs"] if not part["location"].startswith(places)]
    index.write_text(json.dumps(found, separators=(",", ":")))


def build(target):
    """Returns where the site is and how many pages it has."""
    pages = Pages(ROOT, target / "pages")
    pages.collect()
    html = target / "html"
    mkdocs.commands.build.build(configuration(pages.target, html))
    keep_out_of_search(html, pages.sources)
    return html, len(pages.written)


def serve(html, port):
    here = server(html, port)
    print(f"http://127.0.0.1:{here.server_port}/ until interrupted", flush=True)
    try:
        here.serve_forever()
    except KeyboardInterrupt:
        print()


def main():
    options = argparse.ArgumentParser(prog="tools/site/build", description=__doc__,
                                      formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--to", type=Path, default=ROOT / "build/site", metavar="FOLDER", help="instead of build/site")
    options.add_argument("--serve", type=int, nargs="?", const=8000, metavar="PORT",
                         help="then serve it to this machine, at port 8000 or PORT (0: any that is free)")
    asked = options.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        html, count = build(asked.to.resolve())
    except (Broken, Unknown, mkdocs.exceptions.MkDocsException) as why:
        sys.exit(f"site: {why}")
    print(f"{html}: {count} pages")
    if asked.serve is not None:
        serve(html, asked.serve)


main()
