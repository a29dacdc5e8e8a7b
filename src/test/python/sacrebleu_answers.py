"""Makes src/test/resources/sacrebleu.jsonl.gz: 1,000 random corpora and what sacrebleu says of them.

Needs sacrebleu 2.6.0, which the project does not: run it by hand when the corpora should be others,
    python src/test/python/sacrebleu_answers.py src/test/resources/sacrebleu.jsonl.gz
and commit the result. It is no part of the tests. Equal seeds give equal files.

One corpus a line:
  settings  tokenize, smooth (method and value), lowercase
  out, ref  the hypotheses, and the lists of references
  bleu      score, brevity penalty, the two lengths, precisions; matches and totals too, except for add-k, which
            changes them
  chrf      chrF2
  first     BLEU (effective order) and chrF2 of the first sentence alone
The last lines are two systems on one test set: 95 % intervals and the p-value of the paired bootstrap.
"""

import gzip
import json
import random
import sys

import sacrebleu
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.significance import PairedTest

CORPORA = 1000
WORDS = """the a man woman dog cat plays guitar on street in snow is was and of to with young old red house it he she
don't isn't they're O'Neill well-known twenty-one re-enter co- -ing state-of-the-art e.g. i.e. U.S. Mr. Dr. vs. etc...
naïve café Zoë garçon über Straße GROSSE Größe İstanbul ΣΊΣΥΦΟΣ Łódź façade ﬁn Ⅷ ½ № ™
남자가 기타를 치고 한국어, 문장은 "조사"가 붙는다. 개가 눈 속에서 달린다 ㅋㅋㅋ 서울(한국) 2021년 3월 5일
日本語 中文。 你好，世界！ кот собака Привет שלום مرحبا हिन्दी 🙂 👩‍👩‍👧 é ￭ ▁ @@ &quot;hello&quot; &amp; &lt;b&gt; &amp;lt; &apos; &#39;
<skipped> <unk> </s> http://www.example.org/a?b=c&d=e#f me@example.com C++ C# $5 €5 50% 3/4 1,000.50 1.000,50 3.14 .5 5. ,5 5, 12:30
2021-03-05 5-6 -5 +5 1-a a-1 1..2 a..b ... … ?! !!! -- – — « » ' " ` “ ” ‘ ’ ( ) [ ] { } ~ ^ _ | \\ / * = < > ; : , . ! ?
(a) [b] {c} "d" 'e' a,b a.b a:b a;b a/b x=y 100,000 1,2,3 A.B.C 9.a a.9 9,a a,9""".split()
BLANKS = [" "] * 30 + ["  ", "\t", "\u00a0", "\u3000", "\u2009", "", "\u200b", "\x1f", "\x85"]
PLAIN = "the a man woman dog cat plays guitar on street in snow is and with young old red house . ,".split()
SMOOTHING = [("exp", None)] * 5 + [("none", None), ("floor", None), ("floor", 0.25), ("add-k", None), ("add-k", 0.5)]


def sentence(rng, words):
    length = rng.choice([0, 1, 2, 3, 4, 5, 8, 12, 20])
    parts = []
    for _ in range(length):
        parts += [rng.choice(words), rng.choice(BLANKS)]
    text = "".join(parts)
    if rng.random() < 0.8:
        text = text.strip()
    if rng.random() < 0.3 and text:
        text += rng.choice([".", " .", "!", "?", "..", ".\n", " \n", "-\n", "\r\n"])
    return text


def changed(rng, text, words):
    """The same sentence as another translator might put it."""
    tokens = text.split(" ")
    for _ in range(rng.choice([0, 1, 1, 2, 4])):
        if not tokens:
            break
        at = rng.randrange(len(tokens))
        what = rng.random()
        if what < 0.4:
            tokens[at] = rng.choice(words)
        elif what < 0.6:
            del tokens[at]
        elif what < 0.8:
            tokens.insert(at, rng.choice(words))
        elif what < 0.9:
            tokens[at] = tokens[at].upper() if rng.random() < 0.5 else tokens[at].capitalize()
        else:
            tokens.insert(at, tokens[at])
    return " ".join(tokens)


def corpus(rng):
    words = rng.choice([WORDS, WORDS, WORDS + 10 * PLAIN, PLAIN])
    size = rng.choice([1, 1, 2, 3, 5, 8])
    first = [sentence(rng, words) for _ in range(size)]
    references = [first] + [[changed(rng, text, words) for text in first] for _ in range(rng.choice([0, 0, 1, 2]))]
    out = []
    for text in first:
        kind = rng.random()
        out.append(text if kind < 0.1 else "" if kind < 0.15 else sentence(rng, words) if kind < 0.25
                   else changed(rng, text, words))
    return out, references


def answers(rng):
    out, references = corpus(rng)
    method, value = rng.choice(SMOOTHING)
    settings = {"tokenize": rng.choice(["13a", "13a", "13a", "none"]), "smooth": method, "value": value,
                "lowercase": rng.random() < 0.25}
    options = dict(tokenize=settings["tokenize"], smooth_method=method, smooth_value=value,
                   lowercase=settings["lowercase"])
    bleu, chrf = BLEU(**options), CHRF(lowercase=settings["lowercase"])
    score = bleu.corpus_score(out, references)
    alone = [references[i][0] for i in range(len(references))]
    found = [score.score, score.bp, score.sys_len, score.ref_len, score.precisions]
    if method != "add-k":
        found += [score.counts, score.totals]
    return {"settings": settings, "out": out, "ref": references, "bleu": found,
            "signature": bleu.get_signature().format(),
            "chrf": chrf.corpus_score(out, references).score, "chrf_signature": chrf.get_signature().format(),
            "first": [BLEU(**options, effective_order=True).sentence_score(out[0], alone).score,
                      chrf.sentence_score(out[0], alone).score]}


def pair(rng, more):
    """Two systems; the second makes more mistakes in a share of the sentences."""
    references = [" ".join(rng.choices(PLAIN, k=rng.randint(5, 15))) for _ in range(150)]
    first = [changed(rng, text, PLAIN) for text in references]
    second = [changed(rng, text, PLAIN) if rng.random() < more else text
              for text in (changed(rng, text, PLAIN) for text in references)]
    line = {"first": first, "second": second, "ref": [references]}
    for name, metric in {"BLEU": BLEU(), "chrF2": CHRF()}.items():
        _, scores = PairedTest([("first", first), ("second", second)], {name: metric}, [references], "bs",
                               n_samples=4000)()
        one, two = scores[name]
        line[name] = {"scores": [one.score, two.score], "means": [float(one.mean), float(two.mean)],
                      "halves": [float(one.ci), float(two.ci)],
                      "p": two.p_value}
    return line


def main(path):
    assert sacrebleu.__version__ == "2.6.0", sacrebleu.__version__
    rng = random.Random(1)
    lines = [answers(rng) for _ in range(CORPORA)] + [pair(rng, more) for more in (0.0, 0.05, 0.1, 0.4)]
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


if __name__ == "__main__":
    main(sys.argv[1])
