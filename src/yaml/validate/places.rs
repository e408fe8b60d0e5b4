//! Keys that are right and stand in the wrong place: one level too deep or too high, or behind a dash too many.

use serde_json::{Map, Value};

use super::schema::required;
use super::{ENTRY, FILE, Node, Spanned, Walk};

/// A group of keys around the one that is looked at.
#[derive(Debug, Clone)]
pub(super) struct Above<'a> {
    pub name: String,
    pub properties: &'a Map<String, Value>,
    /// The keys that are written in it.
    pub written: Vec<String>,
}

impl<'a> Above<'a> {
    pub(super) fn of(name: &str, properties: &'a Map<String, Value>, entries: &[(Spanned, Spanned)]) -> Above<'a> {
        let written = entries.iter().filter_map(|(key, _)| key.scalar()).map(str::to_owned).collect();
        Above { name: name.to_owned(), properties, written }
    }
}

impl<'a> Walk<'a> {
    /// The entries of a list, each by itself, but for one that a dash has cut in two.
    pub(super) fn entries(&mut self, items: &[Spanned], of: &'a Value, name: &str) {
        let mut items = items.iter().peekable();
        while let Some(item) = items.next() {
            let Some((first, key)) = items.peek().and_then(|next| self.cut_in_two(item, next, of)) else {
                self.node(item, of, name);
                continue;
            };
            let word = key.scalar().unwrap_or_default();
            let next = items.next();
            let between = next.and_then(|next| self.text.get(item.span.end..next.span.start)).unwrap_or_default();
            let (message, help) = if between.contains(',') {
                let message = format!("the braces around `{first}` and `{word}` are missing");
                (message, format!("write `[{{{first}: …, {word}: …}}]`"))
            } else {
                let help = format!("take the dash before `{word}` out, and let it stand below `{first}`");
                (format!("the dash before `{word}` begins a new entry"), help)
            };
            self.push("list-sign", key, message, Some(help));
        }
    }

    /// The first key of one entry, and that of the next, where only both of them together are whole.
    fn cut_in_two<'n>(&self, item: &'n Spanned, next: &'n Spanned, of: &'a Value) -> Option<(&'n str, &'n Spanned)> {
        let (Node::Map(first), Node::Map(second)) = (&item.value, &next.value) else { return None };
        let of = self.resolve(of);
        let properties = of.get("properties")?.as_object()?;
        let keys = |entries: &'n [(Spanned, Spanned)]| entries.iter().filter_map(|(key, _)| key.scalar());
        let has = |entries, wanted: &str| keys(entries).any(|key| key == wanted);
        let wanted = required(of);
        let whole = |entries| wanted.iter().all(|wanted| has(entries, wanted));
        let both = wanted.iter().all(|wanted| has(first, wanted) || has(second, wanted));
        let apart = keys(second).all(|key| properties.contains_key(key) && !has(first, key));
        let braces = |node: &Spanned| self.text.get(node.span.start..).is_some_and(|text| text.starts_with('{'));
        let cut = !braces(item) && !braces(next) && !whole(first) && !whole(second) && both && apart;
        cut.then(|| Some((keys(first).next()?, &second.first()?.0))).flatten()
    }

    /// Reports a key of a group around this one, or of one in it, that stands here.
    pub(super) fn misplaced(
        &mut self,
        node: &Spanned,
        entries: &[(Spanned, Spanned)],
        key: &Spanned,
        properties: &'a Map<String, Value>,
    ) -> bool {
        let word = key.scalar().unwrap_or_default();
        if self.text.get(node.span.start..).is_some_and(|text| text.starts_with('{')) {
            return false;
        }
        let fits =
            |above: &&Above<'_>| above.properties.contains_key(word) && !above.written.iter().any(|own| own == word);
        // A key of the whole file means something else there.
        let around = self.above.iter().rev().find(fits).map(|above| above.name.clone()).filter(|name| name != FILE);
        let inside = entries.iter().filter_map(|(key, value)| Some((key.scalar()?, value))).find(|(name, value)| {
            let group = matches!(value.value, Node::Map(_)) || value.is_null();
            let of = properties.get(*name).map(|of| self.group(of));
            group && of.and_then(|of| of.get("properties")).is_some_and(|of| of.get(word).is_some())
        });
        let help = match (inside, around) {
            (Some((name, _)), _) => format!("it belongs below `{name}`: put two spaces more before it"),
            (None, Some(name)) if name == ENTRY => {
                "it belongs to the entry itself: let it stand as far left as the entry's other keys".to_owned()
            }
            (None, Some(name)) => {
                format!("it belongs below `{name}` itself: let it stand as far left as the others there")
            }
            (None, None) => return false,
        };
        self.push("misplaced-key", key, format!("`{word}` stands in the wrong place"), Some(help));
        true
    }

    /// The one group that a value may be.
    fn group(&self, schema: &'a Value) -> &'a Value {
        let schema = self.resolve(schema);
        let choices = super::choices(schema).unwrap_or_default();
        let groups =
            choices.into_iter().map(|choice| self.resolve(choice)).find(|choice| choice.get("properties").is_some());
        groups.unwrap_or(schema)
    }
}
