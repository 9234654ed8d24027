"""The network: a MiniLM encoder with case features, and the heads of our tasks.

Encoder: BERT layout (Devlin et al. 2019), post-LayerNorm, GELU in its tanh form, initialised from
MiniLM-L6-H384-uncased (Wang et al. 2020). Heads read the first piece of every word.
"""
import torch
import torch.nn.functional as F
from torch import nn

from quantize import LINEAR_LIMIT, quantize_rows

CASE_CLASSES = 7
MAX_PIECES = 256
DISTANCES = 32      # buckets of the signed distance between two spans


class Rounding(torch.autograd.Function):
    """Numbers rounded to the steps of 8 bits; the gradient passes as if they were not."""

    @staticmethod
    def forward(ctx, x, step, largest):
        return torch.round(x / step).clamp_(-largest, largest).mul_(step)

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None, None


class ByteLinear(nn.Linear):
    """A linear layer that can be trained for the 8-bit program: while `steps` are set (one for each
    row of weights), weights and inputs are rounded as quantize.py and extract/ round them
    (Jacob et al. 2018)."""

    steps = None

    def forward(self, x):
        if self.steps is None:
            return super().forward(x)
        step = x.detach().abs().amax(-1, keepdim=True).float().clamp(min=1e-6) / self.input_levels
        rounded = Rounding.apply(x.float(), step, 255)
        return F.linear(rounded, Rounding.apply(self.weight, self.steps, LINEAR_LIMIT), self.bias)

    input_levels = 127      # what attention and norms give is symmetric, 1 + 127 + 127 numbers


