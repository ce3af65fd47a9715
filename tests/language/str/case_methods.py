# Methods that change case, by Unicode's rules.

print("hello World".upper(), "Hello".lower(), "hello world".title(), "hELLO".capitalize(), "Hello".swapcase(), "straße".upper(), "STRASSE".casefold(), "ß".casefold(), "ǅ".title(), "ŉ".upper(), "İ".lower().encode("unicode_escape") if False else len("İ".lower()), "ΑΣ".lower(), "ΑΣΑ".lower(), "ﬁ".upper(), "they're bill's".title(), "x2y".title(), "ÀÉ".lower(), "àé".upper(), "ЖЗ".lower(), "жз".title())
# expect: HELLO WORLD hello Hello World Hello hELLO STRASSE strasse ss ǅ ʼN 2 ας ασα FI They'Re Bill'S X2Y àé ÀÉ жз Жз
print("abc".islower(), "aBc".islower(), "ABC".isupper(), "A1".isupper(), "1".isupper(), "Hello World".istitle(), "Hello world".istitle(), "".islower(), "ǅ".istitle())
# expect: True False True True False True False False True
