"""Files in a bucket that speaks S3."""

from contextlib import closing
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

CHUNK = 64 * 1024


class BucketStorage(S3Storage):
    """A bucket that the portal alone reads: what is in it goes out through the portal."""

    def get_default_settings(self):
        """Return the options of a bucket: none comes from variables of other programs."""
        return {
            **super().get_default_settings(),
            "access_key": None,
            "secret_key": None,
            "security_token": None,
            "session_profile": None,
            # Two files of one name are two files.
            "file_overwrite": False,
        }

    def __init__(self, *, addressing_style="auto", **options):
        options["client_config"] = Config(
            signature_version="s3v4",
            s3={"addressing_style": addressing_style},
            # Servers other than Amazon's do not all know the checksums sent otherwise.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 2},
        )
        super().__init__(**options)

    def size(self, name):
        try:
            return super().size(name)
        except (BotoCoreError, ClientError) as error:
            raise OSError(f"The bucket does not answer: {error}") from error

    def chunks(self, name, start, stop):
        """Yield the bytes of a file from `start` up to `stop`."""
        if start == stop:
            return
        answer = self.connection.meta.client.get_object(
            Bucket=self.bucket_name,
            Key=self._normalize_name(clean_name(name)),
            Range=f"bytes={start}-{stop - 1}",
        )
        with closing(answer["Body"]) as body:
            yield from body.iter_chunks(CHUNK)

    def url(self, name):
        """Return the same as a local file: an address that opens nothing."""
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))
