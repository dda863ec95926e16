"""Containers that tables come in (zip, OLE): what lies inside, and limits before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from graph.errors import SourceError
from loaders.tables.layout import Limits

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PARQUET = b"PAR1"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
SECTOR_END = 0xFFFFFFF0  # from here on sector numbers are marks
WORD = "word/document.xml"
OTHERS = (
    ("word/", "a Word file without its text: save it anew"),
    ("ppt/", "a PowerPoint file: save its table as CSV"),
    ("xl/workbook.bin", "a binary workbook (XLSB): save it as XLSX or CSV"),
    ("META-INF/MANIFEST.MF", "a Java archive, no data"),
)


def zip_content(path: Path) -> tuple[str, str]:
    """Say what a zip container holds.

    Returns:
        xlsx, ods, docx or "" for anything else, and the same in words.
    """
    try:
        with zipfile.ZipFile(path) as container:
            names = set(container.namelist())
            if "xl/workbook.xml" in names or _main_part(container, names).endswith("workbook.xml"):
                return "xlsx", "a workbook (XLSX)"
            if WORD in names:
                return "docx", "a Word document (DOCX)"
            kind = container.read("mimetype")[:200].decode("latin-1").strip() if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return "", "a zip container that is cut off or damaged: get the file anew"
    if kind.startswith(ODS_TYPE):
        return "ods", "a spreadsheet (ODS)"
    if kind.startswith("application/vnd.oasis.opendocument"):
        return "", "an OpenDocument file that is no spreadsheet: save its table as ODS or CSV"
    for beginning, what in OTHERS:
        if any(name.startswith(beginning) for name in names):
            return "", what
    return "", "a zip container that no loader reads: unpack it"


def _main_part(container: zipfile.ZipFile, names: set[str]) -> str:
    """The part that the relationships of an Office file name as its document; "" for none."""
    if "_rels/.rels" not in names or container.getinfo("_rels/.rels").file_size > 1 << 20:
        return ""
    text = container.read("_rels/.rels").decode("utf-8", "replace")
    start = text.find('/officeDocument"')
    found = text.find('Target="', max(0, text.rfind("<", 0, start)))
    return text[found + 8 : text.find('"', found + 8)] if start >= 0 and found >= 0 else ""


def ole_content(path: Path) -> tuple[str, str]:
    """Say what an OLE container (old Office files, and new ones under a password) holds.

    Returns:
        xls or "" for anything else, and the same in words.
    """
    names = _ole_names(path)
    if "EncryptedPackage" in names:
        return "", "an Office file under a password: open it, take the password off and save it anew"
    if "Workbook" in names or "Book" in names:
        return "xls", "an old workbook (XLS)"
    if "WordDocument" in names:
        return "", "an old Word file (DOC): save its text as TXT or its table as CSV"
    if not names:
        return "", "an old Office file that is cut off or damaged: get the file anew"
    return "", "an old Office file that is no workbook: save it as CSV or TXT"


def _ole_names(path: Path) -> set[str]:
    """Names in the directory of an OLE container; empty where it is damaged."""
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
            size = 1 << struct.unpack_from("<H", head, 30)[0]
            if size not in (512, 4096):
                return set()
            tables = [number for number in struct.unpack_from("<109I", head, 76) if number < SECTOR_END]
            names: set[str] = set()
            sector = struct.unpack_from("<I", head, 48)[0]
            for _ in range(4096):
                if sector >= SECTOR_END:
                    break
                stream.seek((sector + 1) * size)
                names |= set(_entries(stream.read(size)))
                stream.seek((tables[sector // (size // 4)] + 1) * size + sector % (size // 4) * 4)
                sector = struct.unpack("<I", stream.read(4))[0]
            return names
    except (struct.error, IndexError, OSError):
        return set()


def _entries(directory: bytes) -> Iterator[str]:
    for start in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, start + 64)[0]
        if 2 < length <= 64:
            yield directory[start : start + length - 2].decode("utf-16-le", "replace")


@contextmanager
def open_zip(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a zip container whose declared sizes are within the limits; nothing is unpacked to disk.

    Raises:
        SourceError: it is damaged, under a password, or above a limit (members, unpacked_bytes, ratio). What lies
            about its sizes fails while it is read: no more bytes are unpacked than are declared.
    """
    try:
        with zipfile.ZipFile(path) as container:
            _check_members(container.infolist(), path, limits)
            yield container
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
        raise SourceError(f"is cut off or damaged ({error}); get the file anew", path) from error
    except (NotImplementedError, RuntimeError) as error:
        raise SourceError(f"is packed in a way that is not read ({error}); save it anew", path) from error
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror or error})", path) from error


