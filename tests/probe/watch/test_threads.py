"""ReLUs in other threads: followed where the model starts them, said where they cannot be."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import pytest
import torch
import torch.nn.functional as F
from probed import Runs, tone
from torch import nn
from torch.utils import _python_dispatch as dispatch

from relu_spectrum.probe.run import probe
from relu_spectrum.probe.watch.watching import watching


class Branches(nn.Module):
    """Hands two branches to other threads."""

    def __init__(self, hand_over):
        super().__init__()
        self.a, self.b = nn.Sequential(nn.ReLU()), Runs(lambda x: F.relu(-x))
        self.act, self.hand_over = nn.ReLU(), hand_over

    def forward(self, x):
        left, right = self.hand_over((self.a, self.b), x)
        return self.act(left - right)


def in_a_pool(parts, x):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda part: part(x), parts))


def in_a_pool_in_a_pool(parts, x):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(in_a_pool, parts, x).result()


def in_processes_own_pool(parts, x):
    with ThreadPool(2) as pool:
        return pool.map(lambda part: part(x), parts)


def in_threads(parts, x):
    made = {}
    threads = [
        threading.Thread(target=lambda part=part: made.update({part: part(x)})) for part in parts
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [made[part] for part in parts]


def in_coroutines(parts, x):
    async def both():
        return await asyncio.gather(*(asyncio.to_thread(part, x) for part in parts))

    return asyncio.run(both())


OWN = [in_a_pool, in_a_pool_in_a_pool, in_processes_own_pool, in_threads, in_coroutines]


@pytest.mark.parametrize("hand_over", OWN)
@pytest.mark.parametrize("mode", [torch.enable_grad, torch.no_grad])
def test_threads_that_the_model_starts_are_followed(hand_over, mode):
    start, submit = threading.Thread.start, ThreadPoolExecutor.submit
    with mode():
        seen = probe(Branches(hand_over), tone(), sample_rate=64)
    assert sorted(seen.names) == ["a.0", "act", "b.relu#1"]
    torch.testing.assert_close(seen["b.relu#1"].before, -tone())
    torch.testing.assert_close(seen["act"].before, tone().relu() - (-tone()).relu())
    assert [record.sample_rate for record in seen] == [64] * 3
    assert (threading.Thread.start, ThreadPoolExecutor.submit) == (start, submit)


def test_functions_in_a_pool_that_was_there_before_count_for_the_caller():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int).result()
        inner = Runs(lambda x: pool.submit(F.relu, x).result())
        assert probe(nn.Sequential(inner), tone()).names == ["0.relu#1"]
        assert pool.submit(dispatch._len_torch_dispatch_stack).result() == 0


def test_modules_in_threads_that_cannot_be_followed_are_told():
    with ThreadPool(1) as pool:
        model = Branches(lambda parts, x: pool.map(lambda part: part(x), parts))
        with pytest.raises(ValueError, match=r"^a, a\.0, b ran in a thread that was there before"):
            probe(model, tone())


def test_other_peoples_threads_are_not_followed():
    model, go, done = nn.ReLU(), threading.Event(), threading.Event()

    def other():
        go.wait()
        F.relu(tone())
        done.set()

    def forward(x):
        go.set()
        done.wait()
        return model(x)

    thread = threading.Thread(target=other)
    thread.start()
    assert len(probe(Runs(forward), tone())) == 1
    thread.join()


def test_a_thread_that_outlives_the_probe_adds_nothing_and_ends_clean():
    go, threads = threading.Event(), []

    def forward(x):
        threads.append(threading.Thread(target=lambda: (go.wait(), F.relu(x))))
        threads[0].start()
        return F.relu(x)

    seen = probe(Runs(forward), tone())
    go.set()
    threads[0].join()
    assert seen.names == ["relu#1"]
    assert not dispatch.is_in_torch_dispatch_mode()


def test_what_a_thread_raises_is_raised():
    def forward(x):
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(lambda: x.relu().reshape(7)).result()

    start = threading.Thread.start
    with pytest.raises(RuntimeError, match="shape '\\[7\\]' is invalid"):
        probe(Runs(forward), tone())
    assert threading.Thread.start is start


def test_several_threads_that_watch_do_not_mix():
    models = [nn.Sequential(*(nn.ReLU() for _ in range(1 + k))) for k in range(4)]
    start, barrier = threading.Thread.start, threading.Barrier(4)

    def calls(model):
        barrier.wait()
        with watching(model) as (seen, _):
            model(tone())
        return len(seen.calls)

    with ThreadPoolExecutor(4) as pool:
        for _ in range(10):
            assert list(pool.map(calls, models)) == [1, 2, 3, 4]
    assert threading.Thread.start is start
    assert not dispatch.is_in_torch_dispatch_mode()
