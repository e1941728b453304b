"""How the judges start Chromium."""

LAUNCH = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
