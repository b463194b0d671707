"""The web layer: the only place that knows Flask and Werkzeug."""
