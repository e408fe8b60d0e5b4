//! What texts bring along from other programs, and pages show as it stands: entities and tags of HTML, signs of Markdown and
//! codes of shop programs, and letters that were read in another encoding.
//!
//! In: a YAML text, or the Markdown below it. Out: warnings with what to type. Markdown may have entities and tags; letters of
//! another encoding are wrong everywhere.

use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{At, Diagnostic, warning};
use crate::source::FileId;
use crate::yaml::{self, Node, Spanned};

/// What values of a YAML text that starts at a byte of its file bring along.
pub fn values(file: FileId, start: usize, text: &str) -> Vec<Diagnostic> {
    let html = text.contains('<') || text.match_indices('&').any(|(at, _)| entity(&text[at..]).is_some());
    let marked = text.contains("**") || text.contains("](");
    if !html && !marked && first_garbled(text).is_none() {
        return Vec::new();
    }
    let Ok(tree) = yaml::tree(text) else { return Vec::new() };
    let mut reading = Reading { file, start, text, found: Vec::new() };
    reading.node(&tree.root, "", "");
    reading.found
}

/// The same of a body of Markdown.
pub fn body(file: FileId, text: &str) -> Vec<Diagnostic> {
    let garbled = garbled(text).map(|word| told_garbled(&text[word.clone()]).at(file, At::Body(word)));
    garbled.chain(codes(text).into_iter().map(|code| told_code(&text[code.clone()]).at(file, At::Body(code)))).collect()
}

/// What other programs replace by something else, and this one shows: `[gallery ids="1,2"]` of WordPress, `{{ product.title }}`
/// of Shopify. Where a text has code of its own, such signs may be meant.
fn codes(text: &str) -> Vec<Range<usize>> {
    const WORDPRESS: [&str; 9] = [
        "gallery",
        "caption",
        "embed",
        "contact-form-7",
        "products",
        "product",
        "add_to_cart",
        "vc_row",
        "et_pb_section",
    ];
    if text.contains('`') {
        return Vec::new();
    }
    let wordpress = text.match_indices('[').filter_map(|(at, _)| {
        let code = &text[at..=at + text[at..].find(']')?];
        let name = code[1..].split([' ', ']']).next()?;
        (WORDPRESS.contains(&name) && code.contains("=\"")).then(|| at..at + code.len())
    });
    let liquid = memmem::find_iter(text.as_bytes(), "{{").filter_map(|at| {
        let inner = text[at + 2..].lines().next()?.split_once("}}")?.0;
        let names = inner.trim().chars().all(|c| c.is_alphanumeric() || "._| -".contains(c));
        (names && inner.contains('.')).then(|| at..at + inner.len() + 4)
    });
    wordpress.chain(liquid).collect()
}

fn told_code(code: &str) -> Diagnostic {
    warning("code", format!("`{code}` is for another program, and is shown as it stands"))
        .help("write what it stood for, or take it out")
}

struct Reading<'a> {
    file: FileId,
    start: usize,
    text: &'a str,
    found: Vec<Diagnostic>,
}

impl Reading<'_> {
    /// `key` is the node's own, or that of the list in which it stands; `above` is the key above that.
    fn node(&mut self, node: &Spanned, key: &str, above: &str) {
        match &node.value {
            Node::List(items) => items.iter().for_each(|item| self.node(item, key, above)),
            Node::Map(entries) => {
                for (own, value) in entries {
                    self.text(own, false);
                    self.node(value, own.scalar().unwrap_or_default(), key);
                }
            }
            Node::Scalar { .. } => {
                let markdown = ["answer", "description", "transcript", "commentary"].contains(&key)
                    || (key, above) == ("text", "text");
                self.text(node, markdown);
            }
        }
    }

    fn text(&mut self, node: &Spanned, markdown: bool) {
        let text = node.scalar().unwrap_or_default();
        for word in garbled(text) {
            self.push(told_garbled(&text[word.clone()]), node, &text[word]);
        }
        if markdown {
            return;
        }
        let sign = text.match_indices('&').find_map(|(at, _)| entity(&text[at..]));
        if let Some((sign, meant)) = sign {
            let finding = warning("html", format!("`{sign}` is shown as it stands: this text is no HTML"));
            self.push(finding.help(format!("write {meant}")), node, sign);
        }
        if let Some(mark) = marked(text) {
            let finding = warning("markdown", format!("`{mark}` is shown as it stands: this text is no Markdown"));
            self.push(finding.help("take the signs out"), node, mark);
        }
        if let Some(tag) = text.match_indices('<').find_map(|(at, _)| tag(&text[at..])) {
            let finding = warning("html", format!("`{tag}` is shown as it stands: this text is no HTML"));
            self.push(finding.help("take the tag out, and the one that closes it"), node, tag);
        }
    }

    /// At a part of a value where it stands in the file as it was decoded, else at all of it.
    fn push(&mut self, finding: Diagnostic, node: &Spanned, part: &str) {
        let written = self.text.get(node.span.clone()).unwrap_or_default();
        let from = self.start + node.span.start;
        let place = match written.find(part) {
            Some(at) => from + at..from + at + part.len(),
            None => from..self.start + node.span.end,
        };
        self.found.push(finding.at(self.file, At::Bytes(place)));
    }
}

