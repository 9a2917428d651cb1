#!/usr/bin/env python3
"""Asks the core and the model the same random histories, and tells where they differ.

    tests/model/agree.py --command "build/samtycke evaluate" --count 20000 --seed 7

The last line is `N passed, M failed`, counted in answers; the exit status is 1 on a difference.
"""
import argparse
import json
import multiprocessing
import shlex
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    __package__ = "model"

from model.accept import Judgement  # noqa: E402
from model.formats import core_view, without_subscriber  # noqa: E402
from model.histories import Abilities, make_history  # noqa: E402
from model.run import Run  # noqa: E402
from model.steps import Exchange, Step  # noqa: E402
from model.variants import FIRST, Variants  # noqa: E402

BATCH = 40
COMPARED = ("kind", "purpose", "until", "sequence", "at", "actor", "door", "person", "subject",
            "subscriber", "roles")
NEW_CALLS = ("decide_contact", "decide_prompt", "decide_cookie", "decide_sum", "decide_record",
             "check_permit", "due", "rights_clock")


class Core:
    """One `samtycke evaluate`: many lines are written, then as many are read."""

    def __init__(self, command: str) -> None:
        self.process = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.has_first = False

    def beginning(self, variants: Variants, run: Run) -> str:
        """The line before a history: the first catalogue, unless it is loaded already."""
        needed, self.has_first = not self.has_first, not any(
            exchange.line.startswith('{"call":"catalogue"') for exchange in run.exchanges)
        return variants.lines[FIRST, True] if needed else '{"call":"forget"}'

    def ask_raw(self, lines: list[str]) -> list[bytes]:
        """The answers to these lines, as bytes."""
        assert self.process.stdin and self.process.stdout
        stdin, stdout = self.process.stdin, self.process.stdout

        def write() -> None:
            stdin.write(("\n".join(lines) + "\n").encode())
            stdin.flush()

        writer = threading.Thread(target=write)
        writer.start()
        answers = [stdout.readline() for _ in lines]
        writer.join()
        if not all(answers):
            raise RuntimeError("the core ended before it had answered")
        return answers

    def ask(self, lines: list[str]) -> list[dict[str, Any]]:
        return [json.loads(answer) for answer in self.ask_raw(lines)]


def abilities_of(core: Core, variants: Variants) -> Abilities:
    """Which of the later calls and members this core knows."""
    lines = [variants.lines[FIRST, True]]
    lines += [json.dumps({"call": call}) for call in NEW_CALLS]
    answers = core.ask([*lines, '{"call":"forget"}'])
    calls = [call for call, answer in zip(NEW_CALLS, answers[1:])
             if answer.get("error", {}).get("code") != "unknown_call"]
    return Abilities(frozenset(calls))


# ---- comparing ----------------------------------------------------------------------------------

def differences(exchange: Exchange, answer: dict[str, Any]) -> list[str]:
    """How an answer differs from the model's, in words that name a class and no instance."""
    if exchange.kind == "quiet":
        return [] if "ok" in answer else [f"not taken: {answer}"]
    if exchange.kind == "act":
        return act_differences(exchange, answer)
    if "ok" not in answer:
        return [f"{exchange.label}: the core answers {answer}"]
    found = answer["ok"]
    if exchange.kind == "verdicts":
        return verdict_differences(exchange, found)
    if exchange.kind == "state":
        return state_differences(exchange.label, exchange.expected, found)
    if exchange.kind == "due":
        return due_differences(exchange.expected, found["due"])
    if exchange.kind == "record":
        found = {"action": found["action"], "purposes": sorted(found.get("purposes", ())),
                 **({"reason": found["reason"]} if found["action"] != "keep" else {})}
    return exact_differences(exchange, found)


def exact_differences(exchange: Exchange, found: dict[str, Any]) -> list[str]:
    """A decision, member by member; `decide_sum` and cookies answer more than is compared."""
    expected = exchange.expected
    partly = ("decide_sum", "decide_cookie", "decide_prompt")
    names = expected if exchange.label in partly else {**expected, **found}
    result = []
    for name in ("decision", "reason"):
        if expected.get(name) != found.get(name):
            said = [f"{side.get('decision', '')} {side.get('reason', '')}".strip()
                    for side in (expected, found)]
            return [f"{exchange.label}: model {said[0]}, core {said[1]}"]
    for name in names:
        if expected.get(name) != found.get(name):
            result.append(f"{exchange.label}: {name} of {expected.get('reason')}"
                          + (f" model {expected.get(name)}, core {found.get(name)}"
                             if name in ("action", "prompt", "basis") else ""))
    return result


def due_differences(expected: list[dict[str, str]], found: list[dict[str, str]]) -> list[str]:
    """What one side has to do and the other has not; then the order of the list."""
    result = [f"due: only the {side} has {task['kind']}"
              for side, mine, theirs in (("model", expected, found), ("core", found, expected))
              for task in mine if task not in theirs]
    return result or ([] if expected == found else ["due: order"])


