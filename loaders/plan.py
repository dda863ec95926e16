"""What a load will do, file by file, before it does it: load, reference, duplicate or refused, with the reason."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from graph.archive import Archive
from graph.errors import SourceError, WaybillError
from loaders.detect import detect
from loaders.documents import check_size
from loaders.head import Detected
from loaders.notices import INVENTED_CONTENT, NO_SOURCE, made_to_test, marked, says_invented
from loaders.protocol import ByContent, Loader
from loaders.source import META_SUFFIX, Meta, SourceFile, open_source, with_companions
from loaders.tables.choose import Choice, advice, choose
from loaders.tables.loader import TradeTable
from loaders.tables.mapping import SUFFIX, beside
from loaders.tables.mapping_model import Mapping
from loaders.tables.reader import check_lines

if TYPE_CHECKING:
    from loaders.extraction.model import ModelExtractor

Action = Literal["load", "reference", "duplicate", "companion", "refused", "failed"]
DESCRIPTIONS = frozenset(
    {"source.md", "readme.md", "format.md", "readme", "license", "licence", "notice", "license-data", "changelog.md"}
)
DESCRIBING = (META_SUFFIX, SUFFIX, ".meta.json", ".schema.json", ".lookup.yml")


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """What a person asks for.

    Attributes:
        synthetic: whether invented content may be loaded.
        mapping: mapping file for all tables; None: the one beside each.
        meta: metadata from options; wins over what stands beside the file.
        keep: whether the original bytes are kept in the archive.
        reasons: whether the statements of reasons of lists are read as texts.
        gazetteer: file of known names with which texts are read.
        author: who made the claims of a file of claims, where nothing says it.
        model: a language model that is asked about texts, alone or beside the rules; None: the rules alone.
    """

    synthetic: bool = False
    mapping: Path | None = None
    meta: Meta = field(default_factory=Meta)
    keep: bool = True
    reasons: bool = True
    author: str | None = None
    model: ModelExtractor | None = None
    gazetteer: Path | None = None


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One line of a plan.

    Attributes:
        path: the file.
        action: load, reference (nothing to do), duplicate (of an earlier line), companion (read with another file),
            refused (on purpose) or failed.
        kind: as of loaders.head.Detected.
        reason: why, in words.
        file: checksum and metadata; None where it was not opened.
        loader: what reads it; None unless it is to be loaded.
        named: whether the person named it, instead of a folder around it.
        part_of: the file with which a companion is read.
    """

    path: Path
    action: Action
    kind: str
    reason: str
    file: SourceFile | None = None
    loader: Loader | None = None
    named: bool = True
    part_of: Path | None = None


def plan(paths: Iterable[Path], options: LoadOptions | None = None) -> list[PlannedFile]:
    """Say what a load of these files and folders will do.

    Args:
        paths: files and folders; folders are walked, without hidden files and without what only describes data.
        options: see LoadOptions.

    Returns:
        one line per file, in the order given, folders in the order of their paths; then files to which named parts
        belong.

    Raises:
        SourceError: a path does not exist, or a folder holds no data.
    """
    asked = options or LoadOptions()
    seen: dict[str, Path] = {}
    lines = [_line(path, named, refusal, asked, seen) for path, named, refusal in _files(paths)]
    held = {os.path.abspath(line.path) for line in lines}
    for line in list(lines):  # a part that is named alone is read with the file that it belongs to
        owner = line.part_of
        if owner is not None and os.path.abspath(owner) not in held:
            held.add(os.path.abspath(owner))
            lines.append(_line(owner, line.named, None, asked, seen))
    return lines


def refuse_withdrawn(lines: Iterable[PlannedFile], archive: Archive) -> list[PlannedFile]:
    """Return the lines; a new file of a source that is taken out of the graph is refused until that is brought back.

    Args:
        lines: of a plan.
        archive: where they are to be loaded to.
    """
    gone = archive.withdrawn()
    return [_unless_withdrawn(line, gone, archive) for line in lines] if gone else list(lines)


def _unless_withdrawn(line: PlannedFile, gone: Set[str], archive: Archive) -> PlannedFile:
    file, loader = line.file, line.loader
    if line.action != "load" or file is None or loader is None:
        return line
    source = loader.document(file).source
    if source.key not in gone or archive.find(file.sha256, loader.name, loader.version, loader.settings):
        return line
    name = f"{source.publisher} / {source.title}" if source.title else source.publisher
    reason = f"its source is withdrawn; bring it back to load the file: waybill unload --undo {name!r}"
    return replace(line, action="refused", reason=reason, loader=None)


def _line(path: Path, named: bool, refusal: str | None, options: LoadOptions, seen: dict[str, Path]) -> PlannedFile:
    """Plan one file; what is wrong with it is said in its line."""
    if refusal:
        return PlannedFile(path, "refused", "unknown", refusal, named=named)
    try:
        line = replace(_plan_file(path, options), named=named)
    except WaybillError as error:
        return PlannedFile(path, "failed", "unknown", str(error), named=named)
    except OSError as error:
        reason = f"{path}: cannot be read ({error.strerror or error})"
        return PlannedFile(path, "failed", "unknown", reason, named=named)
    except Exception as error:  # one file must not keep the others out
        reason = f"{path}: internal: {type(error).__name__}: {error}; please report it"
        return PlannedFile(path, "failed", "unknown", reason, named=named)
    if line.file is not None and line.action == "load":
        line = _unless_seen(line, line.file, seen)
    return line


