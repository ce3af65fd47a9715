# Texts of one, two and four bytes a character mix freely.

parts = ["ascii", "latin é", "bmp €", "astral 😀"]
for i in range(4):
    for j in range(4):
        s = parts[i] + parts[j]
        assert len(s) == len(parts[i]) + len(parts[j])
        assert s[:len(parts[i])] == parts[i]
        assert s.endswith(parts[j])
        assert s.replace(parts[j], "") in ("",
                         parts[i]) and s.find(parts[j][-1]) >= 0 and (s < parts[i]) is False
        assert hash(s) == hash("".join(list(s)))
        assert s[::-1][::-1] == s
        assert s.upper().lower() == s.lower()
print("😀é"[1] == "é", hash("é") == hash("😀é"[1]), {"é": 1}["😀é"[1:]], "ok")
# expect: True True 1 ok