def act_differences(exchange: Exchange, answer: dict[str, Any]) -> list[str]:
    """An act is taken, or refused for one of its faults."""
    faults, events = exchange.expected
    code = answer.get("error", {}).get("code", "")
    if bool(faults) != bool(code) or (faults and code not in faults):
        said = "/".join(sorted(faults)) or "accepted"
        return [f"{exchange.label}: model {said}, core {code or 'accepted'}"]
    return event_differences(exchange.label, events, answer["ok"]["events"]) if not faults else []


def verdict_differences(exchange: Exchange, found: dict[str, Any]) -> list[str]:
    """Each verdict, then the events, then the state."""
    judgement: Judgement = exchange.expected[0]
    result = []
    for verdict, given in zip(judgement.verdicts, found["verdicts"], strict=True):
        code = "" if given["accepted"] else given["code"]
        if verdict.accepted != given["accepted"] or (code and code not in verdict.faults):
            said = "/".join(sorted(verdict.faults)) or "accepted"
            result.append(f"{exchange.label} {verdict.choice}: model {said}, "
                          f"core {code or 'accepted'}")
    if result:
        return result
    result = event_differences(exchange.label, judgement.events, found["events"])
    if not result and exchange.expected[1] is not None:
        result = state_differences(f"{exchange.label} state", exchange.expected[1], found["state"])
    return result


def event_differences(label: str, expected: list[dict[str, Any]],
                      found: list[dict[str, Any]]) -> list[str]:
    """The events' kinds in order, then their members."""
    kinds = [[event["kind"] for event in side] for side in (expected, found)]
    if kinds[0] != kinds[1]:
        return [f"{label}: events of model {kinds[0]}, of core {kinds[1]}"]
    return [f"{label}: {name} of the event {mine['kind']}"
            for mine, theirs in zip(expected, found) for name in COMPARED
            if (mine.get(name) or None) != (theirs.get(name) or None)
            and not (name in ("person", "subject", "subscriber") and not mine.get(name))]


def state_differences(label: str, expected: dict[str, Any], state: dict[str, Any]) -> list[str]:
    """The parts of the state that both sides have."""
    found = core_view(state)
    if not expected["begun"]:
        expected = without_subscriber(expected)
    return [f"{label}: {name}" for name in expected if expected[name] != found[name]]


# ---- histories ----------------------------------------------------------------------------------

@dataclass
class Report:
    """What one or more workers found."""

    histories: int = 0
    passed: int = 0
    failed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, other: "Report") -> None:
        self.histories += other.histories
        self.passed += other.passed
        self.failed += other.failed
        self.reasons += other.reasons
        self.classes += other.classes
        for name, seed in other.examples.items():
            self.examples.setdefault(name, seed)


def count_reasons(exchange: Exchange, answer: dict[str, Any], reasons: Counter[str]) -> None:
    """Which codes have been seen, and how often."""
    found = answer.get("ok", {})
    if exchange.kind == "verdicts":
        for verdict in found.get("verdicts", ()):
            reasons[f"judge {verdict['choice']}: {verdict.get('code', 'accepted')}"] += 1
    elif exchange.kind == "act":
        reasons[f"accept: {answer.get('error', {}).get('code', 'accepted')}"] += 1
    elif exchange.kind == "due":
        for task in found["due"]:
            reasons[f"due: {task['kind']}"] += 1
    elif exchange.label == "rights_clock":
        reasons["rights_clock: answered"] += 1
    elif exchange.kind in ("exact", "record"):
        verb = found.get("decision") or found.get("action") or \
            ("prompt" if found.get("prompt") else "no prompt")
        reasons[f"{exchange.label}: {verb} {found.get('reason', '')}"] += 1


def check(core: Core, variants: Variants, runs: list[tuple[str, Run]], report: Report) -> None:
    """Sends a batch of histories and compares every answer."""
    lines: list[str] = []
    for _, run in runs:
        lines.append(core.beginning(variants, run))
        lines += [exchange.line for exchange in run.exchanges]
    answers = iter(core.ask_raw(lines))
    for seed, run in runs:
        next(answers)
        report.histories += 1
        for exchange in run.exchanges:
            raw = next(answers)
            if exchange.kind == "quiet" and raw.startswith(b'{"ok":'):
                continue
            answer = json.loads(raw)
            count_reasons(exchange, answer, report.reasons)
            found = differences(exchange, answer)
            report.failed += bool(found)
            report.passed += not found
            for name in found:
                report.classes[name] += 1
                report.examples.setdefault(name, seed)


def work(job: tuple[str, str, str, int, int, int]) -> Report:
    """One worker: every history of its share, in batches."""
    command, seed, start, step, until = job
    core = Core(command)
    variants = Variants(core.ask)
    abilities = abilities_of(core, variants)
    core.has_first = False
    report = Report()
    names = [f"{seed}/{number}" for number in range(start, until, step)]
    for first in range(0, len(names), BATCH):
        runs = [(name, make_history(name, variants, abilities).run)
                for name in names[first:first + BATCH]]
        check(core, variants, runs, report)
    return report


