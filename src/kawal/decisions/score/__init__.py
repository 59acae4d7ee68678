"""From findings to one figure a person: log-odds by published weights, capped by dimension, with an interval. Pure."""
