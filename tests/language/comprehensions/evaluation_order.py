# In a dict comprehension the key is evaluated before the value.

def show(x):
    print(x)
    return x
print({show("key"): show("value") for _ in range(1)})
# expect: key
# expect: value
# expect: {'key': 'value'}
print({show("k1"): show("v1"), show("k2"): show("v2")})
# expect: k1
# expect: v1
# expect: k2
# expect: v2
# expect: {'k1': 'v1', 'k2': 'v2'}
print([show(i) for i in (3, 4) if show(i > 3)])
# expect: False
# expect: True
# expect: 4
# expect: [4]
