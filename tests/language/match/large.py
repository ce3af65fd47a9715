# Patterns with hundreds of items and names.

count = 300
names = ", ".join(f"n{i}" for i in range(count))
source = f"""
def take(value):
    match value:
        case [{names}, "end"]:
            return n0 + n299
        case [{", ".join(f"{i}" for i in range(count))}, *rest]:
            return rest
        case {{{", ".join(f"{i}: m{i}" for i in range(count))}, **rest}}:
            return m0, m299, rest
        case {" | ".join(f"[{i}, a, *_]" for i in range(count))}:
            return a
    return None
"""
namespace = {}
exec(source, namespace)
take = namespace["take"]
print(take([*range(count), "end"]))
print(take([*range(count), "other", 1]))
print(take({i: i for i in range(count + 2)}))
print(take([299, "second", 3]), take([300, 1]))
print(take([1]), take({}), take(5))
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 19, in <module>
# expect-stderr:     exec(source, namespace)
# expect-stderr:   File "<string>", line 6
# expect-stderr: SyntaxError: too many expressions in star-unpacking sequence pattern
# expect-exit: 1
