# How long a running native keeps Ctrl-C waiting: delays.py TABLE LIMIT N [SIGNAL]
#
# A line of the table is a statement, run again and again until the signal comes (after 0.04 seconds,
# or 1.5 behind `@1.5 `); lines that begin with `= ` prepare those behind them, where n is N. What counts is the processor time that the
# program takes between the signal and the exception: other programs on the machine don't matter.
# A machine that is busy adds to it (caches, page faults), so what is late is tried twice more. Prints
# a line for each statement that takes more than LIMIT milliseconds, then how many took less.
import os
import sys
import time

table, limit, n = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
number = int(sys.argv[4]) if len(sys.argv) > 4 else 2
MOMENT = 0.04        # seconds from when on the statement runs


def processor_time(program):
    file = os.open(f"/proc/{program}/schedstat", os.O_RDONLY)
    nanoseconds = int(os.read(file, 100).split()[0])
    os.close(file)
    return nanoseconds


def send_signals(program, ask, answer):
    while moment := os.read(ask, 8):
        time.sleep(float(moment))
        before = processor_time(program)
        os.kill(program, number)
        os.write(answer, b"%20d" % before)
    os._exit(0)


class Sender:
    def __init__(self):
        ask, self.ask = os.pipe()
        self.answer, answer = os.pipe()
        program = os.getpid()
        if os.fork() == 0:
            os.close(self.ask)
            send_signals(program, ask, answer)
        os.close(ask)

    def measure(self, code, names, moment):
        """Milliseconds until the exception comes; or what else came."""
        other = None
        try:
            try:
                os.write(self.ask, b"%8.3f" % moment)
                exec(code, names)
            except (KeyboardInterrupt, TimeoutError):
                raise
            except BaseException as error:
                other = error
            time.sleep(30)
        except (KeyboardInterrupt, TimeoutError):
            now = time.process_time_ns()
        before = int(os.read(self.answer, 20))
        return repr(other)[:200] if other else (now - before) / 1e6


def least_delay(sender, code, names, moment):
    for _ in range(3):
        delay = sender.measure(code, names, moment)
        if isinstance(delay, str) or delay <= limit:
            break
    return delay


sender = Sender()
names, right, is_preparing = {}, 0, False
with open(table) as lines:
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("= "):
            if not is_preparing: names = {"n": n}
            is_preparing = True
            exec(line[2:], names)
        elif line and not line.startswith("#"):
            moment, _, line = line[1:].partition(" ") if line[0] == "@" else (MOMENT, "", line)
            code = compile(f"while True: {line}", "<delays>", "exec")
            is_preparing = False
            delay = least_delay(sender, code, names, float(moment))
            if isinstance(delay, float) and delay <= limit:
                right += 1
            else:
                print("FAIL", delay if isinstance(delay, str) else f"{delay:.0f} ms", line,
                      flush=True)
print(right)
