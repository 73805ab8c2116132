"""The page in Chromium: nothing is loaded, no error, texts intact, keys and links lead both ways, also without script.

Chromium is spoken to over its debugging pipe (the Chrome DevTools Protocol), so no driver is needed. Without Chromium
the tests are skipped; CHROMIUM names another binary.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import pathlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from report_pile import REFUSED, arabic, ferry, hostile, pile, radio

from sayso.records import Document, Findings
from sayso.report import html, view

pytestmark = pytest.mark.browser

BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
COMPLAINTS = ("Runtime.exceptionThrown", "Page.javascriptDialogOpening", "Runtime.consoleAPICalled")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--remote-debugging-pipe"),
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


class Browser:
    """One page of a headless Chromium: `call` sends a command, `events` keeps what the browser told meanwhile."""

    def __init__(self, binary: str, profile: pathlib.Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()

        def wire() -> None:  # Chromium reads commands from 3 and answers on 4
            low = [os.dup2(fd, 100 + n) for n, fd in enumerate((to_read, to_write))]
            os.dup2(low[0], 3, inheritable=True)
            os.dup2(low[1], 4, inheritable=True)

        command = [binary, *FLAGS, f"--user-data-dir={profile}", "about:blank"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, preexec_fn=wire, close_fds=False, stdout=quiet, stderr=quiet)
        os.close(to_read)
        os.close(to_write)
        self._answers = os.fdopen(self._read, "rb")
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []
        self._rest = b""
        self._session: str | None = None
        page = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self._session = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Page.setLifecycleEventsEnabled", enabled=True)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return dict(answer["result"])
            self.events.append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._read, 1 << 16)
            assert read, "Chromium has gone"
            self._rest += read
        line, self._rest = self._rest.split(b"\0", 1)
        return dict(json.loads(line))

    def open(self, path: pathlib.Path, anchor: str = "", width: int = 1280, script: bool = True) -> None:
        self.call("Emulation.setScriptExecutionDisabled", value=not script)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self._go("about:blank")  # else a link into the same page would not load it again
        self.events.clear()
        self._go(path.as_uri() + anchor)

    def _go(self, address: str) -> None:
        loader = self.call("Page.navigate", url=address)["loaderId"]
        wanted = {"name": "load", "loaderId": loader}
        while not any(wanted.items() <= e.get("params", {}).items() for e in self.events):
            self.events.append(self._next())

    def run(self, expression: str) -> Any:
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str, code: int, text: str = "", shift: bool = False) -> None:
        common = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)
        self.run("new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))")

    def complaints(self) -> list[object]:
        """Errors in the console, exceptions, dialogs, and everything that was asked for beside the page itself."""
        out: list[object] = []
        for event in self.events:
            method, told = event.get("method"), event.get("params", {})
            asked = told.get("request", {}).get("url", "")
            page_itself = asked.startswith("file:") or asked == "about:blank"
            error = method == "Log.entryAdded" and told["entry"]["level"] == "error"
            if error or method in COMPLAINTS:
                out.append(told)
            elif method == "Network.requestWillBeSent" and not page_itself:
                out.append(asked)
        files = [e for e in self.events if e.get("method") == "Network.requestWillBeSent"]
        return out + [e["params"]["request"]["url"] for e in files[1:]]

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        os.close(self._write)
        self._answers.close()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    named = os.environ.get("CHROMIUM", "")
    binary = named or next(filter(None, map(shutil.which, BINARIES)), None)
    if binary is None:
        pytest.skip("needs Chromium, which is not installed here")
    started = Browser(binary, tmp_path_factory.mktemp("profile"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(html.render(view.build(pile(), REFUSED, "pile")), "utf-8", newline="")
    return path


# The running texts as the browser has them: without the notes, invisible characters by their names.
TEXTS = """[...document.querySelectorAll(".running")].map(running => {
  const copy = running.cloneNode(true);
  copy.querySelectorAll(".notes").forEach(notes => notes.remove());
  copy.querySelectorAll(".odd").forEach(odd => odd.replaceWith("\\\\u" + odd.dataset.code.slice(2)));
  return copy.textContent;
})"""
IN_VIEW = """(() => {
  const element = document.querySelector(":target"), place = element.getBoundingClientRect();
  const seen = element.checkVisibility({contentVisibilityAuto: true}) && place.height > 0;
  return [element.id, seen && place.top >= -1 && place.top < innerHeight];
})()"""


def expected(text: str) -> str:
    return html.ODD.sub(lambda m: m[0] if m[0] == "\r" else f"\\u{ord(m[0]):04X}", text)


def test_opens_without_an_error_and_asks_for_nothing(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    browser.run("new Promise(done => setTimeout(done, 300))")
    assert browser.complaints() == []
    assert browser.run("document.title") == "pile · sayso brief"


def test_the_browser_has_the_documents_texts_as_stored(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    assert browser.run(TEXTS) == [expected(found.document.text) for found in (ferry(), radio(), hostile(), arabic())]


def test_links_lead_to_what_can_be_seen_both_ways(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    for number in range(1, view.build(pile(), (), "pile").counts.attributions + 1):
        for anchor in (f"s-{number}", f"m-{number}"):
            browser.run("document.querySelectorAll('details').forEach(d => { d.open = false })")
            browser.run(f"location.hash = '{anchor}'; new Promise(done => setTimeout(done, 40))")
            assert browser.run(IN_VIEW) == [anchor, True]


@pytest.mark.parametrize("anchor", ["s-2", "s-3", "m-3", "s-7"])  # in a card, an unnamed source, a text, not told
def test_links_lead_to_what_can_be_seen_without_script(browser: Browser, page: pathlib.Path, anchor: str) -> None:
    browser.open(page, f"#{anchor}", script=False)
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.run("new Promise(done => setTimeout(done, 100))")
    assert browser.run(IN_VIEW) == [anchor, True]


def test_keys_reach_everything_and_show_where_they_are(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    browser.press("Tab", 9)
    assert browser.run("document.activeElement.className") == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().top >= 0")
    browser.press("Enter", 13, "\r")
    assert browser.run("document.activeElement.id") == "main"
    seen, unseen = set(), []
    for _ in range(800):
        browser.press("Tab", 9)
        where = browser.run(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            "const name = e.getAttribute('href') || e.id || e.textContent.slice(0, 20);"
            "return [e.tagName, name, s.outlineStyle, s.outlineWidth] })()"
        )
        if where[0] == "BODY":
            break
        seen.add((where[0].upper(), where[1]))  # a link in a drawing is an "a"
        if where[2] == "none" or where[3] == "0px":
            unseen.append(where)
    assert unseen == []
    links = browser.run(
        "[...document.querySelectorAll('main a[href]')].filter(a => a.tabIndex >= 0 && a.checkVisibility())"
        ".map(a => a.getAttribute('href'))"
    )
    assert set(links) <= {name for tag, name in seen if tag == "A"}
    assert ("SUMMARY", "Text") in seen


def test_a_number_in_the_text_leads_to_the_statement_and_back_by_keys(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    browser.run("document.getElementById('m-2').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.run(IN_VIEW) == ["s-2", True]
    browser.run("document.querySelector('#s-2 .number').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.run(IN_VIEW) == ["m-2", True]


def test_details_open_by_key_without_script(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page, script=False)
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.run("document.querySelector('.filter').checkVisibility()") is False
    browser.run("document.querySelector('.voice summary').focus()")
    browser.press("Enter", 13, "\r")
    assert browser.run("document.querySelector('.voice details').open") is True


def test_filter_keeps_the_voices_and_documents_that_hold_the_words(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    kept = (
        "[...document.querySelectorAll('.voice, .document')].filter(e => e.checkVisibility())"
        ".map(e => e.querySelector('h3').textContent)"
    )
    browser.run("document.getElementById('filter').value = 'WALKED ashore'")
    browser.run("document.getElementById('filter').dispatchEvent(new Event('input'))")
    browser.run("new Promise(done => setTimeout(done, 400))")
    assert browser.run(kept) == ["Ines Calder", "The Ferry That Did Not Sail"]
    assert browser.run("document.querySelectorAll('.voice:not([hidden]) .statement:not([hidden])').length") == 1
    assert browser.run("document.getElementById('filter-status').textContent").startswith("1 of ")
    browser.run("document.getElementById('filter').focus()")
    browser.press("Escape", 27)
    assert len(browser.run(kept)) > 4
    assert browser.complaints() == []


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_is_wider_than_the_window(browser: Browser, page: pathlib.Path, width: int) -> None:
    browser.open(page, width=width)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_the_outlets_own_voice_is_marked_when_switched_on(browser: Browser, page: pathlib.Path) -> None:
    browser.open(page)
    line = "getComputedStyle(document.querySelector('.running .narration')).textDecorationLine"
    assert browser.run(line) == "none"
    browser.run("document.getElementById('show-narration').focus()")
    browser.press(" ", 32, " ")
    assert browser.run(line) == "underline"


@pytest.mark.parametrize("script", [True, False])
def test_prints_all_statements_and_texts(browser: Browser, page: pathlib.Path, script: bool) -> None:
    from pypdfium2 import PdfDocument

    browser.open(page, script=script)
    printed = browser.call("Page.printToPDF", printBackground=False)["data"]
    pages = [sheet.get_textpage().get_text_bounded() for sheet in PdfDocument(base64.b64decode(printed))]
    words = " ".join(" ".join(pages).split())
    for wanted in ("Rain fell all night", "that the captain had resigned", "seeing a second ship", "How to read this"):
        assert wanted in words
    assert words.count("all of them walked ashore") == 3  # the card, the statement, the text


def test_a_document_whose_text_is_folded_takes_no_page_of_its_own(browser: Browser, tmp_path: pathlib.Path) -> None:
    from pypdfium2 import PdfDocument

    one = Document(id="", text="The ferry lay at the quay all night.", path="")
    many = [Findings(document=replace(one, id=f"d{n}", path=f"pile/{n}.txt")) for n in range(30)]
    path = tmp_path / "brief.html"
    path.write_text(html.render(view.build(many, (), "pile")), "utf-8", newline="")
    browser.open(path)

    def pages() -> int:
        return len(PdfDocument(base64.b64decode(browser.call("Page.printToPDF")["data"])))

    folded = pages()
    browser.run("document.querySelectorAll('.text').forEach((text, n) => { text.open = n < 4 })")
    assert folded <= 6
    assert pages() >= folded + 3


def test_reads_in_dark_and_light(browser: Browser, page: pathlib.Path) -> None:
    papers = []
    for scheme in ("light", "dark"):
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.open(page)
        papers.append(browser.run("getComputedStyle(document.body).backgroundColor"))
    browser.call("Emulation.setEmulatedMedia", features=[])
    assert papers == ["rgb(250, 249, 246)", "rgb(21, 23, 26)"]
