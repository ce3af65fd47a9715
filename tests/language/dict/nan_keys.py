# Every nan is one value: floats have no identity of their own.
# differs: in CPython two nans made apart are different keys

nan = float("nan")
print({nan: 1}[nan], {nan: 1}.get(float("nan")), nan in {nan}, [nan].index(nan))
# expect: 1 1 True 0
