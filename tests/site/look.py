"""What is wrong with how one page looks, as scripts for the browser; each returns a list of sentences."""
import re

# The blocks of code, each with its language, its text, and whether a word has another colour than the rest.
BLOCKS = """
  const colour = e => getComputedStyle(e).color;
  const coloured = code => [...code.querySelectorAll('span')].some(e => e.textContent.trim() && colour(e) !== colour(code));
  return [...document.querySelectorAll('.highlight[class*=language-]')].map(block => ({
    language: [...block.classList].find(name => name.startsWith('language-')).slice('language-'.length),
    text: block.textContent.trim(),
    coloured: coloured(block.querySelector('code'))}));
"""


def wrong_with(blocks):
    """Plain text has one colour; so may what is short, and a command without comment, string or variable."""
    def may_be_plain(block):
        if block["language"] == "sh":
            return not re.search(r"[#\"'$]", block["text"])
        return block["language"] == "text" or len(block["text"].split()) <= 3
    return [f"code is not highlighted: {block['text'][:60]}" for block in blocks if not block["coloured"] and not may_be_plain(block)]


# Marks of Markdown that were not understood as such, outside of code.
MARKUP = """
  const text = document.querySelector('article').cloneNode(true);
  text.querySelectorAll('pre, code').forEach(e => e.replaceWith('code'));
  return [...text.querySelectorAll('p, li, td, th, h1, h2, h3')].map(e => e.textContent)
    .filter(t => /```|\\*\\*|\\]\\(|\\|\\s*-{3}|\\n *([-*]|\\d+\\.) |^\\s*#+ |\\{:/.test(t))
    .map(t => 'markup shows: ' + t.trim().slice(0, 60));
"""

# A picture has a size, and what is drawn has its words; none is left as a block of code.
PICTURES = """
  const shown = e => e.getBoundingClientRect().width > 8 && e.getBoundingClientRect().height > 8;
  const drawn = e => shown(e) && [...e.querySelectorAll('text')].some(shown);
  const wrong = [...document.querySelectorAll('article img')].filter(e => !e.naturalWidth || !shown(e)).map(e => e.src);
  for (const e of document.querySelectorAll('.picture'))
    if (![...e.querySelectorAll('svg')].some(drawn)) wrong.push(e.textContent.trim().slice(0, 60));
  for (const e of document.querySelectorAll('.language-mermaid')) wrong.push(e.textContent.trim().slice(0, 60));
  return wrong.map(what => 'a picture is not shown: ' + what);
"""

# The page is no wider than the screen: what is wider scrolls in itself. Text is large enough.
PHONE = """
  const article = document.querySelector('article'), width = 360, wrong = [];
  const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
  const inside = e => e !== article && (scrolls(e) || inside(e.parentElement));
  if (document.documentElement.scrollWidth > width)
    wrong.push('on a phone the page is ' + document.documentElement.scrollWidth + ' pixels wide');
  const leaf = e => e.matches('pre code') || [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.textContent.trim());
  for (const e of article.querySelectorAll(':not(pre code *)')) {
    if (!e.getClientRects().length) continue;
    const right = e.getBoundingClientRect().right;
    if (right > width + 1 && (e.matches('img, svg') || leaf(e)) && !inside(e))
      wrong.push('on a phone this is cut off: ' + e.tagName + ' ' + e.textContent.trim().slice(0, 60));
    const size = parseFloat(getComputedStyle(e).fontSize);
    const least = e.matches('p, li') ? 16 : e.matches('td, th') ? 14 : 12.5;
    if (leaf(e) && !e.closest('svg') && size < least)
      wrong.push('on a phone this is of ' + size + ' pixels: ' + e.tagName + ' ' + e.textContent.trim().slice(0, 60));
  }
  return wrong;
"""
