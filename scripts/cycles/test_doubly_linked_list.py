# doubly_linked_list.py: every two neighbours are a ring, unless the links back are weak.

import weakref

from memtest import alive, by, cases, cycle_of, expect_cycles, expect_freed

from doubly_linked_list import Node, link


@cases(2, 3, 10)
def test_strong_links_back_need_the_collector(size):
    with expect_cycles(1, types={Node}) as r:      # one group: everyone reaches everyone
        head = link([Node(n) for n in range(size)], back=lambda node: node)
        assert cycle_of(head) == "Node.next -> Node.previous"
        del head
        assert alive(Node) == size
    assert r.freed == size


@by("refcount")
@cases(1, 3, 10)
def test_weak_links_back_dont(size):
    head = link([Node(n) for n in range(size)], back=weakref.ref)
    assert cycle_of(head) is None
    assert alive(Node) == size
    with expect_freed(head):
        del head
    assert alive(Node) == 0
