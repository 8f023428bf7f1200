"""Hardware: each driver in protocol, transport and simulator. Imports nothing of ours."""
