"""What the self-test breaks, one thing at a time, and what must be said of it."""
import contextlib
import re


def put(what):
    """Something more at the end of a page."""
    return lambda text: text.replace("</article>", what + "</article>", 1)


WIDE = '<div style="width:900px">wide</div>'
FAULTS = {
    "a link leads to 404": put('<a href="nowhere/">x</a>'),
    "a link leads to no anchor": put('<a href="#nowhere">x</a>'),
    "console: ": put('<script>console.error("x")</script>'),
    "Uncaught Error: x": put('<script>throw new Error("x")</script>'),
    "request fails with 404": put('<img src="missing.png">'),
    "asks another host": put('<img src="http://192.0.2.1/x.png">'),
    "code is not highlighted": lambda text: re.sub(r'<span class="\w+">', "<span>", text),
    "no block is highlighted as cpp": lambda text: text.replace("language-cpp", "language-text"),
    "a picture is not shown: data": put('<img src="data:image/png;base64,broken">'),
    "a picture is not shown: a picture": put('<div class="picture"><svg></svg>a picture</div>'),
    "a picture is not shown: flowchart": put('<div class="language-mermaid highlight"><code>flowchart LR</code></div>'),
    "markup shows": put("<p>- one\n- two</p>"),
    "pixels wide": put(WIDE),
    "this is cut off": put(f'<div style="overflow:hidden">{WIDE}</div>'),
    "this is of 9 pixels": put('<p style="font-size:9px">small</p>'),
}


@contextlib.contextmanager
def changed(file, change):
    before = file.read_text()
    after = change(before)
    assert after != before, f"nothing to break in {file}"
    file.write_text(after)
    try:
        yield
    finally:
        file.write_text(before)


def said_of_front(site):
    """All that is said of the front page."""
    site.forget()
    return [*site.wrong_with(site.origin), *site.not_highlighted()]


def trials(site):
    """What was expected, and what was said; of what is right nothing is expected."""
    front, index = site.html / "index.html", site.html / "search/search_index.json"
    yield None, said_of_front(site)
    for expected, change in FAULTS.items():
        with changed(front, change):
            yield expected, said_of_front(site)
    site.forget()
    site.wrong_with(site.origin)
    yield None, site.unreachable()
    site.leads[f"{site.origin}orphan/"] = set()
    yield "no link leads here", site.unreachable()
    site.forget()
    site.wrong_with(next(page for page in site.pages() if page.startswith(site.origin + "docs/")))
    yield None, site.wrong_with_search()
    with changed(index, lambda text: text[: text.index('"docs":')] + '"docs":[]}'):
        yield "search does not find", site.wrong_with_search()


def all_found(site):
    wrong = count = 0
    for expected, said in trials(site):
        count += 1
        if not (any(expected in one for one in said) if expected else not said):
            wrong += 1
            print(f"expected {expected!r}, said {said}")
    print(f"self-test: {count} trials, {wrong} wrong")
    return wrong == 0
