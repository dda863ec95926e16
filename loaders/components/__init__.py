"""Components: parts found in weapons."""
