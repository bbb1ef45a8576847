"""What readers do, for counting which of Python's functions that takes: every lesson, and the Python that they try."""

import contextlib
import inspect
import io
import json
import os

import nn_host
import nnlive.docs
import nnlive.live

nnlive.docs.install(lambda start, length, what: nn_host.library(start, length, what).to_bytes())
session = nnlive.live.Session(nn_host.tell)
names = ["lessons", "cells", "learner"]

CELLS = [
    "import numpy as np\nx = np.linspace(0, 1, 5)\nx",
    "print('text', 1, 2.5, None, [1, 2], {'a': (1,)}, {3})\nf'{1/3:.3f} {10**20:,} {255:x} {True!r:>8}'",
    "1 / 0",
    "undefined_name",
    "[1, 2][5]",
    "{'a': 1}['b']",
    "int('x')",
    "'a' + 1",
    "None.real",
    "np.eye(2) @ np.ones(3)",
    "def f(:\n    pass",
    "for i in range(3)\n    print(i)",
    "import nothing_like_this",
    "raise ValueError('said')",
    "assert 1 == 2, 'no'",
    "def deep(n): return deep(n + 1)\ndeep(0)",
    "import warnings\nwarnings.warn('careful')",
    "help(len)\nprint(len.__doc__)",
    "import numpy as np\nnp.array([1.0, -1.0]) / 0",
]

