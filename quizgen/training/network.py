"""The attribution network, in torch: made, trained and exported with it, and run without it.

An encoder of six layers reads a window once and marks cues. Then, for each cue, a small linker
reads the words around it again, knowing which words the cue is and how far every other word stands
from it, and says of each whether it belongs to the source, to the content or to neither. So two
statements in one sentence don't compete for its words.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from quizgen.facts.reader.linking import DISTANCES, PARAGRAPHS
from quizgen.facts.reader.words import QUOTED, SHAPES

CUE_LABELS = 3  # none, first word of a cue, further word of it
ROLES = 5  # none, first word of a source, further word, first word of a content part, further word


class Encoder(nn.Module):
    """Words of a window as vectors, and how likely each belongs to a cue."""

    def __init__(self, base: BertModel, dropout: float = 0.1) -> None:
        super().__init__()
        self.base = base
        width = base.config.hidden_size
        self.shape = nn.Embedding(SHAPES, width)
        self.quoted = nn.Embedding(QUOTED, width)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.quoted.weight)
        self.dropout = nn.Dropout(dropout)
        self.cue = nn.Linear(width, CUE_LABELS)

    def forward(
        self, ids: Tensor, shapes: Tensor, quoted: Tensor, heads: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """``ids``, ``shapes``, ``quoted``: (windows, pieces); ``heads``: (windows, words)."""
        vectors = self.base.embeddings.word_embeddings(ids)
        vectors = vectors + self.shape(shapes) + self.quoted(quoted)
        pieces = self.base(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        words = torch.gather(pieces, 1, heads.unsqueeze(-1).expand(-1, -1, pieces.shape[-1]))
        return words, self.cue(self.dropout(words))


class Layer(nn.Module):
    """A transformer layer that normalises first; written out so that it exports plainly."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.before = nn.LayerNorm(width)
        self.mix = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.between = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        cues, words, width = x.shape
        query, key, value = (
            part.view(cues, words, self.heads, width // self.heads).transpose(1, 2)
            for part in self.mix(self.before(x)).chunk(3, dim=-1)
        )
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(cues, words, width)
        x = x + self.dropout(self.out(mixed))
        inner = nn.functional.gelu(self.up(self.between(x)), approximate="tanh")
        return x + self.dropout(self.down(inner))


class Linker(nn.Module):
    """Which words are a cue’s source and content."""

    def __init__(
        self, encoded: int, width: int = 192, layers: int = 2, heads: int = 6, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.word = nn.Linear(encoded, width)
        self.cue = nn.Linear(2 * encoded, width)
        self.distance = nn.Embedding(DISTANCES, width)
        self.paragraph = nn.Embedding(PARAGRAPHS, width)
        self.layers = nn.ModuleList(Layer(width, heads, 2 * width, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.role = nn.Linear(width, ROLES)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self,
        words: Tensor,
        ends: Tensor,
        index: Tensor,
        distance: Tensor,
        paragraph: Tensor,
        mask: Tensor,
    ) -> Tensor:
        """Roles of the words around each cue.

        Args:
            words: (all words, encoded), the windows' words one behind the other.
            ends: (cues, 2), first and last word of each cue.
            index: (cues, words around), which words they are.
            distance: (cues, words around), buckets of their distance to the cue.
            paragraph: (cues, words around), whether they stand in the cue’s paragraph.
            mask: (cues, words around), 1 for a word, 0 for filling.

        Returns:
            (cues, words around, ROLES), unnormalised.
        """
        cue = self.cue(words[ends].flatten(1))
        x = self.word(words)[index] + cue.unsqueeze(1)
        x = x + self.distance(distance) + self.paragraph(paragraph)
        bias = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return self.role(self.dropout(self.norm(x)))


def base_encoder(folder: str) -> BertModel:
    """The pre-trained encoder, its vocabulary frozen."""
    # Dropout inside attention doubled the time of a step and helped nothing measurable.
    config = BertConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0)
    base = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    base.embeddings.word_embeddings.requires_grad_(False)
    return base
