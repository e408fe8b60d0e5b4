//! Values that do not fit because of a slip of the pen that has a name of its own.

use serde_json::{Map, Value};

use super::super::signs;
use super::super::syntax::of_another_kind;
use super::schema::required;
use super::{ENTRY, FILE, Fault, Node, Spanned, Walk, allows, did_you_mean, quoted, short};

/// The code of an entry that was begun twice.
const SECOND: &str = "duplicate-key";

impl<'a> Walk<'a> {
    /// Reports curly quotation marks around a value that can have none.
    pub(super) fn curly(&mut self, node: &Spanned, text: &str) -> bool {
        let Some(inner) = signs::between(text) else { return false };
        let message = "curly quotation marks are letters to YAML, and part of the value".to_owned();
        self.push(signs::CURLY, node, message, Some(signs::straight(inner)));
        true
    }

    /// Reports a comma between curly quotation marks, which begins another field.
    pub(super) fn cut(&mut self, key: &Spanned, word: &str) {
        let message =
            "curly quotation marks are letters to YAML: the comma between them begins another field".to_owned();
        let rest = word.trim_end_matches(['”', '“', '»', '«']);
        self.push(signs::CURLY, key, message, Some(signs::straight(&format!("…, {rest}"))));
    }

    /// Reports what stands behind a comma in braces and was meant as a part of the text, or of the number, before it.
    pub(super) fn after_comma(&mut self, node: &Spanned, key: &Spanned, open: &Value, known: &[&str]) -> bool {
        let word = key.scalar().unwrap_or_default();
        let before = self.text.get(..key.span.start).unwrap_or_default().trim_end().trim_end_matches(',');
        let digit = |c: char| c.is_ascii_digit();
        let number = word.starts_with(digit) && before.ends_with(digit);
        let in_braces = self.text.get(node.span.start..).is_some_and(|text| text.starts_with('{'));
        let text = (in_braces || word.starts_with(digit))
            && !signs::ends_cut(word)
            && did_you_mean(word, known.iter().copied()).is_none();
        if !number && !text {
            return false;
        }
        let amounts =
            self.resolve(open).get("format").is_some_and(|format| format == "amount" || format == "parcel-cost");
        let remedy = match number && (amounts || !open.is_object()) {
            true => "write decimals with a dot",
            false => "put the text into quotation marks",
        };
        let help = format!("{remedy}; a comma begins the next field");
        self.push("unknown-key", key, format!("`{}` stands after a comma", short(word)), Some(help));
        true
    }

    /// Reports a key in braces that no space parts from its value, `{Size:S}`, or that has another sign than a colon: `{Size = S}`.
    pub(super) fn unspaced<'k>(
        &mut self,
        node: &Spanned,
        key: &Spanned,
        open: &Value,
        known: &[&'k str],
        meant: &mut Vec<&'k str>,
    ) -> bool {
        let word = key.scalar().unwrap_or_default();
        let in_braces = self.text.get(node.span.start..).is_some_and(|text| text.starts_with('{'));
        let Some(at) = word.find([':', '=']).filter(|_| in_braces) else { return false };
        let (own, value) = (word[..at].trim_end(), word[at + 1..].trim_start());
        let named = known.iter().copied().find(|name| *name == own);
        // Behind a comma a text may go on, with a sum in it.
        let first = self.text.get(..key.span.start).is_some_and(|before| before.trim_end().ends_with('{'));
        let free = open.is_object() && own.starts_with(char::is_alphabetic) && (first || !word.contains('='));
        if value.is_empty() || value.starts_with("//") || named.is_none() && !free {
            return false;
        }
        let message = match word.contains('=') {
            true => format!("`{}` has no colon", short(word)),
            false => format!("`{}` lacks the space behind its colon", short(word)),
        };
        self.push("yaml-syntax", key, message, Some(format!("write `{own}: {}`", short(value))));
        meant.extend(named);
        true
    }

    /// Reports a word in the place of a list whose entries it would not fit either: `countries: EU`.
    pub(super) fn wrong_one_of_list(&mut self, node: &Spanned, schema: &'a Value, name: &str) -> bool {
        let Some(text) = node.scalar().filter(|_| !node.is_null()) else { return false };
        let items = schema.get("items").filter(|_| allows(schema, "array")).map(|items| self.resolve(items));
        let format = items.and_then(|items| items.get("format")?.as_str());
        let scalar = self.scalars.iter().find(|scalar| Some(scalar.format) == format);
        let Some(Err(wrong)) = scalar.map(|scalar| (scalar.check)(text)) else { return false };
        let help = format!("{}; a list stands in brackets", wrong.help);
        self.push("type", node, format!("`{}` does not fit {}", short(text), quoted(name)), Some(help));
        true
    }

