"""The manual page and the completions for bash, zsh and fish, made of the command line itself.

python packaging/manual.py FOLDER        → census-desktop.1, census-desktop.bash, _census-desktop, census-desktop.fish
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from census_desktop import __version__
from census_desktop.cli.arguments import make_parser
from census_desktop.cli.nouns import NOUNS

NAME = "census-desktop"
HIDDEN = argparse.SUPPRESS


class Command:
    """One command: the words that lead to it, its help, its options and arguments, and the commands below it."""

    def __init__(self, words: tuple[str, ...], help_: str, parser: argparse.ArgumentParser) -> None:
        self.words = words
        self.help = help_
        self.parser = parser
        self.below: list[Command] = []
        self.options: list[argparse.Action] = []
        self.arguments: list[argparse.Action] = []
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
                self.below = [Command((*words, name), helps.get(name, ""), child) for name, child in action.choices.items()]
            elif action.option_strings:
                if action.help != HIDDEN:
                    self.options.append(action)
            else:
                self.arguments.append(action)

    def walk(self) -> Iterator[Command]:
        yield self
        for command in self.below:
            yield from command.walk()

    @property
    def flags(self) -> list[str]:
        return [flag for option in self.options for flag in option.option_strings]


def grammar() -> Command:
    """The whole command line, with every noun's verbs."""
    return Command((), "", make_parser(list(NOUNS)))


# Manual page --------------------------------------------------------------------------------------------------------


def manual(top: Command) -> str:
    when = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")) or datetime.now(UTC).timestamp(), UTC)
    lines = [
        f'.TH CENSUS-DESKTOP 1 "{when:%Y-%m-%d}" "{NAME} {__version__}" "User Commands"',
        ".SH NAME",
        rf"{_roff(NAME)} \- send customer segments to any tool, and keep them fresh",
        ".SH SYNOPSIS",
        rf".B {_roff(NAME)}",
        r"[\fIOPTION\fR]... [\fICOMMAND\fR [\fIARGUMENT\fR]...]",
        ".SH DESCRIPTION",
        "Without a command, the window opens. Every command works without one, on the same workspace and at the same time.",
        ".SH OPTIONS",
        *_options(top),
        ".SH COMMANDS",
    ]
    shared = set(top.flags)
    for command in list(top.walk())[1:]:
        if command.below:
            continue
        words = " ".join(command.words)
        usage = " ".join(_usage(argument) for argument in command.arguments)
        lines += [".SS " + _roff(f"{words} {usage}".strip()), _roff(_sentence(command.help))]
        lines += _options(command, without=shared)
    return "\n".join([*lines, *_end(top)]) + "\n"


def _end(top: Command) -> list[str]:
    code = [
        ("0", "done, also when there was nothing to send"),
        ("1", "failed"),
        ("2", "wrong usage or configuration"),
        ("3", "completed, with records that were rejected or of which nobody knows"),
    ]
    variables = [
        ("CENSUS_DESKTOP_HOME", "the workspace folder, where none is named"),
        ("CENSUS_DESKTOP_SECRET__<CONNECTION>__<FIELD>", "a credential, for computers without a keyring"),
    ]
    return [
        ".SH EXIT STATUS",
        *(line for name, text in code for line in (".TP", f".B {name}", _roff(text))),
        ".SH ENVIRONMENT",
        *(line for name, text in variables for line in (".TP", f".B {_roff(name)}", _roff(text))),
    ]


def _options(command: Command, without: Sequence[str] | set[str] = ()) -> list[str]:
    lines: list[str] = []
    for option in command.options:
        if set(option.option_strings) & {*without}:
            continue
        value = f" \\fI{_roff(_value(option))}\\fR" if option.nargs != 0 else ""
        names = ", ".join(rf"\fB{_roff(flag)}\fR" for flag in option.option_strings)
        lines += [".TP", names + value, _roff(_help(option))]
    return lines


def _roff(text: str) -> str:
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("“", r"\(lq").replace("”", r"\(rq").replace("→", r"\(->")
    return r"\&" + text if text.startswith((".", "'")) else text


def _help(action: argparse.Action) -> str:
    return re.sub(r"%%", "%", (action.help or "").replace("%(default)s", str(action.default)))


