# Indexing, slicing, length and membership by code point.

s = "héllo wörld😀"
print(len(s), s[0], s[1], s[-1], s[-2], s[1:5], s[:3], s[-4:], s[::2], s[::-1], s[5:2], s[100:])
# expect: 12 h é 😀 d éllo hél rld😀 hlowrd 😀dlröw olléh  
print(s[-100:3], s[2:-2:3], s[-1:-5:-1])    # expect: hél l r 😀dlr
print("é" in s, "xyz" in s, "" in s, "😀" in s, "wö" in s, s[:] is s, s[0:0] == "")
# expect: True False True True True True True
for bad in (
        lambda: s[50], lambda: s[-50], lambda: s["a"], lambda: s[1.5], lambda: s[::0],
        lambda: 5 in s,
):
    try:
        bad()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
        # expect: IndexError string index out of range
        # expect: IndexError string index out of range
        # expect: TypeError string indices must be integers, not 'str'
        # expect: TypeError string indices must be integers, not 'float'
        # expect: ValueError slice step cannot be zero
        # expect: TypeError 'in <string>' requires string as left operand, not int
