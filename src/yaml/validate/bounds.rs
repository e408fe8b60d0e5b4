//! How large a number may be, and how long a list.

use serde_json::Value;

use super::{BLANK, Spanned, Walk};

impl Walk<'_> {
    pub(super) fn range(&mut self, node: &Spanned, text: &str, schema: &Value, name: &str) {
        let Ok(number) = text.parse::<f64>() else { return };
        let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
        let (least, most) = (bound("minimum"), bound("maximum"));
        if least.is_some_and(|least| number < least) || most.is_some_and(|most| number > most) {
            let range = match (least, most) {
                (Some(least), Some(most)) => format!("a number from {least} to {most}"),
                (Some(least), None) => format!("a number from {least} upwards"),
                (None, most) => format!("a number up to {}", most.unwrap_or_default()),
            };
            self.push("range", node, format!("`{name}` cannot be {text}"), Some(format!("write {range}")));
        }
    }

    pub(super) fn length(&mut self, node: &Spanned, length: usize, schema: &Value, name: &str) {
        let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
        let least = bound("minItems").is_some_and(|least| (length as u64) < least);
        let most = bound("maxItems").is_some_and(|most| length as u64 > most);
        if least || most {
            let count = bound("minItems").filter(|_| least).or(bound("maxItems")).unwrap_or_default();
            let (code, message, help) = match length {
                0 => (BLANK, format!("`{name}` is empty"), "write at least one entry".to_owned()),
                _ => ("type", format!("`{name}` has {length} entries"), format!("write {count} entries")),
            };
            self.push(code, node, message, Some(help));
        }
    }
}
