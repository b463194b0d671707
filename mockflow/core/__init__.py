"""The ground floor: a store of immutable values, and the row of an operation. It knows nothing of Webflow."""
