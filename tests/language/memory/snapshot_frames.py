# Locals of running frames, of frames that have ended and of generators have their names.
# differs: CPython has no module memory
# env: OURO_PATH={dir}/../../formats
# args: {tmp}
import sys

import memory
from heapsnapshot import Snapshot

path = sys.argv[1] + "/x.heapsnapshot"


class Local:
    pass


def generator():
    kept = Local()
    yield kept


def failing():
    doomed = Local()
    raise ValueError(doomed)


def inner(argument):
    cell = Local()
    for item in [Local()]:
        memory.snapshot(path)
    return lambda: cell


def outer():
    mine = Local()
    running = generator()
    next(running)
    try:
        failing()
    except ValueError as error:
        caught = error
    inner(mine)


outer()
snapshot = Snapshot(path)
frames = snapshot.group("stack frames")


def show(node):
    for kind, name, to in node.edges():
        print(kind, name, "->", to.name.replace(path, "PATH"))


show(frames)
# expect: context local 'argument' in inner (snapshot_frames.py:30) -> Local
# expect: context local 'item' in inner (snapshot_frames.py:30) -> Local
# expect: context local 'cell' in inner (snapshot_frames.py:30) -> cell
# expect: context a temporary in inner (snapshot_frames.py:30) -> list_iterator
# expect: context a temporary in inner (snapshot_frames.py:30) -> snapshot
# expect: context a temporary in inner (snapshot_frames.py:30) -> PATH
# expect: context local 'mine' in outer (snapshot_frames.py:42) -> Local
# expect: context local 'running' in outer (snapshot_frames.py:42) -> generator
# expect: context local 'caught' in outer (snapshot_frames.py:42) -> ValueError
show(frames.child("local 'running' in outer (snapshot_frames.py:42)"))
# expect: context kept -> Local
# expect: internal __name__ -> generator
# expect: internal __qualname__ -> generator
# expect: internal (inside) -> generator
frame = frames.child("local 'caught' in outer (snapshot_frames.py:42)").child("__traceback__") \
    .child("tb_next").child("tb_frame")
show(frame)
# expect: context doomed -> Local
# expect: internal f_back -> frame
# expect: internal (inside) -> failing
