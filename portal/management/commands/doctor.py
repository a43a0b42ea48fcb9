"""Looks at every part of the portal."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from portal import checkup, checkup_screening


class Command(BaseCommand):
    help = "Check every part of the portal, and say what is wrong and how to mend it."
    requires_system_checks: list[str] = []  # they are one of the parts

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        del args, options
        checks = (*checkup.ALL_CHECKS, *checkup_screening.ALL_CHECKS)
        findings = [check() for check in checks]
        for finding in findings:
            mark = self.style.SUCCESS("ok   ") if finding.is_well else self.style.ERROR("wrong")
            self.stdout.write(f"{mark}  {finding.part}: {finding.words}")
            if finding.mend:
                self.stdout.write(f"       {finding.mend}")
        if not all(finding.is_well for finding in findings):
            sys.exit(1)
