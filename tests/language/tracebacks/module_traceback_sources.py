# The module traceback: sources that aren't files, limits, summaries, generators.
import io, traceback, linecache, sys
shown = sys.stdout
sys.stdout = io.StringIO()    # line numbers stay as they are when the expectations stand below
src = "def f():\n    return 1/0\n"
code = compile(src, "<virtual>", "exec"); ns = {}
exec(code, ns)
linecache.cache["<virtual>"] = (len(src), None, src.splitlines(True), "<virtual>")
try: ns["f"]()
except Exception: traceback.print_exc(file=sys.stdout)
sys.tracebacklimit = 1
try: ns["f"]()
except Exception: traceback.print_exc(file=sys.stdout)
del sys.tracebacklimit
class L:
    def get_source(self, name): return "x = 1\ny = 2\nraise KeyError\n"
ns = {"__loader__": L(), "__name__": "m"}
try: exec(compile("x = 1\ny = 2\nraise KeyError\n", "m.py", "exec"), ns)
except Exception: traceback.print_exc(file=sys.stdout)
def g():
    yield from h()
def h():
    yield 1
    raise ValueError("in h")
try: list(g())
except ValueError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)], [l for f, l in traceback.walk_tb(e.__traceback__)]); traceback.clear_frames(e.__traceback__); print(e.__traceback__.tb_next.tb_frame.f_locals)
print(traceback.StackSummary.from_list([("a.py", 1, "f", "x")]*6).format())
te = traceback.TracebackException.from_exception(ValueError("v"))
print(te == traceback.TracebackException.from_exception(ValueError("v")), te == 5, str(te), te.stack, te.__cause__, te.__context__, te.exceptions)
try: raise ValueError from KeyError("k")
except ValueError as e:
    te = traceback.TracebackException.from_exception(e); print("".join(te.format(chain=False))); te.print(file=sys.stdout)
    sys.last_type, sys.last_value, sys.last_traceback = type(e), e, e.__traceback__
traceback.print_last(file=sys.stdout)
print(traceback.FrameSummary("f", 1, "n", locals={"a": 1}, line="z") == ("f", 1, "n", "z"), len(traceback.FrameSummary("f", 1, "n", line="q")), traceback.FrameSummary("f", None, "n").line)
shown.write(sys.stdout.getvalue().replace(__file__, 'FILE'))
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 9, in <module>
# expect:     try: ns["f"]()
# expect:          ^^^^^^^^^
# expect:   File "<virtual>", line 2, in f
# expect:     return 1/0
# expect:            ~^~
# expect: ZeroDivisionError: division by zero
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 12, in <module>
# expect:     try: ns["f"]()
# expect:          ^^^^^^^^^
# expect: ZeroDivisionError: division by zero
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 18, in <module>
# expect:     try: exec(compile("x = 1\ny = 2\nraise KeyError\n", "m.py", "exec"), ns)
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect:   File "m.py", line 3, in <module>
# expect:     raise KeyError
# expect: KeyError
# expect: ['<module>', 'g', 'h'] [25, 21, 24]
# expect: {}
# expect: ['  File "a.py", line 1, in f\n    x\n', '  File "a.py", line 1, in f\n    x\n', '  File "a.py", line 1, in f\n    x\n', '  [Previous line repeated 3 more times]\n']
# expect: True False v [] None None None
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 30, in <module>
# expect:     try: raise ValueError from KeyError("k")
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError
# expect:
# expect: KeyError: 'k'
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 30, in <module>
# expect:     try: raise ValueError from KeyError("k")
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError
# expect: KeyError: 'k'
# expect:
# expect: The above exception was the direct cause of the following exception:
# expect:
# expect: Traceback (most recent call last):
# expect:   File "FILE", line 30, in <module>
# expect:     try: raise ValueError from KeyError("k")
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
# expect: ValueError
# expect: True 4 None
sys.stdout = shown
