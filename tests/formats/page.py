"""Reads a page about the heap as a browser does, and says what is wrong with it.

    python3.11 tests/formats/page.py FILE       or with build/ouro

Every element is closed, nothing is fetched, no script runs, and in the treemap each rectangle lies
within the one around it.
"""
import re
import sys

from form import check, demand

VOID = {"meta", "br"}
TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s+[a-zA-Z-]+=\"[^\"<]*\")*)\s*(/?)>|<!DOCTYPE html>|<")
ATTRIBUTE = re.compile(r"([a-zA-Z-]+)=\"([^\"]*)\"")
ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)")


class Page:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.words, self.count = [], {}
        self.cells = []                 # rectangles of the treemap, the innermost last
        self.top_area = 0
        demand(self.text.startswith("<!DOCTYPE html>\n<html lang="), "the beginning")
        for word in "<script", "src=", "href=", "url(", "@import", "http:", "https:", "//":
            demand(word not in self.text, f"{word} is in it")
        style = re.search(r"<style>(.*?)</style>", self.text, re.S)
        demand(style and style[1].count("{") == style[1].count("}"), "the style")
        demand("prefers-color-scheme:dark" in style[1], "it knows no dark")
        self.read(self.text[:style.start(1)] + self.text[style.end(1):])

    def read(self, text):
        stack, last = [], 0
        for match in TAG.finditer(text):
            self.put_words(text[last:match.start()])
            last = match.end()
            demand(match[0] != "<", f"no tag: {text[match.start():match.start() + 60]!r}")
            if match[2] is None:
                continue
            closing, name, attributes, alone = match.groups()
            if closing:
                demand(stack and stack[-1] == name, f"</{name}> closes {stack[-1:]}")
                stack.pop()
                if name == "g" and self.cells:
                    self.cells.pop()
                continue
            self.count[name] = self.count.get(name, 0) + 1
            self.open(name, dict(ATTRIBUTE.findall(attributes)), stack)
            if not alone and name not in VOID:
                stack.append(name)
        demand(not stack, f"not closed: {stack}")

    def put_words(self, words):
        demand(not ENTITY.search(words), f"an & in {words[:40]!r}")
        if words.strip():
            self.words.append(words.replace("&lt;", "<").replace("&gt;", ">")
                              .replace("&quot;", '"').replace("&amp;", "&").strip())

    def open(self, name, attributes, stack):
        if name == "g" and attributes.get("class") == "cell":
            self.cells.append(None)
        if name == "rect" and attributes.get("class", "").split()[0] in ("box", "leaf"):
            self.put_cell([float(attributes[key]) for key in ("x", "y", "width", "height")])

    def put_cell(self, cell):
        outer = self.cells[-2] if len(self.cells) > 1 else (0, 0, 1200, 580)
        self.cells[-1] = cell
        for axis in 0, 1:
            demand(cell[axis + 2] > 0, "a rectangle without a size")
            demand(outer[axis] - 1 <= cell[axis]
                   and cell[axis] + cell[axis + 2] <= outer[axis] + outer[axis + 2] + 1.5,
                   f"{cell} is outside of {outer}")
        if len(self.cells) == 1:
            self.top_area += cell[2] * cell[3]


def describe(path):
    page = Page(path)
    demand(page.top_area > 0.93 * 1200 * 580, "the treemap isn't filled")
    return f"{page.count['svg']} drawings, {page.count['rect']} rectangles"


if __name__ == "__main__":
    sys.exit(check(sys.argv[1], describe))