/// Words in bold, or a link, as Markdown has them; asterisks behind a word are footnotes.
fn marked(text: &str) -> Option<&str> {
    let bold = text.match_indices("**").find_map(|(at, _)| {
        let (before, rest) = (&text[..at], &text[at + 2..]);
        let inner = &rest[..rest.find("**")?];
        let opens = before.is_empty() || before.ends_with([' ', '(', '\n']);
        let word = inner.starts_with(char::is_alphanumeric) && !inner.ends_with(' ') && !inner.contains('\n');
        let closes = !rest[inner.len() + 2..].starts_with(|c: char| c.is_alphanumeric() || c == '*');
        (opens && word && closes).then(|| &text[at..at + inner.len() + 4])
    });
    bold.or_else(|| {
        let middle = text.find("](")?;
        let (start, end) = (text[..middle].rfind('[')?, middle + text[middle..].find(')')?);
        let leads = ["/", "#", "http", "mailto:"].iter().any(|start| text[middle + 2..].starts_with(start));
        leads.then(|| &text[start..=end])
    })
}

/// Entities that other shops' exports and editors write, and the words for what they mean.
const ENTITIES: [(&str, &str); 30] = [
    ("&amp;", "`&`"),
    ("&lt;", "`<`"),
    ("&gt;", "`>`"),
    ("&quot;", "`\"`"),
    ("&apos;", "`'`"),
    ("&nbsp;", "a space"),
    ("&auml;", "`ä`"),
    ("&ouml;", "`ö`"),
    ("&uuml;", "`ü`"),
    ("&Auml;", "`Ä`"),
    ("&Ouml;", "`Ö`"),
    ("&Uuml;", "`Ü`"),
    ("&szlig;", "`ß`"),
    ("&eacute;", "`é`"),
    ("&egrave;", "`è`"),
    ("&ecirc;", "`ê`"),
    ("&agrave;", "`à`"),
    ("&ccedil;", "`ç`"),
    ("&ntilde;", "`ñ`"),
    ("&euro;", "`€`"),
    ("&ndash;", "`–`"),
    ("&mdash;", "`—`"),
    ("&rsquo;", "`’`"),
    ("&lsquo;", "`‘`"),
    ("&ldquo;", "`“`"),
    ("&rdquo;", "`”`"),
    ("&hellip;", "`…`"),
    ("&deg;", "`°`"),
    ("&reg;", "`®`"),
    ("&times;", "`×`"),
];

/// The entity with which a text begins, and what to write instead.
fn entity(text: &str) -> Option<(&str, String)> {
    if let Some((entity, meant)) = ENTITIES.iter().find(|(entity, _)| text.starts_with(entity)) {
        return Some((&text[..entity.len()], (*meant).to_owned()));
    }
    let (number, _) = text.strip_prefix("&#")?.split_once(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let sign = char::from_u32(code).filter(|sign| !sign.is_control())?;
    let meant = if sign.is_whitespace() { "a space".to_owned() } else { format!("`{sign}`") };
    Some((&text[.."&#;".len() + number.len()], meant))
}

/// The tag of HTML with which a text begins; `<` stands for other things as well.
fn tag(text: &str) -> Option<&str> {
    const NAMES: [&str; 21] = [
        "a", "b", "big", "br", "center", "div", "em", "font", "h1", "h2", "h3", "i", "img", "li", "ol", "p", "small",
        "span", "strong", "u", "ul",
    ];
    let (inner, _) = text.strip_prefix('<')?.split_once('>')?;
    let name = inner.strip_prefix('/').unwrap_or(inner).trim_end_matches('/').split(' ').next()?;
    let known = NAMES.contains(&name.to_ascii_lowercase().as_str()) && !inner.contains('<');
    known.then_some(&text[..inner.len() + 2])
}

fn told_garbled(word: &str) -> Diagnostic {
    if word.contains('\u{fffd}') {
        let message = format!("a letter of `{word}` was lost in another program");
        return warning("encoding", message).help("type it anew");
    }
    if let Some(sign) = word.chars().find(|sign| is_override(*sign)) {
        let message = format!("U+{:04X} turns the direction in which the rest is written", u32::from(sign));
        return warning("encoding", message)
            .help("delete the sign, which nobody sees; it stands before what reads backwards");
    }
    let message = format!("another program has read `{word}` in the wrong encoding");
    warning("encoding", message).help(format!("write `{}`", repaired(word)))
}

/// Words with letters of UTF-8 that were read as Windows-1252 (<https://encoding.spec.whatwg.org/#windows-1252>).
fn garbled(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let at = rest + first_garbled(&text[rest..])?;
        let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let start = (start..=at).find(|start| text.is_char_boundary(*start))?;
        let end = text[at..].find(|c: char| c.is_whitespace() && c != '\u{a0}').map_or(text.len(), |end| at + end);
        rest = end;
        Some(start..end)
    })
}

