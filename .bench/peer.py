"""The same distillation step in PyTorch, its best loop: tensors in memory, the teacher's logits computed once, fused Adam.

Reads a number of steps per line from the standard input and answers with milliseconds per step.
Arguments: the folder with the MNIST files, and the number of threads.
"""

import gzip
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

folder, threads = sys.argv[1], int(sys.argv[2])
torch.set_num_threads(threads)
torch.manual_seed(1)
BATCH, TEMPERATURE, ALPHA = 64, 20.0, 0.7


def read(name, skip):
    with gzip.open(f"{folder}/{name}") as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=skip)


pixels = torch.from_numpy(read("train-images-idx3-ubyte.gz", 16).reshape(-1, 784).copy()).float() / 255
labels = torch.from_numpy(read("train-labels-idx1-ubyte.gz", 8).astype(numpy.int64))


def net(width):
    hidden = lambda units: [nn.Linear(units, width), nn.BatchNorm1d(width), nn.ReLU()]
    return nn.Sequential(*hidden(784), *hidden(width), nn.Linear(width, 10))


teacher, student = net(1200).eval(), net(800)
with torch.no_grad():
    teacher_logits = torch.cat([teacher(some) for some in pixels.split(1000)])
optimizer = torch.optim.Adam(student.parameters(), fused=True)


def step(batch):
    logits = student(pixels[batch])
    log_q = functional.log_softmax(logits / TEMPERATURE, 1)
    p = functional.softmax(teacher_logits[batch] / TEMPERATURE, 1)
    soft = TEMPERATURE**2 * functional.kl_div(log_q, p, reduction="batchmean")
    loss = ALPHA * soft + (1 - ALPHA) * functional.cross_entropy(logits, labels[batch])
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


for line in sys.stdin:
    order = torch.randperm(len(pixels)).split(BATCH)[: int(line)]
    start = time.perf_counter()
    for batch in order:
        step(batch)
    print((time.perf_counter() - start) * 1000 / len(order), flush=True)