class Layer(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = ByteLinear(width, 3 * width)
        self.attention_out = ByteLinear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.up = ByteLinear(width, inner)
        self.down = ByteLinear(inner, width)
        self.down.input_levels = 240    # GELU reaches from -0.17: nearly all of 253 steps are above 0
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.attention_norm(x + self.dropout(self.attention_out(mixed)))
        inner = F.gelu(self.up(x), approximate="tanh")
        return self.norm(x + self.dropout(self.down(inner)))


class Encoder(nn.Module):
    def __init__(self, vocabulary=30522, width=384, layers=6, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(MAX_PIECES, width)
        self.case = nn.Embedding(CASE_CLASSES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        nn.init.normal_(self.case.weight, std=0.02)

    def forward(self, ids, cases, mask):
        """ids, cases: batch x pieces; mask: batch x pieces, True where there is a piece."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions) + self.case(cases)
        x = self.dropout(self.norm(x))
        attend = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def load_bert(self, state):
        """Takes the weights of a BertModel state dict (Hugging Face names)."""
        with torch.no_grad():
            self.word.weight.copy_(state["embeddings.word_embeddings.weight"])
            types = state["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(
                state["embeddings.position_embeddings.weight"][:MAX_PIECES] + types)
            self._take(self.norm, state, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                parts = [at + f"attention.self.{n}." for n in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([state[p + "weight"] for p in parts]))
                layer.qkv.bias.copy_(torch.cat([state[p + "bias"] for p in parts]))
                self._take(layer.attention_out, state, at + "attention.output.dense")
                self._take(layer.attention_norm, state, at + "attention.output.LayerNorm")
                self._take(layer.up, state, at + "intermediate.dense")
                self._take(layer.down, state, at + "output.dense")
                self._take(layer.norm, state, at + "output.LayerNorm")

    @staticmethod
    def _take(module, state, name):
        module.weight.copy_(state[name + ".weight"])
        module.bias.copy_(state[name + ".bias"])


class Crf(nn.Module):
    """Linear-chain conditional random field (Lafferty et al. 2001)."""

    def __init__(self, tags):
        super().__init__()
        self.start = nn.Parameter(torch.zeros(tags))
        self.move = nn.Parameter(torch.zeros(tags, tags))

    def loss(self, emissions, gold, mask):
        """Mean negative log likelihood of a word; mask: batch x words, True where there is one."""
        score = self.start[gold[:, 0]] + emissions[:, 0].gather(1, gold[:, :1]).squeeze(1)
        alpha = self.start + emissions[:, 0]
        steps = emissions.gather(2, gold[:, :, None]).squeeze(2)
        moves = self.move[gold[:, :-1], gold[:, 1:]]
        score = score + ((steps[:, 1:] + moves) * mask[:, 1:]).sum(1)
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + self.move, 1) + emissions[:, i]
            alpha = torch.where(mask[:, i, None], step, alpha)
        return (torch.logsumexp(alpha, 1) - score).sum() / mask.sum()


class Links(nn.Module):
    """Scores of pairs of spans: v . gelu(A left + B right + distance) + (C left) . (D right)."""

    def __init__(self, width, hidden=192, product=64):
        super().__init__()
        self.hidden, self.product = hidden, product
        self.left = nn.Linear(width, hidden + product)
        self.right = nn.Linear(width, hidden + product)
        self.distance = nn.Embedding(DISTANCES, hidden)
        self.out = nn.Linear(hidden, 1)
        nn.init.normal_(self.distance.weight, std=0.02)

    def forward(self, left, right, distance):
        """left: n x width, right: m x width, distance: n x m buckets; n x m scores."""
        a, b = self.left(left), self.right(right)
        h, p = self.hidden, self.product
        mixed = a[:, None, :h] + b[None, :, :h] + self.distance(distance)
        score = self.out(F.gelu(mixed, approximate="tanh")).squeeze(-1)
        return score + a[:, h:] @ b[:, h:].T / p ** 0.5


class Network(nn.Module):
    def __init__(self, entity_tags, attribution_tags, pos_tags, dep_tags, width=384, **encoder):
        super().__init__()
        self.encoder = Encoder(width=width, **encoder)
        self.dropout = nn.Dropout(0.1)
        self.entity = nn.Linear(width, entity_tags)
        self.attribution = nn.Linear(width, attribution_tags)
        self.crf = Crf(attribution_tags)
        self.content_cue = Links(width)     # content span -> its cue
        self.cue_source = Links(width)      # cue -> its source, or none
        self.no_source = nn.Linear(width, 1)
        self.anaphor = Links(width)         # mention -> antecedent, or none
        self.no_antecedent = nn.Linear(width, 1)
        self.pos = nn.Linear(width, pos_tags)
        self.dep = nn.Linear(width, dep_tags)
        self.arc_child = nn.Linear(width, 128)
        self.arc_head = nn.Linear(width, 128)

    @classmethod
    def of(cls, state):
        """The network of a checkpoint's state: its sizes are read from the weights."""
        rows = [len(state[f"{head}.bias"]) for head in ("entity", "attribution", "pos", "dep")]
        layers = sum(name.startswith("encoder.layers.") and name.endswith(".up.bias") for name in state)
        network = cls(*rows, layers=layers, inner=len(state["encoder.layers.0.up.bias"]))
        network.load_state_dict(state)
        return network

    def words(self, batch):
        """Hidden states of the first pieces: batch x words x width."""
        pieces = self.encoder(batch["ids"], batch["cases"], batch["piece_mask"])
        index = batch["first_piece"][:, :, None].expand(-1, -1, pieces.shape[2])
        return pieces.gather(1, index)

    def round_weights(self):
        """Sets the steps of all 8-bit layers from the weights of now."""
        for layer in self.modules():
            if isinstance(layer, ByteLinear):
                _, scale = quantize_rows(layer.weight.detach().numpy(), LINEAR_LIMIT)
                layer.steps = torch.from_numpy(scale)[:, None]


def distance_bucket(words):
    """Signed distance in words to 0 .. DISTANCES-1: 1, 2, 3, 4, 5-6, 7-9, ... apart, each way."""
    size = words.abs().float().clamp(min=1)
    step = torch.where(size <= 4, size - 1, 4 + torch.floor(torch.log2(size / 5) * 2).clamp(min=0))
    step = step.clamp(max=DISTANCES // 2 - 1).long()
    return torch.where(words < 0, step, step + DISTANCES // 2)
