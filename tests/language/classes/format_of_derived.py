# format() without a specification is what str() says, in classes derived from built-in ones too.

class S(str):
    def __str__(s): return "STR"
class I(int):
    def __str__(s): return "INT"
class F(float):
    def __str__(s): return "FLO"
class C(complex):
    def __str__(s): return "CPX"
for o in (S("a"),I(3),F(2),C(1)):
    print(format(o), f"{o}", "{}".format(o), "%s"%o, f"{o:>5}", format(o,""))
    # expect: STR STR STR STR     a STR
    # expect: INT INT INT INT     3 INT
    # expect: FLO FLO FLO FLO   2.0 FLO
    # expect: CPX CPX CPX CPX (1+0j) CPX
