print("a starts")
import circular_b
done = "a done"
