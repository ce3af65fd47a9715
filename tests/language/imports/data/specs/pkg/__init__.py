x = 1
print("init", __name__, __package__)
