"""The house: which way imports go, what a notebook may name, how light the base is."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "relu_spectrum"
FLOORS = [  # a room imports from rooms above it in this list, and from its own
    {"_checks", "_extras", "_files", "_processes", "paper"},
    {"signals"},
    {"spectrum"},
    {"taylor", "models"},
    {"statistics"},
    {"figures"},
    {"probe"},
    {"dc_experiment"},
    {"explorers"},
    {"cli"},
]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ROOMS = sorted(room for room in FLOOR if (PACKAGE / room).is_dir())
FACES = {f"relu_spectrum.{room}" for room in ROOMS} | {"relu_spectrum"}
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")
NOTEBOOKS = sorted((ROOT / "book").glob("*.ipynb"))


def imports(source, package=()):
    """The dotted names that a source imports from, relative ones counted from its package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = [*above, *(node.module or "").split(".")]
            base = ".".join(filter(None, module))
            yield base
            if base == "relu_spectrum":
                yield from (f"{base}.{alias.name}" for alias in node.names)


def rooms(path):
    """The rooms that a module of the package imports from."""
    package = ("relu_spectrum", *path.relative_to(PACKAGE).parent.parts)
    for name in imports(path.read_text("utf-8"), package):
        parts = name.split(".")
        if parts[0] == "relu_spectrum" and len(parts) > 1 and parts[1] in FLOOR:
            yield parts[1]


def test_every_room_has_its_floor():
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in SOURCES}
    assert found == set(FLOOR)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    wrong = {room for room in rooms(path) if room != own and FLOOR[room] >= FLOOR[own]}
    assert not wrong, f"{own} imports from {', '.join(wrong)}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_import_from_faces(path):
    cells = nbformat.read(path, as_version=4).cells
    source = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("relu_spectrum"):
            assert node.module in FACES, node.module
            public = importlib.import_module(node.module).__all__
            rooms = ROOMS if node.module == "relu_spectrum" else []
            assert {alias.name for alias in node.names} <= {*public, *rooms}


@pytest.mark.parametrize("face", sorted(FACES))
def test_a_face_lists_and_explains_what_is_public(face):
    module = importlib.import_module(face)
    for name in module.__all__:
        public = getattr(module, name)
        if callable(public):
            assert public.__doc__, name
        if face != "relu_spectrum":
            assert f"`{name}`" in module.__doc__, f"{face} does not say what {name} is"


def test_the_base_is_light():
    heavy = {"torch", "plotly", "pandas", "numba", "sklearn", "ipywidgets", "anywidget"}
    heavy |= {"matplotlib", "mpmath", "scipy.stats"}
    code = f"import sys, relu_spectrum; print(sorted({heavy} & set(sys.modules)))"
    run = [sys.executable, "-c", code]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"
