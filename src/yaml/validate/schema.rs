//! What a JSON Schema lets through, as far as the schemas of this program go.

use serde_json::Value;

/// The alternatives of an enum whose variants are `name: {…}`: their names, when all are of that kind.
pub(super) fn tagged<'a>(choices: &[&'a Value]) -> Option<Vec<(&'a str, &'a Value)>> {
    let tags: Vec<_> = choices
        .iter()
        .map(|choice| {
            let properties = choice.get("properties")?.as_object()?;
            let required = choice.get("required")?.as_array()?;
            let (tag, schema) = properties.iter().next()?;
            (properties.len() == 1 && required.len() == 1).then_some((tag.as_str(), schema))
        })
        .collect::<Option<_>>()?;
    (!tags.is_empty()).then_some(tags)
}

pub(super) fn choices(schema: &Value) -> Option<Vec<&Value>> {
    let list = schema.get("anyOf").or_else(|| schema.get("oneOf"))?.as_array()?;
    Some(list.iter().filter(|choice| !only_null(choice)).collect())
}

pub(super) fn only_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null")
}

/// The keys that must be there.
pub(super) fn required(schema: &Value) -> Vec<&str> {
    schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// Whether a schema lets a JSON type through; one without `type` lets all.
pub(super) fn allows(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(many)) => many.iter().any(|one| one == kind),
        _ => schema
            .get("anyOf")
            .or_else(|| schema.get("oneOf"))
            .and_then(Value::as_array)
            .is_none_or(|choices| choices.iter().any(|choice| allows(choice, kind))),
    }
}
