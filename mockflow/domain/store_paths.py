"""Where the object store answers, beside the API."""

HOSTING = "/_files"
STORAGE = "/_storage"
BUCKET = "mockflow-uploads"
