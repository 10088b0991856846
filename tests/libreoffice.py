"""LibreOffice, where it is installed: a workbook opened, calculated and saved by it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
needed = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{mode}</value></prop>
  </item>
</oor:items>
"""
_ALWAYS, _NEVER = 0, 1


def saved_by_libreoffice(data: bytes, folder: Path, *, calculated: bool = False) -> bytes:
    """Return the workbook that LibreOffice makes of one.

    Parameters
    ----------
    calculated
        Whether every formula is calculated anew; by itself LibreOffice believes the values that the file keeps.
    """
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS.format(mode=_ALWAYS if calculated else _NEVER))
    source, target = folder / "book.xlsx", folder / "saved"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = "xlsx:Calc MS Excel 2007 XML"
    command = [str(OFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (target / "book.xlsx").read_bytes()
