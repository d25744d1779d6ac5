"""Makes conv-net.json: the pair of Keras' distillation example, built by Keras, on weights and images of a small generator.

python conv-net.py, with keras 3.15.1 and torch 2.13.0.
"""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "torch"
import keras  # noqa: E402
import numpy  # noqa: E402
import torch  # noqa: E402
from generated import generated  # noqa: E402

keras.config.set_floatx("float64")


def pair(filters, side):
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((*side, 1)),
            layers.Conv2D(filters[0], 3, strides=2, padding="same"),
            layers.LeakyReLU(negative_slope=0.2),
            layers.MaxPooling2D(2, strides=1, padding="same"),
            layers.Conv2D(filters[1], 3, strides=2, padding="same"),
            layers.Flatten(),
            layers.Dense(10),
        ]
    )


def case(name, filters, side):
    model = pair(filters, side)
    weights = []
    for index, variable in enumerate(model.weights):
        fan = numpy.prod(variable.shape[:-1]) if len(variable.shape) > 1 else 100
        weights.append(generated(f"{name} {index}", variable.shape, 0, (3 / fan) ** 0.5))
    model.set_weights(weights)
    images = numpy.floor(generated(f"{name} images", (2, *side, 1), 128, 128)) / 255
    with torch.no_grad():
        logits = model(torch.from_numpy(images), training=False).numpy()
    return {
        "name": name,
        "filters": filters,
        "input": [*side, 1],
        "parameters": model.count_params(),
        "logits": [[float(f"{value:.9g}") for value in row] for row in logits],
    }


cases = [
    case("teacher", [256, 512], (28, 28)),
    case("student", [16, 32], (28, 28)),
    case("odd sides", [16, 32], (27, 21)),
]
out = pathlib.Path(__file__).with_suffix(".json")
out.write_text(json.dumps({"made": "by conv-net.py in float64", "cases": cases}, indent=1) + "\n")
