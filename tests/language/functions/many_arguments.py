# Hundreds of parameters, arguments and locals work.

source = "def f(%s): return %s" % (", ".join(f"a{i}" for i in range(300)),
                                   " + ".join(f"a{i}" for i in range(300)))
exec(source)
print(f(*range(300)))    # expect: 44850
exec("print(len([%s]))" % ", ".join(str(i) for i in range(1000)))    # expect: 1000
exec("def g():\n" + "".join(f"    v{i} = {i}\n" for i in range(400)) + "    return v0 + v399\n")
print(g())    # expect: 399
exec("print(max(%s))" % ", ".join(str(i) for i in range(300)))    # expect: 299
