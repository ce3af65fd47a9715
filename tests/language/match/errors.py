# Patterns that are refused: at once by the compiler, or when they run.

for code in ["class A: __match_args__=[1]\nmatch A():\n case A(1): pass", "class A: __match_args__=(1,)\nmatch A():\n case A(1): pass",
   "class A: pass\nmatch A():\n case A(1): pass", "match 1:\n case int(1,2): pass","class A: __match_args__='x',\nmatch A():\n case A(1,2): pass",
   "class A: __match_args__='x','x'; x=1\nmatch A():\n case A(1,1): pass","class A: __match_args__='x'\nmatch A():\n case A(1): pass",
   "class A: __match_args__='x',;x=1\nmatch A():\n case A(1,x=1): pass", "a=1\nmatch 1:\n case a(): pass", "class K: a='x'\nmatch {'x':1}:\n case {K.a: 1, 'x': 1}: pass",
   "match 1:\n case zzz.y: pass","match 1:\n case x: pass\n case 1: pass","match 1:\n case _: pass\n case 1: pass","match 1:\n case (x|1): pass", "match 1:\n case [x, x]: pass",
   "match 1:\n case [x]|[y]: pass", "match 1:\n case {1:x, 1:y}: pass","match 1:\n case [*a, *b]: pass","match 1:\n case A(x=1, x=2): pass", "match 1:\n case {**a, 1:2}: pass",
   "match 1:\n case {a: 1}: pass", "match 1:\n case 1+1: pass", "match 1:\n case A(x=1, 2): pass", "match 1:\n case f'x': pass", "match 1:\n case -x: pass", "match 1:\n case {**_}: pass", "match 1:\n case a as b.c: pass","match 1:\n case a as _: pass", "match 1:\n case *a: pass", "match 1:\n case *a,: print(1)", "match 1,:\n case *a,: print(a)"]:
    try: exec(code)
    except Exception as e: print(type(e).__name__, e, getattr(e,'lineno',None), getattr(e,'offset',None), getattr(e, 'end_offset', None))
    # expect: TypeError A.__match_args__ must be a tuple (got list) None None None
    # expect: TypeError __match_args__ elements must be strings (got int) None None None
    # expect: TypeError A() accepts 0 positional sub-patterns (1 given) None None None
    # expect: TypeError int() accepts 1 positional sub-pattern (2 given) None None None
    # expect: TypeError A() accepts 1 positional sub-pattern (2 given) None None None
    # expect: TypeError A() got multiple sub-patterns for attribute 'x' None None None
    # expect: TypeError A.__match_args__ must be a tuple (got str) None None None
    # expect: TypeError A() got multiple sub-patterns for attribute 'x' None None None
    # expect: TypeError called match pattern must be a type None None None
    # expect: NameError name 'zzz' is not defined None None None
    # expect: SyntaxError name capture 'x' makes remaining patterns unreachable (<string>, line 2) 2 7 8
    # expect: SyntaxError wildcard makes remaining patterns unreachable (<string>, line 2) 2 7 8
    # expect: SyntaxError name capture 'x' makes remaining patterns unreachable (<string>, line 2) 2 8 9
    # expect: SyntaxError multiple assignments to name 'x' in pattern (<string>, line 2) 2 11 12
    # expect: SyntaxError alternative patterns bind different names (<string>, line 2) 2 12 13
    # expect: SyntaxError mapping pattern checks duplicate key (1) (<string>, line 2) 2 7 17
    # expect: SyntaxError multiple starred names in sequence pattern (<string>, line 2) 2 7 15
    # expect: SyntaxError attribute name repeated in class pattern: x (<string>, line 2) 2 16 17
    # expect: SyntaxError invalid syntax (<string>, line 2) 2 13 14
    # expect: SyntaxError invalid syntax (<string>, line 2) 2 9 10
    # expect: SyntaxError imaginary number required in complex literal (<string>, line 2) 2 9 10
    # expect: SyntaxError positional patterns follow keyword patterns (<string>, line 2) 2 14 15
    # expect: SyntaxError patterns may only match literals and attribute lookups (<string>, line 2) 2 7 11
    # expect: SyntaxError invalid syntax (<string>, line 2) 2 8 9
    # expect: SyntaxError invalid syntax (<string>, line 2) 2 10 11
    # expect: SyntaxError invalid syntax (<string>, line 2) 2 13 14
    # expect: SyntaxError cannot use '_' as a target (<string>, line 2) 2 12 13
    # expect: SyntaxError invalid syntax (<string>, line 2) 2 9 10
    # expect: [1]
