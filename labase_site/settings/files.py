"""Where files are kept and who sends them, from the variables of operators."""

import re

from django.core.exceptions import ImproperlyConfigured

SENDFILE_WAYS = re.compile(r"x-accel:/(\S*/)?|x-sendfile|")


def storage_of_files(environ):
    """Return the entry of `STORAGES` that the variables name: a bucket, or None for the disk."""
    if not environ.get("S3_BUCKET"):
        return None
    return {
        "BACKEND": "bases.storages.bucket.BucketStorage",
        "OPTIONS": {
            "bucket_name": environ["S3_BUCKET"],
            "access_key": environ["S3_ACCESS_KEY"],
            "secret_key": environ["S3_SECRET_KEY"],
            "endpoint_url": environ.get("S3_ENDPOINT") or None,
            "region_name": environ.get("S3_REGION") or None,
            "location": environ.get("S3_PREFIX", ""),
            "addressing_style": environ.get("S3_ADDRESSING", "auto"),
        },
    }


def way_of_sending(environ):
    """Return how the web server in front sends files; empty where the portal does."""
    way = environ.get("LABASE_SENDFILE", "")
    if not SENDFILE_WAYS.fullmatch(way):
        raise ImproperlyConfigured(
            "LABASE_SENDFILE is x-accel:/prefix/ or x-sendfile, or is not set."
        )
    if way and environ.get("S3_BUCKET"):
        raise ImproperlyConfigured(
            "LABASE_SENDFILE sends files of the disk: it does not go with S3_BUCKET."
        )
    return way