    /// Makes of an empty value, which was told last, what it is when lines follow that nothing knows: they are not indented.
    pub(super) fn not_indented(&mut self, above: &str) -> bool {
        let empty = format!("`{above}` is empty");
        let message = format!("the lines below `{above}` are not indented");
        let Some(fault) = self.faults.last_mut().filter(|fault| fault.message == empty || fault.message == message)
        else {
            return false;
        };
        fault.message = message;
        fault.help = Some("put two spaces before each line that belongs to it".to_owned());
        true
    }

    /// Reports the second entry of a list that lacks its dash: its first key is that of the entry above. The others were told so.
    pub(super) fn second_entry(
        &mut self,
        node: &Spanned,
        entries: &[(Spanned, Spanned)],
        key: &Spanned,
        word: &str,
    ) -> bool {
        let before = self.text.get(..node.span.start).unwrap_or_default().trim_end_matches(' ');
        let first = entries.first().and_then(|(first, _)| first.scalar());
        let told = |fault: &Fault| fault.code == SECOND && node.span.contains(&fault.span.start);
        if !before.ends_with('-') || first != Some(word) {
            return self.faults.iter().any(told);
        }
        let help = format!("begin the second entry with `- {word}: …`; or keep one of the two, where it is one");
        self.push(SECOND, key, format!("`{word}` is written twice in one entry"), Some(help));
        true
    }

    /// Takes the one key that is not known for the one that is missing, in a group of a few: `zip` for `postal_code`.
    pub(super) fn another_name(&mut self, missing: &[&str], strange: &[usize], name: &str) -> bool {
        let ([wanted], [place]) = (missing, strange) else { return false };
        if [ENTRY, FILE].contains(&name) {
            return false;
        }
        self.faults[*place].help = Some(format!("did you mean `{wanted}`?"));
        true
    }

    /// Reports a key that is nothing to YAML.
    pub(super) fn no_key(&mut self, key: &Spanned, word: &str) {
        let (message, help) = match word {
            "" => {
                ("no key stands before this colon", "write one, or put a text with `: ` in quotation marks".to_owned())
            }
            _ => ("this word means nothing at all to YAML", format!("put it in quotation marks: `\"{word}\": …`")),
        };
        self.push("type", key, message.to_owned(), Some(help));
    }

