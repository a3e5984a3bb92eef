"""Trained weights as the two int8 graphs that are run.

The graphs are written out here from plain operations: what is exported is then the same whichever
release of the library holds the pre-trained encoder.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from quizgen.training.network import Encoder, Linker

OPSET = 17


class PlainEncoder(nn.Module):
    """The encoder for one window, without filling."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(
        self, ids: Tensor, shapes: Tensor, quoted: Tensor, heads: Tensor
    ) -> tuple[Tensor, Tensor]:
        encoder = self.encoder
        embeddings = encoder.base.embeddings
        x = embeddings.word_embeddings(ids) + encoder.shape(shapes) + encoder.quoted(quoted)
        x = x + embeddings.token_type_embeddings.weight[0]
        x = x + embeddings.position_embeddings.weight[: ids.shape[1]]
        x = embeddings.LayerNorm(x)
        count = encoder.base.config.num_attention_heads
        for layer in encoder.base.encoder.layer:
            attention = layer.attention.self
            width = x.shape[-1]
            query, key, value = (
                part(x).view(1, -1, count, width // count).transpose(1, 2)
                for part in (attention.query, attention.key, attention.value)
            )
            weights = query @ key.transpose(-1, -2) * (width // count) ** -0.5
            mixed = (weights.softmax(dim=-1) @ value).transpose(1, 2).reshape(1, -1, width)
            output = layer.attention.output
            x = output.LayerNorm(output.dense(mixed) + x)
            inner = nn.functional.gelu(layer.intermediate.dense(x))
            x = layer.output.LayerNorm(layer.output.dense(inner) + x)
        words = torch.gather(x, 1, heads.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        return words, encoder.cue(words)


def export(
    encoder: Encoder, linker: Linker, folder: Path, tokenizer: Path, int8: bool = True
) -> None:
    """Write both graphs and the vocabulary into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder.eval()
    linker.eval()
    numbers = torch.zeros((1, 9), dtype=torch.int64)
    whole = {0: "one", 1: "pieces"}
    _write(
        PlainEncoder(encoder),
        (numbers, numbers, numbers, numbers[:, :7]),
        folder / "encoder.onnx",
        {"ids": whole, "shapes": whole, "quoted": whole, "heads": {0: "one", 1: "words"}},
        {"vectors": {1: "words"}, "cues": {1: "words"}},
        int8,
    )
    near = {0: "cues", 1: "around"}
    _write(
        linker,
        (
            torch.zeros((7, encoder.base.config.hidden_size)),
            torch.zeros((3, 2), dtype=torch.int64),
            *(torch.zeros((3, 5), dtype=torch.int64) for _ in range(3)),
            torch.ones((3, 5)),
        ),
        folder / "linker.onnx",
        {
            "words": {0: "words"},
            "ends": {0: "cues"},
            "index": near,
            "distance": near,
            "paragraph": near,
            "mask": near,
        },
        {"roles": near},
        int8,
    )
    shutil.copyfile(tokenizer, folder / "tokenizer.json")


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
    int8: bool,
) -> None:
    full = path.with_suffix(".full.onnx")
    with torch.no_grad():
        torch.onnx.export(
            module.eval(),
            example,
            str(full),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={**inputs, **outputs},
            opset_version=OPSET,
            dynamo=False,
        )
    if int8:
        # Seven bits: with eight, processors without VNNI overflow, and results differ by machine.
        quantize_dynamic(
            full, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8
        )
        full.unlink()
    else:
        full.replace(path)
