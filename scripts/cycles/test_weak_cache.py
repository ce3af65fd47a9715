# weak_cache.py: what is in a weak cache lives as long as somebody else uses it.

from memtest import alive, by, expect_freed, path_to, refcount

from weak_cache import Picture, cache, load


@by("refcount")
def test_the_cache_keeps_nothing():
    first = load("cat.png")
    second = load("cat.png")
    assert first is second and refcount(first) == 2 and len(cache) == 1
    del first
    assert len(cache) == 1
    with expect_freed(second):
        del second
    assert len(cache) == 0 and alive(Picture) == 0


@by("refcount")
def test_only_its_user_holds_a_picture():
    picture = load("dog.png")
    assert path_to(picture).startswith("local 'picture' in test_only_its_user_holds_a_picture")
    del picture
    assert list(cache) == []
