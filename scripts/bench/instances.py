# Instances with two attributes. The bench driver runs this with none and with a million of them;
# the list that holds them has its full size in both runs, so the difference is theirs alone.

import sys


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


points = [None] * 1000000
for i in range(int(sys.argv[1])):
    points[i] = Point(1, 2)
print(len(points))
