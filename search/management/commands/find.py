import json

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from search.finding import find
from search.questions import KINDS


class Command(BaseCommand):
    help = "Print what search answers to WORDS, to nobody in particular or to a given reader."

    def add_arguments(self, parser):
        parser.add_argument("words", nargs="+")
        parser.add_argument("--type", choices=KINDS, default="fiches")
        parser.add_argument("--as", dest="email", help="the e-mail address of the reader")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, words, type, email, limit, **options):
        answer = find(
            _reader(email),
            words=" ".join(words),
            kind=KINDS[type],
            per_page=max(limit, 0),
        )
        hits = [
            {key: row.get(key) for key in ("page_id", "title", "summary", "url")}
            for row in answer.rows
        ]
        self.stdout.write(_as_json(hits) if options["json"] else _as_lines(hits))
        self.stderr.write(f"{answer.totals.get(KINDS[type], 0)} found")


def _reader(email):
    if not email:
        return AnonymousUser()
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist as unknown:
        raise CommandError(f"Nobody here has the address {email}.") from unknown


def _as_json(hits):
    return json.dumps(hits, ensure_ascii=False, indent=2)


def _as_lines(hits):
    return "\n".join(f"{hit['url']}  {hit['title']}" for hit in hits)
