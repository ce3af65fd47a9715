# A generator tells whether it runs, and what it delegates to.

def g():
    yield gen.gi_running
    yield from inner
gen = g()
inner = iter([1])
print(gen.gi_running, gen.gi_yieldfrom, gen.gi_frame is not None)    # expect: False None True
print(next(gen), next(gen), gen.gi_yieldfrom is inner, gen.gi_code.co_name)
# expect: True 1 True g
print(list(gen), gen.gi_frame)    # expect: [] None
gen.__name__ = "renamed"
print(gen.__name__, gen.__qualname__)    # expect: renamed g
