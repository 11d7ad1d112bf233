"""Chromium, as a reader has it: what a page asks for, says on its console, and looks like on a desk and on a phone."""
import json
import tempfile
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# Nothing but this machine can be reached; an attempt is a failed request.
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1280,900",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
NETWORK = ("http", "https", "ws", "wss", "ftp")
PHONE = {"width": 360, "height": 740, "deviceScaleFactor": 1, "mobile": True}


class Browser:
    def __enter__(self):
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for flag in [*FLAGS, f"--user-data-dir={self.profile.name}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        self.asked = {}  # requests by their identity
        return self

    def __exit__(self, *_):
        self.driver.quit()
        self.profile.cleanup()

    def open(self, url):
        self.driver.get(url)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def on_a_phone(self, script):
        """What a script returns while the page is on a phone."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
        try:
            return self.run(script)
        finally:
            self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def complaints(self):
        """What the console says, and what requests failed or went to other hosts, since the last call."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        yield from (f"console: {entry['message']}" for entry in self.driver.get_log("browser") if entry["level"] != "INFO")
        for event in events:
            yield from complaints_of(event["method"], event["params"], self.asked)


def complaints_of(method, told, asked):
    """Of one event; what the browser does for its own pages is none of the site's."""
    if method == "Network.requestWillBeSent" and urlsplit(told["request"]["url"]).scheme in NETWORK:
        url = asked[told["requestId"]] = told["request"]["url"]
        if urlsplit(url).hostname != "127.0.0.1":
            yield f"asks another host: {url}"
    elif method == "Network.responseReceived" and told["response"]["status"] >= 400:
        yield f"request fails with {told['response']['status']}: {told['response']['url']}"
    elif method == "Network.loadingFailed" and not told.get("canceled") and told["requestId"] in asked:
        yield f"request fails with {told['errorText']}: {asked[told['requestId']]}"
