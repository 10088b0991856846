"""The window: everything Qt. It holds no finance; every figure it shows comes from :mod:`roitool`."""
