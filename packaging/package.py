"""Packages for the system that this runs on:  make package

A frozen one-folder program (PyInstaller, without PyTorch), tried by its own self-test; the licences of all
parts, an SBOM (CycloneDX) and SHA-256 sums; on Linux a tar archive and a .deb, on Windows and macOS what
packaging/windows.iss and hdiutil make of the folder.  Everything lands in dist/.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from trim import trim  # beside this file

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
PROGRAM = DIST / "shenton"
ICON = ROOT / "build" / "icon.png"
DEPENDS = "libgl1, libegl1, libglib2.0-0, libxkbcommon0, libdbus-1-3, libfontconfig1, fonts-dejavu-core"
TEXT_MODEL = "PP-OCRv6_det_small"
"""The text detector in resources/text: a part that is no Python package."""
X11 = "libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxkbcommon-x11-0, libxcb-shape0"
DESKTOP = """[Desktop Entry]
Type=Application
Name=Shenton
GenericName=Viewer for pelvic radiographs
Comment=Reads frontal pelvic radiographs offline. Research use only, not for diagnosis.
Exec=shenton %F
Icon=shenton
Terminal=false
Categories=Science;MedicalSoftware;Graphics;Viewer;
MimeType=application/dicom;
"""
CONTROL = """Package: shenton
Version: {version}
Section: science
Priority: optional
Architecture: {machine}
Depends: {depends}
Recommends: {x11}
Installed-Size: {size}
Maintainer: The Shenton team <shenton@localhost>
Description: Offline viewer for frontal pelvic radiographs
 Shows the fracture probability, the AO/OTA class and a heat map of a local
 model, keeps the reader's corrections, runs reader studies.
 Research use only, not for diagnosis.
"""


def version() -> str:
    import inference

    return inference.__version__


def icon() -> None:
    """The window's icon as a picture and as Windows wants it, for programs that hold their own."""
    from PIL import Image
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawn = QImage(1024, 1024, QImage.Format.Format_ARGB32)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(str(ROOT / "resources" / "style" / "icon.svg")).render(painter)
    painter.end()
    ICON.parent.mkdir(exist_ok=True)
    if not drawn.save(str(ICON)):
        raise SystemExit(f"package: {ICON} could not be written")
    with Image.open(ICON) as picture:
        picture.save(ICON.with_suffix(".ico"), sizes=[(side, side) for side in (16, 32, 48, 64, 128, 256)])


def freeze() -> None:
    """The one-folder program, and its own test: every syntax decoded, every model run."""
    shutil.rmtree(PROGRAM, ignore_errors=True)
    icon()
    words = [
        "--noconfirm",
        "--log-level",
        "WARN",
        "--distpath",
        str(DIST),
        "--workpath",
        str(ROOT / "build" / "frozen"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "PyInstaller", *words, str(ROOT / "packaging" / "shenton.spec")]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    trim(PROGRAM)
    licences(PROGRAM / "licences")
    shutil.copy(ROOT / "LICENSE", PROGRAM / "LICENSE")
    shutil.copy(ROOT / "README.md", PROGRAM / "README.md")
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([program_file(), "self-test"], check=True, env=quiet)


def program_file() -> Path:
    return PROGRAM / ("shenton.exe" if sys.platform == "win32" else "shenton")


def parts() -> dict[str, metadata.Distribution]:
    """Every distribution that the frozen program may hold: what the viewer needs, and what that needs."""
    from packaging.requirements import Requirement

    found: dict[str, metadata.Distribution] = {}
    left = [str(one) for one in metadata.requires("shenton") or () if "extra ==" not in one]
    left.append("onnxruntime")
    while left:
        wanted = Requirement(left.pop())
        name = wanted.name.lower().replace("_", "-")
        if name in found or (wanted.marker is not None and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = metadata.distribution(wanted.name)
        except metadata.PackageNotFoundError:
            continue
        left += found[name].requires or ()
    return dict(sorted(found.items()))


def licences(folder: Path) -> None:
    """The licence files of every part, a folder each, and a table of them."""
    rows = []
    for name, part in parts().items():
        meta = part.metadata
        short = meta.get("License-Expression") or (meta.get("License") or "").partition("\n")[0]
        classifiers = [
            line.rpartition("::")[2].strip()
            for line in meta.get_all("Classifier") or ()
            if "License ::" in line
        ]
        rows.append(f"{name} {part.version}: {short or ', '.join(classifiers) or 'see its files'}")
        for file in part.files or ():
            if any(word in file.name.upper() for word in ("LICENSE", "LICENCE", "COPYING", "NOTICE")):
                source = Path(str(part.locate_file(file)))
                if source.is_file() and source.suffix not in (".py", ".pyc"):
                    (folder / name).mkdir(parents=True, exist_ok=True)
                    shutil.copy(source, folder / name / file.name)
    rows.append(f"{TEXT_MODEL}: Apache-2.0")
    (folder / TEXT_MODEL).mkdir(parents=True, exist_ok=True)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / "resources" / "text" / name, folder / TEXT_MODEL / name)
    (folder / "PARTS.txt").write_text("\n".join(rows) + "\n", "utf8")


def bill_of_materials() -> Path:
    """CycloneDX JSON of the parts, by the library of that name."""
    from cyclonedx.model import HashAlgorithm, HashType
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import LicenseExpression
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    bom = Bom()
    bom.metadata.component = Component(name="shenton", version=version(), type=ComponentType.APPLICATION)
    for name, part in parts().items():
        url = PackageURL("pypi", name=name, version=part.version)
        bom.components.add(Component(name=name, version=part.version, type=ComponentType.LIBRARY, purl=url))
    model = ROOT / "resources" / "text" / f"{TEXT_MODEL}.onnx"
    digest = HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(model.read_bytes()).hexdigest())
    bom.components.add(
        Component(
            name=TEXT_MODEL, version="6", type=ComponentType.MACHINE_LEARNING_MODEL, hashes=[digest],
            licenses=[LicenseExpression("Apache-2.0")],
        )
    )  # fmt: skip
    path = DIST / f"shenton-{version()}.cdx.json"
    path.write_text(JsonV1Dot6(bom).output_as_string(indent=1), "utf8")
    return path


