# An object with only __getitem__ is iterable until IndexError.

class Squares:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * index

for square in Squares():
    print(square)
    # expect: 0
    # expect: 1
    # expect: 4
    # expect: 9
print(list(Squares()), 4 in Squares(), 5 in Squares())    # expect: [0, 1, 4, 9] True False
a, *b = Squares()
print(a, b)    # expect: 0 [1, 4, 9]
