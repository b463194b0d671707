"""The ground floor: a store of immutable values, and the row that describes an operation. It knows nothing of Webflow."""
