"""`alongside`: the command for people who run the product. Each subcommand is a module in config/commands."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules

from config import commands
from config.outcome import FAULT, NOT_READY, OK, REFUSED, WRONG_USE, Stop

EXIT_CODES = f"""exit codes:
  {OK}  done
  {REFUSED}  refused: what you asked for was understood and not done; the reason is printed
  {WRONG_USE}  wrong use: the command line could not be understood
  {NOT_READY}  not ready: something this needs (database, port, assets) is not there yet
  {FAULT}  a fault in the program; ALONGSIDE_LOG=DEBUG shows where
"""


def parser() -> argparse.ArgumentParser:
    """The whole command line; each module in config/commands adds its own part."""
    top = argparse.ArgumentParser(
        prog="alongside",
        description="Run and look after Alongside.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for found in sorted(iter_modules(commands.__path__), key=lambda each: each.name):
        import_module(f"config.commands.{found.name}").register(subparsers)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it ended."""
    chosen = parser().parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        result: int = chosen.run(chosen)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read our output has seen enough (`alongside doctor | head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        if os.environ.get("ALONGSIDE_LOG") == "DEBUG":
            raise
        print(
            f"A fault in the program: {type(error).__name__}. ALONGSIDE_LOG=DEBUG shows where.",
            file=sys.stderr,
        )
        return FAULT
    return result


if __name__ == "__main__":
    sys.exit(main())
