"""What a person says: yes, no, several things at once; rightly, or with one thing wrong."""
from collections.abc import Callable
from typing import Any

from .moment import HOUR, SECOND, parse, text_of
from .people import CHANNELS, PURPOSES, People, base


class Choices(People):
    """Submissions of a page, and the stops of every door."""

    def submission(self, subject: str) -> dict[str, Any]:
        """What the page sends, without fault, but for the changes."""
        decided = self.now - self.pick((0, 2 * SECOND, 2 * SECOND, 300 * SECOND, -300 * SECOND))
        shown = decided - self.pick((0, 28 * SECOND, HOUR))
        catalogue = self.run.catalogue
        return {"submission_id": f"sbm-{len(self.steps)}", "subject": subject,
                "catalogue": catalogue.id, "catalogue_version": catalogue.version,
                "language": self.pick(("sv", "en")), "ui_build": "1.0.0",
                "notice_shown_at": text_of(shown), "decided_at": text_of(decided)}

    def change(self, subject: str, purpose: str, language: str) -> dict[str, Any]:
        """A grant without fault."""
        found = self.run.catalogue.choosable(purpose)
        roles = ["user"]
        if base(subject) == "sub-eva" and self.chance(60):
            roles = ["subscriber", "user"]
        return {"purpose": purpose, "choice": "granted", "method": self.pick(("switch", "button")),
                "processing_version": found.processing_version if found else 1,
                "text_version": found.text_version if found else 1,
                "text_digest": self.run.catalogue.digests.get((purpose, language),
                                                              "sha256:" + "0" * 64),
                "roles": roles}

    def grant(self) -> None:
        """A yes, good or slightly wrong."""
        subject, purpose = self.subject(), self.purpose()
        submission = self.submission(subject)
        change = self.change(subject, purpose, submission["language"])
        offset: int | None = 0
        if self.chance(22):
            offset = self.spoil(submission, change)
        submission["changes"] = [change]
        self.do("judge", subject=subject, actor=self.actor(subject, 10), submission=submission,
                sequence_offset=offset)
        self.remember(subject)

    def spoil(self, submission: dict[str, Any], change: dict[str, Any]) -> int | None:
        """One thing goes wrong; answers the offset of the sequence."""
        decided = parse(submission["decided_at"])
        spoiled: tuple[Callable[[], Any], ...] = (
            lambda: submission.pop(self.pick(("submission_id", "catalogue", "catalogue_version",
                                              "language", "ui_build", "decided_at"))),
            lambda: submission.pop("notice_shown_at"),
            lambda: change.pop(self.pick(("method", "processing_version", "text_version",
                                          "text_digest", "roles"))),
            lambda: submission.update(notice_shown_at=text_of(decided + 1)),
            lambda: submission.update(decided_at=text_of(self.now + 300_001)),
            lambda: submission.update(decided_at=text_of(self.now - 300_001),
                                      notice_shown_at=text_of(self.now - HOUR)),
            lambda: submission.update(language="fi"),
            lambda: submission.update(catalogue_version="2026-01-01.1"),
            lambda: submission.update(note="x"),
            lambda: submission.update(ui_build="191212121212"),
            lambda: change.update(ip="192.0.2.1"),
            lambda: change.update(method=self.pick(("scroll", "dismiss", "timeout", "continue",
                                                    "default", "bulk-admin"))),
            lambda: change.update(processing_version=change["processing_version"]
                                  + self.pick((-1, 1)) or 3),
            lambda: change.update(text_version=change["text_version"] + 1),
            lambda: change.update(text_digest="sha256:" + "5" * 64),
            lambda: change.update(roles=["subscriber", "user"]),
            lambda: change.update(purpose=self.pick(("*", ["contact-sms"], "traffic-unknown",
                                                     "subscriber-billing", "cookie-statistics"))))
        if self.chance(12):
            return self.pick((None, -1, 1))
        self.pick(spoiled)()
        return 0

    def stop(self) -> None:
        """A no: with all that a page sends, or with nothing, or with much that does not belong."""
        subject, purpose = self.subject(), self.purpose()
        change: dict[str, Any] = {"purpose": purpose, "choice": self.pick(("refused", "withdrawn"))}
        if self.chance(5):
            change["purpose"] = self.pick(("*", ["contact-sms"], "traffic-unknown"))
        actor = self.stopper(subject)
        if self.chance(20) and isinstance(change["purpose"], str) and change["purpose"] != "*":
            act = {"kind": change["choice"], "purpose": change["purpose"], "subject": subject}
            self.do("act", subject=subject, actor=actor, act=act)
            return
        submission: dict[str, Any] = {"subject": subject}
        offset: int | None = None
        if self.chance(40):
            submission = self.submission(subject)
            full = self.change(subject, purpose, submission["language"])
            change = {**full, **change}
            offset = self.spoil(submission, full) if self.chance(50) else self.pick((0, -1))
        if self.chance(20):
            change["reason"] = self.pick(("no longer wanted", "191212121212"))
        submission["changes"] = [change]
        self.do("judge", subject=subject, actor=actor, submission=submission,
                sequence_offset=offset)
        self.remember(subject)

    def person_act(self) -> None:
        """Objection and restriction, and their end."""
        subject = self.subject()
        if base(subject) == "sub-pool":
            return
        choice = self.pick(("objection", "objection", "restricted", "objection_lifted",
                            "objection_lifted", "unrestricted", "unrestricted"))
        change: dict[str, Any] = {"choice": choice}
        if choice.startswith("objection") and self.chance(50):
            change["purpose"] = self.pick((*self.purposes, "generic-marketing-post", "fault-handling"))
        actor = self.actor(subject, 15) if choice.endswith(("lifted", "unrestricted")) \
            else self.stopper(subject)
        self.do("judge", subject=subject, actor=actor,
                submission={"subject": subject, "changes": [change]}, sequence_offset=None)

    def several(self) -> None:
        """Several changes at once; now and then the same purpose twice."""
        subject = self.subject()
        submission = self.submission(subject)
        changes = []
        for purpose in self.random.sample(PURPOSES + CHANNELS, 3):
            change = self.change(subject, purpose, submission["language"])
            if self.chance(40):
                change["choice"] = self.pick(("refused", "withdrawn"))
            changes.append(change)
        if self.chance(40):
            changes.append(dict(changes[0], choice="withdrawn"))
        if self.chance(20):
            changes.append({"choice": self.pick(("restricted", "objection"))})
        submission["changes"] = changes
        self.do("judge", subject=subject, actor=self.actor(subject, 5), submission=submission,
                sequence_offset=0)
        self.remember(subject)
