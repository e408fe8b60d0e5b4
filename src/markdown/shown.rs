//! Signs of Markdown that are read as text and shown as they stand: a heading without its space, bold words that nothing ends,
//! an entry that goes on in the one above, a table without the line below its head; and links that have no words.
//!
//! In: the events of the Markdown parser. Out: what stands where. Absent: whatever may be meant: hashtags, footnotes that begin
//! with asterisks, and code.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `##Care`
    Heading,
    /// `**bold`
    Bold,
    /// `-two` below `- one`
    Entry,
    /// Lines between bars.
    Table,
    /// `[](/faq/)`
    Wordless,
}

/// Longer lines are no headings.
const HEADING: usize = 60;

pub struct Signs<'t> {
    source: &'t str,
    in_code: bool,
    lists: usize,
    quotes: usize,
    /// Whether a line of the text begins here, or a paragraph, and whether the one above began with a dash.
    begins: bool,
    first: bool,
    dashed: bool,
    /// Whether the text has hashtags, and marks of footnotes.
    hashtags: bool,
    footnotes: bool,
    /// Whether an entry of the block was told: one is enough.
    told: bool,
    /// Asterisks of the block that are text.
    stars: Vec<usize>,
    /// A link of which no word was seen yet.
    link: Option<Range<usize>>,
    /// With their bytes.
    pub found: Vec<(Sign, Range<usize>)>,
}

impl<'t> Signs<'t> {
    pub fn new(source: &'t str) -> Signs<'t> {
        Signs {
            source,
            in_code: false,
            lists: 0,
            quotes: 0,
            begins: false,
            first: false,
            dashed: false,
            hashtags: has_hashtags(source),
            footnotes: has_footnotes(source),
            told: false,
            stars: Vec::new(),
            link: None,
            found: Vec::new(),
        }
    }

    pub fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let wordless = match event {
            Event::End(TagEnd::Link) => self.link.take(),
            Event::Text(text) if text.trim().is_empty() => None,
            _ => {
                self.link = None;
                None
            }
        };
        self.found.extend(wordless.map(|link| (Sign::Wordless, link)));
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(_) if !self.in_code => self.text(range),
            _ => {}
        }
        self.begins = matches!(event, Event::SoftBreak | Event::HardBreak);
        self.first = matches!(event, Event::Start(Tag::Paragraph)) && self.lists + self.quotes == 0;
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::List(_) => self.lists += 1,
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Link { .. } => self.link = Some(range.clone()),
            Tag::Paragraph if self.lists + self.quotes == 0 => self.paragraph(range),
            _ => {}
        }
        if !is_inline(tag.to_end()) {
            self.block(range.start);
            self.dashed = false;
            self.told = false;
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            _ => {}
        }
        if !is_inline(tag) {
            self.block(range.end);
        }
    }

    fn text(&mut self, range: &Range<usize>) {
        let Some(text) = self.source.get(range.clone()) else { return };
        if text.contains('*') && !self.source[..range.start].ends_with('\\') {
            self.stars.extend(text.match_indices('*').map(|(at, _)| range.start + at));
        }
        let dash = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if self.begins && dash && (self.lists > 0 || self.dashed) && !self.told {
            let word = text.find(char::is_whitespace).unwrap_or(text.len());
            self.found.push((Sign::Entry, range.start..range.start + word));
            self.told = true;
        }
        if self.begins || self.first {
            self.dashed = dash;
        }
    }

    /// What the lines of a paragraph begin with.
    fn paragraph(&mut self, range: &Range<usize>) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let barred = |line: &str| {
            let line = line.trim();
            line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2
        };
        let mut lines = text.lines();
        if let (Some(head), Some(second)) = (lines.next(), lines.next())
            && barred(head)
            && barred(second)
        {
            self.found.push((Sign::Table, range.start..range.start + head.len()));
        }
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let signs = line.len() - line.trim_start_matches('#').len();
            let word = signs + line[signs..].find(char::is_whitespace).unwrap_or(line.len() - signs);
            let letter = line[signs..].chars().next().filter(|first| first.is_alphabetic());
            let heading = match signs {
                2..=6 => letter.is_some(),
                1 => letter.is_some_and(char::is_uppercase) && self.stands_alone(line, range),
                _ => false,
            };
            if heading {
                self.found.push((Sign::Heading, start..start + word));
            }
            start += line.len();
        }
    }

    /// Whether a line with one `#` is no hashtag: those stand below a text, in a row, in small letters, in words that are joined.
    fn stands_alone(&self, line: &str, paragraph: &Range<usize>) -> bool {
        let line = line.trim_end();
        let word = line[1..].split(' ').next().unwrap_or_default();
        let joined = word.chars().skip(1).any(char::is_uppercase) || word.contains('_');
        let ends = line.ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let alone = self.source[paragraph.clone()].trim_end() == line && line.chars().count() <= HEADING;
        let above = !self.source[paragraph.end..].trim().is_empty();
        alone && above && ends && !joined && !self.hashtags
    }

    /// Looks at the asterisks of a block that ends at a byte.
    fn block(&mut self, end: usize) {
        let stars = std::mem::take(&mut self.stars);
        let pairs: Vec<usize> = stars.iter().copied().filter(|at| self.is_pair(*at)).collect();
        let Some(open) = pairs.iter().copied().find(|at| self.opens(*at)) else { return };
        let line = self.source[open..].lines().next().map_or(0, str::len);
        let close = pairs.iter().any(|at| *at > open && *at < open + line && !self.opens(*at));
        let first = self.source[..open].rsplit('\n').next().is_none_or(|before| before.trim().is_empty());
        if close || !first || !self.may_be_footnote(end) {
            let word = self.source[open + 2..].find([' ', '\n', '*']).unwrap_or(self.source.len() - open - 2);
            self.found.push((Sign::Bold, open..open + 2 + word));
        }
    }

    fn is_pair(&self, at: usize) -> bool {
        let (before, from) = (&self.source[..at], &self.source[at..]);
        from.starts_with("**") && !from.starts_with("***") && !before.ends_with('*')
    }

    fn opens(&self, at: usize) -> bool {
        let before = self.source[..at].chars().next_back();
        let after = self.source[at + 2..].chars().next();
        before.is_none_or(|sign| sign.is_whitespace() || sign == '(') && after.is_some_and(char::is_alphabetic)
    }

    /// Whether asterisks may be the mark of a footnote: where the text has such, or at its end.
    fn may_be_footnote(&self, end: usize) -> bool {
        self.footnotes || self.source[end.min(self.source.len())..].trim_start().is_empty()
    }
}

