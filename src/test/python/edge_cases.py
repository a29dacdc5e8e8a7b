"""Makes src/test/resources/reference/edge: reference cases at the edges of each family.

Needs PyTorch and NumPy, which the project does not: run it by hand when a case is added or changed,
    python src/test/python/edge_cases.py src/test/resources/reference/edge
and commit the result. It is no part of the tests. Values are computed in float64 and stored as
float32; where PyTorch's own float32 is further off than the usual tolerance allows, a tensor gets
eight times that error.
"""

import io
import json
import math
import pathlib
import sys
import zipfile

import numpy as np
import torch
from torch.nn import functional as F

RTOL, ATOL = 1e-4, 1e-5
ROOT = pathlib.Path(sys.argv[1])


class Case:
    """One case: draws inputs from its own seed, and writes what a function makes of them."""

    def __init__(self, family, name, **parameters):
        self.family, self.name, self.parameters = family, name, parameters
        self.tensors = {}
        self.wanted = []
        self.objective = []
        self.given = self.expected = None
        self.ignored = {}
        self.looser = {}
        self.random = np.random.default_rng(sum(map(ord, family + name)))

    def normal(self, *shape, scale=1.0, shift=0.0):
        return self.random.standard_normal(shape) * scale + shift

    def input(self, name, value, gradient=True):
        self._put("input." + name, value, gradient)

    def state(self, name, value, gradient=True):
        self._put("state." + name, value, gradient)

    def _put(self, key, value, gradient):
        value = np.asarray(value)
        if value.dtype.kind == "f":
            value = value.astype("<f4")
            if gradient:
                self.wanted.append(key)
        else:
            value = value.astype("|b1" if value.dtype == bool else "<i8")
        self.tensors[key] = value

    def cotangent(self, shape, output="output"):
        self.input("cotangent", self.normal(*shape), gradient=False)
        self.objective.append({"output": output, "cotangent": "cotangent"})

    def run(self, function):
        """function(get) -> {output: tensor}; get(key) gives a tensor, None if there is none."""
        exact, rough = (self._run(function, kind) for kind in (torch.float64, torch.float32))
        for key, value in exact.items():
            if value.dtype.kind == "f":
                assert np.isfinite(value).all(), (self.family, self.name, key)
                error = float(np.abs(value - rough[key]).max()) if value.size else 0.0
                if 4 * error > ATOL + RTOL * float(np.abs(value).min(initial=0)):
                    self.looser.setdefault(key, {"rtol": RTOL, "atol": max(ATOL, 8 * error)})
                value = value.astype("<f4")
            self.tensors[key] = value
        self.write()

    def _run(self, function, kind):
        leaves = {}
        for key, value in self.tensors.items():
            tensor = torch.from_numpy(value.copy())
            if tensor.is_floating_point():
                tensor = tensor.to(kind).requires_grad_(key in self.wanted)
            leaves[key] = tensor
        outputs = function(leaves.get)
        results = {"output." + name: value.detach().numpy() for name, value in outputs.items()}
        if self.objective:
            total = 0
            for term in self.objective:
                value = outputs[term["output"]]
                given = term["cotangent"] and leaves["input." + term["cotangent"]]
                total = total + (value if given is None else (value * given).sum())
            total.backward()
            for key in self.wanted:
                leaf = leaves[key]
                gradient = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
                results["grad." + key] = gradient.numpy()
        return results

    def write(self):
        names = lambda prefix: [k[len(prefix) :] for k in self.tensors if k.startswith(prefix)]
        case = {
            "format": 1,
            "family": self.family,
            "name": self.name,
            "description": self.family + ": " + self.name.replace("_", " "),
            "parameters": self.parameters,
            "inputs": names("input."),
            "state": names("state."),
            "outputs": names("output."),
            "gradients": names("grad."),
            "tolerance": {"rtol": RTOL, "atol": ATOL},
        }
        if self.looser:
            case["tolerance"]["overrides"] = self.looser
        if names("grad."):
            case["objective"] = self.objective
        optional = {"ignored_ranges": self.ignored, "given": self.given, "expected": self.expected}
        case.update({key: value for key, value in optional.items() if value})
        if self.tensors:
            case["tensors"] = {
                key: {"dtype": str(value.dtype), "shape": list(value.shape)}
                for key, value in self.tensors.items()
            }
        folder = ROOT / self.family / self.name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.json").write_text(json.dumps(case, indent=1) + "\n", encoding="utf-8")
        if not self.tensors:
            return
        with zipfile.ZipFile(folder / "tensors.npz", "w") as archive:
            for key, value in self.tensors.items():
                data = io.BytesIO()
                np.lib.format.write_array(data, np.array(value, order="C"), version=(1, 0))
                entry = zipfile.ZipInfo(key + ".npy", (1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, data.getvalue(), zipfile.ZIP_DEFLATED)


# The formulas.


def masked_softmax(scores, hidden):
    if hidden is None:
        return scores.softmax(-1)
    blind = hidden.all(-1, keepdim=True)
    seen = scores.masked_fill(hidden & ~blind, -math.inf).softmax(-1)
    return torch.where(blind.expand_as(seen), torch.zeros_like(seen), seen)


def look_ahead(length):
    return torch.ones(length, length, dtype=torch.bool).triu(1)


def attend(q, k, v, hidden):
    weights = masked_softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), hidden)
    return weights @ v, weights


