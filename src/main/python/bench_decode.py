"""The other side of `./course bench decode`: greedy decoding of the same Transformer in PyTorch.

Two loops. The plain one is what most scripts do: at each step the decoder reads the whole beginning again. The other one
keeps keys and values, as ours does. Both encode the source once, and both apply the output layer to the last position only.

It reads its sizes as JSON from the first argument, then orders from standard input, one a line, and answers each with
one line of JSON:
  weights FILE   loads the weights of this safetensors file
  plain N        decodes the batch N times without a cache; the seconds of each time, and the tokens said
  cached N       the same with a cache
"""

import json
import math
import platform
import sys
import time

import torch
import torch.nn.functional as F
from bench_train import Transformer, answer, read_safetensors, tokens

SOS = 1


def plain(model, source, steps):
    memory = model.encoder(model.embed(source))
    said = torch.full((source.shape[0], 1), SOS)
    for step in range(1, steps + 1):
        mask = model.look_ahead[:step, :step]
        states = model.decoder(model.embed(said), memory, tgt_mask=mask, tgt_is_causal=True)
        logits = F.linear(states[:, -1], model.embedding.weight)
        said = torch.cat([said, logits.argmax(-1, keepdim=True)], 1)
    return said[:, 1:]


def cached(model, source, steps):
    memory = model.encoder(model.embed(source))
    layers = model.decoder.layers
    sources = [project(layer.multihead_attn, memory, 1, 3) for layer in layers]  # keys and values of the memory
    seen = [None] * len(layers)
    token, said = torch.full((source.shape[0],), SOS), []
    for step in range(steps):
        x = model.embedding(token)[:, None] * math.sqrt(model.width) + model.positions[step]
        for i, layer in enumerate(layers):
            query, key, value = project(layer.self_attn, x, 0, 3)
            if seen[i] is not None:
                key, value = torch.cat([seen[i][0], key], 2), torch.cat([seen[i][1], value], 2)
            seen[i] = key, value
            x = layer.norm1(x + attend(layer.self_attn, query, key, value))
            (query,) = project(layer.multihead_attn, x, 0, 1)
            x = layer.norm2(x + attend(layer.multihead_attn, query, *sources[i]))
            x = layer.norm3(x + layer.linear2(F.relu(layer.linear1(x))))
        if model.decoder.norm is not None:
            x = model.decoder.norm(x)
        token = F.linear(x[:, 0], model.embedding.weight).argmax(-1)
        said.append(token)
    return torch.stack(said, 1)


def project(attention, x, first, end):
    """Parts first to end of queries, keys and values, each (B, h, T, d_k)."""
    width = attention.embed_dim
    rows = slice(first * width, end * width)
    projected = F.linear(x, attention.in_proj_weight[rows], attention.in_proj_bias[rows])
    parts = projected.chunk(end - first, -1)
    return [p.unflatten(-1, (attention.num_heads, -1)).transpose(1, 2) for p in parts]


def attend(attention, query, key, value):
    heads = F.scaled_dot_product_attention(query, key, value)
    return attention.out_proj(heads.transpose(1, 2).flatten(2))


def main(config):
    torch.set_num_threads(config["threads"])
    model = Transformer(config).eval()
    source, _, _ = tokens(config)
    loops = {"plain": plain, "cached": cached}
    answer(version=f"PyTorch {torch.__version__}, Python {platform.python_version()}")
    for line in sys.stdin:
        order, argument = line.split(maxsplit=1)
        argument = argument.strip()
        if order == "weights":
            model.load_state_dict(read_safetensors(argument))
            answer(done=True)
            continue
        seconds = []
        with torch.inference_mode():
            for _ in range(int(argument)):
                start = time.perf_counter()
                said = loops[order](model, source, config["steps"])
                seconds.append(time.perf_counter() - start)
        answer(seconds=seconds, said=said.flatten().tolist())


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