LEARNER = [
    """
import collections, copy, csv, dataclasses, datetime, decimal, enum, fractions, functools, io, itertools, math, operator
import random, re, statistics, string, textwrap, time, typing, hashlib, heapq, bisect, pprint, pathlib, calendar
@dataclasses.dataclass(order=True)
class Point:
    x: float = 0
    y: list = dataclasses.field(default_factory=list)
class Colour(enum.Enum):
    RED = 1
class Named(typing.NamedTuple):
    a: int
print(Point(1), Point(1) < Point(2), Colour.RED, Named(3), copy.deepcopy({'a': [1, {2}]}))
print(collections.Counter('mississippi').most_common(2), collections.defaultdict(list), collections.deque([1, 2], 1))
print(re.sub(r'(\\w+) (?P<b>\\d+)', r'\\2 \\1', 'ab 12'), re.findall('[a-z]+?', 'abc', re.I), re.split(',', 'a,b'))
print(datetime.date(2024, 2, 29) + datetime.timedelta(1), datetime.datetime.now().strftime('%Y-%m-%d %H:%M'))
print(decimal.Decimal('0.1') + 1, fractions.Fraction(1, 3) * 3, statistics.mean([1, 2]), statistics.stdev([1, 2, 4]))
print(list(itertools.permutations('abc', 2)), functools.reduce(operator.add, range(5)), math.factorial(30), math.gcd(12, 18))
print(sorted(['b', 'A', 'c'], key=str.lower, reverse=True), hashlib.sha256(b'a').hexdigest(), time.perf_counter() > 0)
print(list(csv.reader(io.StringIO('a,b\\n1,2'))), textwrap.fill('word ' * 40), pprint.pformat({'k': list(range(40))}))
random.seed(1); print(random.random(), random.choice('abc'), random.gauss(0, 1), random.sample(range(9), 3), random.shuffle([1, 2]))
print(heapq.nsmallest(2, [3, 1, 2]), bisect.bisect([1, 2, 3], 2), string.ascii_letters, calendar.month(2024, 2))
""",
    """
text = 'Grüße, नमस्ते, 你好 \\N{SNOWMAN}'
print(text.upper(), text.encode(), text[::-1], text.split(), text.find('न'), text.isalpha(), 'a,b'.partition(','), '%5.2f|%s' % (1, 'x'))
print('ab'.join('123'), 'x'.center(9, '*'), ' a '.strip(), 'abc'.replace('b', ''), 'a'.ljust(4) + '|', '7'.zfill(3), 'tITLE'.title())
print(int('ff', 16), bin(10), hex(255), oct(8), 7 // 2, -7 % 3, 2**0.5, 10**30 // 7, round(2.675, 2), abs(-3j), divmod(7, 2), complex(1, 2))
print(float('1e-5'), 1e300 * 1e10, float('nan'), 0.1 + 0.2, 1_000, pow(3, 20, 7), sum([.1] * 10), max([1, 2], default=0), 5 & 3 | 8 ^ 1 << 2)
a, *b = [1, 2, 3]; c = {**{'x': 1}, 'y': 2}; d = {1, 2} | {3} & {3} - {1}; e = [x * y for x in b for y in b if x]; g = {k: v for k, v in c.items()}
def gen():
    try:
        got = yield 1
        yield from [2, got]
    finally:
        print('closed')
it = gen(); next(it); it.send(5); it.close()
class A:
    count = 0
    def __init__(self): self.v = 1
    @property
    def w(self): return self.v
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def s(): return 1
    def __eq__(self, o): return True
    def __add__(self, o): return 2
    def __repr__(self): return 'A'
    def __len__(self): return 3
    def __getitem__(self, i): return i
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def __iter__(self): return iter([1])
class B(A):
    def __init__(self): super().__init__()
print(A() == B(), A() + 1, len(A()), A()[2], isinstance(B(), A), hasattr(A(), 'v'), getattr(A(), 'z', 0), vars(A()), dir(A())[:1], list(B()))
with A() as q: raise KeyError('gone')
try: {}['a']
except KeyError as err: print(repr(err))
else: pass
finally: print('end')
match [1, 2, {'a': 3}]:
    case [x, *_, {'a': y}]: print(x, y)
print(list(zip('ab', [1, 2])), list(enumerate('ab')), list(map(str, [1])), list(filter(None, [0, 1])), any([0]), all([]), list(reversed([1, 2])))
x = lambda n: n if n < 2 else x(n - 1) + x(n - 2); print(x(12)); global_name = 3; del global_name
print(bytes([1, 2]), bytearray(b'a'), memoryview(b'abc')[1], slice(1, 2), range(5)[1:3], frozenset([1]), type(1), id(1) > 0, hash('a'), callable(len))
print(eval('1+1'), exec('z=1'), compile('1', 'f', 'eval'), sorted({'b': 1, 'a': 2}.items()), 'abc' in 'xabcx', not 1, 1 if 0 else 2, 1 < 2 < 3)
import json; print(json.dumps({'a': [1, 2.5, None, True, 'ü']}, indent=1), json.loads('{"a": [1, 2.5e3, null, "\\\\u00fc"]}'))
async def co(): return 1
print(co().close(), __name__, open('/tmp/f.txt', 'w').write('abc'), open('/tmp/f.txt').read())
for i in range(3):
    if i == 1: continue
    if i == 2: break
else: pass
while i: i -= 1
""",
    """
import numpy as np
rng = np.random.default_rng(1); np.random.seed(1)
for kind in ('float64', 'float32', 'int64', 'int32', 'uint8', 'bool', 'complex128'):
    a = np.arange(1, 13).astype(kind).reshape(3, 4)
    b = a + a; c = a * a; d = a @ a.T; e = a[::2, 1:]; f = a[a > 2]; g = a[[0, 1]]; h = a.sum(0), a.mean(), a.max(axis=1), a.argmax(), a.cumsum()
    print(a, repr(b), c.T, d.astype(float), e.copy(), f.tolist(), g.shape, h, np.sort(a), np.where(a > 2, a, b), np.unique(a), str(a.dtype))
x = np.linspace(-3, 3, 50)
print(np.exp(x).sum(), np.log(np.abs(x) + 1), np.tanh(x), np.sin(x), np.sqrt(abs(x)), np.maximum(x, 0), np.clip(x, -1, 1), np.round(x, 2), np.sign(x), x ** 2, x ** 3, np.hypot(x, x), np.arctan2(x, x), np.floor(x), x // 1, x % 1, np.isnan(x).any())
print(rng.normal(size=(2, 3)), rng.uniform(0, 1, 3), rng.integers(0, 9, 5), rng.permutation(5), rng.choice([1, 2, 3], 2), rng.random(2), rng.shuffle(np.arange(3)), rng.standard_normal(2), rng.binomial(5, .5), rng.poisson(2), rng.exponential(), rng.spawn(1))
print(np.random.rand(2), np.random.randn(2, 2), np.random.randint(0, 5, 3), np.random.choice(5), np.random.permutation(3), np.random.normal(), np.random.uniform(), np.random.shuffle(np.arange(3)))
m = rng.normal(size=(4, 4))
print(np.linalg.inv(m), np.linalg.solve(m, np.ones(4)), np.linalg.det(m), np.linalg.norm(m), np.linalg.svd(m), np.linalg.eig(m), np.linalg.eigh(m + m.T), np.linalg.lstsq(m, np.ones(4)), np.linalg.qr(m), np.linalg.pinv(m), np.linalg.matrix_rank(m), np.trace(m), np.linalg.cholesky(m @ m.T + np.eye(4)))
print(np.mean(m), np.median(m), np.std(m), np.var(m), np.percentile(m, 30), np.quantile(m, .3), np.histogram(x), np.cov(m), np.corrcoef(m), np.average(x, weights=x + 4), np.polyfit(x, x, 1), np.polyval([1, 2], 3), np.interp(0.5, [0, 1], [1, 2]), np.convolve([1, 2], [3, 4]), np.cross([1, 0, 0], [0, 1, 0]), np.outer(x[:2], x[:2]), np.dot(x, x), np.einsum('ij,jk->ik', m, m), np.tensordot(m, m, 1), np.kron(m[:2, :2], np.eye(2)), np.vdot(x, x), np.inner(x, x))
print(np.concatenate([x, x]).shape, np.vstack([x, x]).shape, np.hstack([x, x]).shape, np.stack([x, x]).shape, np.column_stack([x, x]).shape, np.split(x, 2)[0].shape, np.repeat([1, 2], 2), np.tile([1, 2], 2), np.pad([1], 1), np.roll(x, 1)[0], np.flip(x)[0], np.meshgrid([1, 2], [3, 4]), np.arange(6).reshape(2, -1).ravel(), np.transpose(m).shape, np.expand_dims(x, 0).shape, np.squeeze(m[None]).shape, np.broadcast_to([1], (2, 1)), np.ones_like(m).fill(0), np.zeros((2, 2), int), np.full(2, 7), np.empty(2).shape, np.identity(2), np.diag([1, 2]), np.tril(m), np.indices((2, 2)).shape, np.argsort(x)[:2], np.argwhere(x > 2), np.nonzero(x > 2), np.searchsorted(x, 0), np.count_nonzero(x), np.diff(x)[:2], np.cumsum(x)[-1], np.prod(x), np.gradient(x)[:2], np.bincount([1, 2, 2]), np.digitize(x, [0]), np.isin(x, [0]), np.allclose(x, x), np.array_equal(x, x), np.nan_to_num(np.nan), np.argpartition(x, 2)[:1], np.apply_along_axis(sum, 0, m), np.vectorize(abs)(x)[:2], np.fromiter(range(3), int), np.array(['a', 'b']), np.array([1, 'a', None], object), np.array([(1, 2.0)], dtype=[('a', int), ('b', float)])['a'], np.datetime64('2024-01-01') + 1, np.float32(1) / 3, np.int8(127), np.iinfo(int).max, np.finfo(float).eps, np.add.reduce(x), np.add.at(x, [0], 1), np.multiply(x, 2, out=x)[0])
np.set_printoptions(precision=3); buffer = __import__('io').BytesIO(); np.save(buffer, m); buffer.seek(0); np.load(buffer); np.savez(buffer, m=m); print(m.tobytes()[:2], np.array2string(m), m.flags, m.strides, m.nbytes, m.view(np.int64)[0])
big = np.zeros((3000, 1000)); del big
""",
]


def lessons():
    for folder, _, files in sorted(os.walk("/lessons")):
        if "widgets.py" in files:
            name = os.path.relpath(folder, "/lessons")
            with open(f"{folder}/widgets.py", encoding="utf-8") as file:
                session.add_lesson(name, file.read(), f"{name}/widgets.py")
            for widget in session.lessons[name].widgets:
                session.draw("v", f"{name}:{widget}", "{}", True)
                for _ in range(5):
                    session.step("v", "{}")
                session.redraw("v", "{}")
                session.undo("v")
            session.link(f"{name}:{widget}", "seed=2")


def cells():
    for source in [*CELLS, *LEARNER]:
        page = json.dumps([{"id": "p:cell-1", "source": source}])
        session.imports(json.dumps([source]))
        session.run_cells("p", page, "p:cell-1")
        session.forget("p")


def learner():
    with contextlib.redirect_stdout(io.StringIO()):
        for source in LEARNER:
            with contextlib.suppress(Exception):
                exec(source, {})
        import email  # noqa: F401
        import xml.etree.ElementTree  # noqa: F401

        inspect.getsource(json.dumps)
