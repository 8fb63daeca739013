"""The portal in a real Chromium, on the suite with the whole demo year played."""
