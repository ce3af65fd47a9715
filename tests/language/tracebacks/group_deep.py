# Groups in groups, deeper than a report goes.
e = ValueError("deep")
for i in range(15): e = ExceptionGroup(f"l{i}", [e, KeyError(i)])
raise e
# expect-stderr:   + Exception Group Traceback (most recent call last):
# expect-stderr:   |   File "{file}", line 4, in <module>
# expect-stderr:   |     raise e
# expect-stderr:   | ExceptionGroup: l14 (2 sub-exceptions)
# expect-stderr:   +-+---------------- 1 ----------------
# expect-stderr:     | ExceptionGroup: l13 (2 sub-exceptions)
# expect-stderr:     +-+---------------- 1 ----------------
# expect-stderr:       | ExceptionGroup: l12 (2 sub-exceptions)
# expect-stderr:       +-+---------------- 1 ----------------
# expect-stderr:         | ExceptionGroup: l11 (2 sub-exceptions)
# expect-stderr:         +-+---------------- 1 ----------------
# expect-stderr:           | ExceptionGroup: l10 (2 sub-exceptions)
# expect-stderr:           +-+---------------- 1 ----------------
# expect-stderr:             | ExceptionGroup: l9 (2 sub-exceptions)
# expect-stderr:             +-+---------------- 1 ----------------
# expect-stderr:               | ExceptionGroup: l8 (2 sub-exceptions)
# expect-stderr:               +-+---------------- 1 ----------------
# expect-stderr:                 | ExceptionGroup: l7 (2 sub-exceptions)
# expect-stderr:                 +-+---------------- 1 ----------------
# expect-stderr:                   | ExceptionGroup: l6 (2 sub-exceptions)
# expect-stderr:                   +-+---------------- 1 ----------------
# expect-stderr:                     | ExceptionGroup: l5 (2 sub-exceptions)
# expect-stderr:                     +-+---------------- 1 ----------------
# expect-stderr:                       | ... (max_group_depth is 10)
# expect-stderr:                       +---------------- 2 ----------------
# expect-stderr:                       | KeyError: 5
# expect-stderr:                       +------------------------------------
# expect-stderr:                     +---------------- 2 ----------------
# expect-stderr:                     | KeyError: 6
# expect-stderr:                     +------------------------------------
# expect-stderr:                   +---------------- 2 ----------------
# expect-stderr:                   | KeyError: 7
# expect-stderr:                   +------------------------------------
# expect-stderr:                 +---------------- 2 ----------------
# expect-stderr:                 | KeyError: 8
# expect-stderr:                 +------------------------------------
# expect-stderr:               +---------------- 2 ----------------
# expect-stderr:               | KeyError: 9
# expect-stderr:               +------------------------------------
# expect-stderr:             +---------------- 2 ----------------
# expect-stderr:             | KeyError: 10
# expect-stderr:             +------------------------------------
# expect-stderr:           +---------------- 2 ----------------
# expect-stderr:           | KeyError: 11
# expect-stderr:           +------------------------------------
# expect-stderr:         +---------------- 2 ----------------
# expect-stderr:         | KeyError: 12
# expect-stderr:         +------------------------------------
# expect-stderr:       +---------------- 2 ----------------
# expect-stderr:       | KeyError: 13
# expect-stderr:       +------------------------------------
# expect-stderr:     +---------------- 2 ----------------
# expect-stderr:     | KeyError: 14
# expect-stderr:     +------------------------------------
# expect-exit: 1
