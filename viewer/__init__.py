"""The desktop viewer: windows, services, store and export."""
