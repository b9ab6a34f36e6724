//! The JSON shapes of the API: the source of the OpenAPI document and of the page's types.
