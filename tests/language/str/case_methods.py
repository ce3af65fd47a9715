# Methods that change case, by Unicode's rules.

print("hello World".upper(), "Hello".lower(), "hello world".title(), "hELLO".capitalize())
# expect: HELLO WORLD hello Hello World Hello
print("Hello".swapcase(), "straße".upper(), "STRASSE".casefold(), "ß".casefold(), "ǅ".title())
# expect: hELLO STRASSE strasse ss ǅ
print("ŉ".upper(), "İ".lower().encode("unicode_escape") if False else len("İ".lower()))
# expect: ʼN 2
print("ΑΣ".lower(), "ΑΣΑ".lower(), "ﬁ".upper(), "they're bill's".title(), "x2y".title())
# expect: ας ασα FI They'Re Bill'S X2Y
print("ÀÉ".lower(), "àé".upper(), "ЖЗ".lower(), "жз".title())    # expect: àé ÀÉ жз Жз
print("abc".islower(), "aBc".islower(), "ABC".isupper(), "A1".isupper(), "1".isupper())
# expect: True False True True False
print("Hello World".istitle(), "Hello world".istitle(), "".islower(), "ǅ".istitle())
# expect: True False False True
