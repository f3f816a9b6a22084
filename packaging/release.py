"""Signed release files, read by `shenton doctor --release`.

    python packaging/release.py key PRIVATE            # once: writes the private key, prints the public one
    python packaging/release.py sign PRIVATE OUT PACKAGE…   # after `make package`

The public key goes into resources/release_keys.txt; the private one never into the tree.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import os
import re
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


def make_key(path: Path) -> None:
    """A new private key (32 bytes in base64, for its owner only); its public key on stdout."""
    key = Ed25519PrivateKey.generate()
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(base64.b64encode(key.private_bytes_raw()).decode() + "\n")
    print(base64.b64encode(key.public_key().public_bytes_raw()).decode())


def sign(text: str, private: Path) -> str:
    """The release file's JSON."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private.read_text()))
    signature = base64.b64encode(key.sign(text.encode())).decode()
    return json.dumps({"release": text, "signature": signature}, indent=1)


def release(packages: list[Path]) -> str:
    """What this tree and these packages are."""
    import inference
    from inference.model.bundle import Bundle, available
    from inference.model.selection import name_of
    from viewer.store.schema import steps

    shipped = available(ROOT / "resources" / "models")
    return json.dumps({
        "version": inference.__version__,
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "changes": changes(inference.__version__),
        "store_schema": len(steps()),
        "models": {name_of(one): one.card.onnx_sha256 for one in shipped if isinstance(one, Bundle)},
        "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in packages},
    })  # fmt: skip


def changes(version: str) -> list[str]:
    """The lines of CHANGELOG.md under a version."""
    text = (ROOT / "CHANGELOG.md").read_text("utf8")
    found = re.search(rf"^## \[?{re.escape(version)}.*?\n(.*?)(?=^## |\Z)", text, re.S | re.M)
    lines = re.findall(r"^- (.*?)(?=^- |^#|\Z)", found[1], re.S | re.M) if found else []
    return [" ".join(line.split()) for line in lines]


def main(words: list[str]) -> None:
    """One of the two."""
    if words[0] == "key":
        make_key(Path(words[1]))
    else:
        Path(words[2]).write_text(sign(release([Path(word) for word in words[3:]]), Path(words[1])), "utf8")


if __name__ == "__main__":
    main(sys.argv[1:])