def _value(action: argparse.Action) -> str:
    if isinstance(action.metavar, str):
        return action.metavar
    return "|".join(map(str, action.choices)) if action.choices else action.dest.upper()


def _usage(argument: argparse.Action) -> str:
    value = _value(argument)
    return {"?": f"[{value}]", "*": f"[{value}]...", "+": f"{value}..."}.get(str(argument.nargs), value)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


# Completions --------------------------------------------------------------------------------------------------------


def _is_file(action: argparse.Action) -> bool:
    return isinstance(action.metavar, str) and action.metavar in {"FILE", "DIR", "FOLDER"}


def _paths(top: Command) -> str:
    """Every command's words, as the pattern of a shell's case."""
    return "|".join(f'"{" ".join(command.words)}"' for command in list(top.walk())[1:])


def bash(top: Command) -> str:
    """Words of a command, then its options, the choices of an option, and files where a file is asked for."""
    after: dict[str, str] = {}
    for option in (option for command in top.walk() for option in command.options if option.nargs != 0):
        for flag in option.option_strings:
            if option.choices:
                after[flag] = f'words="{" ".join(map(str, option.choices))}"'
            elif flag not in after:
                files = 'mapfile -t COMPREPLY < <(compgen -f -- "$current"); return'
                after[flag] = files if _is_file(option) else "return"
    values = "\n".join(f"    {flag}) {act} ;;" for flag, act in sorted(after.items()))
    words = "\n".join(
        f'        "{" ".join(command.words)}") words="{" ".join([*(c.words[-1] for c in command.below), *command.flags])}" ;;'
        for command in top.walk()
    )
    return f"""\
# bash completion for {NAME}; made by packaging/manual.py
_census_desktop() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" path="" words="" word
    COMPREPLY=()
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case "${{path:+$path }}$word" in
        {_paths(top)}) path="${{path:+$path }}$word" ;;
        esac
    done
    case "$before" in
{values}
    *)
        case "$path" in
{words}
        esac
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}}
complete -o bashdefault -o default -F _census_desktop {NAME}
"""


def zsh(top: Command) -> str:
    cases = []
    for command in top.walk():
        choices = [f"{child.words[-1]}:{child.help}" for child in command.below]
        choices += [f"{flag}:{_help(option)}" for option in command.options for flag in option.option_strings]
        cases.append(f'    "{" ".join(command.words)}") choices=({" ".join(map(shlex.quote, choices))}) ;;')
    lines = "\n".join(cases)
    return f"""\
#compdef {NAME}
# made by packaging/manual.py
_census_desktop() {{
  local word walked=""
  local -a choices
  for word in "${{(@)words[2,CURRENT-1]}}"; do
    case "${{walked:+$walked }}$word" in
    {_paths(top)}) walked="${{walked:+$walked }}$word" ;;
    esac
  done
  case "$walked" in
{lines}
  esac
  _describe -t commands {NAME} choices
  _files
}}
_census_desktop "$@"
"""


def fish(top: Command) -> str:
    lines = [f"# fish completion for {NAME}; made by packaging/manual.py"]
    for command in top.walk():
        seen = [f"__fish_seen_subcommand_from {word}" for word in command.words]
        children = [child.words[-1] for child in command.below]
        where = shlex.quote("; and ".join([*seen, f"not __fish_seen_subcommand_from {' '.join(children)}"]))
        for child in command.below:
            lines.append(f"complete -c {NAME} -f -n {where} -a {child.words[-1]} -d {shlex.quote(child.help)}")
        place = f" -n {shlex.quote('; and '.join(seen))}" if seen else ""
        for option in command.options:
            names = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.option_strings)
            takes = "" if option.nargs == 0 else " -r" if _is_file(option) else " -r -f"
            choices = f" -a {shlex.quote(' '.join(map(str, option.choices)))}" if option.choices else ""
            lines.append(f"complete -c {NAME}{place} {names}{takes}{choices} -d {shlex.quote(_help(option))}")
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    top = grammar()
    made = {f"{NAME}.1": manual, f"{NAME}.bash": bash, f"_{NAME}": zsh, f"{NAME}.fish": fish}
    for name, make in made.items():
        (folder / name).write_text(make(top), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
