"""Trained weights as the two int8 graphs that are run.

Both are written out operation by operation from the weights: what is exported is then the same
whichever release of the library holds the pre-trained encoder.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from onnx import TensorProto
from torch import nn

from quizgen.training.graphs import FUSED, Floats, Graph
from quizgen.training.network import Encoder, Linker


class Weights:
    """The tensors of a network by their names, as the graphs want them."""

    def __init__(self, network: nn.Module) -> None:
        self._tensors = {
            name: tensor.detach().float().numpy() for name, tensor in network.state_dict().items()
        }

    def __getitem__(self, name: str) -> Floats:
        tensor: Floats = self._tensors[name]
        return tensor

    def linear(self, name: str) -> tuple[Floats, Floats]:
        """(in, out) and (out,)."""
        return np.ascontiguousarray(self[f"{name}.weight"].T), self[f"{name}.bias"]

    def norm(self, name: str) -> tuple[Floats, Floats]:
        """(width,) and (width,)."""
        return self[f"{name}.weight"], self[f"{name}.bias"]


def encoder_graph(encoder: Encoder, linker: Linker, int8: bool = True) -> Graph:
    """One window, without filling, as its words’ vectors and cues.

    The numbers of shapes and quotedness come as one, ``shape * QUOTED + quoted``. The linker’s own
    view of the words depends on no cue, and is made here once for all of them.
    """
    weights, links = Weights(encoder), Weights(linker)
    config = encoder.base.config
    graph = Graph(int8)
    ids = graph.input("ids", TensorProto.INT64, [1, "pieces"])
    looks = graph.input("looks", TensorProto.INT64, [1, "pieces"])
    heads = graph.input("heads", TensorProto.INT64, ["words"])
    embeddings = "base.embeddings"
    look = weights["shape.weight"][:, None] + weights["quoted.weight"][None]
    look = look + weights[f"{embeddings}.token_type_embeddings.weight"][0]
    count = graph.add("Shape", ids, start=1, end=2)
    zero = graph.constant(np.array([0], np.int64))
    positions = graph.constant(weights[f"{embeddings}.position_embeddings.weight"])
    x = graph.add(
        "Add",
        graph.table(weights[f"{embeddings}.word_embeddings.weight"], ids),
        graph.add("Gather", graph.constant(look.reshape(-1, look.shape[-1])), looks),
    )
    x = graph.add("Add", x, graph.add("Slice", positions, zero, count, zero))
    epsilon = config.layer_norm_eps
    x = graph.norm(x, weights.norm(f"{embeddings}.LayerNorm"), epsilon)
    for number in range(config.num_hidden_layers):
        layer = f"base.encoder.layer.{number}"
        parts = [weights.linear(f"{layer}.attention.self.{p}") for p in ("query", "key", "value")]
        mix = tuple(np.concatenate(some, axis=-1) for some in zip(*parts, strict=True))
        mixed = graph.attention(x, (mix[0], mix[1]), config.num_attention_heads)
        output = f"{layer}.attention.output"
        x = graph.add("Add", graph.linear(mixed, weights.linear(f"{output}.dense")), x)
        x = graph.norm(x, weights.norm(f"{output}.LayerNorm"), epsilon)
        inner = graph.linear(x, weights.linear(f"{layer}.intermediate.dense"))
        inner = graph.add("Gelu", inner, domain=FUSED)
        x = graph.add("Add", graph.linear(inner, weights.linear(f"{layer}.output.dense")), x)
        x = graph.norm(x, weights.norm(f"{layer}.output.LayerNorm"), epsilon)
    words = graph.add("Squeeze", graph.add("Gather", x, heads, axis=1), zero)
    graph.output("cues", graph.exact(words, weights.linear("cue")), ["words", "labels"])
    graph.output("vectors", words, ["words", "encoded"])
    graph.output("narrow", graph.linear(words, links.linear("word")), ["words", "width"])
    return graph


def linker_graph(linker: Linker, int8: bool = True) -> Graph:
    """The words around one cue as their roles.

    The numbers of distance and paragraph come as one, ``distance * PARAGRAPHS + paragraph``.
    """
    weights = Weights(linker)
    width, encoded = weights["word.weight"].shape
    graph = Graph(int8)
    narrow = graph.input("narrow", TensorProto.FLOAT, ["around", width])
    ends = graph.input("ends", TensorProto.FLOAT, [1, 2 * encoded])
    places = graph.input("places", TensorProto.INT64, ["around"])
    place = (weights["distance.weight"][:, None] + weights["paragraph.weight"][None]).reshape(
        -1, width
    )
    x = graph.add("Add", narrow, graph.exact(ends, weights.linear("cue")))
    x = graph.add("Add", x, graph.add("Gather", graph.constant(place), places))
    one = graph.constant(np.array([0], np.int64))
    x = graph.add("Unsqueeze", x, one)
    for number, layer in enumerate(linker.layers):
        name = f"layers.{number}"
        before = graph.norm(x, weights.norm(f"{name}.before"))
        mixed = graph.attention(before, weights.linear(f"{name}.mix"), layer.heads)
        x = graph.add("Add", x, graph.linear(mixed, weights.linear(f"{name}.out")))
        between = graph.norm(x, weights.norm(f"{name}.between"))
        inner = graph.linear(between, weights.linear(f"{name}.up"))
        inner = graph.add("FastGelu", inner, domain=FUSED)
        x = graph.add("Add", x, graph.linear(inner, weights.linear(f"{name}.down")))
    x = graph.add("Squeeze", graph.norm(x, weights.norm("norm")), one)
    graph.output("roles", graph.exact(x, weights.linear("role")), ["around", "roles"])
    return graph


def export(
    encoder: Encoder, linker: Linker, folder: Path, tokenizer: Path, int8: bool = True
) -> None:
    """Write both graphs and the vocabulary into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder_graph(encoder, linker, int8).save(folder / "encoder.onnx")
    linker_graph(linker, int8).save(folder / "linker.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
