"""OAuth: an app asks, a person consents, the app exchanges a code for a token, and one day gives it back."""
