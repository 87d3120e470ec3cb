#!/usr/bin/env python3
"""Print how dense the code of a project is to read, as a table of figures.

python scripts/measure_style.py measures the checkout in which this file stands.
Checkouts of other projects are measured beside each other, one a column:
python scripts/measure_style.py . ../djangoproject.com ../job-server

Only files that Git tracks are measured, as they stand in the work tree. Of the
Python files these are left out:

* tests and migrations;
* a project's tools beside its code, in the folders scripts and bench at its root;
* modules that are a table of data: one statement of over 1,000 lines.

Blank lines count in templates but not in Python files. A line of code is neither
blank nor only a comment; a docstring counts as code. A comment may end a line of
code.
"""

import ast
import io
import subprocess
import sys
import tokenize
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

TOOL_FOLDERS = {"scripts", "bench"}
TEST_FILES = {"tests.py", "conftest.py"}
TABLE_LINES = 1000
# The width of the longest figure, a count of over a million lines.
NARROWEST_COLUMN = 9

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclass
class PythonCounts:
    """What is counted in the Python files of a project."""

    lines: int = 0
    code_lines: int = 0
    commented_lines: int = 0
    nodes: int = 0
    comprehensions: int = 0
    conditional_expressions: int = 0
    meta_uses: int = 0
    computed_getattrs: int = 0

    def add_lines(self, source):
        """Count the lines of a module, those of code and those with a comment."""
        lines = 0
        for line in source.splitlines():
            if line.strip():
                lines += 1

        # Comments are found by the tokenizer, as a "#" may stand in a string.
        commented_lines = 0
        comment_only_lines = 0
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                commented_lines += 1
                before_comment = token.line[: token.start[1]]
                if not before_comment.strip():
                    comment_only_lines += 1

        self.lines += lines
        self.code_lines += lines - comment_only_lines
        self.commented_lines += commented_lines

    def add_nodes(self, tree):
        """Count the syntax nodes of a module and those that are dense to read."""
        for node in ast.walk(tree):
            self.nodes += 1
            if isinstance(node, COMPREHENSIONS):
                self.comprehensions += 1
            elif isinstance(node, ast.IfExp):
                self.conditional_expressions += 1
            elif isinstance(node, ast.Attribute) and node.attr == "_meta":
                self.meta_uses += 1
            elif is_computed_getattr(node):
                self.computed_getattrs += 1


@dataclass
class TemplateCounts:
    """What is counted in the templates of a project, blank lines included."""

    lines: int = 0
    over_140: int = 0
    over_200: int = 0
    longest: int = 0

    def add_lines(self, source):
        """Count the lines of a template and those that are long."""
        for line in source.splitlines():
            self.lines += 1
            if len(line) > 140:
                self.over_140 += 1
            if len(line) > 200:
                self.over_200 += 1
            self.longest = max(self.longest, len(line))


def is_computed_getattr(node):
    """Return whether a node calls getattr() with a name that is not written there."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    if node.func.id != "getattr" or len(node.args) < 2:
        return False
    name = node.args[1]
    return not isinstance(name, ast.Constant)


def is_table(tree):
    """Return whether a module is a table of data: one assignment of many lines."""
    for statement in tree.body:
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
            continue
        if statement.end_lineno - statement.lineno >= TABLE_LINES:
            return True
    return False


def is_measured_module(path):
    """Return whether a path is of a Python file that is measured."""
    if path.suffix != ".py":
        return False
    if "tests" in path.parts or path.name in TEST_FILES:
        return False
    if path.name.startswith("test_"):
        return False
    if "migrations" in path.parts:
        return False
    return path.parts[0] not in TOOL_FOLDERS


def tracked_files(root):
    """Return the paths, relative to root, of the files there that Git tracks."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - whichever Git the reader has
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    names = listing.stdout.split("\0")
    # Git lists a file that is deleted until its deletion is staged. The empty name
    # after the last "\0" is no file either.
    return [Path(name) for name in names if (root / name).is_file()]


def measure_python(root, paths):
    """Count what stands in the Python files among the paths."""
    counts = PythonCounts()
    for path in paths:
        if not is_measured_module(path):
            continue
        source = (root / path).read_text(encoding="utf-8")
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            # A project may be written for a newer Python than this one.
            print(f"Left out: {root / path}: {error}", file=sys.stderr)
            continue
        if not is_table(tree):
            counts.add_lines(source)
            counts.add_nodes(tree)
    return counts


def measure_templates(root, paths):
    """Count what stands in the HTML templates among the paths."""
    counts = TemplateCounts()
    for path in paths:
        if path.suffix == ".html":
            counts.add_lines((root / path).read_text(encoding="utf-8"))
    return counts


def per_line(count, lines, unit=1):
    """Return how many there are per line, or per so many lines as unit tells."""
    if lines == 0:
        return "-"
    return f"{count * unit / lines:.1f}"


def per_thousand(count, lines):
    """Return how many there are per 1,000 lines."""
    return per_line(count, lines, unit=1000)


def percent(count, lines):
    """Return how many of 100 lines are counted."""
    return per_line(count, lines, unit=100)


def figures(root):
    """Return the figures of the checkout at root, each by its label."""
    paths = tracked_files(root)
    python = measure_python(root, paths)
    templates = measure_templates(root, paths)

    nodes = per_line(python.nodes, python.code_lines)
    comprehensions = per_thousand(python.comprehensions, python.lines)
    conditionals = per_thousand(python.conditional_expressions, python.lines)
    meta_uses = per_thousand(python.meta_uses, python.lines)
    getattrs = per_thousand(python.computed_getattrs, python.lines)
    commented = percent(python.commented_lines, python.lines)
    over_140 = percent(templates.over_140, templates.lines)
    over_200 = percent(templates.over_200, templates.lines)

    return {
        "Python lines": f"{python.lines:,}",
        "Syntax nodes per line of code": nodes,
        "Comprehensions per 1,000 lines": comprehensions,
        "Conditional expressions per 1,000 lines": conditionals,
        "Uses of _meta per 1,000 lines": meta_uses,
        "Computed getattr() per 1,000 lines": getattrs,
        "Lines with a comment, %": commented,
        "Template lines": f"{templates.lines:,}",
        "Template lines over 140 characters, %": over_140,
        "Template lines over 200 characters, %": over_200,
        "Longest template line, characters": f"{templates.longest:,}",
    }


def print_table(names, columns):
    """Print a line for each figure, with a column for each checkout."""
    labels = list(columns[0])
    label_width = max(len(label) for label in labels)

    heading = " " * label_width
    for name in names:
        heading += "  " + name.rjust(NARROWEST_COLUMN)
    print(heading)

    for label in labels:
        line = label.ljust(label_width)
        for name, column in zip(names, columns, strict=True):
            # A column is as wide as its heading.
            width = max(len(name), NARROWEST_COLUMN)
            line += "  " + column[label].rjust(width)
        print(line)


def main(arguments):
    """Measure the checkouts at the paths that are given, or else this one."""
    roots = [Path(argument).resolve() for argument in arguments] or [ROOT]
    names = [root.name for root in roots]
    columns = [figures(root) for root in roots]
    print_table(names, columns)


if __name__ == "__main__":
    main(sys.argv[1:])