/// Signs that turn the direction of writing for all that follows, whatever its letters.
fn is_override(sign: char) -> bool {
    matches!(sign, '\u{202d}' | '\u{202e}')
}

/// Pairs that stand in no language: such letters are followed by others, and by marks that close a quotation.
fn first_garbled(text: &str) -> Option<usize> {
    const AFTER_A: &str = "¤¶¼Ÿ„œ©¨§®´ª«¹‰ˆ‡¡³º±¥£¢¦¯°²µ·¸½¾¿€";
    const AFTER_CIRCUMFLEX: &str = "°£©®²³½´§¼·€";
    if text.is_ascii() {
        return None;
    }
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\u{fffd}' || is_override(sign) {
            return Some(at);
        }
        let Some((_, next)) = signs.peek().copied() else { break };
        let certain = match sign {
            'Ã' => AFTER_A.contains(next),
            'Â' => AFTER_CIRCUMFLEX.contains(next),
            'â' => next == '€',
            _ => false,
        };
        if certain {
            return Some(at);
        }
    }
    None
}

/// The text with such letters in their own encoding again.
fn repaired(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            'Â' | 'Ã' => 2,
            'â' => 3,
            _ => 1,
        };
        let signs: Vec<char> = rest.chars().take(length).collect();
        let bytes: Option<Vec<u8>> = signs.iter().map(|sign| byte(*sign)).collect();
        let meant = bytes.filter(|_| length > 1).and_then(|bytes| String::from_utf8(bytes).ok());
        let taken = if meant.is_some() { signs.iter().map(|sign| sign.len_utf8()).sum() } else { first.len_utf8() };
        out.push_str(meant.as_deref().unwrap_or(&rest[..first.len_utf8()]));
        rest = &rest[taken..];
    }
    out
}

/// The byte of a letter in Windows-1252.
fn byte(sign: char) -> Option<u8> {
    /// From 0x80 on; spaces stand for bytes that mean nothing.
    const HIGH: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
    let high = HIGH.chars().position(|high| high == sign && high != ' ');
    high.map(|at| 0x80 + at as u8).or_else(|| u8::try_from(u32::from(sign)).ok())
}

#[cfg(test)]
mod tests {
    use super::{codes, entity, garbled, marked, repaired, tag};

    #[test]
    fn letters_of_another_encoding() {
        for (garbled, meant) in [
            ("GeflochtenÃ¤r", "Geflochtenär"),
            ("StraÃŸe,", "Straße,"),
            ("lâ€™Ã©tÃ©", "l’été"),
            ("20Â°", "20°"),
            ("Ãœber", "Über"),
        ] {
            assert_eq!(repaired(garbled), meant);
        }
        let of = |text: &str| garbled(text).map(|word| text[word].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("Der GeflochtenÃ¤ Zopf fÃ¼r alle"), ["GeflochtenÃ¤", "fÃ¼r"]);
        assert_eq!(of("“AMANHÔ, «AMANHû, IRMÃ, Âme, “café”…, câlin â 20 €"), [] as [&str; 0]);
    }

    #[test]
    fn signs_and_codes_of_others() {
        assert_eq!(marked("Zopf **mit** Rosinen"), Some("**mit**"));
        assert_eq!(marked("siehe [Advent](/faq/)."), Some("[Advent](/faq/)"));
        let plain = [
            "2 ** 3",
            "a [b] (c)",
            "5 €** / 6 €***",
            "Preis** und Pfand**",
            "a**2 + b**2",
            "** bis ****",
            "Maße [cm](Länge)",
        ];
        assert!(plain.iter().all(|text| marked(text).is_none()));
        let of = |text: &str| codes(text).into_iter().map(|code| text[code].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("[gallery ids=\"1,2\"] {{ product.title }}"), ["[gallery ids=\"1,2\"]", "{{ product.title }}"]);
        assert_eq!(of("[Products of ours](/products/), [product][1], {{1}, {2}} [embed the film]"), [] as [&str; 0]);
        assert_eq!(of("`{{ product.title }}`"), [] as [&str; 0]);
    }

    #[test]
    fn entities_and_tags() {
        assert_eq!(entity("&amp; Zopf"), Some(("&amp;", "`&`".to_owned())));
        assert_eq!(entity("&#8364; 5"), Some(("&#8364;", "`€`".to_owned())));
        assert_eq!(entity("& Zopf; Brot"), None);
        assert_eq!(tag("<b>Zopf</b>"), Some("<b>"));
        assert_eq!(tag("<BR/> x"), Some("<BR/>"));
        assert_eq!((tag("<3 months>"), tag("< b > c"), tag("<a < b>")), (None, None, None));
    }
}