    /// The entries without the values of a list that nobody put in brackets: of `{values: S, M, L}` the key `values`.
    pub(super) fn unspilt<'e>(
        &self,
        entries: &'e [(Spanned, Spanned)],
        properties: &'a Map<String, Value>,
    ) -> Vec<&'e (Spanned, Spanned)> {
        let mut list = false;
        let kept = entries.iter().filter(|(key, value)| {
            let of = key.scalar().and_then(|key| properties.get(key)).map(|of| self.resolve(of));
            if of.is_none() && value.is_null() && list {
                return false;
            }
            let scalar = matches!(value.value, Node::Scalar { .. }) && !value.is_null();
            list = scalar && of.is_some_and(|of| allows(of, "array") && !allows(of, "string"));
            true
        });
        kept.collect()
    }

    /// Reports a first line without its colon, or the space behind it, which swallows the key of the next one.
    pub(super) fn colon_missing(&mut self, node: &Spanned, schema: &Value, name: &str) -> bool {
        let Node::Scalar { text, plain: true } = &node.value else { return false };
        let properties = schema.get("properties").and_then(Value::as_object);
        let Some(properties) = properties.filter(|_| [FILE, ENTRY].contains(&name)) else { return false };
        let line = self.text[node.span.start..].lines().next().unwrap_or_default().trim_end();
        let at = Spanned { span: node.span.start..node.span.start + line.len(), value: node.value.clone() };
        if let Some((message, help)) = of_another_kind(line) {
            self.push("yaml-syntax", &at, message.to_owned(), Some(help.to_owned()));
            return true;
        }
        if let Some((key, value)) = line.split_once(':').filter(|(key, _)| properties.contains_key(*key)) {
            let help = format!("write `{key}: {}`", short(value.trim()));
            self.push("yaml-syntax", &at, "a space is missing after `:`".to_owned(), Some(help));
            return true;
        }
        let Some((key, _)) = text.split_once(' ').filter(|(key, _)| properties.contains_key(*key)) else {
            return false;
        };
        let help = format!("write a colon and a space after the key: `{key}: {}`", short(line[key.len()..].trim()));
        self.push("yaml-syntax", &at, "this line is no `key: value`".to_owned(), Some(help));
        true
    }

    /// Reports a text in a list that a colon makes a key with a value.
    pub(super) fn colon_in_text(&mut self, node: &Spanned, schema: &Value, name: &str) -> bool {
        let Node::Map(entries) = &node.value else { return false };
        let [(key, _)] = &entries[..] else { return false };
        let free = schema.get("type").is_some() && allows(schema, "string") && schema.get("format").is_none();
        if !free || self.text[node.span.start..].starts_with('{') {
            return false;
        }
        let help = "put a text that contains `: ` in quotation marks".to_owned();
        self.push("type", key, format!("`{name}` is a text, and this is a key with a value"), Some(help));
        true
    }

    /// Reports such a text where a group of keys may stand as well, none of which is its first word: `[Mo: 17 h]`.
    pub(super) fn colon_in_one(&mut self, node: &Spanned, choices: &[&'a Value], name: &str) -> bool {
        let Node::Map(entries) = &node.value else { return false };
        let [(key, _)] = &entries[..] else { return false };
        let word = key.scalar().unwrap_or_default();
        let known = |choice: &&Value| choice.get("properties").is_some_and(|own| own.get(word).is_some());
        let text = choices.iter().find(|choice| is_text(choice)).filter(|_| !choices.iter().any(known));
        text.is_some_and(|text| self.colon_in_text(node, text, name))
    }

    /// Reports a group of keys in square brackets.
    pub(super) fn in_brackets(&mut self, node: &Spanned, schema: &'a Value) -> bool {
        /// A longer group is recognised by its beginning.
        const LONGEST: usize = 60;
        let Node::List(items) = &node.value else { return false };
        let properties = schema.get("properties").and_then(Value::as_object);
        let known = |item: &Spanned| match (&item.value, properties) {
            (Node::Map(entries), Some(own)) => {
                entries.iter().all(|(key, _)| key.scalar().is_some_and(|key| own.contains_key(key)))
            }
            _ => false,
        };
        let Some(written) = self.text.get(node.span.clone()).filter(|_| !items.is_empty() && items.iter().all(known))
        else {
            return false;
        };
        let Some(inner) = written.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
        let message = "a group of keys stands in square brackets, which are for lists".to_owned();
        let help = match inner.split_once(", ").filter(|_| inner.len() > LONGEST) {
            Some((first, _)) => format!("put it in braces: `{{{first}, …}}`"),
            None => format!("put it in braces: `{{{inner}}}`"),
        };
        self.push("type", node, message, Some(help));
        true
    }

    /// Reports a text in the place of a group of keys, where it is known which of them it is.
    pub(super) fn value_of_one_key(&mut self, node: &Spanned, schema: &'a Value, name: &str) -> bool {
        const KEYS: [(&str, &str); 3] = [("email", "address"), ("whatsapp", "number"), ("theme", "name")];
        let group = !node.is_null() && allows(schema, "object") && ![FILE, ENTRY].contains(&name);
        let Some(text) = node.scalar().filter(|_| group) else { return false };
        let none = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let named = KEYS.iter().find(|(group, key)| *group == name && properties.contains_key(*key));
        let wanted = required(schema);
        let first =
            wanted.first().copied().filter(|first| properties.get(*first).is_some_and(|of| is_text(self.resolve(of))));
        let help = match (named, first) {
            (Some((_, key)), _) => format!("write `{name}: {{{key}: {}}}`", short(text)),
            (None, Some(first)) => {
                let others: String = wanted[1..].iter().map(|key| format!(", {key}: …")).collect();
                format!("write `{{{first}: {}{others}}}`", short(text))
            }
            (None, None) if name == "payment_link" => {
                "write `payment_link: {}` here, and the address of the payment page as `pay_link:` of its product"
                    .to_owned()
            }
            (None, None) => return false,
        };
        self.push("type", node, format!("`{}` does not fit `{name}`", short(text)), Some(help));
        true
    }

    /// Reports an entry whose keys are those of the entries of a list in it: it was written one level too high.
    pub(super) fn too_high(&mut self, node: &Spanned, entries: &[(Spanned, Spanned)], schema: &'a Value) -> bool {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return false };
        let keys: Vec<&str> = entries.iter().filter_map(|(key, _)| key.scalar()).collect();
        let inner = |(list, of): (&'a String, &'a Value)| {
            let item = self.resolve(self.resolve(of).get("items")?);
            let known = item.get("properties")?.as_object()?;
            keys.iter().all(|key| known.contains_key(*key)).then(|| (list.as_str(), required(item)))
        };
        let foreign = !keys.is_empty() && keys.iter().all(|key| !properties.contains_key(*key));
        let Some((list, of_item)) = properties.iter().filter(|_| foreign).find_map(inner) else { return false };
        let own: Vec<&str> = required(schema).into_iter().filter(|key| *key != list).collect();
        let message = format!("`{}` stands one level too high: it belongs below `{list}`", keys[0]);
        let item = of_item.iter().map(|key| format!("`{key}: …`")).collect::<Vec<_>>().join(" and ");
        let help = format!(
            "begin with `- {}: …` and a line `{list}:`, and indent each entry below it: `- `, then {item}",
            own.first().unwrap_or(&"…"),
        );
        // One is enough: all entries of the list are written so.
        if !self.faults.iter().any(|fault| fault.message == message) {
            let at = entries.first().map_or(node, |(key, _)| key);
            self.push("misplaced-key", at, message, Some(help));
        }
        true
    }
}

/// Whether any text fits.
fn is_text(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "string")
        && schema.get("format").is_none()
        && schema.get("enum").is_none()
}
