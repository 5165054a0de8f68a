import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from labase_site.leaks.proof import prove
from labase_site.leaks.report import figures, markdown
from labase_site.leaks.sandbox import sandbox


class Command(BaseCommand):
    help = (
        "Prove that nothing of a closed base is told to those who may not read it: plant a portal"
        " in a throw-away database, ask every address as every kind of reader, and report each"
        " planted word that comes back. Ends in failure if one does."
    )
    # The checks of a portal in use are not those of a portal thrown away.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--short", action="store_true", help="ask of some objects of each kind only"
        )
        parser.add_argument("--report", metavar="FILE", help="write the report to a file")
        parser.add_argument(
            "--workers", type=int, default=os.cpu_count() or 1, help="processes at once"
        )

    def handle(self, *, short, report, workers, **options):
        with sandbox():
            proof = prove(whole=not short, workers=workers)
        text = markdown(proof)
        if report:
            Path(report).write_text(text, encoding="utf-8")
        elif proof.findings:
            self.stdout.write(text)
        self.stderr.write(figures(proof))
        if proof.findings:
            raise CommandError("Something of a closed base is told.")