def _check_members(members: list[zipfile.ZipInfo], path: Path, limits: Limits) -> None:
    if len(members) > limits.members:
        raise SourceError(f"holds {len(members):,} parts; {limits.members:,} are read at most (limit members)", path)
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise SourceError(
            f"says it unpacks to {total:,} bytes; {limits.unpacked_bytes:,} are read at most (limit unpacked_bytes); "
            "if it is no bomb, save it as CSV",
            path,
        )
    for member in members:
        if member.flag_bits & 1:
            raise SourceError(f"its part {member.filename} is under a password; save it anew without one", path)
        packed = max(member.compress_size, 1)
        if member.file_size > limits.ratio_from_bytes and member.file_size > limits.ratio * packed:
            raise SourceError(
                f"its part {member.filename} says it unpacks to {member.file_size:,} bytes, "
                f"{member.file_size // packed:,} times its packed size; {limits.ratio} times is read at most (limit "
                "ratio); if it is no bomb, save the file as CSV",
                path,
            )


def small_part(container: zipfile.ZipFile, name: str, path: Path, limits: Limits) -> Any:
    """Parse a part that is read whole; None where there is none.

    Raises:
        SourceError: it is above the limit part_bytes, or no XML, or has a DOCTYPE.
    """
    try:
        member = container.getinfo(name)
    except KeyError:
        return None
    if member.file_size > limits.part_bytes:
        raise SourceError(
            f"its part {name} has {member.file_size:,} bytes; {limits.part_bytes:,} are read (limit part_bytes)",
            path,
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(container.read(member), parser)
    except etree.XMLSyntaxError as error:
        raise bad_xml(error, name, path) from error
    refuse_doctype(root, name, path)
    return root


def refuse_doctype(element: Any, name: str, path: Path) -> None:
    """Refuse a DOCTYPE: no table needs one, and entities expand to anything.

    Raises:
        SourceError: there is one.
    """
    if element.getroottree().docinfo.doctype:
        raise SourceError(f"its part {name} has a DOCTYPE, which no table needs; it is not read", path)


def bad_xml(error: etree.XMLSyntaxError, name: str, path: Path) -> SourceError:
    """Return the error for a part that is no XML."""
    return SourceError(f"its part {name} is cut off or no XML ({error.msg}); get the file anew", path)


CHUNK = 1 << 16


def stream_elements(stream: IO[bytes], tags: tuple[str, ...], name: str, path: Path, limits: Limits) -> Iterator[Any]:
    """Yield elements of a part as they end, in flat memory: each is cleared when the next is asked for.

    Args:
        stream: the part.
        tags: of the elements, such as "{*}row".
        name: of the part, for messages.
        path: the file, for messages.
        limits: its line_bytes bounds one element, with room for markup.

    Raises:
        SourceError: it is no XML, has a DOCTYPE, or an element is above the limit.
    """
    parser = etree.XMLPullParser(
        events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    waiting, first = 0, True
    bound = 16 * limits.line_bytes
    try:
        while block := stream.read(CHUNK):
            if first and b"<!DOCTYPE" in block.replace(b"\0", b""):
                raise SourceError(f"its part {name} has a DOCTYPE, which no table needs; it is not read", path)
            first = False
            parser.feed(block)
            waiting += len(block)
            for _, element in parser.read_events():
                waiting = 0
                yield element
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
            if waiting > bound:
                raise SourceError(
                    f"a row of its part {name} has more than {bound:,} bytes (limit line_bytes); it is no table", path
                )
        parser.close()
    except etree.XMLSyntaxError as error:
        raise bad_xml(error, name, path) from error
