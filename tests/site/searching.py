"""What a reader finds by the search of the site."""
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 60  # seconds; nobody waits for that long but on a machine that stands still
WORDS = {"poison": "docs/tutorial/6-poison/", "deadlock": "docs/how-to/deadlock/"}
FIELD = "[data-md-component=search-query]"
SAYS = "return document.querySelector('.md-search-result__meta').textContent;"
FOUND = "return [...document.querySelectorAll('.md-search-result__link')].map(e => e.href.split(/[?#]/)[0]);"
HEADING = """
  const heading = document.querySelector('article h1').cloneNode(true);
  heading.querySelectorAll('.headerlink').forEach(e => e.remove());
  return heading.textContent.trim();
"""


def ask(browser, origin, words):
    """The pages that are found, best first."""
    browser.open(origin)
    browser.run(f"document.querySelector('{FIELD}').focus();")
    browser.driver.find_element(By.CSS_SELECTOR, FIELD).send_keys(words)
    WebDriverWait(browser.driver, PATIENCE).until(lambda _: "matching" in browser.run(SAYS))
    return browser.run(FOUND)


def follow(browser, url):
    """The heading of the page to which a result leads."""
    browser.run("[...document.querySelectorAll('.md-search-result__link')].find(e => e.href.startsWith(arguments[0])).click();", url)
    WebDriverWait(browser.driver, PATIENCE).until(lambda driver: driver.current_url.startswith(url))
    WebDriverWait(browser.driver, PATIENCE).until(lambda _: browser.run("return document.readyState;") == "complete")
    return browser.run(HEADING)


def wrong(browser, origin, titles):
    """Each word finds its page; `titles` are pages' addresses by their headings, each of which must be found; what is nowhere must not."""
    try:
        yield from (f"search does not find: {word}" for word, page in WORDS.items() if origin + page not in ask(browser, origin, word))
        for heading, url in titles.items():
            if url not in ask(browser, origin, heading):
                yield f"search does not find: {heading}"
            elif heading != (led := follow(browser, url)):
                yield f"search for {heading} leads to: {led}"
        if ask(browser, origin, "qwxzzqy"):
            yield "search finds what is nowhere"
    except TimeoutException:
        yield f"search says nothing for {PATIENCE} seconds"