def _unless_seen(line: PlannedFile, file: SourceFile, seen: dict[str, Path]) -> PlannedFile:
    """Return the line, as a duplicate where an earlier one has the same bytes or says the same in another format."""
    first = seen.setdefault(file.sha256, line.path)
    if first != line.path:
        return replace(line, action="duplicate", reason=f"the same bytes as {first}", loader=None)
    if isinstance(line.loader, ByContent):
        try:
            first = seen.setdefault(line.loader.content(file), line.path)
        except SourceError as error:
            return replace(line, action="failed", reason=str(error), loader=None)
        if first != line.path:
            reason = f"the same rows as {first}, in another format"
            return replace(line, action="duplicate", reason=reason, loader=None)
    return line


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool, str | None]]:
    """Yield files with whether they were named, and why one is refused unseen."""
    for path in paths:
        if not os.path.exists(path):  # unlike Path.exists it takes a name of any length
            what = (
                "is a symbolic link that leads nowhere" if os.path.islink(path) else "there is no such file or folder"
            )
            raise SourceError(f"{what}; check the path", path)
        if path.is_dir():
            found = list(walk(path))
            if not found:
                raise SourceError("the folder holds no data", path)
            yield from ((file, False, refusal) for file, refusal in found)
        else:
            yield path, True, None


def walk(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield the files below a folder that may hold data, in the order of their paths, and why one is refused unseen.

    Hidden files and what only describes data are passed over; no symbolic link is followed to a folder, and none leads
    out of this one. What is no regular file is refused.
    """
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        here = Path(place)
        for name in sorted(folders):
            if (refusal := _outside(here / name, root)) is not None:
                yield here / name, refusal
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not (here / name).is_symlink())
        for name in sorted(names):
            path = here / name
            if name.startswith(".") or _describes(name):
                continue
            if (refusal := _outside(path, root)) is not None:
                yield path, refusal
            else:
                yield path, None if path.is_file() else "no regular file, but a pipe, socket or device"


def _outside(path: Path, root: Path) -> str | None:
    """Return why a symbolic link is not followed; None for one that stays in its folder, and for anything else."""
    if not path.is_symlink():
        return None
    try:
        inside = path.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # Python says it so of a circle
        return "a symbolic link that leads in a circle"
    if not inside:
        return "a symbolic link that leads out of the folder; name its target to load it"
    return None if os.path.exists(path) else "a symbolic link that leads nowhere"


def _describes(name: str) -> bool:
    low = name.casefold()
    return low in DESCRIPTIONS or low.endswith(DESCRIBING)


def _plan_file(path: Path, options: LoadOptions) -> PlannedFile:
    if not os.path.isfile(path):  # a device may have no end, and a pipe keeps whoever opens it waiting
        raise SourceError("must be a regular file; a device or pipe cannot be loaded as one", path)
    if not _is_utf8(path.name):
        raise SourceError("the name of a file must be UTF-8, for it is kept in the archive; rename it", path)
    found = detect(path)
    if found.kind not in ("answers", "reference") and made_to_test(path):
        return PlannedFile(path, "refused", found.kind, NO_SOURCE)
    mapping = _mapping_of(path, found, options)
    if mapping is None and found.kind in ("unknown", "answers", "reference"):
        action: Action = "reference" if found.kind == "reference" else "refused"
        return PlannedFile(path, action, found.kind, found.what)
    if mapping is None and found.kind == "table" and found.make is None:
        hidden = says_invented(path.parent) and not options.synthetic
        reason = INVENTED_CONTENT if hidden else f"{found.what} {advice(path)}"
        return PlannedFile(path, "refused", "table", reason)
    if mapping is None and found.kind == "text":
        check_size(path)
    elif mapping is not None or found.kind != "register":  # it may stand in one line
        check_lines(path)
    file = marked(open_source(path, options.meta), found.invented)
    if found.kind == "claims":
        file = replace(file, meta=file.meta.over(Meta(publisher=options.author)))
    owner = found.part_of() if found.part_of is not None and mapping is None else None
    if owner is not None:
        return PlannedFile(path, "companion", found.kind, f"read together with {owner.name}", file, part_of=owner)
    if found.companions is not None and mapping is None:
        file = with_companions(file, found.companions())
    kind, loader = _loader(found, mapping.mapping if mapping else None, options)
    synthetic = loader.document(file).source.synthetic
    if synthetic and not options.synthetic:
        return PlannedFile(path, "refused", kind, INVENTED_CONTENT, file)
    what = found.what if mapping is None else f"{found.what} {mapping.how}"
    if options.model is not None and kind == "text":
        what += f"; {options.model.where}"
    return PlannedFile(path, "load", kind, what, file, loader)


def _is_utf8(name: str) -> bool:
    """Whether a name holds no bytes that Python could not read (surrogates stand for them)."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _loader(found: Detected, mapping: Mapping | None, options: LoadOptions) -> tuple[str, Loader]:
    if mapping is not None:
        return "table", TradeTable(mapping)
    if found.kind == "text" and (options.model is not None or options.gazetteer is not None):
        from loaders.extraction import Rules
        from loaders.extraction.gazetteer import read_gazetteer
        from loaders.texts import Text

        return found.kind, Text(
            options.model or Rules(read_gazetteer(options.gazetteer) if options.gazetteer else None)
        )
    assert found.make is not None
    return found.kind, found.make()


def _mapping_of(path: Path, found: Detected, options: LoadOptions) -> Choice | None:
    """Return the mapping of a table; None where it has none, or where what -m names does not fit a text."""
    choice = choose(path, found, options.mapping)
    if choice is None or found.kind == "table" or os.path.isfile(beside(path)):
        return choice
    return choice if _fits(path, choice.mapping) else None


def _fits(path: Path, mapping: Mapping) -> bool:
    """Whether a file that does not look like a table has the columns of a mapping all the same."""
    try:
        TradeTable(mapping).document(open_source(path))
    except SourceError:
        return False
    return True
