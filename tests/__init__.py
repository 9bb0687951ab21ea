"""Regular, so that no `tests` that some library leaves beside itself stands in its place."""
