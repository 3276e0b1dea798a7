"""What executing a chapter takes: a last cell asks the system, and book/measured.json keeps it.

The time is the processor's, all processes of the chapter together: other work on the machine does
not change it. The memory is that of the largest of them.
"""

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

import nbformat

FILE = Path(__file__).parents[1] / "book" / "measured.json"
ASK = """import json, resource, sys
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
unit = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes
seconds = sum(u.ru_utime + u.ru_stime for u in used)
print(json.dumps([round(seconds, 1), round(max(u.ru_maxrss for u in used) * unit / 1e6)]))"""


def asking() -> nbformat.NotebookNode:
    """Return the cell that asks."""
    return nbformat.v4.new_code_cell(ASK)


def keep(name: str, asked: nbformat.NotebookNode) -> None:
    """Keep what the executed cell says of the chapter `name`."""
    seconds, megabytes = json.loads(asked.outputs[0].text)
    kept = read()
    kept[name] = {
        "seconds": seconds,
        "megabytes": megabytes,
        "machine": machine(),
        "date": datetime.now(UTC).date().isoformat(),
    }
    text = json.dumps(dict(sorted(kept.items())), indent=1) + "\n"
    FILE.write_text(text, "utf-8")


def read() -> dict:
    """Return what is kept: chapter -> seconds, megabytes, machine, date."""
    return json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}


def machine() -> str:
    """Name this machine: processor, system, Python."""
    processor = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        lines = cpu.read_text("utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        processor = names[0] if names else processor
    return f"{processor}, {platform.system()}, Python {platform.python_version()}"
