"""The other side of `./course bench train`: the Transformer of the course written in a straightforward way in PyTorch.

Read by a person it is a plain training script: torch.nn's own layers, F.cross_entropy with label smoothing, fused Adam.
Three things are chosen so that it does the same work as ours, and no more:
  - dropout where the paper has it, on the sub-layers' outputs and on the embeddings; torch.nn's layers would also drop
    attention weights and the middle of the feed-forward network, which costs time;
  - no sentence has padding, so no padding mask is passed;
  - the output layer is the embedding table (section 3.4 of the paper).

It reads its sizes as JSON from the first argument, then orders from standard input, one a line, and answers each with
one line of JSON:
  loss FILE   loads the weights of this safetensors file; the loss of the batch without dropout
  steps N     trains N steps; the seconds they took, and the last loss
"""

import json
import math
import platform
import struct
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Transformer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.width, self.rate = config["modelWidth"], config["dropout"]
        sizes = dict(
            d_model=self.width,
            nhead=config["heads"],
            dim_feedforward=config["innerWidth"],
            dropout=self.rate,
            batch_first=True,
        )
        self.embedding = nn.Embedding(config["vocabulary"], self.width)
        self.encoder = nn.TransformerEncoder(
            nn.TransformerEncoderLayer(**sizes), config["layers"], enable_nested_tensor=False
        )
        self.decoder = nn.TransformerDecoder(nn.TransformerDecoderLayer(**sizes), config["layers"])
        self.dropout = nn.Dropout(self.rate)
        for layer in [*self.encoder.layers, *self.decoder.layers]:
            layer.dropout = nn.Identity()  # the middle of the feed-forward network
            layer.self_attn.dropout = 0.0  # attention weights
            if hasattr(layer, "multihead_attn"):
                layer.multihead_attn.dropout = 0.0
        self.register_buffer("positions", sinusoids(config["maximumLength"], self.width), persistent=False)
        length = max(config["length"], config["steps"])
        self.register_buffer(
            "look_ahead", nn.Transformer.generate_square_subsequent_mask(length), persistent=False
        )

    def embed(self, tokens):
        vectors = self.embedding(tokens) * math.sqrt(self.width)
        return self.dropout(vectors + self.positions[: tokens.shape[1]])

    def states(self, source, target):
        memory, length = self.encoder(self.embed(source)), target.shape[1]
        mask = self.look_ahead[:length, :length]
        return self.decoder(self.embed(target), memory, tgt_mask=mask, tgt_is_causal=True)

    def forward(self, source, target):
        return F.linear(self.states(source, target), self.embedding.weight)


def sinusoids(length, width):
    position = torch.arange(length, dtype=torch.float64)[:, None]
    angle = position * 10000 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    return torch.stack([angle.sin(), angle.cos()], -1).reshape(length, width).float()


def plain_loss(model, source, target, labels, smoothing):
    logits = model(source, target)
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), labels.reshape(-1), label_smoothing=smoothing)


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            first, end = entry["data_offsets"]
            tensor = torch.frombuffer(data, dtype=torch.float32, count=(end - first) // 4, offset=first)
            tensors[name] = tensor.reshape(entry["shape"]).clone()
    return tensors


def chunked_loss(model, source, target, labels, smoothing, rows=128):
    """The loss of --baseline chunked: some rows of the output layer at a time, with its gradient written by hand."""
    states = model.states(source, target)
    return ChunkedLoss.apply(states.flatten(0, 1), model.embedding.weight, labels.flatten(), smoothing, rows)


class ChunkedLoss(torch.autograd.Function):
    @staticmethod
    def forward(context, states, weight, labels, smoothing, rows):
        count, vocabulary = states.shape[0], weight.shape[0]
        state_gradient, weight_gradient = torch.empty_like(states), torch.zeros_like(weight)
        total = 0.0
        for part, right, gradient in zip(states.split(rows), labels.split(rows), state_gradient.split(rows)):
            scores = part @ weight.T
            log_total = scores.logsumexp(-1, keepdim=True)
            score = scores.gather(1, right[:, None])
            smooth = smoothing * scores.mean(-1, keepdim=True)
            total += (log_total - (1 - smoothing) * score - smooth).sum()
            p = scores.sub_(log_total).exp_().sub_(smoothing / vocabulary)
            p.scatter_add_(1, right[:, None], torch.full_like(score, smoothing - 1))
            torch.mm(p, weight, out=gradient)
            weight_gradient.addmm_(p.T, part)
        context.save_for_backward(state_gradient.div_(count), weight_gradient.div_(count))
        return total / count

    @staticmethod
    def backward(context, outer):
        state_gradient, weight_gradient = context.saved_tensors
        return state_gradient * outer, weight_gradient * outer, None, None, None


def tokens(config):
    """The ids that the Java side makes too: a linear congruential generator, between <sos> = 1 and <eos> = 2."""
    state, words = 1, config["length"] - 1

    def sentence():
        nonlocal state
        ids = []
        for _ in range(words):
            state = (state * 1103515245 + 12345) % 2**31
            ids.append(4 + (state >> 8) % (config["vocabulary"] - 4))
        return ids

    pairs = [(sentence() + [2], [1] + sentence() + [2]) for _ in range(config["sentences"])]
    source, target = torch.tensor([s for s, _ in pairs]), torch.tensor([t for _, t in pairs])
    return source, target[:, :-1].contiguous(), target[:, 1:].contiguous()


def answer(**values):
    print(json.dumps(values), flush=True)


def main(config):
    torch.set_num_threads(config["threads"])
    torch.manual_seed(1)
    model = Transformer(config)
    loss_of = chunked_loss if config["chunked"] else plain_loss
    batch = tokens(config)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, betas=(0.9, 0.98), eps=1e-9, fused=True)

    def step():
        optimizer.zero_grad()
        loss = loss_of(model, *batch, config["smoothing"])
        loss.backward()
        optimizer.step()
        return loss.item()

    answer(version=f"PyTorch {torch.__version__}, Python {platform.python_version()}")
    for line in sys.stdin:
        order, argument = line.split(maxsplit=1)
        argument = argument.strip()
        if order == "loss":
            model.load_state_dict(read_safetensors(argument))
            model.eval()
            # With gradients on: torch.nn takes another, inference-only way through its layers otherwise.
            answer(loss=loss_of(model, *batch, config["smoothing"]).item())
        elif order == "steps":
            model.train()
            start = time.perf_counter()
            for _ in range(int(argument)):
                loss = step()
            answer(seconds=time.perf_counter() - start, loss=loss)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
