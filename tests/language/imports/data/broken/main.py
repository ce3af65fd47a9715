import lib
lib.go()
