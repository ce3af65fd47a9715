# Every kind of pattern, and match and case as ordinary names.
match a:
    case 1 | -2 | 3.5 | 1 + 2j | -1 - 2j:
        pass
    case "a" "b" | b"c" | None | True | False:
        pass
    case x:
        pass
match a, *b:
    case _:
        pass
match (a):
    case (b) if c:
        pass
    case [] | () | [a] | (a,) | [a, *b, c] | (a, *_):
        pass
    case a, b:
        pass
    case *a, b:
        pass
    case a,:
        pass
    case {} | {"a": b, -1: c, a.b: d, None: e} | {**rest} | {1: a, **rest}:
        pass
    case A() | A.b(c) | A(b, c=d) | A(b=c, d=e,):
        pass
    case a.b | a.b.c:
        pass
    case (1 | 2) as x:
        pass
    case [a as b, (c)] as d if (e := f):
        pass
match = case = 1
match[case]
match(case)
match.case
match - 1
match, case
print(match)
match match:
    case case:
        match
