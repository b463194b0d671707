"""The figures that README quotes: each a ratio of two things measured side by side in one run."""
