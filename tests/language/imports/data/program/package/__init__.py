print("package", __name__, __package__)
__all__ = ["exported", "module_a"]
inside = "package value"
exported = "exported"
hidden = "hidden"