# ---- the shortest history -----------------------------------------------------------------------

def shows(core: Core, variants: Variants, steps: list[Step], name: str) -> Run | None:
    """Does this history still show this difference?"""
    run = Run(variants)
    for step in steps:
        run.perform(step)
    lines = [variants.lines[FIRST, True], *(exchange.line for exchange in run.exchanges)]
    answers = core.ask(lines)[1:]
    found = (each for exchange, answer in zip(run.exchanges, answers)
             for each in differences(exchange, answer))
    return run if name in found else None


def shrink(core: Core, variants: Variants, steps: list[Step], name: str) -> list[Step]:
    """Drops acts while the difference stays."""
    size = max(1, len(steps) // 2)
    while True:
        index = 0
        while index < len(steps):
            fewer = steps[:index] + steps[index + size:]
            if shows(core, variants, fewer, name):
                steps = fewer
            else:
                index += size
        if size == 1:
            return steps
        size //= 2


def tell_example(core: Core, variants: Variants, abilities: Abilities, name: str,
                 seed: str, save: Path | None) -> None:
    """Prints the shortest history of one class, and may save it as lines for the core."""
    steps = shrink(core, variants, make_history(seed, variants, abilities).steps, name)
    run = shows(core, variants, steps, name)
    if run is None:
        print("  (does not show alone)")
        return
    lines = [variants.lines[FIRST, True], *(exchange.line for exchange in run.exchanges)]
    answers = core.ask_raw(lines)[1:]
    for exchange, raw in zip(run.exchanges, answers):
        print("  >", exchange.line if len(exchange.line) < 3000 else shortened(run, exchange.line))
        found = differences(exchange, json.loads(raw))
        if found:
            print("  < core ", raw.decode().rstrip()[:600])
            print("    model", described(exchange)[:600])
    if save:
        save.mkdir(parents=True, exist_ok=True)
        file_name = "".join(letter if letter.isalnum() else "-" for letter in name)[:80]
        (save / f"{file_name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def shortened(run: Run, line: str) -> str:
    """A catalogue by its name."""
    for (name, signed), loaded in run.variants.lines.items():
        if loaded == line:
            return f'{{"call":"catalogue", variant {name}, signed {signed}}}'
    return line[:3000]


def described(exchange: Exchange) -> str:
    """What the model expected."""
    if exchange.kind == "verdicts":
        judgement: Judgement = exchange.expected[0]
        verdicts = [sorted(verdict.faults) or "accepted" for verdict in judgement.verdicts]
        return f"{verdicts} {exchange.expected[1]} {judgement.events}"
    return repr(exchange.expected)


def main() -> int:
    """Runs the workers, tells what they found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", required=True, help="e.g. 'build/samtycke evaluate'")
    parser.add_argument("--count", type=int, default=2000, help="how many histories")
    parser.add_argument("--seed", default=None, help="the seed; drawn and printed when absent")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--examples", type=int, default=20, help="how many classes are shown")
    parser.add_argument("--only", default="", help="show only classes that hold this text")
    parser.add_argument("--save", type=Path, default=None, help="folder for the shortest histories")
    parser.add_argument("--reasons", action="store_true", help="print the counts of all codes")
    options = parser.parse_args()
    seed = options.seed or str(time.time_ns() % 1_000_000_007)
    print(f"seed {seed}", flush=True)
    started = time.monotonic()
    jobs = [(options.command, seed, number, options.processes, options.count)
            for number in range(options.processes)]
    report = Report()
    with multiprocessing.Pool(options.processes) as pool:
        for part in pool.imap_unordered(work, jobs):
            report.add(part)
    seconds = time.monotonic() - started
    tell(options, report, seconds)
    return 1 if report.failed else 0


def tell(options: argparse.Namespace, report: Report, seconds: float) -> None:
    """The counts, each class once with its shortest history, and the last line."""
    if options.reasons:
        for name, count in sorted(report.reasons.items()):
            print(f"{count:9} {name}")
    if report.classes:
        core = Core(options.command)
        variants = Variants(core.ask)
        abilities = abilities_of(core, variants)
        shown = [each for each in report.classes.most_common() if options.only in each[0]]
        for name, count in shown[:options.examples]:
            print(f"\nDIFFERENCE {count} times, first in {report.examples[name]}: {name}")
            tell_example(core, variants, abilities, name, report.examples[name], options.save)
        for name, count in shown[options.examples:]:
            print(f"\nDIFFERENCE {count} times, first in {report.examples[name]}: {name}")
    print(f"\n{report.histories} histories, {len(report.reasons)} kinds of answer, "
          f"{report.histories / seconds:.0f} histories a second")
    print(f"{report.passed} passed, {report.failed} failed")


if __name__ == "__main__":
    sys.exit(main())
