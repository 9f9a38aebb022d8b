"""The classification of resources: 类, 项, 目, 细目."""
