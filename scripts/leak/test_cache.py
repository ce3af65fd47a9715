# A cache that never forgets: `ouro test scripts/leak` says what keeps a page alive, and since when.


class Page:
    def __init__(self, address):
        self.address = address
        self.links = []

    def link(self, other):
        self.links.append(other)
        other.referrer = self


cache = {}


def fetch(address):
    page = cache[address] = Page(address)
    return page


def test_links():
    start, end = fetch("/"), fetch("/end")
    start.link(end)
    assert end.referrer is start
    del cache["/end"]