def multi_head(query, key, value, state, heads, hidden):
    width = query.shape[-1]
    projected = []
    for part, x in enumerate((query, key, value)):
        rows = slice(part * width, (part + 1) * width)
        bias = state("in_proj_bias")
        y = F.linear(x, state("in_proj_weight")[rows], None if bias is None else bias[rows])
        projected.append(y.unflatten(-1, (heads, width // heads)).transpose(1, 2))
    output, weights = attend(*projected, hidden)
    joined = output.transpose(1, 2).flatten(2)
    return F.linear(joined, state("out_proj.weight"), state("out_proj.bias")), weights


def hide(padding, length=None):
    """Padding [B,Tk] or None, and look-ahead for a length or None -> [B,1,Tq,Tk] or None."""
    hidden = None if padding is None else padding[:, None, None, :]
    if length is None:
        return hidden
    ahead = look_ahead(length)[None, None]
    return ahead if hidden is None else hidden | ahead


def norm(x, state, name, eps):
    return F.layer_norm(x, x.shape[-1:], state(name + ".weight"), state(name + ".bias"), eps)


def sublayer(x, f, normalize, first):
    return x + f(normalize(x)) if first else normalize(x + f(x))


def within(get, prefix):
    return lambda name: get(prefix + name)


def feed_forward(x, state):
    inner = F.linear(x, state("linear1.weight"), state("linear1.bias")).relu()
    return F.linear(inner, state("linear2.weight"), state("linear2.bias"))


def layer(x, state, p, hidden, memory=None, memory_hidden=None):
    first, eps, heads = p["norm_first"], p["eps"], p["num_heads"]
    normal = lambda i: lambda y: norm(y, state, f"norm{i}", eps)
    attention = within(state, "self_attn.")
    x = sublayer(x, lambda y: multi_head(y, y, y, attention, heads, hidden)[0], normal(1), first)
    if memory is not None:
        cross = within(state, "multihead_attn.")
        looks = lambda y: multi_head(y, memory, memory, cross, heads, memory_hidden)[0]
        x = sublayer(x, looks, normal(2), first)
    last = 2 if memory is None else 3
    return sublayer(x, lambda y: feed_forward(y, state), normal(last), first)


def angles(first, length, width, dtype=torch.float64):
    positions = torch.arange(first, first + length, dtype=torch.float64)[:, None]
    pairs = torch.arange(width, dtype=torch.float64).div(2, rounding_mode="floor")
    angle = positions * 10000 ** (-2 * pairs / width)
    even = torch.arange(width) % 2 == 0
    return torch.where(even, angle.sin(), angle.cos()).to(dtype)


def stacks(source, target, state, p):
    """-> memory, logits"""
    table, width, pad = state("embedding.weight"), p["d_model"], p["pad_id"]
    embed = lambda t: table[t] * math.sqrt(width) + angles(0, t.shape[1], width, table.dtype)
    x, padding = embed(source), source == pad
    for i in range(p["num_layers"]):
        x = layer(x, within(state, f"encoder.layers.{i}."), p, hide(padding))
    memory = norm(x, state, "encoder.norm", p["eps"]) if p["norm_first"] else x
    y = embed(target)
    for i in range(p["num_layers"]):
        hidden = hide(target == pad, target.shape[1])
        part = within(state, f"decoder.layers.{i}.")
        y = layer(y, part, p, hidden, memory, hide(padding))
    y = norm(y, state, "decoder.norm", p["eps"]) if p["norm_first"] else y
    return memory, y @ table.T


def smoothed(logits, target, eps, pad, convention):
    """-> token losses, true distribution"""
    size = logits.shape[-1]
    kept = (target != pad).to(logits.dtype)
    hot = F.one_hot(target, size).to(logits.dtype)
    log_p = logits.log_softmax(-1)
    if convention == "torch":
        q = (1 - eps) * hot + eps / size
        return -(q * log_p).sum(-1) * kept, q
    q = hot * (1 - eps) + (1 - hot) * (eps / (size - 2))
    q[:, pad] = 0
    q = q * kept[:, None]
    return (torch.xlogy(q, q) - q * log_p).sum(-1), q


def adam(weights, gradients, moments, rate, t, p, eps):
    for name, w in weights.items():
        m, v = moments[name]
        g = gradients[name]
        m.mul_(p["beta1"]).add_((1 - p["beta1"]) * g)
        v.mul_(p["beta2"]).add_((1 - p["beta2"]) * g * g)
        corrected = (v / (1 - p["beta2"] ** t)).sqrt() + eps
        w.data.sub_(rate * (m / (1 - p["beta1"] ** t)) / corrected)


def noam(step, width, warmup, factor):
    return factor * width**-0.5 * min(step**-0.5, step * warmup**-1.5)


# Weights.


def attention_state(case, prefix, width, bias=True):
    case.state(prefix + "in_proj_weight", case.normal(3 * width, width, scale=width**-0.5))
    if bias:
        case.state(prefix + "in_proj_bias", case.normal(3 * width, scale=0.1))
    case.state(prefix + "out_proj.weight", case.normal(width, width, scale=width**-0.5))
    if bias:
        case.state(prefix + "out_proj.bias", case.normal(width, scale=0.1))


def linear_state(case, name, rows, columns):
    case.state(name + ".weight", case.normal(rows, columns, scale=columns**-0.5))
    case.state(name + ".bias", case.normal(rows, scale=0.1))


def norm_state(case, name, width):
    case.state(name + ".weight", case.normal(width, scale=0.2, shift=1))
    case.state(name + ".bias", case.normal(width, scale=0.2))


def layer_state(case, prefix, width, inner, decoder):
    attention_state(case, prefix + "self_attn.", width)
    if decoder:
        attention_state(case, prefix + "multihead_attn.", width)
    linear_state(case, prefix + "linear1", inner, width)
    linear_state(case, prefix + "linear2", width, inner)
    for i in range(3 if decoder else 2):
        norm_state(case, f"{prefix}norm{i + 1}", width)


def model_state(case, p):
    width = p["d_model"]
    case.state("embedding.weight", case.normal(p["vocabulary"], width, scale=width**-0.5))
    for side in ("encoder", "decoder"):
        for i in range(p["num_layers"]):
            prefix = f"{side}.layers.{i}."
            layer_state(case, prefix, width, p["d_ff"], side == "decoder")
        if p["norm_first"]:
            norm_state(case, side + ".norm", width)


# The cases.


def mask(rows):
    return np.array([[c == "x" for c in row] for row in rows])


def scaled_dot_product(name, b, h, tq, tk, dk, dv, padding=None, causal=False, own=None, scale=1.0):
    case = Case(
        "scaled_dot_product",
        name,
        heads=h,
        d_k=dk,
        d_v=dv,
        causal=causal,
        key_padding=padding is not None,
        attention_mask=own is not None,
    )
    case.input("query", case.normal(b, h, tq, dk, scale=scale))
    case.input("key", case.normal(b, h, tk, dk, scale=scale))
    case.input("value", case.normal(b, h, tk, dv))
    if padding:
        case.input("key_padding_mask", mask(padding))
    if own:
        case.input("attention_mask", mask(own))
    case.cotangent((b, h, tq, dv))

    def compute(get):
        hidden = hide(get("input.key_padding_mask"), tq if causal else None)
        extra = get("input.attention_mask")
        if extra is not None:
            hidden = extra[None, None] if hidden is None else hidden | extra
        if hidden is not None:
            hidden = hidden.expand(b, h, tq, tk)
        output, weights = attend(get("input.query"), get("input.key"), get("input.value"), hidden)
        return {"weights": weights, "output": output}

    case.run(compute)


def multi_head_case(name, b, tq, tk, width, heads, bias=True, padding=None, causal=False):
    cross = tk is not None
    case = Case(
        "multi_head",
        name,
        embed_dim=width,
        num_heads=heads,
        bias=bias,
        causal=causal,
        key_padding=padding is not None,
        cross_attention=cross,
    )
    if width % heads:
        case.expected = {"error": "embed_dim must be divisible by num_heads"}
        case.write()
        return
    case.input("query", case.normal(b, tq, width))
    if cross:
        case.input("key", case.normal(b, tk, width))
        case.input("value", case.normal(b, tk, width))
    if padding:
        case.input("key_padding_mask", mask(padding))
    attention_state(case, "", width, bias)
    case.cotangent((b, tq, width))

    def compute(get):
        query = get("input.query")
        key, value = (get("input.key"), get("input.value")) if cross else (query, query)
        hidden = hide(get("input.key_padding_mask"), tq if causal else None)
        output, weights = multi_head(query, key, value, within(get, "state."), heads, hidden)
        return {
            "output": output,
            "weights_per_head": weights,
            "weights_average": weights.mean(1),
        }

    case.run(compute)


def sinusoidal(name, length, width, first=0, shift=None):
    case = Case(
        "positional_sinusoidal",
        name,
        length=length,
        d_model=width,
        first_position=first,
        shift=shift,
    )

    def compute(get):
        outputs = {"table": angles(first, length, width)}
        if shift is not None:
            matrix = torch.zeros(width, width, dtype=torch.float64)
            for i in range(0, width, 2):
                w = shift / 10000 ** (i / width)
                block = [[math.cos(w), math.sin(w)], [-math.sin(w), math.cos(w)]]
                matrix[i : i + 2, i : i + 2] = torch.tensor(block, dtype=torch.float64)
            outputs["shift_matrix"] = matrix
            outputs["shifted_table"] = angles(first + shift, length, width)
        return outputs

    case.run(compute)


def learned(name, b, t, width, longest, positions=None):
    case = Case(
        "positional_learned",
        name,
        max_length=longest,
        d_model=width,
        explicit_positions=positions is not None,
    )
    case.input("x", case.normal(b, t, width))
    if positions is not None:
        case.input("positions", np.array(positions))
    case.state("weight", case.normal(longest, width))
    case.cotangent((b, t, width))

    def compute(get):
        at = torch.arange(t) if positions is None else get("input.positions")
        return {"output": get("input.x") + get("state.weight")[at]}

    case.run(compute)


def through(case, shape, f, scale=1.0, shift=0.0):
    """Cases of the form x -> output."""
    case.input("x", case.normal(*shape, scale=scale, shift=shift))
    case.cotangent(shape)
    case.run(lambda get: {"output": f(get("input.x"), within(get, "state."), get)})


def layer_norm(name, shape, eps=1e-5, scale=1.0, shift=0.0):
    case = Case("layer_norm", name, normalized_size=shape[-1], eps=eps)
    case.state("weight", case.normal(shape[-1], scale=0.2, shift=1))
    case.state("bias", case.normal(shape[-1], scale=0.2))
    f = lambda x, state, get: F.layer_norm(x, x.shape[-1:], state("weight"), state("bias"), eps)
    through(case, shape, f, scale, shift)


def batch_norm(name, shape, eps=1e-5, momentum=0.1, training=True, shift=0.0):
    width = shape[1]
    case = Case("batch_norm_1d", name, num_features=width, eps=eps, momentum=momentum,
                training=training)
    case.input("x", case.normal(*shape, shift=shift))
    case.state("weight", case.normal(width, scale=0.2, shift=1))
    case.state("bias", case.normal(width, scale=0.2))
    case.state("running_mean", case.normal(width), gradient=False)
    case.state("running_var", case.normal(width) ** 2 + 0.5, gradient=False)
    case.state("num_batches_tracked", np.array(7), gradient=False)
    case.cotangent(shape)

    def compute(get):
        mean, variance = (get("state.running_" + what).clone() for what in ("mean", "var"))
        weight, bias = get("state.weight"), get("state.bias")
        y = F.batch_norm(get("input.x"), mean, variance, weight, bias, training, momentum, eps)
        tracked = get("state.num_batches_tracked") + int(training)
        return {"output": y, "running_mean": mean, "running_var": variance,
                "num_batches_tracked": tracked}

    case.run(compute)


def feed_forward_case(name, shape, inner):
    width = shape[-1]
    case = Case("feed_forward", name, d_model=width, d_ff=inner, activation="relu")
    linear_state(case, "linear1", inner, width)
    linear_state(case, "linear2", width, inner)
    through(case, shape, lambda x, state, get: feed_forward(x, state))


def residual(name, shape, first, eps):
    width = shape[-1]
    family = "residual_pre_ln" if first else "residual_post_ln"
    case = Case(family, name, d_model=width, eps=eps, norm_first=first)
    linear_state(case, "sublayer", width, width)
    norm_state(case, "norm", width)

    def f(x, state, get):
        inner = lambda y: F.linear(y, state("sublayer.weight"), state("sublayer.bias"))
        return sublayer(x, inner, lambda y: norm(y, state, "norm", eps), first)

    through(case, shape, f)


def layer_case(name, b, t, s, width, heads, inner, first, eps, padding=None, memory_padding=None,
               causal=False):
    decoder = s is not None
    p = dict(d_model=width, num_heads=heads, d_ff=inner, activation="relu", norm_first=first,
             eps=eps, causal=causal or decoder, key_padding=padding is not None)
    if decoder:
        p["memory_padding"] = memory_padding is not None
    case = Case("decoder_layer" if decoder else "encoder_layer", name, **p)
    layer_state(case, "", width, inner, decoder)
    if decoder:
        case.input("memory", case.normal(b, s, width))
        if memory_padding:
            case.input("memory_padding_mask", mask(memory_padding))
    if padding:
        case.input("key_padding_mask", mask(padding))

    def f(x, state, get):
        hidden = hide(get("input.key_padding_mask"), t if p["causal"] else None)
        memory_hidden = hide(get("input.memory_padding_mask"))
        return layer(x, state, p, hidden, get("input.memory"), memory_hidden)

    through(case, (b, t, width), f)


def sizes(vocabulary, width, heads, inner, layers, first, pad, eps=1e-5):
    return dict(vocabulary=vocabulary, d_model=width, num_heads=heads, d_ff=inner,
                num_layers=layers, norm_first=first, activation="relu", eps=eps, pad_id=pad,
                bos_id=1 if pad != 1 else 0, eos_id=2 if pad != 2 else 0)


def encoder_decoder(name, p, source, target, smoothing):
    case = Case("encoder_decoder", name, **p, label_smoothing=smoothing)
    case.input("source", np.array(source))
    case.input("target", np.array(target))
    model_state(case, p)
    case.objective.append({"output": "loss", "cotangent": None})

    def compute(get):
        source, target = get("input.source"), get("input.target")
        memory, logits = stacks(source, target[:, :-1], within(get, "state."), p)
        labels = target[:, 1:].flatten()
        losses, _ = smoothed(logits.flatten(0, 1), labels, smoothing, p["pad_id"], "torch")
        loss = losses.sum() / (labels != p["pad_id"]).sum()
        return {"memory": memory, "logits": logits, "loss": loss}

    case.run(compute)


def label_smoothing(name, convention, smoothing, size, pad, target, scale=1.0):
    case = Case("label_smoothing_loss", name, convention=convention, smoothing=smoothing,
                vocabulary=size, pad_id=pad)
    case.input("logits", case.normal(len(target), size, scale=scale))
    case.input("target", np.array(target))
    case.objective.append({"output": "loss", "cotangent": None})

    def compute(get):
        labels = get("input.target")
        losses, q = smoothed(get("input.logits"), labels, smoothing, pad, convention)
        total = losses.sum()
        outputs = {"token_losses": losses, "loss_sum": total, "loss": total / (labels != pad).sum()}
        if convention == "kl_annotated":
            outputs["true_distribution"] = q
        return outputs

    case.run(compute)


def noam_case(name, width, warmup, factor, steps):
    case = Case("noam_schedule", name, d_model=width, warmup=warmup, factor=factor)
    case.input("steps", np.array(steps))
    rates = [noam(step, width, warmup, factor) for step in steps]
    case.looser["output.learning_rates"] = {"rtol": RTOL, "atol": 1e-12}
    case.run(lambda get: {"learning_rates": torch.tensor(rates, dtype=torch.float64)})


def adam_steps(name, n, steps, rate, beta1, beta2, eps, gradients):
    p = dict(objective="given_gradients", learning_rate=rate, beta1=beta1, beta2=beta2, eps=eps,
             steps=steps)
    case = Case("adam_steps", name, **p)
    case.input("gradients", gradients(case), gradient=False)
    case.state("p", case.normal(n), gradient=False)
    for moment in ("first", "second"):
        case.looser[f"output.{moment}_moment.p"] = {"rtol": 1e-3, "atol": 1e-30}

    def compute(get):
        w = get("state.p").clone()
        moments = {"p": (torch.zeros_like(w), torch.zeros_like(w))}
        rows = [w.clone()]
        for t in range(steps):
            adam({"p": w}, {"p": get("input.gradients")[t]}, moments, rate, t + 1, p, eps)
            rows.append(w.clone())
        m, v = moments["p"]
        return {"trajectory": torch.stack(rows), "final.p": w, "first_moment.p": m,
                "second_moment.p": v}

    case.run(compute)


def trajectory(name, p, source, target, convention, smoothing, warmup, factor):
    steps = len(source)
    p = dict(p, label_smoothing=smoothing, loss_convention=convention, warmup=warmup, factor=factor,
             beta1=0.9, beta2=0.98, adam_eps=1e-9, steps=steps, clip=None)
    case = Case("training_trajectory", name, **p)
    case.input("source", np.array(source))
    case.input("target", np.array(target))
    model_state(case, p)
    names = [key[len("state.") :] for key in case.wanted]
    case.wanted = []
    width = p["d_model"]
    for weight in names:
        key = "output.final." + weight
        case.looser[key] = {"rtol": 1e-3, "atol": 1e-4}
        if weight.endswith("in_proj_bias"):
            case.ignored[key] = [width, 2 * width]

    def compute(get):
        weights = {name: get("state." + name).clone().requires_grad_() for name in names}
        moments = {n: (torch.zeros_like(w), torch.zeros_like(w)) for n, w in weights.items()}
        losses, rates = [], []
        for t in range(steps):
            rates.append(noam(t + 1, width, warmup, factor))
            source, target = get("input.source")[t], get("input.target")[t]
            _, logits = stacks(source, target[:, :-1], weights.get, p)
            labels = target[:, 1:].flatten()
            token, _ = smoothed(logits.flatten(0, 1), labels, smoothing, p["pad_id"], convention)
            loss = token.sum() / (labels != p["pad_id"]).sum()
            gradients = dict(zip(names, torch.autograd.grad(loss, list(weights.values()))))
            adam(weights, gradients, moments, rates[-1], t + 1, p, p["adam_eps"])
            losses.append(loss.detach())
        outputs = {"losses": torch.stack(losses),
                   "learning_rates": torch.tensor(rates, dtype=torch.float64)}
        for name, w in weights.items():
            value = w.detach().clone()
            if name.endswith("in_proj_bias"):
                value[width : 2 * width] = 0
            outputs["final." + name] = value
        return outputs

    case.run(compute)


def masks(name, tokens, pad):
    case = Case("masks", name, pad_id=pad)
    case.input("tokens", np.array(tokens))

    def compute(get):
        padding = get("input.tokens") == pad
        ahead = look_ahead(padding.shape[1])
        combined = padding[:, None, None, :] | ahead[None, None]
        return {"padding_mask": padding, "look_ahead_mask": ahead, "combined_mask": combined}

    case.run(compute)


def parameter_counts(name, *models):
    case = Case("parameter_counts", name)
    counts = []
    for m in models:
        d, h, k, v, inner = m["d_model"], m["h"], m["d_k"], m["d_v"], m["d_ff"]
        attention = 2 * d * h * k + 2 * d * h * v
        attention += (2 * h * k + h * v + d) if m["attention_bias"] else 0
        forward, layer_norm_size = 2 * d * inner + inner + d, 2 * d
        encoder = attention + forward + 2 * layer_norm_size
        decoder = 2 * attention + forward + 3 * layer_norm_size
        embedding = m["vocabulary"] * d
        positions = 2 * m["max_positions"] * d if m["positions"] == "learned" else 0
        norms = 2 * layer_norm_size if m["norm_first"] else 0
        counts.append(dict(attention=attention, feed_forward=forward, layer_norm=layer_norm_size,
                           encoder_layer=encoder, decoder_layer=decoder, embedding=embedding,
                           positions=positions, final_norms=norms,
                           total=m["N"] * (encoder + decoder) + embedding + positions + norms))
    case.given = {"models": list(models)}
    case.expected = {"counts": counts, "paper_millions_not_compared": [None] * len(models)}
    case.write()


def sizes_of(n, d, inner, h, k, v, vocabulary, longest=0, bias=False, first=False):
    return dict(row="edge", N=n, d_model=d, d_ff=inner, h=h, d_k=k, d_v=v, vocabulary=vocabulary,
                positions="learned" if longest else "sinusoidal", max_positions=longest,
                attention_bias=bias, norm_first=first)


torch.set_num_threads(1)

sdp = scaled_dot_product
sdp("every_key_masked", 1, 2, 3, 4, 3, 2, padding=["xxxx"])
sdp("blind_first_query", 2, 2, 4, 4, 3, 3, padding=["x...", "xx.x"], causal=True)
sdp("own_mask_with_blind_query", 2, 1, 3, 5, 4, 2, own=["x.x.x", "xxxxx", "....."])
sdp("three_masks_together", 2, 2, 4, 4, 2, 5, ["...x", ".x.."], True, ["....", "....", "x...", "..x."])
sdp("one_query_one_key", 1, 1, 1, 1, 1, 1)
sdp("scores_beyond_ten_thousand", 2, 2, 3, 4, 2, 3, padding=["....", "..xx"], scale=150.0)
sdp("one_query_many_keys", 3, 1, 1, 7, 5, 2, padding=[".......", "xxxxxx.", "x.x.x.x"])
sdp("one_key_masked_for_some", 3, 2, 2, 1, 3, 3, padding=[".", "x", "."])

multi_head_case("one_head", 2, 4, None, 6, 1)
multi_head_case("as_many_heads_as_columns", 1, 3, None, 5, 5, padding=["..x"])
multi_head_case("one_token", 1, 1, None, 4, 2, bias=False)
multi_head_case("one_query_without_biases", 2, 1, 6, 8, 2, bias=False, padding=["......", "..xxxx"])
multi_head_case("more_queries_than_keys", 2, 5, 2, 6, 3, padding=["..", ".x"])
multi_head_case("causal_without_biases", 2, 4, None, 6, 2, bias=False, causal=True)
multi_head_case("more_heads_than_columns", 1, 1, None, 4, 8)
multi_head_case("three_heads_for_eight_columns", 1, 1, None, 8, 3)

sinusoidal("odd_width", 7, 9)
sinusoidal("width_one", 4, 1, first=2)
sinusoidal("far_positions", 5, 6, first=1_000_003, shift=-70_000)
sinusoidal("shift_of_zero", 3, 4, first=5, shift=0)
sinusoidal("shift_into_negative", 4, 2, first=0, shift=-9)
sinusoidal("one_position", 1, 12, first=511, shift=100)

learned("whole_table", 2, 5, 3, 5)
learned("one_position_for_all", 2, 3, 4, 6, [[5, 5, 5], [5, 5, 5]])
learned("backwards_with_gaps", 1, 4, 3, 40, [[39, 20, 20, 0]])
learned("table_of_one", 3, 1, 2, 1)

layer_norm("vector", (6,))
layer_norm("four_axes", (2, 1, 3, 4))
layer_norm("large_epsilon", (2, 3, 5), eps=0.1)
layer_norm("tiny_epsilon", (3, 7), eps=1e-12)
layer_norm("width_one", (4, 1))
layer_norm("far_from_zero", (2, 4, 6), shift=50.0)

batch_norm("two_rows", (2, 3))
batch_norm("one_sentence", (1, 4, 5), momentum=0.5)
batch_norm("one_step", (6, 2, 1), eps=0.1)
batch_norm("far_from_zero", (4, 3, 2), shift=50.0)
batch_norm("evaluation_of_one", (1, 5), training=False)
batch_norm("evaluation_with_time", (2, 3, 4), eps=1e-3, momentum=1.0, training=False)
batch_norm("only_the_newest_batch", (3, 2), momentum=1.0)

feed_forward_case("one_number", (1, 1, 1), 1)
feed_forward_case("inner_width_one", (2, 3, 4), 1)
feed_forward_case("wide", (3, 1, 2), 17)
for pre in (False, True):
    residual("large_epsilon", (2, 3, 5), pre, 0.05)
    residual("tiny_epsilon", (3, 1, 2), pre, 1e-9)

layer_case("one_token_one_head", 1, 1, None, 4, 1, 3, False, 1e-5)
layer_case("width_nine_large_epsilon", 2, 3, None, 9, 3, 5, True, 1e-2, ["...", "x.."])
layer_case("post_ln_causal_padded_behind", 3, 4, None, 6, 6, 7, False, 1e-6,
           ["....", "..xx", ".xxx"], causal=True)
layer_case("one_token_one_source", 1, 1, 1, 4, 1, 2, False, 1e-5)
layer_case("long_source", 2, 2, 9, 6, 2, 5, True, 1e-3, ["..", ".x"], [".........", "....xxxxx"])
layer_case("long_target", 2, 7, 2, 9, 3, 4, False, 1e-6, [".......", "...xxxx"], ["..", "x."])

encoder_decoder("padding_id_in_the_middle", sizes(11, 8, 2, 12, 1, False, 7),
                [[3, 4, 7, 7], [9, 10, 2, 5]], [[1, 4, 3, 2, 7], [1, 9, 2, 7, 7]], 0.1)
encoder_decoder("odd_width_and_sparse_ids", sizes(60, 9, 3, 7, 2, True, 0, 1e-3),
                [[59, 30, 2, 0]], [[1, 58, 31, 2]], 0.3)
encoder_decoder("shortest_batch", sizes(5, 4, 1, 4, 1, False, 0), [[3]], [[1, 2]], 0.0)
encoder_decoder("last_id_is_padding", sizes(6, 6, 6, 3, 3, True, 5),
                [[0, 3, 5], [4, 5, 5]], [[1, 0, 2], [1, 2, 5]], 0.0)

smooth = label_smoothing
smooth("torch_padding_in_the_middle", "torch", 0.1, 6, 3, [0, 3, 5, 3, 1])
smooth("torch_one_row", "torch", 0.5, 4, 0, [2])
smooth("torch_large_logits", "torch", 0.2, 5, 4, [0, 1, 4, 2], scale=5_000.0)
smooth("kl_without_smoothing", "kl_annotated", 0.0, 5, 0, [1, 0, 4])
smooth("kl_three_tokens", "kl_annotated", 0.4, 3, 1, [0, 2, 1, 1, 2])
smooth("kl_last_id_is_padding", "kl_annotated", 0.1, 8, 7, [7, 0, 6, 7], scale=3.0)

noam_case("no_warmup", 1, 1, 0.5, [1, 2, 3, 100])
noam_case("far_steps", 1024, 16_000, 1.0, [1, 15_999, 16_000, 16_001, 10_000_000, 3_000_000_000])

adam_steps("no_gradient", 4, 5, 0.1, 0.9, 0.98, 1e-9, lambda c: np.zeros((5, 4)))
adam_steps("pytorch_defaults", 6, 40, 0.001, 0.9, 0.999, 1e-8, lambda c: c.normal(40, 6))
adam_steps("sometimes_a_gradient", 3, 12, 0.05, 0.5, 0.9, 1e-6,
           lambda c: c.normal(12, 3) * (np.arange(12)[:, None] % 4 == 1))
adam_steps("one_weight_tiny_and_huge", 2, 6, 0.3, 0.9, 0.98, 1e-9,
           lambda c: c.normal(6, 2) * np.array([1e-7, 1e6]))

draw = np.random.default_rng(7)
moving = draw.integers(3, 9, (5, 2, 4))
moving[:, 1, 3:] = 9
answers = np.concatenate([np.full((5, 2, 1), 1), moving[:, :, :3], np.full((5, 2, 1), 2)], 2)
answers[:, 1, 3:] = [2, 9]
trajectory("annotated_loss_padding_last", sizes(10, 6, 3, 5, 1, False, 9), moving, answers,
           "kl_annotated", 0.1, 3, 0.2)
trajectory("torch_loss_pre_ln_one_head", sizes(10, 5, 1, 4, 1, True, 9, 1e-3), moving, answers,
           "torch", 0.0, 2, 0.1)

masks("one_token", [[4], [3]], 3)
masks("only_padding", [[7, 7, 7], [7, 1, 7]], 7)
masks("sparse_ids", [[1_000_000_007, 5, 0, 5, 0]], 5)

parameter_counts("everything_switched_on", sizes_of(1, 4, 8, 2, 3, 1, 10, 5, True, True))
parameter_counts("more_than_two_billion", sizes_of(96, 12_288, 49_152, 96, 128, 128, 50_257, 2_048, True, True),
                 sizes_of(2, 3, 1, 1, 7, 2, 1))
