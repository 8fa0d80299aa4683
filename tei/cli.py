"""The command line: `tadvin build`, `init`, `validate`, `export` and `authority`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path

from tqdm import tqdm

from tei import __version__
from tei.corpus.memory import collect_seldom
from tei.errors import SettingsError, TadvinError
from tei.settings import Settings, parse_date, read_settings

OK, FAILED, USAGE = 0, 1, 2

_FORMATS = ("conllu", "vertical", "text", "csv", "pressmint")
"""The formats of `tei.corpus.export`, which loads slowly."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0 if all went well, 1 if an article failed or is invalid, 2 for wrong usage."""
    if isinstance(sys.stdout, TextIOWrapper):  # names of files in letters that a terminal lacks are no mistake
        sys.stdout.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    collect_seldom()
    try:
        status = int(options.run(options))
        print(end="", flush=True)  # what cannot be written is to be known here, not at the end of Python
        return status
    except SettingsError as error:
        print(f"tadvin: {error}", file=sys.stderr)
        return USAGE
    except TadvinError as error:
        print(f"tadvin: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("tadvin: stopped; the files written so far are whole.", file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # the reader of the output, such as `head`, has seen enough
        sys.stdout = None  # else Python complains at its exit that it cannot write the rest
        return FAILED
    except OSError as error:
        sys.stdout = None
        print(f"tadvin: what there is to say cannot be written ({error.strerror}).", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tadvin", description="Raw Persian articles to validated TEI P5.")
    parser.add_argument("--version", action="version", version=f"tadvin {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make TEI of articles")
    build.add_argument("input", nargs="+", type=_path, help="file or folder: .txt, .md, .html, .json, .jsonl")
    build.add_argument("-o", "--output", type=_path, default=Path("output"), help="folder to write to (output)")
    build.add_argument("--ana", action="store_true", help="also write ID.ana.xml, with sentences, words, lemmas")
    build.add_argument("--config", type=_path, metavar="FILE", help="settings of the corpus (see tadvin init)")
    build.add_argument("--date", metavar="YYYY-MM-DD", help="day of publication of articles that give none")
    build.add_argument("--jobs", type=_positive, default=1, metavar="N", help="worker processes (1)")
    build.set_defaults(run=_build)

    init = commands.add_parser("init", help="write a corpus.yaml with comments, to fill in")
    init.add_argument("folder", nargs="?", type=_path, default=Path(), help="where to write it (here)")
    init.set_defaults(run=_init)

    validate = commands.add_parser("validate", help="check TEI files against schema, rules, pointers and text law")
    validate.add_argument("path", nargs="+", type=_path, help="TEI file, or folder of them")
    validate.add_argument("--format", choices=("text", "json", "sarif"), default="text", help="%(choices)s (text)")
    validate.add_argument(
        "--against", type=_path, metavar="FILE.rng", help="check only this RELAX NG grammar, such as TEI All"
    )
    validate.set_defaults(run=_validate)

    export = commands.add_parser("export", help="turn TEI files into the formats of other tools")
    export.add_argument("tei", nargs="+", type=_path, metavar="TEI", help="TEI file, or folder of them")
    export.add_argument("--to", required=True, choices=_FORMATS, help="format: %(choices)s", metavar="FORMAT")
    export.add_argument("-o", "--output", type=_path, default=Path("export"), help="folder to write to (export)")
    export.set_defaults(run=_export)

    authority = commands.add_parser("authority", help="gather the entities of a corpus into a file for you to edit")
    authority.add_argument("tei", nargs="+", type=_path, metavar="TEI", help="TEI file, or folder of them")
    authority.add_argument(
        "-o", "--output", type=_path, default=Path("authority.yaml"), metavar="FILE", help="file (authority.yaml)"
    )
    authority.set_defaults(run=_authority)
    return parser


def _path(value: str) -> Path:
    if not value:  # as of a variable of the shell that is not set; to pathlib it is the folder here
        raise argparse.ArgumentTypeError("must not be empty")
    return Path(value)


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError("must be a number, 1 or more")
    return int(value)


def _build(options: argparse.Namespace) -> int:
    from tei.corpus.build import build  # the annotators load slowly, and validate does not need them

    settings = read_settings(options.config) if options.config else Settings()
    if options.date is not None:
        settings = replace(settings, date=parse_date(options.date))
    outcomes = build(options.input, options.output, settings, options.jobs, options.ana)
    return _report((failure for _, failure in outcomes), options.output)


def _export(options: argparse.Namespace) -> int:
    from tei.corpus.export import Format, export

    return _report(export(options.tei, options.output, Format(options.to)), options.output)


def _authority(options: argparse.Namespace) -> int:
    from tei.corpus.authority import EntityIndex, gather, update_authority

    index = EntityIndex()
    _, failed = _go_through(gather(options.tei, index))
    kept, added = update_authority(options.output, index)
    counts = f"{_count(added, 'entry')} added, {kept} that were there left as they are"
    print(f"{options.output}: {counts}, {_count(failed, 'file')} failed.")
    return FAILED if failed else OK


def _report(outcomes: Iterable[str | None], output: Path) -> int:
    """Go through the articles and say how many were written."""
    written, failed = _go_through(outcomes)
    print(f"{_count(written, 'article')} written to {output}, {failed} failed.")
    return FAILED if failed else OK


def _go_through(outcomes: Iterable[str | None]) -> tuple[int, int]:
    """Go through articles with a progress bar and say of each that failed why; how many went well, and failed."""
    written, failures = 0, []
    try:
        for failure in tqdm(outcomes, unit=" articles", disable=None, file=sys.stderr):
            if failure is None:
                written += 1
            else:
                failures.append(failure)
    finally:  # also of work that is stopped, but below the progress bar
        for failure in failures:
            print(f"tadvin: {failure}", file=sys.stderr)
    return written, len(failures)


def _init(options: argparse.Namespace) -> int:
    from tei.corpus.init import write_settings

    print(f"{write_settings(options.folder)} written; fill it in, then: tadvin build INPUT --config corpus.yaml")
    return OK


def _validate(options: argparse.Namespace) -> int:
    from tei.validator import AnotherGrammar, validate_each
    from tei.validator.corpus import count_files
    from tei.writers.findings import as_json, as_sarif

    grammar = AnotherGrammar(options.against) if options.against else None
    found, files = [], 0
    total = count_files(options.path)
    for findings in tqdm(
        validate_each(options.path, grammar), total=total, unit=" files", disable=None, file=sys.stderr
    ):
        files += 1
        found += findings
        if options.format == "text":
            for finding in findings:
                tqdm.write(str(finding), sys.stdout)
    if options.format != "text":
        print(as_json(found) if options.format == "json" else as_sarif(found))
    print(f"{_count(files, 'file')}, {_count(len(found), 'finding')}.", file=sys.stderr)
    return FAILED if found else OK


def _count(number: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


if __name__ == "__main__":
    sys.exit(main())
