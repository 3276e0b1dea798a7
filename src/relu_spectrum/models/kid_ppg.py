"""KID-PPG: a published network that reads the heart rate from a wrist sensor.

The network of Kechris, Dan, Miranda, Atienza, "KID-PPG: Knowledge informed deep learning for
extracting heart rate from a smartwatch" (arXiv:2405.09559), written in PyTorch from its published
weights. Input are two successive windows of a photoplethysmogram (PPG), 8 s each at 32 Hz; output
are the mean and the standard deviation of the heart rate, in beats per minute (bpm).

- `Backbone`: three blocks of three causal convolutions, each with its ReLU, then average pooling
- `KidPpg`: the backbone on both windows, attention between them, and the head

The ReLUs of the backbone are named in the order in which they run:

    backbone.block1.relu1 .. relu3    32 channels at 32 Hz, 256 samples
    backbone.block2.relu4 .. relu6    48 channels at 8 Hz, 64 samples
    backbone.block3.relu7 .. relu9    64 channels at 4 Hz, 32 samples
"""

from collections.abc import Mapping
from typing import Self

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from ..paper import KID_PPG_CHANNELS, KID_PPG_POOLING, N_SAMPLES
from . import published


class CausalConvolution(nn.Conv1d):
    """A convolution of kernel 5 and dilation 2 that looks 8 samples back and never ahead.

    y[n] = b + sum_k w[k] x[n - 8 + 2k], k = 0..4, with x = 0 before the window begins; summed
    over the channels of x.

    Examples
    --------
    >>> CausalConvolution(1, 32)(torch.zeros(1, 1, 256)).shape
    torch.Size([1, 32, 256])
    """

    def __init__(self, in_channels: int, out_channels: int) -> None:
        super().__init__(in_channels, out_channels, kernel_size=5, dilation=2)

    def forward(self, x: Tensor) -> Tensor:
        """Filter (batch, channel, time) along time; the length stays."""
        return super().forward(functional.pad(x, (8, 0)))


class Backbone(nn.Sequential):
    """The convolutions of KID-PPG: (batch, 1, 256) at 32 Hz to (batch, 64, 16) at 2 Hz.

    `block1`, `block2` and `block3` are three times [causal convolution, ReLU] with 32, 48 and 64
    channels, then the average over 4, 2 and 2 samples and, in training, dropout.

    Examples
    --------
    >>> Backbone()(torch.zeros(3, 1, 256)).shape
    torch.Size([3, 64, 16])
    """

    def __init__(self) -> None:
        super().__init__()
        before = 1
        for i, (channels, pooling) in enumerate(
            zip(KID_PPG_CHANNELS, KID_PPG_POOLING, strict=True)
        ):
            block = nn.Sequential()
            for layer in range(3 * i + 1, 3 * i + 4):
                block.add_module(f"conv{layer}", CausalConvolution(before, channels))
                block.add_module(f"relu{layer}", nn.ReLU())
                before = channels
            block.add_module("pool", nn.AvgPool1d(pooling))
            block.add_module("dropout", nn.Dropout(0.5))
            self.add_module(f"block{i + 1}", block)


