"""Convergence risk (汇聚风险): what a release gives away together with what is public already.

Source: 保守国家秘密法 (2024) art. 36; 保守国家秘密法实施条例 (2024) art. 43.
"""
