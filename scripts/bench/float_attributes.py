# Float arithmetic on the attributes of an object.

class Body:
    def __init__(self, position, speed):
        self.position = position
        self.speed = speed


def run(n):
    body = Body(0.0, 1.5)
    for i in range(n):
        body.position = body.position + body.speed * 0.001
        body.speed = body.speed * 0.9999999
    return body.position


print(run(10000000))
