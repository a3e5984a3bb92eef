"""Articles and sets in an object store of Amazon's kind, by a server that speaks as it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest
from moto.server import ThreadedMotoServer

from quizgen.batch import make_batch
from quizgen.batch.job import Job
from quizgen.batch.ledger import Record
from quizgen.errors import ArticleError, OutputError
from quizgen.models import Settings
from tests.batch import test_batch, workers
from tests.batch.stories import line, story, write_lines

QUICK = Settings(count=2)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a store, which all that is started meanwhile takes for Amazon's."""
    started = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            patch.setenv(name, value)
        yield f"http://{host}:{port}"
    started.stop()


@pytest.fixture
def store(server: str) -> Iterator[Any]:
    """A client of it, when it holds two empty buckets."""
    with urlopen(Request(f"{server}/moto-api/reset", method="POST")) as answer:
        assert answer.status == 200
    client = boto3.client("s3")
    for bucket in ("news", "quizzes"):
        client.create_bucket(Bucket=bucket)
    yield client
    client.close()


def contents(store: Any, bucket: str) -> dict[str, tuple[bytes, object]]:
    """What each object holds, and when it was written."""
    return {
        each["Key"]: (
            store.get_object(Bucket=bucket, Key=each["Key"])["Body"].read(),
            each["LastModified"],
        )
        for each in store.list_objects_v2(Bucket=bucket).get("Contents", [])
    }


def test_from_store_to_store(store: Any, tmp_path: Path) -> None:
    """By real workers: the bytes are those of a run on local files, and a run goes on there."""
    corpus = write_lines(tmp_path / "a.jsonl", range(3))
    store.put_object(Bucket="news", Key="2016/a.jsonl", Body=corpus.read_bytes())
    store.put_object(Bucket="news", Key="2016/b.txt", Body=story(7).encode())
    store.put_object(Bucket="news", Key="2016/b.toml", Body=b'id = "story-7"\n')
    store.put_object(Bucket="news", Key="2016/c.pdf", Body=b"%PDF-1.4\n%%EOF")
    command = ("s3://news/2016", "s3://quizzes/2016")
    process = test_batch.started(*command, workers=2)
    _, said = process.communicate(timeout=test_batch.PATIENCE)
    assert process.returncode == 1 and "Traceback" not in said, said
    assert "2016/c.pdf: " in said and "4 question sets with 12 questions" in said
    found = contents(store, "quizzes")
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
        body = store.get_object(Bucket="news", Key=name)["Body"].read()
        (tmp_path / name).write_bytes(body)
    with workers.threads() as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizgen.batch.cluster.cluster", workers.given(client))
        make(tmp_path / "2016", tmp_path / "out", Settings(count=3))
        for name, (data, _) in found.items():
            if "/sets/" in name:
                assert (tmp_path / "out" / name.removeprefix("2016/")).read_bytes() == data
        # More of them, and one that has changed; what is done is left as it is.
        store.put_object(Bucket="news", Key="2016/d.txt", Body=story(8).encode())
        store.put_object(Bucket="news", Key="2016/b.txt", Body=story(9).encode())
        records = make("s3://news/2016", "s3://quizzes/2016", Settings(count=3))
    assert [record.outcome for record in records] == ["made"] * 4 + ["bad", "made"]
    later = contents(store, "quizzes")
    same = {name for name in later if later[name] == found.get(name)}
    assert same >= {f"2016/sets/a/story-{number}.json" for number in range(3)}
    assert b"story-7" in later["2016/sets/story-7.json"][0]
    assert later["2016/sets/story-7.json"] != found["2016/sets/story-7.json"]


def make(source: object, output: object, settings: Settings, **more: Any) -> list[Record]:
    return make_batch([str(source)], Job(str(output), settings, **more))


def test_shards_and_packed_lines(store: Any, tmp_path: Path) -> None:
    """Patterns, gzip, Parquet: nothing that was needed on the way is left."""
    import gzip

    for part in range(2):
        lines = b"".join(line(story(10 * part + n), id=f"s{part}{n}") for n in range(2))
        store.put_object(Bucket="news", Key=f"{part}.jsonl.gz", Body=gzip.compress(lines))
    with workers.threads() as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizgen.batch.cluster.cluster", workers.given(client))
        make("s3://news/*.jsonl.gz", "s3://quizzes/c", QUICK, form="parquet", shard_size=3)
    assert [name for name in contents(store, "quizzes") if ".ledger" not in name] == [
        "c/articles.jsonl",
        "c/bad-articles.jsonl",
        "c/batch.json",
        "c/sets/part-000000.parquet",
        "c/sets/part-000001.parquet",
    ]
    articles = contents(store, "quizzes")["c/articles.jsonl"][0].splitlines()
    assert [json.loads(each)["id"] for each in articles] == ["s00", "s01", "s10", "s11"]


def test_what_is_not_there_is_named(store: Any, tmp_path: Path) -> None:
    """An object, and a bucket to write to."""
    with workers.threads() as client, pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizgen.batch.cluster.cluster", workers.given(client))
        with pytest.raises(ArticleError, match=r"s3://news/gone\.txt: there is no such"):
            make("s3://news/gone.txt", "s3://quizzes/d", QUICK)
        corpus = write_lines(tmp_path / "a.jsonl", [1])
        with pytest.raises(OutputError, match="cannot write s3://gone/d"):
            make(corpus, "s3://gone/d", QUICK)