class KidPpg(nn.Module):
    """The whole network: two windows of PPG to the heart rate.

    The backbone sees each window by itself. Attention (4 heads of size 16) asks with the features
    of the second window and finds keys and values in those of the first. The result is added to
    the second window's features, normalised over channels and flattened; a layer of 256 with ReLU
    and one of 2 give the mean and, as 1 + softplus, the standard deviation.

    A new `KidPpg` has random weights. `pretrained` has the published ones.

    Examples
    --------
    >>> from relu_spectrum.signals.pulses import pulse_pair
    >>> model = KidPpg.pretrained()
    >>> with torch.no_grad():
    ...     mean, std = model(torch.tensor(pulse_pair([75, 135]), dtype=torch.float32))
    >>> mean.round().tolist()
    [74.0, 134.0]
    """

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        self.attention = nn.MultiheadAttention(64, num_heads=4, batch_first=True)
        self.norm = nn.LayerNorm(64, eps=1e-3)
        self.dense = nn.Linear(1024, 256)
        self.relu = nn.ReLU()
        self.dropout = nn.Dropout(0.125)
        self.out = nn.Linear(256, 2)

    @classmethod
    def pretrained(cls) -> Self:
        """Make the network with its published weights, in evaluation mode.

        Returns
        -------
        KidPpg
            In float32, as published.

        Raises
        ------
        FetchError
            As in `relu_spectrum.models.published.weights`, which fetches the weights where they
            are missing.
        """
        model = cls()
        model.load_state_dict(_from_keras(published.weights()))
        return model.eval()

    def forward(self, windows: Tensor) -> tuple[Tensor, Tensor]:
        """Read the heart rate.

        Parameters
        ----------
        windows : Tensor [shape=(batch, 2, 256)], units of the sensor
            The previous and the present window, which starts 2 s later, each with mean 0
            (`relu_spectrum.signals.windows.successive_pairs`). Not z-scores: the biases of the
            network fit windows with a standard deviation of 15 or more.

        Returns
        -------
        mean, std : Tensor [shape=(batch,)], bpm
            The heart rate, and how uncertain the network says it is; above 1 bpm.

        Raises
        ------
        ValueError
            If the windows are not 2 and 256 samples long.
        """
        return self.head(self.features(windows))

    def features(self, windows: Tensor) -> Tensor:
        """Run the backbone: windows (batch, 2, 256) to features (batch, 2, 64, 16)."""
        if windows.ndim != 3 or windows.shape[1:] != (2, N_SAMPLES):
            raise ValueError(
                f"windows must have the shape (batch, 2, {N_SAMPLES}), not {tuple(windows.shape)}"
            )
        return self.backbone(windows.reshape(-1, 1, N_SAMPLES)).unflatten(0, (-1, 2))

    def head(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Read mean and standard deviation, bpm, from features (batch, 2, 64, 16)."""
        previous, present = features.transpose(2, 3).unbind(1)
        attended, _ = self.attention(present, previous, previous, need_weights=False)
        hidden = self.norm(present + attended).flatten(1)
        out = self.out(self.dropout(self.relu(self.dense(hidden))))
        return out[:, 0], 1 + functional.softplus(out[:, 1])


def _from_keras(weights: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
    """Name and turn the published arrays as PyTorch wants them."""
    state = {}
    for layer in range(1, 10):
        ours = f"backbone.block{(layer + 2) // 3}.conv{layer}"
        state[f"{ours}.weight"] = weights[f"conv1d_{116 + layer}/kernel"].transpose(2, 1, 0)
        state[f"{ours}.bias"] = weights[f"conv1d_{116 + layer}/bias"]
    attention = "multi_head_attention_13"
    parts = [f"{attention}/{part}" for part in ("query", "key", "value")]
    projections = [weights[f"{part}/kernel"].reshape(64, 64).T for part in parts]
    state["attention.in_proj_weight"] = np.concatenate(projections)
    state["attention.in_proj_bias"] = np.concatenate([weights[f"{p}/bias"].ravel() for p in parts])
    out = weights[f"{attention}/attention_output/kernel"].reshape(64, 64).T
    state["attention.out_proj.weight"] = out
    state["attention.out_proj.bias"] = weights[f"{attention}/attention_output/bias"]
    state["norm.weight"] = weights["layer_normalization_13/gamma"]
    state["norm.bias"] = weights["layer_normalization_13/beta"]
    for ours, theirs in {"dense": "dense_26", "out": "dense_27"}.items():
        state[f"{ours}.weight"] = weights[f"{theirs}/kernel"].T
        state[f"{ours}.bias"] = weights[f"{theirs}/bias"]
    return {name: torch.from_numpy(np.ascontiguousarray(a)) for name, a in state.items()}
