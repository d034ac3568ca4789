"""Opens pages in one Chromium a core, and looks at and prints them: pages.py FOLDER, with a line for each on the standard input:
name, address, what is wanted (`picture`, `print` or both, with a comma between) and the window's size, as 900x1270.

A picture is of the whole page, not of its first screen. FOLDER/pictures and FOLDER/prints get the files. Fails when a page runs
something, fetches anything or is named anew. The browser is led over a pipe (the DevTools protocol): it starts once for all."""

import base64
import concurrent.futures
import fcntl
import html
import json
import os
import pathlib
import queue
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request

FOLDER = pathlib.Path(sys.argv[1])
BROWSER = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--remote-debugging-pipe",
]
# It reads from 3 and writes to 4.
START = 'exec 3<&"$1" 4>&"$2"; shift 2; exec "$@"'


class Browser:
    """A browser with one page."""

    def __init__(self):
        above = lambda end: fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
        ends = [os.pipe(), os.pipe()]
        (its_read, self.write), (self.read, its_write) = [tuple(map(above, pair)) for pair in ends]
        for pair in ends:
            for end in pair:
                os.close(end)
        self.profile = tempfile.mkdtemp()
        command = ["bash", "-c", START, "bash", str(its_read), str(its_write), *BROWSER, f"--user-data-dir={self.profile}"]
        nowhere = subprocess.DEVNULL
        self.process = subprocess.Popen(command, pass_fds=(its_read, its_write), stdout=nowhere, stderr=nowhere)
        os.close(its_read)
        os.close(its_write)
        self.rest, self.number, self.session, self.told = b"", 0, None, []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Network", "Runtime"]:
            self.ask(f"{domain}.enable")

    def heard(self):
        while b"\0" not in self.rest:
            more = os.read(self.read, 1 << 20)
            if not more:
                raise OSError("the browser is gone")
            self.rest += more
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def say(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        return self.number

    def note(self, message):
        self.told.append(message)
        # A page that asks something waits for its answer.
        if message["method"] == "Page.javascriptDialogOpening":
            self.say("Page.handleJavaScriptDialog", accept=False)

    def ask(self, method, **params):
        number = self.say(method, **params)
        while True:
            message = self.heard()
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            if "method" in message:
                self.note(message)

    def open(self, address):
        self.told = []
        self.ask("Page.navigate", url=address)
        while not any(message["method"] == "Page.loadEventFired" for message in self.told):
            message = self.heard()
            if "method" in message:
                self.note(message)

    def close(self):
        os.close(self.write)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.read)
        shutil.rmtree(self.profile, ignore_errors=True)


def named(address):
    """What a page says that it is called, before anything could run."""
    source = urllib.request.urlopen(address).read().decode()
    return " ".join(html.unescape(re.search("<title>(.*?)</title>", source, re.S).group(1)).split())


def done(browser, name, address, wanted, size):
    width, height = map(int, size.split("x"))
    browser.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
    browser.open(address)
    if "picture" in wanted:
        whole = browser.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": width, "height": whole["height"], "scale": 1}
        taken = browser.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        (FOLDER / "pictures" / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))
    if "print" in wanted:
        taken = browser.ask("Page.printToPDF", preferCSSPageSize=True)
        (FOLDER / "prints" / f"{name}.pdf").write_bytes(base64.b64decode(taken["data"]))
    title = browser.ask("Runtime.evaluate", expression="document.title")["result"]["value"]
    if title != named(address):
        return f"{name}: is named anew, {title}"
    for message in browser.told:
        params = message["params"]
        if message["method"] in ("Page.javascriptDialogOpening", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            return f"{name}: runs something"
        fetched = params["request"]["url"] if message["method"] == "Network.requestWillBeSent" else address
        if fetched != address and not fetched.startswith("data:"):
            return f"{name}: fetches {fetched}"
    return None


def started():
    """A browser; one that does not come up is started once more."""
    try:
        return Browser()
    except OSError:
        return Browser()


def work(jobs):
    browser, wrong = started(), []
    try:
        while True:
            wrong.append(done(browser, *jobs.get_nowait()))
    except queue.Empty:
        return [told for told in wrong if told]
    finally:
        browser.close()


jobs = queue.Queue()
for line in sys.stdin:
    jobs.put(line.split())
signal.alarm(600)
cores = min(2, os.cpu_count() or 1)
with concurrent.futures.ThreadPoolExecutor(cores) as pool:
    wrong = sum(pool.map(work, [jobs] * cores), [])
if wrong:
    sys.exit("\n".join(wrong))
