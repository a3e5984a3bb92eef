"""Networks written out as ONNX graphs, operation by operation, in int8.

An exporter's graph has several times as many operations as the arithmetic needs, and each passes
over memory. Here every operation is one of the runtime's fused ones where that is the faster way,
which it is not for a layer normalisation with the sum before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
IR_VERSION = 9
FUSED = "com.microsoft"
LARGEST = 64
"""Of int8 weights: with 127, processors without VNNI overflow, and results differ by machine."""

Floats = npt.NDArray[np.float32]


class Graph:
    """A graph that grows by one operation at a time; values are known by their names.

    Without ``int8``, everything is kept and reckoned in floats: to compare with.
    """

    def __init__(self, int8: bool = True) -> None:
        self._int8 = int8
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[tuple[str, bytes], onnx.TensorProto] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, type_: int, shape: Sequence[int | str]) -> str:
        """A value that is given at run time; sizes that differ have names."""
        self._inputs.append(helper.make_tensor_value_info(name, type_, shape))
        return name

    def output(self, name: str, value: str, shape: Sequence[int | str]) -> None:
        """Hand out a value as floats."""
        self._nodes.append(helper.make_node("Identity", [value], [name]))
        self._outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def constant(self, value: npt.ArrayLike) -> str:
        """A tensor that is part of the graph; equal ones are kept once."""
        array = np.asarray(value)
        tensor = numpy_helper.from_array(array)
        key = (f"{array.dtype}{array.shape}", tensor.raw_data)
        if key not in self._constants:
            tensor.name = f"c{len(self._constants)}"
            self._constants[key] = tensor
        name: str = self._constants[key].name
        return name

    def add(
        self, operation: str, *inputs: str, outputs: int = 1, domain: str = "", **settings: object
    ) -> str:
        """The first result of an operation; see :meth:`several` for the others."""
        return self.several(operation, *inputs, outputs=outputs, domain=domain, **settings)[0]

    def several(
        self, operation: str, *inputs: str, outputs: int, domain: str = "", **settings: object
    ) -> list[str]:
        """All results of an operation."""
        names = [f"v{len(self._nodes)}_{number}" for number in range(outputs)]
        self._nodes.append(
            helper.make_node(operation, list(inputs), names, domain=domain, **settings)
        )
        return names

    def norm(self, value: str, weights: tuple[Floats, Floats], epsilon: float = 1e-5) -> str:
        """Layer normalisation over the last axis."""
        scale, bias = (self.constant(part) for part in weights)
        return self.add("LayerNormalization", value, scale, bias, axis=-1, epsilon=epsilon)

    def exact(self, value: str, weights: tuple[Floats, Floats]) -> str:
        """``value @ weights + bias`` in floats, where it is little work."""
        return self.add(
            "Add", self.add("MatMul", value, self.constant(weights[0])), self.constant(weights[1])
        )

    def linear(self, value: str, weights: tuple[Floats, Floats]) -> str:
        """``value @ weights + bias`` in int8, with a scale for each column.

        Args:
            value: (…, in).
            weights: (in, out) and (out,).
        """
        if not self._int8:
            return self.exact(value, weights)
        scale = (np.abs(weights[0]).max(axis=0) / LARGEST).astype(np.float32)
        scale[scale == 0] = 1.0
        return self.add(
            "DynamicQuantizeMatMul",
            value,
            self.constant(np.round(weights[0] / scale).astype(np.int8)),
            self.constant(scale),
            self.constant(np.zeros(scale.shape, np.int8)),
            self.constant(weights[1]),
            domain=FUSED,
        )

    def attention(self, value: str, mix: tuple[Floats, Floats], heads: int) -> str:
        """Attention of every row to every row, before the linear map behind it.

        Args:
            value: (1, rows, width).
            mix: (width, 3 * width) and (3 * width,): queries, keys and values.
            heads: Into so many parts each of them falls.
        """
        width = len(mix[0])
        sizes = self.constant(np.array([width] * 3, np.int64))
        parts = self.several("Split", self.linear(value, mix), sizes, outputs=3, axis=2)
        return self.add("MultiHeadAttention", *parts, domain=FUSED, num_heads=heads)

    def table(self, table: Floats, numbers: str) -> str:
        """Rows of a large table, which is kept in int8 with a scale for each row."""
        if not self._int8:
            return self.add("Gather", self.constant(table), numbers)
        scale = (np.abs(table).max(axis=1, keepdims=True) / 127).astype(np.float32)
        scale[scale == 0] = 1.0
        rows = self.add("Gather", self.constant(np.round(table / scale).astype(np.int8)), numbers)
        rows = self.add("Cast", rows, to=TensorProto.FLOAT)
        return self.add("Mul", rows, self.add("Gather", self.constant(scale), numbers))

    def save(self, path: Path) -> None:
        """Check the graph and write it."""
        graph = helper.make_graph(
            self._nodes, path.stem, self._inputs, self._outputs, [*self._constants.values()]
        )
        model = helper.make_model(
            graph,
            opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)],
            ir_version=IR_VERSION,
        )
        onnx.checker.check_model(model)
        path.write_bytes(model.SerializeToString())