/// Whether one `#` begins a hashtag: in small letters, or within a line.
fn has_hashtags(source: &str) -> bool {
    memchr::memchr_iter(b'#', source.as_bytes()).any(|at| {
        let (before, after) = (&source[..at], &source[at + 1..]);
        let own = before.is_empty() || before.ends_with('\n');
        let next = after.chars().next().unwrap_or(' ');
        (own || before.ends_with([' ', '#'])) && (next.is_lowercase() || !own && next.is_alphabetic())
    })
}

/// Whether a text has marks of footnotes: `Price**`, `*with tax`. Behind a word they may end what others on their line begin.
fn has_footnotes(source: &str) -> bool {
    source.lines().any(|line| {
        let (mut pairs, mut at) = (0, 0);
        while let Some(start) = line[at..].find('*').map(|found| at + found) {
            let length = line[start..].bytes().take_while(|byte| *byte == b'*').count();
            let (before, after) = (line[..start].chars().next_back(), line[start + length..].chars().next());
            let is_word = after.is_some_and(char::is_alphanumeric);
            let behind = before.is_some_and(|sign| sign.is_alphanumeric() || ")€$%".contains(sign));
            if behind && !is_word && pairs % 2 == 0 || start == 0 && length == 1 && is_word {
                return true;
            }
            pairs += length / 2;
            at = start + length;
        }
        false
    })
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::Signs;

    #[track_caller]
    fn told(text: &str, expected: &[&str]) {
        let mut signs = Signs::new(text);
        for (event, range) in Parser::new_ext(text, super::super::dialect()).into_offset_iter() {
            signs.see(&event, &range);
        }
        let found: Vec<&str> = signs.found.iter().map(|(_, range)| &text[range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn headings_without_a_space() {
        told("##Care and use\n\nBy hand.\nNot\n###Cold water\n", &["##Care", "###Cold"]);
        told("#Care and use\n\nBy hand.", &["#Care"]);
        let hashtags = [
            "By hand.\n\n#Handmade",
            "#handmade\n\nBy hand.",
            "#MadeInFrance\n\nBy hand.",
            "#Handmade #Ceramics\n\nBy hand.",
            "#Handmade\n\nBy hand, #ceramics",
            "#Handmade in Lyon.\n\nBy hand.",
            "#Handmade\nin Lyon\n\nBy hand.",
            "#1 in Lyon\n\nBy hand.",
            "\\#Handmade\n\n## Care\n\n```\n##code\n```\n",
            "- ##Care",
        ];
        hashtags.into_iter().for_each(|text| told(text, &[]));
    }

    #[test]
    fn bold_words_that_nothing_ends() {
        told("A **bold text that\nnever ends.", &["**bold"]);
        told("**Size:**20 cm", &["**Size:"]);
        told("A **bold ** word", &["**bold"]);
        told("**Bold text\n\nBy hand.", &["**Bold"]);
        told("- **Bold\n- two **words** and **one\n\nBy hand.", &["**Bold", "**one"]);
        let meant = [
            "**Size:** 20 cm, **b**",
            "Price**\n\n**with tax\n\nBy hand.",
            "*with tax\n\n**without delivery\n\nBy hand.",
            "By hand.\n\n**without delivery",
            "2 ** 3, a**b, ** bis ****, \\*\\*kept, `**code`",
            "    **code\n\n5 €** / 6 €***",
        ];
        meant.into_iter().for_each(|text| told(text, &[]));
    }

    #[test]
    fn entries_and_tables() {
        told("- one\n-two\n-three\n", &["-two"]);
        told("-one\n-two\n", &["-two"]);
        told("- one\n  of\n- two\n\n-three of a kind\n\n- at\n  -5 °C\n", &[]);
        told("| Size | Heat |\n| 5 | 9 |\n", &["| Size | Heat |"]);
        told("| Size | Heat |\n| --- | --- |\n| 5 | 9 |\n\n|x| and |y|\n", &[]);
    }

    /// Whoever reads all of the text for each of its blocks never comes to the end of these.
    #[test]
    fn long_texts_have_an_end() {
        let ends = "a **b**\n\n".repeat(20_000) + "**c\n\nd\n";
        for (text, count) in [("**a\n\n".repeat(20_000) + "b\n", 20_000), (ends, 1), ("#A\n\n".repeat(20_000), 19_999)]
        {
            let mut signs = Signs::new(&text);
            for (event, range) in Parser::new_ext(&text, super::super::dialect()).into_offset_iter() {
                signs.see(&event, &range);
            }
            assert_eq!(signs.found.len(), count);
        }
    }

    #[test]
    fn links_without_words() {
        told("[](/faq/), [a](/b/), [![](c.png)](/d/), [`e`](/f/)", &["[](/faq/)"]);
    }
}
