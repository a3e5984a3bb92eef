"""Articles and sets in object stores of Amazon's and of Google's kind.

Servers that speak as these do stand in for them, and the stores' own clients look at what is there.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.request import Request, urlopen

import boto3
import pytest
from gcp_storage_emulator.server import create_server
from google.auth.credentials import AnonymousCredentials
from google.cloud import storage
from moto.server import ThreadedMotoServer

from quizgen.batch import make_batch
from quizgen.batch.job import Job
from quizgen.batch.ledger import Record
from quizgen.errors import ArticleError, OutputError
from quizgen.models import Settings
from tests.batch import test_batch, workers
from tests.batch.stories import line, story, write_lines

QUICK = Settings(count=2)
BUCKETS = "news", "quizzes"


class Store(Protocol):
    """An object store as its own client sees it."""

    scheme: str

    def empty(self) -> None:
        """Leave two empty buckets and nothing else."""

    def put(self, bucket: str, name: str, data: bytes) -> None:
        """Store an object."""

    def contents(self, bucket: str) -> dict[str, tuple[bytes, object]]:
        """What each object holds, and when it was written."""


class Amazon:
    """As in ``s3://``."""

    scheme = "s3"

    def __init__(self, server: ThreadedMotoServer) -> None:
        host, port = server.get_host_and_port()
        self.address = f"http://{host}:{port}"
        self.environment = {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }

    def empty(self) -> None:
        with urlopen(Request(f"{self.address}/moto-api/reset", method="POST")) as answer:
            assert answer.status == 200
        for bucket in BUCKETS:
            self._client.create_bucket(Bucket=bucket)

    @property
    def _client(self) -> Any:
        return boto3.client("s3")

    def put(self, bucket: str, name: str, data: bytes) -> None:
        self._client.put_object(Bucket=bucket, Key=name, Body=data)

    def contents(self, bucket: str) -> dict[str, tuple[bytes, object]]:
        client = self._client
        return {
            each["Key"]: (
                client.get_object(Bucket=bucket, Key=each["Key"])["Body"].read(),
                each["LastModified"],
            )
            for each in client.list_objects_v2(Bucket=bucket).get("Contents", [])
        }


class Google:
    """As in ``gs://``."""

    scheme = "gs"

    def __init__(self, address: str) -> None:
        self.environment = {
            "STORAGE_EMULATOR_HOST": address,
            "FSSPEC_GS_TOKEN": "anon",
            # Which kind of bucket it is, it would ask by gRPC, which this server doesn't speak.
            "GCSFS_EXPERIMENTAL_ZB_HNS_SUPPORT": "false",
        }

    def empty(self) -> None:
        client = self._client
        for bucket in client.list_buckets():
            bucket.delete(force=True)
        for name in BUCKETS:
            client.create_bucket(name)

    @property
    def _client(self) -> Any:
        return storage.Client("test", AnonymousCredentials())

    def put(self, bucket: str, name: str, data: bytes) -> None:
        self._client.bucket(bucket).blob(name).upload_from_string(data)

    def contents(self, bucket: str) -> dict[str, tuple[bytes, object]]:
        return {
            blob.name: (blob.download_as_bytes(), blob.updated)
            for blob in self._client.list_blobs(bucket)
        }


@pytest.fixture(scope="module")
def amazon() -> Iterator[Amazon]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    yield Amazon(server)
    server.stop()


@pytest.fixture(scope="module")
def google() -> Iterator[Google]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = create_server("127.0.0.1", port, in_memory=True)
    server.start()
    yield Google(f"http://127.0.0.1:{port}")
    server.stop()


