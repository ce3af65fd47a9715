# Carets count characters, not bytes.

größe = "ä" * 3; größe + 1
# expect-stderr: Traceback (most recent call last):
# expect-stderr:   File "{file}", line 3, in <module>
# expect-stderr:     größe = "ä" * 3; größe + 1
# expect-stderr:                      ~~~~~~^~~
# expect-stderr: TypeError: can only concatenate str (not "int") to str
# expect-exit: 1
