"""The examples as WebAssembly do what they do on the host.

Builds the tour and the programs of the tutorial for both, runs each in node, and compares what it prints and its exit code
with the host's. Then pages of tools/wasm/build run programs in Chromium, alone and in a frame, and print the same; no page
asks another host, and no console complains. Exit code 1 when something differs.
"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/site"), str(ROOT / "tools/site")]
# How a program is called, where not without arguments, and what it is called with besides.
ARGUMENTS = {"12_word_count": [[str(ROOT / "examples/texts/rendezvous.txt")]], "10_philosophers": [[], ["deadlock"]]}
# In the browser: one that prints, and one that sleeps.
PAGES = ["tutorial/1_first_network", "tutorial/3_choice"]
PATIENCE = 60
# What depends on how fast a program runs.
OF_TIME = re.compile(r"\d+ times nothing")


class Differs(Exception):
    """What a program does that it does not do on the host."""


def output(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
                          timeout=PATIENCE)
    return OF_TIME.sub("some times nothing", done.stdout), done.returncode


def built(*command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Differs(f"{' '.join(map(str, command))} fails\n{done.stdout}")


def compare(host, program, arguments):
    expected = output(host / program.stem, *arguments)
    found = output("node", "--no-warnings", ROOT / "tools/wasm/run.mjs", program, *arguments)
    if found != expected:
        raise Differs(f"{program.name} {' '.join(arguments)}: in node\n{found}\non the host\n{expected}")


def in_node(host, programs):
    calls = [(program, each) for program in programs for each in ARGUMENTS.get(program.stem.removesuffix("-coop"), [[]])]
    for program, arguments in calls:
        compare(host, program, arguments)
    print(f"wasm: {len(programs)} programs do in node what they do on the host, in {len(calls)} calls")


def press_and_read(browser, inside):
    """Runs the program of a page, or of the frame in it, and returns what it prints and its exit code."""
    document = "document.querySelector('iframe').contentDocument" if inside else "document"
    state = f"return {document}?.getElementById('state')?.textContent ?? ''"
    wait_for(browser, state, "ready")
    browser.run(f"{document}.getElementById('run').click()")
    code = wait_for(browser, state, "exit code ")
    return browser.run(f"return {document}.getElementById('output').textContent"), int(code.removeprefix("exit code "))


def wait_for(browser, script, beginning):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if (text := browser.run(script)).startswith(beginning):
            return text
        time.sleep(0.01)
    raise Differs(f"a page says '{text}', and not '{beginning}'")


def without_program(browser, address, folder):
    """A page whose program is not there says so."""
    (folder / "program.wasm").unlink()
    browser.open(address)
    wait_for(browser, "return document.getElementById('state')?.textContent ?? ''", "the program could not be loaded: ")
    list(browser.complaints())  # that it is not there


def in_browser(host, folder):
    from browser import Browser
    from server import server
    here = server(folder, 0)
    threading.Thread(target=here.serve_forever, daemon=True).start()
    with Browser() as browser:
        for page in PAGES:
            built("tools/wasm/build", "--page", page, folder / page)
            (folder / page / "frame.html").write_text('<!doctype html><link rel="icon" href="data:,"><iframe src="index.html"></iframe>')
            expected = output(host / f"{page.replace('/', '-')}-coop")
            for file, inside in (("index.html", False), ("frame.html", True)):
                browser.open(f"http://127.0.0.1:{here.server_port}/{page}/{file}")
                found = press_and_read(browser, inside)
                wrong = list(browser.complaints())
                if found != expected or wrong:
                    raise Differs(f"{page}, {file}: in Chromium\n{found}\non the host\n{expected}\n" + "\n".join(wrong))
        without_program(browser, f"http://127.0.0.1:{here.server_port}/{PAGES[0]}/index.html", folder / PAGES[0])
    here.shutdown()
    print(f"wasm: {len(PAGES)} pages do in Chromium what their programs do on the host, alone and in a frame")


def main():
    options = argparse.ArgumentParser(prog="tests/wasm/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--no-browser", action="store_true", help="in node alone")
    asked = options.parse_args()
    if not shutil.which("node"):
        sys.exit("tests/wasm/run: there is no node; it is in the Debian package nodejs")
    try:
        built("tools/wasm/build")
        programs = sorted((ROOT / "build/wasm/examples").glob("*.wasm"))
        built("cmake", "--log-level=WARNING", "--preset", "release")
        built("cmake", "--build", "build/release", "--target", *(program.stem for program in programs))
        host = ROOT / "build/release/examples"
        in_node(host, programs)
        if not asked.no_browser:
            with tempfile.TemporaryDirectory() as folder:
                in_browser(host, Path(folder))
    except (Differs, subprocess.TimeoutExpired) as why:
        sys.exit(f"wasm: FAILED: {why}")


main()
