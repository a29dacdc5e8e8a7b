"""The other side of `./course bench recurrent`: an LSTM's training step in PyTorch, the way one usually writes it.

Twice the same network: nn.LSTM, and the loop over the cell's formula that one writes to understand it. The loss is the
mean of the outputs' squares; the gradients of weights and input are computed, and fused Adam makes a step.

It reads its sizes as JSON from the first argument, then orders from standard input, one a line, and answers each with
one line of JSON; WAY is fused or loop:
  check WAY FILE  loads weights and input from this safetensors file; the loss and the norm of all gradients
  steps WAY N     trains N steps; how many milliseconds each took
"""

import json
import platform
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

from bench_train import answer, read_safetensors


def fused(lstm, x):
    return lstm(x)[0]


def loop(lstm, x):
    from_input = F.linear(x, lstm.weight_ih_l0, lstm.bias_ih_l0)  # (B, T, 4 H), all steps at once
    hidden = cell = x.new_zeros(x.shape[0], lstm.hidden_size)
    outputs = []
    for step in from_input.unbind(1):
        gates = step + F.linear(hidden, lstm.weight_hh_l0, lstm.bias_hh_l0)
        i, f, g, o = gates.chunk(4, 1)
        cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
        hidden = torch.sigmoid(o) * torch.tanh(cell)
        outputs.append(hidden)
    return torch.stack(outputs, 1)


WAYS = {"fused": fused, "loop": loop}


def main(sizes):
    torch.set_num_threads(sizes["threads"])
    lstm = nn.LSTM(sizes["hidden"], sizes["hidden"], batch_first=True)
    x = torch.zeros(sizes["batch"], sizes["length"], sizes["hidden"], requires_grad=True)
    optimizer = torch.optim.Adam(lstm.parameters(), lr=1e-4, betas=(0.9, 0.98), eps=1e-9, fused=True)

    def gradients(way):
        optimizer.zero_grad(set_to_none=True)
        x.grad = None
        loss = WAYS[way](lstm, x).square().mean()
        loss.backward()
        return loss

    answer(version=f"PyTorch {torch.__version__}, Python {platform.python_version()}")
    for line in sys.stdin:
        order, way, argument = line.strip().split(" ", 2)
        if order == "check":
            tensors = read_safetensors(argument)
            x.data.copy_(tensors.pop("x"))
            lstm.load_state_dict(tensors)
            loss = gradients(way).item()
            squares = sum(tensor.grad.square().sum() for tensor in [x, *lstm.parameters()])
            answer(loss=loss, gradient=squares.sqrt().item())
        elif order == "steps":
            milliseconds = []
            for _ in range(int(argument)):
                start = time.perf_counter()
                loss = gradients(way)
                optimizer.step()
                loss.item()
                milliseconds.append((time.perf_counter() - start) * 1000)
            answer(milliseconds=milliseconds)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
