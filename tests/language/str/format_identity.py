# Formatting that changes nothing gives the very same string.
text="abcde"
class S(str): pass
print("%s" % text is text, "%.5s"%text is text, "%1s"%text is text, "%5s" % text is text, "%(a)s" % {'a':text} is text)
# expect: True True True True True
print("{0}".format(text) is text,"{0:s}".format(text) is text,"{0:.5s}".format(text) is text, "{0:5s}".format(text) is text, text % () is text, text.format() is text)
# expect: True True True True True True
print("%.3s" % text, "%6s" % text, "%5.3s|" % text, "{:.2}".format(text), "%s%s" % ("", text), "{}{}".format("", text), "%s%s" % (text, "x"))
# expect: abc  abcde   abc| ab abcde abcde abcdex
print(format(text,'') is text, str(text) is text, f'{text}' is text, f'{text!s}' is text, f'{text:5}' is text)
# expect: True True True True True
s=S('abcdef'); print(type(text % ()), type(s % ()), s % () is s, type('%s' % s))
# expect: <class 'str'> <class '__main__.S'> True <class 'str'>
print(f'{text:.5}' is text, f'{text:s}' is text, ''.join([text]) is text)
# expect: True True True
