"""The conductor: one call from a scenario to its answer."""

from roitool.evaluate.evaluation import Evaluation
from roitool.evaluate.memory import Memory
from roitool.evaluate.run import evaluate, problems_of, settling_futures

__all__ = ["Evaluation", "Memory", "evaluate", "problems_of", "settling_futures"]
