# Classes that come and go: what a line remembers of the attributes of one class isn't taken for
# another's, and thousands of classes may follow each other.
import gc


def set_value(instance, value):
    instance.value = value


def get_value(instance):
    return instance.value


def one(i):
    class Made:
        pass
    made = Made()
    if i % 2:
        made.other = "other"
    if i % 3 == 0:
        del Made
    set_value(made, i)
    names = list(made.__dict__) if i % 5 else ["other", "value"][1 - i % 2:]
    is_named = type(made).__name__ == "Made"
    return get_value(made) == i and is_named and names == ["other", "value"][1 - i % 2:]


right = 0
for i in range(100):
    right += one(i)
    gc.collect()
print(right)    # expect: 100

right, kept = 0, []
for i in range(12000):
    right += one(i)
    if i % 40 == 0:
        kept.append(type("Kept", (), {"x": i})())
        set_value(kept[-1], i)
    if i % 1000 == 0:
        kept.clear()
        gc.collect()
print(right, all([get_value(instance) == instance.x for instance in kept]))    # expect: 12000 True