@pytest.fixture(params=["amazon", "google"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A store with two empty buckets; all that is started meanwhile takes it for the real one."""
    of_that_kind: Any = request.getfixturevalue(request.param)
    for name, value in of_that_kind.environment.items():
        monkeypatch.setenv(name, value)
    of_that_kind.empty()
    made: Store = of_that_kind
    return made


def test_from_store_to_store(store: Store, tmp_path: Path) -> None:
    """By real workers: the bytes are those of a run on local files, and a run goes on there."""
    corpus = write_lines(tmp_path / "a.jsonl", range(3))
    store.put("news", "2016/a.jsonl", corpus.read_bytes())
    store.put("news", "2016/b.txt", story(7).encode())
    store.put("news", "2016/b.toml", b'id = "story-7"\n')
    store.put("news", "2016/c.pdf", b"%PDF-1.4\n%%EOF")
    command = (f"{store.scheme}://news/2016", f"{store.scheme}://quizzes/2016")
    process = test_batch.started(*command, workers=2)
    _, said = process.communicate(timeout=test_batch.PATIENCE)
    assert process.returncode == 1 and "Traceback" not in said, said
    assert "2016/c.pdf: " in said and "4 question sets with 12 questions" in said
    found = store.contents("quizzes")
    assert set(found) == {
        "2016/.ledger/000001.jsonl",
        "2016/articles.jsonl",
        "2016/bad-articles.jsonl",
        "2016/batch.json",
        "2016/sets/story-7.json",
        *(f"2016/sets/a/story-{number}.json" for number in range(3)),
    }
    (tmp_path / "2016").mkdir()
    for name in ("2016/a.jsonl", "2016/b.txt", "2016/b.toml", "2016/c.pdf"):
        (tmp_path / name).write_bytes(store.contents("news")[name][0])
    with workers.threads() as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizgen.batch.cluster.cluster", workers.given(client))
        make(tmp_path / "2016", tmp_path / "out", Settings(count=3))
        for name, (data, _) in found.items():
            if "/sets/" in name:
                assert (tmp_path / "out" / name.removeprefix("2016/")).read_bytes() == data
        # More of them, and one that has changed; what is done is left as it is.
        store.put("news", "2016/d.txt", story(8).encode())
        store.put("news", "2016/b.txt", story(9).encode())
        records = make(*command, Settings(count=3))
    assert [record.outcome for record in records] == ["made"] * 4 + ["bad", "made"]
    later = store.contents("quizzes")
    same = {name for name in later if later[name] == found.get(name)}
    assert same >= {f"2016/sets/a/story-{number}.json" for number in range(3)}
    assert b"story-7" in later["2016/sets/story-7.json"][0]
    assert later["2016/sets/story-7.json"] != found["2016/sets/story-7.json"]


def make(source: object, output: object, settings: Settings, **more: Any) -> list[Record]:
    return make_batch([str(source)], Job(str(output), settings, **more))


def test_shards_and_packed_lines(store: Store, tmp_path: Path) -> None:
    """Patterns, gzip, Parquet: nothing that was needed on the way is left."""
    import gzip

    for part in range(2):
        packed = b"".join(line(story(10 * part + n), id=f"s{part}{n}") for n in range(2))
        store.put("news", f"{part}.jsonl.gz", gzip.compress(packed))
    with workers.threads() as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizgen.batch.cluster.cluster", workers.given(client))
        lines, sets = f"{store.scheme}://news/*.jsonl.gz", f"{store.scheme}://quizzes/c"
        make(lines, sets, QUICK, form="parquet", shard_size=3)
    assert [name for name in store.contents("quizzes") if ".ledger" not in name] == [
        "c/articles.jsonl",
        "c/bad-articles.jsonl",
        "c/batch.json",
        "c/sets/part-000000.parquet",
        "c/sets/part-000001.parquet",
    ]
    articles = store.contents("quizzes")["c/articles.jsonl"][0].splitlines()
    assert [json.loads(each)["id"] for each in articles] == ["s00", "s01", "s10", "s11"]


def test_what_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    """An object, and a bucket to write to."""
    with workers.threads() as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizgen.batch.cluster.cluster", workers.given(client))
        gone = f"{store.scheme}://news/gone.txt"
        with pytest.raises(ArticleError, match=f"{gone}: there is no such"):
            make(gone, f"{store.scheme}://quizzes/d", QUICK)
        corpus = write_lines(tmp_path / "a.jsonl", [1])
        with pytest.raises(OutputError, match="cannot write .*://gone/d"):
            make(corpus, f"{store.scheme}://gone/d", QUICK)
