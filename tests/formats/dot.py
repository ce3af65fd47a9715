"""Reads the drawings that Ouro writes: DOT for Graphviz (*.dot), flowcharts for Mermaid (*.mmd).

    python3.11 tests/formats/dot.py FILE...     or with build/ouro

Only what Ouro writes of these languages is understood: nodes with texts, arrows with texts, styles.
"""
import re
import sys

from form import Malformed


class Drawing:
    """`nodes`: name to text; `edges`: (from, text, to, is it dashed?); `focus`: a name or None."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            lines = file.read().split("\n")
        if lines.pop() != "":
            raise Malformed("the last line has no end")
        self.nodes, self.edges, self.focus = {}, [], None
        if path.endswith(".dot"):
            self.read_dot(lines)
        else:
            self.read_mermaid(lines)
        for start, text, end, dashed in self.edges:
            if start not in self.nodes or end not in self.nodes:
                raise Malformed(f"{start} -> {end}: not declared")

    # A quoted string of DOT: a backslash goes before quotes and itself, \n is a new line; Graphviz
    # reads names of characters in it, as HTML does.
    QUOTED = r'"((?:[^"\\]|\\.)*)"'

    def read_dot(self, lines):
        text = "\n".join(lines)
        head = re.match(r'digraph heap \{\n  rankdir=LR;\n(?:  (?:graph|node|edge) \[[^\]]*\];\n)*',
                        text)
        if not head or not text.endswith("\n}"):
            raise Malformed("the frame")
        for line in text[head.end():-1].split("\n")[:-1]:
            node = re.fullmatch(rf'  (\w+) \[label={self.QUOTED}((?:, \w+=(?:"[^"]*"|\w+))*)\];', line)
            edge = re.fullmatch(rf'  (\w+) -> (\w+) \[label={self.QUOTED}(, style=dashed)?\];', line)
            if node:
                self.add_node(node[1], self.unquote(node[2]), "fillcolor" in node[3])
            elif edge:
                self.edges.append((edge[1], self.unquote(edge[3]), edge[2], bool(edge[4])))
            else:
                raise Malformed(line)

    @staticmethod
    def unquote(text):
        if "&" in text.replace("&amp;", ""):
            raise Malformed(text)
        text = re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text)
        return text.replace("&amp;", "&")

    def add_node(self, name, text, is_focus):
        if name in self.nodes:
            raise Malformed(f"{name} comes twice")
        self.nodes[name] = text
        if is_focus:
            self.focus = name

    # Inside of quotes Mermaid takes anything but quotes; #35; is a character by its number.
    def read_mermaid(self, lines):
        if lines[0] != "flowchart LR" or not lines[-1].startswith("    classDef focus "):
            raise Malformed("the frame")
        for line in lines[1:-1]:
            node = re.fullmatch(r'    (\w+)\["([^"<>]*(?:<br/>[^"<>]*)?)"\](:::focus)?', line)
            edge = re.fullmatch(r'    (\w+) (-->|-\.->)\|"([^"<>|]*)"\| (\w+)', line)
            if node:
                self.add_node(node[1], self.plain(node[2]), bool(node[3]))
            elif edge:
                self.edges.append((edge[1], self.plain(edge[3]), edge[4], edge[2] == "-.->"))
            else:
                raise Malformed(line)

    @staticmethod
    def plain(text):
        text = text.replace("<br/>", "\n")
        if re.search(r"#(?!\d+;)|[;&`\\]", re.sub(r"#\d+;", "", text)):
            raise Malformed(text)
        return re.sub(r"#(\d+);", lambda m: chr(int(m[1])), text)

    def names(self):
        """Edges by the first lines of the nodes' texts, which are their types."""
        first = {name: text.split("\n")[0] for name, text in self.nodes.items()}
        return sorted((first[start], text, first[end]) for start, text, end, _ in self.edges)


def main(paths):
    for path in paths:
        try:
            drawing = Drawing(path)
        except (Malformed, ValueError) as error:
            print(f"{path}: {type(error).__name__}: {error}")
            return 1
        print(f"{len(drawing.nodes)} nodes, {len(drawing.edges)} edges: right")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
