"""alongside template: the plan templates that plans can be started from, and adding one of your own."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from config import start
from config.outcome import OK, REFUSED, Stop

Subparsers = argparse._SubParsersAction
LARGEST = 1_000_000


def register(subparsers: Subparsers) -> None:
    """Add `template` to the command line."""
    parser = subparsers.add_parser(
        "template",
        help="add, check or list plan templates",
        description="Plan templates are data: sections, order and prompts in one TOML file, no code.",
        epilog="Copy src/alongside/statute/england/plan_templates/one-plan.toml to begin one of your own.",
    )
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", required=True)
    add = actions.add_parser("add", help="install a template", description="Check a template and install it.")
    check = actions.add_parser(
        "check", help="check a template", description="Say every mistake in a template. Changes nothing."
    )
    for each, run in ((add, run_add), (check, run_check)):
        each.add_argument("file", type=Path, metavar="FILE", help="the template, a TOML file")
        each.set_defaults(run=run)
    use = actions.add_parser(
        "use", help="let a setting use it", description="Start a setting's new plans from a template."
    )
    use.add_argument("key", metavar="KEY", help="the key of an installed template")
    use.add_argument("setting", metavar="SETTING", help="the setting's name, as the product shows it")
    use.set_defaults(run=run_use)
    listing = actions.add_parser(
        "list", help="list the templates", description="List the templates installed here."
    )
    listing.add_argument("--json", action="store_true", help="print the list as JSON")
    listing.set_defaults(run=run_list)


def run_add(chosen: argparse.Namespace) -> int:
    """Install the template of a file, or say line by line why not."""
    source = _read(chosen.file)
    start.load()
    start.prepare_database()
    from alongside.access.actor import SystemActor
    from alongside.kernel.refusal import Refusal
    from alongside.plans.templates import add_template
    from alongside.platform import clock

    actor = SystemActor("template added from the command line", clock.today())
    result = add_template(actor, source, chosen.file.name, clock.now())
    if isinstance(result, Refusal):
        raise Stop(REFUSED, _in_lines(result.message, result.what_to_do))
    print(f"Installed {result}. Let a setting use it: alongside template use {result.key} SETTING")
    return OK


def run_use(chosen: argparse.Namespace) -> int:
    """Let a setting start its new plans from a template."""
    start.load()
    start.prepare_database()
    from alongside.access.actor import SystemActor
    from alongside.kernel.refusal import Refusal
    from alongside.organisations.models import Organisation
    from alongside.plans.templates import adopt_template
    from alongside.platform import clock

    found = list(Organisation.objects.filter(name__iexact=chosen.setting.strip())[:2])
    if len(found) != 1:
        which = "no setting" if not found else "more than one setting"
        raise Stop(REFUSED, f"There is {which} called “{chosen.setting}”.")
    actor = SystemActor("template adopted from the command line", clock.today())
    result = adopt_template(actor, found[0].id, chosen.key, clock.now())
    if isinstance(result, Refusal):
        raise Stop(REFUSED, _in_lines(result.message, result.what_to_do))
    print(f"New plans of {result.name} start from {chosen.key}. Plans that are there keep their template.")
    return OK


def run_check(chosen: argparse.Namespace) -> int:
    """Say every mistake in the file."""
    source = _read(chosen.file)
    start.load()
    from alongside.plans.templates import check_template

    refusal = check_template(source, chosen.file.name)
    if refusal:
        raise Stop(REFUSED, _in_lines(refusal.message, refusal.what_to_do))
    print(f"{chosen.file.name} can be installed.")
    return OK


def run_list(chosen: argparse.Namespace) -> int:
    """List what is installed."""
    start.load()
    start.prepare_database()
    from alongside.plans.templates import installed_templates

    found = installed_templates()
    if chosen.json:
        print(json.dumps([asdict(each) for each in found], indent=2, ensure_ascii=False))
        return OK
    for each in found:
        origin = "the product's own" if each.built_in else "added here"
        print(f"{each.key:<20} version {each.version:<3} {each.sections:>3} sections  {origin}")
        print(f"{'':<20} {each.purpose}")
    return OK


def _read(file: Path) -> str:
    """The text of a template file; stops in plain words when it cannot be read as one."""
    try:
        if file.stat().st_size > LARGEST:
            raise Stop(REFUSED, f"{file.name} is larger than a template can be (1 MB).")
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Stop(REFUSED, f"{file.name} is not a text file in UTF-8.") from None
    except OSError as error:
        raise Stop(REFUSED, f"{file} cannot be read: {error.strerror}.") from None


def _in_lines(message: str, what_to_do: str) -> str:
    return f"{message}\n{what_to_do}"