def archive() -> Path:
    """The folder as one file."""
    name = f"shenton-{version()}-{sys.platform}-{platform.machine().lower()}"
    if sys.platform == "win32":
        return Path(shutil.make_archive(str(DIST / name), "zip", DIST, "shenton"))
    path = DIST / f"{name}.tar.xz"
    with tarfile.open(path, "w:xz", preset=1) as made:
        made.add(PROGRAM, "shenton", filter=owned_by_root)
    return path


def owned_by_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def debian() -> Path:
    """A .deb: the program in /opt, a command, a desktop entry for DICOM files, an icon.

    Readings lie in the user's own folders: neither an upgrade nor a removal touches them.
    """
    stage = ROOT / "build" / "deb"
    shutil.rmtree(stage, ignore_errors=True)
    shutil.copytree(PROGRAM, stage / "opt" / "shenton", symlinks=True)
    (stage / "usr" / "bin").mkdir(parents=True)
    (stage / "usr" / "bin" / "shenton").symlink_to("/opt/shenton/shenton")
    for place, text in (
        ("usr/share/applications/shenton.desktop", DESKTOP),
        (
            "usr/share/icons/hicolor/scalable/apps/shenton.svg",
            (ROOT / "resources/style/icon.svg").read_text("utf8"),
        ),
    ):
        (stage / place).parent.mkdir(parents=True, exist_ok=True)
        (stage / place).write_text(text, "utf8")
    machine = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    control = CONTROL.format(
        version=version(), machine=machine, depends=DEPENDS, x11=X11, size=kib_below(stage)
    )
    (stage / "DEBIAN").mkdir()
    (stage / "DEBIAN" / "control").write_text(control, "utf8")
    path = DIST / f"shenton_{version()}_{machine}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z1", "--build", stage, path], check=True)
    return path


def kib_below(folder: Path) -> int:
    """KiB that the files below a folder take; what a link points to counts where it lies, once."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files) // 1024


def inno_setup(environment: Mapping[str, str]) -> str | None:
    """Its compiler: its own setup puts it into no PATH, and each version has a folder of its own."""
    found = shutil.which("iscc", path=environment.get("PATH", ""))
    places = [environment[key] for key in ("ProgramFiles(x86)", "ProgramFiles") if key in environment]
    if "LOCALAPPDATA" in environment:  # installed for one user
        places.append(str(Path(environment["LOCALAPPDATA"]) / "Programs"))
    there = [str(file) for place in places for file in sorted(Path(place).glob("Inno Setup */ISCC.exe"))]
    return found or (there[-1] if there else None)


def windows_installer() -> Path | None:
    """By Inno Setup, where it is installed."""
    compiler = inno_setup(os.environ)
    if compiler is None:
        print("package: Inno Setup (iscc) is not installed; the zip is the package.")
        return None
    subprocess.run([compiler, f"/DVersion={version()}", str(ROOT / "packaging" / "windows.iss")], check=True)
    return DIST / f"shenton-{version()}-setup.exe"


def disk_image() -> Path:
    """A .dmg of the program and a link to Applications; signed where the environment names an identity.

    PyInstaller has made the .app and signed its parts before the licences were gathered: they are put in and
    it is sealed anew, without an identity by none ("-"), because a broken seal counts as damage.
    """
    path = DIST / f"shenton-{version()}.dmg"
    identity = os.environ.get("SHENTON_CODESIGN_IDENTITY")
    app = DIST / "Shenton.app"
    inside = app / "Contents" / "Resources"
    shutil.copytree(PROGRAM / "licences", inside / "licences", dirs_exist_ok=True)
    shutil.copy(ROOT / "LICENSE", inside / "LICENSE")
    rights = [
        "--options",
        "runtime",
        "--timestamp",
        "--entitlements",
        str(ROOT / "packaging" / "macos.plist"),
    ]
    how = rights if identity else ["--deep"]  # --deep would sign the parts anew with the program's own rights
    subprocess.run(["codesign", "--force", *how, "--sign", identity or "-", app], check=True)
    stage = ROOT / "build" / "dmg"  # what the image shows: the program, and where it is to be dragged
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    subprocess.run(["ditto", app, stage / app.name], check=True)
    (stage / "Applications").symlink_to("/Applications")
    subprocess.run(["hdiutil", "create", "-ov", "-volname", "Shenton", "-srcfolder", stage, path], check=True)
    return path


def sums(files: list[Path]) -> Path:
    """SHA-256 of everything made, as ``sha256sum --check`` reads it."""
    path = DIST / "SHA256SUMS"
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}" for file in files]
    path.write_text("\n".join(lines) + "\n", "utf8")
    return path


def main() -> int:
    os.umask(0o022)  # what is packed is for every user of the computer, whoever builds it
    DIST.mkdir(exist_ok=True)
    freeze()
    made = [archive(), bill_of_materials()]
    if sys.platform == "linux" and shutil.which("dpkg-deb"):
        made.append(debian())
    elif sys.platform == "win32":
        made += [one for one in [windows_installer()] if one is not None]
    elif sys.platform == "darwin":
        made.append(disk_image())
    made.append(sums(made))
    for file in made:
        print(f"{file.stat().st_size / 1e6:8.1f} MB  dist/{file.name}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
