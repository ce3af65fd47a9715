class X:
    pass # No EOL