"""Certificates for servers of the tests: for localhost, for somebody else, or of another day."""

from __future__ import annotations

import subprocess
from pathlib import Path


def certificate(folder: Path, *, host: str = "localhost", days: int = 2) -> tuple[Path, Path]:
    """The files of a certificate that signs itself, and of its key; with negative *days* it is over."""
    folder.mkdir(parents=True, exist_ok=True)
    key, asked, names, made = (folder / name for name in ("key.pem", "asked.csr", "names", "cert.pem"))
    names.write_text(f"subjectAltName=DNS:{host}" + (",IP:127.0.0.1\n" if host == "localhost" else "\n"))
    new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", str(key)]
    _openssl("req", *new_key, "-subj", f"/CN={host}", "-out", str(asked))
    signed = ["-signkey", str(key), "-days", str(days), "-extfile", str(names), "-out", str(made)]
    _openssl("x509", "-req", "-in", str(asked), *signed)
    return made, key


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True)
