"""A Mermaid flowchart as SVG, drawn by Graphviz when the site is built: no script has to draw it in the browser.

Known are boxes `a["text"]`, frames `subgraph A["text"]` to `end`, and arrows `-->`, `==>` and `-.->` between names or groups of
them, `a & b`, with a text: `a -- "text" --> b`, `a -->|text| b`. Of the two directions it takes the one that makes the picture
narrower. The flowchart stays under the picture as text.
"""
import html
import re
import subprocess
import textwrap

NAME = r"\w+"
GROUP = rf"{NAME}(?:\s*&\s*{NAME})*"
BOX = re.compile(rf'({NAME})[\[(]+"?(.+?)"?[\])]+')
FRAME = re.compile(rf'subgraph ({NAME})(?:\["?(.+?)"?\])?')
ARROW = re.compile(rf'({GROUP})\s*(?:(?:--|==|-\.) *"?([^">|]+?)"? *)?(-->|==>|\.->|-\.->)\s*(?:\|"?([^|]+?)"?\|\s*)?({GROUP})')
LOOK = 'bgcolor="transparent"; compound=true; nodesep=0.3; ranksep=0.4; ' \
       'node [shape=box, style=rounded, fontname="sans-serif", fontsize=13, color=gray50]; ' \
       'edge [fontname="sans-serif", fontsize=12, color=gray50]; graph [fontname="sans-serif", fontsize=13, color=gray50]'
STYLES = {"==>": "penwidth=2.5", "-.->": "style=dashed", ".->": "style=dashed"}


class Unknown(Exception):
    """What this cannot draw."""


def quoted(text):
    """In short lines, so that the picture does not become wide."""
    lines = [line for part in re.split(r"<br */?>", text) for line in textwrap.wrap(part, 18)]
    return '"' + r"\n".join(lines).replace('"', r"\"") + '"'


def arrows(found):
    left, before, kind, after, right = found.groups()
    look = "; ".join(filter(None, [f"label={quoted(before or after)}" if before or after else "", STYLES.get(kind, "")]))
    return [f"{a} -> {b} [{look}]" for a in re.findall(NAME, left) for b in re.findall(NAME, right)]


def as_dot(line):
    """The statements for one line of a flowchart."""
    frame, box, arrow = FRAME.fullmatch(line), BOX.fullmatch(line), ARROW.fullmatch(line)
    if re.fullmatch(r"(flowchart|graph) (LR|TB|TD)", line):
        return []
    if frame:
        return [f"subgraph cluster_{frame[1]} {{ style=dashed; label={quoted(frame[2] or frame[1])}"]
    if box:
        return [f"{box[1]} [label={quoted(box[2])}]"]
    if arrow:
        return arrows(arrow)
    if line in ("end", ""):
        return ["}"] if line else []
    raise Unknown(f"a picture has a line that pictures.py does not know: {line}")


def picture(text):
    """A flowchart as an element for a page, and its text to unfold."""
    source = html.escape(text, quote=False).replace("\n", "&#10;")
    return f'<div class="picture">{svg(text)}<details><summary>as text</summary><pre><code>{source}</code></pre></details></div>'


def svg(text):
    """A flowchart drawn, in one line; its colours follow those of the text."""
    statements = [statement for line in text.split("\n") for statement in as_dot(line.strip())]
    element = min((drawn(statements, direction) for direction in ("LR", "TB")), key=width)
    return re.sub(r"<!--.*?-->|<title>.*?</title>| id=\"\w+\"|\n", "", element, flags=re.DOTALL)


def drawn(statements, direction):
    dot = "\n".join(["digraph {", f"rankdir={direction}", LOOK, *statements, "}"])
    done = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, text=True)
    if done.returncode != 0:
        raise Unknown(f"a picture: {done.stderr}")
    return done.stdout[done.stdout.index("<svg") :]


def width(element):
    return int(re.search(r'width="(\d+)', element)[1])
