print("b starts")
import circular_a
saw = hasattr(circular_a, "done")
