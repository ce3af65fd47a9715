# The carets of a SyntaxError end with its text.
import sys
for a in [(1,2,"abcdefg",1,100),(1,2,"abcdefg\n",1,100),(1,8,"abcdefg",1,100),(1,9,"abcdefg",1,12),(1,2,"  abcdefg",1,100),(1,2,"abcdefg",2,3),(1,2,"abcdefg",2,30),(1,20,"abcdefg",1,21),(1,1,"abc\n",1,4),(1,1,"abc\n",1,5),(1,1,"abc",1,5)]:
    sys.excepthook(SyntaxError, SyntaxError("bad", ("bad.py", *a)), None)
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:      ^^^^^^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:      ^^^^^^^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:            ^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:            ^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:      ^^^^^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:      ^^^^^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abcdefg
# expect-stderr:            ^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abc
# expect-stderr:     ^^^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abc
# expect-stderr:     ^^^^
# expect-stderr: SyntaxError: bad
# expect-stderr:   File "bad.py", line 1
# expect-stderr:     abc
# expect-stderr:     ^^^
# expect-stderr: SyntaxError: bad
