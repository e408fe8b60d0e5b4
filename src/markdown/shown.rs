//! Signs of Markdown that are read as text and shown as they stand: a heading without its space, bold words that nothing ends,
//! an entry that goes on in the one above, a table without the line below its head; signs that were text and vanish; and links
//! that have no words.
//!
//! In: the events of the Markdown parser. Out: what stands where. Absent: whatever may be meant: hashtags, footnotes that begin
//! with asterisks, and code.

mod lines;
mod stars;

use std::cell::OnceCell;
use std::ops::Range;

pub use lines::{Mark, mark};
use pulldown_cmark::{Event, Tag, TagEnd};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// `##Care`
    Heading,
    /// `**bold`
    Bold,
    /// `**「雨」**は`, which ends nothing between a bracket and a letter.
    Enclosed,
    /// `12*18*6`, which loses its asterisks.
    Italics,
    /// `-two` below `- one`, `• one` above `• two`
    Entry,
    /// Lines between bars.
    Table,
    /// `[](/faq/)`
    Wordless,
}

pub struct Signs<'t> {
    source: &'t str,
    in_code: bool,
    lists: usize,
    /// Spaces before the last entry of a list.
    indent: usize,
    quotes: usize,
    /// Whether a line of the text begins here.
    begins: bool,
    /// Whether the text has hashtags.
    hashtags: bool,
    /// How many asterisks the longest mark of a footnote has, once somebody asks.
    footnotes: OnceCell<usize>,
    /// Where the block begins, or goes on behind others in it.
    block: usize,
    /// Whether an entry of the block was told: one is enough.
    told: bool,
    /// Asterisks of the block that are text.
    stars: Vec<usize>,
    /// Where each of the bold words begins that the next text stands in.
    strong: Vec<usize>,
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
            indent: 0,
            quotes: 0,
            begins: false,
            hashtags: has_hashtags(source),
            footnotes: OnceCell::new(),
            block: 0,
            told: false,
            stars: Vec::new(),
            strong: Vec::new(),
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
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::List(_) => self.lists += 1,
            Tag::Item => self.indent = spaces_before(self.source, range.start),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::Link { .. } => self.link = Some(range.clone()),
            Tag::Emphasis => {
                let vanished = stars::vanished(self.source, range);
                self.found.extend(vanished.map(|word| (Sign::Italics, word)));
            }
            Tag::Strong => {
                if let Some(outer) = self.strong.first() {
                    stars::nested(self.source, *outer, &mut self.found);
                }
                self.strong.push(range.start);
            }
            Tag::Paragraph if self.lists + self.quotes == 0 => self.paragraph(range),
            _ => {}
        }
        if !is_inline(tag.to_end()) {
            self.block(range.start);
            self.told = false;
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) => self.lists -= 1,
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::Strong => drop(self.strong.pop()),
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
        if self.begins && self.lists > 0 {
            self.line(range.start, text);
        }
    }

    /// A line that goes on in an entry of a list. Below its words a dash is meant, as before who said them.
    fn line(&mut self, start: usize, text: &str) {
        let place = start..word_end(self.source, start);
        let dash = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if lines::is_heading(text) {
            self.found.push((Sign::Heading, place));
        } else if dash && !self.told && spaces_before(self.source, start) <= self.indent {
            self.found.push((Sign::Entry, place));
            self.told = true;
        }
    }

    /// What the lines of a paragraph begin with.
    fn paragraph(&mut self, range: &Range<usize>) {
        self.found.extend(lines::table(self.source, range));
        lines::headings(self.source, range, self.hashtags, &mut self.found);
        self.found.extend(lines::entry(self.source, range));
    }

    /// Looks at the asterisks of a block that ends at a byte.
    fn block(&mut self, end: usize) {
        let stars = std::mem::take(&mut self.stars);
        if !stars.is_empty() {
            let footnotes = || *self.footnotes.get_or_init(|| stars::footnotes(self.source));
            stars::bold(self.source, &stars, self.block..end, footnotes, &mut self.found);
        }
        self.block = end;
    }
}

/// How many spaces stand before what begins at a byte, or behind spaces there.
fn spaces_before(source: &str, at: usize) -> usize {
    let at = source.len() - source[at..].trim_start_matches(' ').len();
    at - source[..at].trim_end_matches(' ').len()
}

/// Where the word ends that begins at a byte.
fn word_end(source: &str, start: usize) -> usize {
    start + source[start..].find(char::is_whitespace).unwrap_or(source.len() - start)
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

fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::Signs;

    fn found(text: &str) -> Vec<&str> {
        let mut signs = Signs::new(text);
        for (event, range) in Parser::new_ext(text, super::super::dialect()).into_offset_iter() {
            signs.see(&event, &range);
        }
        signs.found.iter().map(|(_, range)| &text[range.clone()]).collect()
    }

    #[track_caller]
    fn told(text: &str, expected: &[&str]) {
        assert_eq!(found(text), expected, "{text}");
    }

    #[test]
    fn headings_without_a_space() {
        told("##Care and use\n\nBy hand.\nNot\n###Cold water\n", &["##Care", "###Cold"]);
        told("#Care and use\n\nBy hand.", &["#Care"]);
        told("#Care:\n\nBy hand.\n\n#Cold?\n\nNo.", &["#Care:", "#Cold?"]);
        told("- S\n##Sizes\n- M\n  ###Care\n", &["##Sizes", "###Care"]);
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
            "By hand.\n\n#Handmade.\n\nOr not.",
        ];
        hashtags.into_iter().for_each(|text| told(text, &[]));
    }

    #[test]
    fn bold_words_that_nothing_ends() {
        told("A **bold text that\nnever ends.", &["**bold"]);
        told("**Size:**20 cm", &["**Size:"]);
        told("A **bold ** word", &["**bold"]);
        told("**12 cm hoch\n\nBy hand, for **2 persons.", &["**12", "**2"]);
        told("**Bold text\n\nBy hand.", &["**Bold"]);
        told("*Very* good **bold text\n\nBy hand.", &["**bold"]);
        told("- **Bold\n- two **words** and **one\n\nBy hand.", &["**Bold", "**one"]);
        let meant = [
            "**Size:** 20 cm, **b**",
            "Price**\n\n**with tax\n\nBy hand.",
            "*with tax\n\n**without delivery\n\nBy hand.",
            "By hand.\n\n**without delivery",
            "Sodium Olivate*, Aqua, Parfum**\n\n*organic, **from essential oils\n\nBy hand.",
            "Olea Oil*, Linalool**. *bio **natürlich\n\nBy hand.",
            "*From organic farming. **Natural oils.\n\nBy hand.",
            "2 ** 3, a**b, ** bis ****, \\*\\*kept, `**code`",
            "    **code\n\n5 €** / 6 €***",
        ];
        meant.into_iter().for_each(|text| told(text, &[]));
    }

    /// Brackets and stops beside a letter, in scripts that have no spaces.
    #[test]
    fn bold_words_that_begin_or_end_beside_a_bracket() {
        told("結論：**「雨」**は青みの灰色です。**重要：**必ず洗浄してください。", &["**「雨」**", "**重要：**"]);
        // The parser takes what stands between two of them for bold.
        told("**「雨」**は青、**「雪」**は白。", &["**「雨」**", "**「雪」**"]);
        told("**注意：**请**勿**触摸", &["**注意：**"]);
        told(
            "- **注意：**请**勿**触摸，**勿**洗\n- **必ず**、**重要：**必ず**手で**洗う\n",
            &["**注意：**", "**重要：**"],
        );
        told("**注意：**请**勿**触摸*，\\*", &["**注意：**"]);
        told("**注意：**请手洗。材质：**陶瓷**，尺寸**（长）**为20厘米。", &["**注意：**", "**（长）**"]);
        told("特价**¥99**包邮。价格**¥20**起，**20%**优惠", &["**¥99**", "**¥20**", "**20%**"]);
        told("| **「雨」**は | b |\n| --- | --- |\n| a | **「雪」**は |\n", &["**「雨」**", "**「雪」**"]);
        told("彼は**「雨」です**と言う。\n\n이것은 **\"강조\"**는\n", &["**「雨」です**", "**\"강조\"**"]);
        told("価格は**¥2,000**（税込）です", &["**¥2,000**"]);
        told("`**「雨」**は`、**「雪」**は", &["**「雪」**"]);
        told("**水温：**90℃\\\n**「雨」**は青\\*です", &["**水温：**", "**「雨」**"]);
        let meant = [
            "結論：「**雨**」は、**重要**：必ず",
            "価格**、送料**、税込です。\n\n**税込",
            "結論：**「雨」\n雪」**は",
            "张**（北京）、李**（上海）",
            "`**「雨」**は`、青です",
        ];
        meant.into_iter().for_each(|text| told(text, &[]));
    }

    /// Instructions for knitting and crochet name the asterisks between which something is repeated.
    #[test]
    fn asterisks_that_a_text_speaks_of() {
        told("Row 3: *k1, **p1, yo; rep from ** twice; rep from * to end.\n\nBy hand.", &[]);
        told("R 3: *1 re, **1 li, U; ab ** wiederholen.\n\nBy hand.", &[]);
        told("Row 3: **p1, yo; twice ** as large.\n\nBy hand.", &["**p1,"]);
    }

    #[test]
    fn asterisks_that_vanish() {
        told("Size: 12*18*6 cm", &["12*18*6"]);
        told("(L*B*H): 30*40*2 cm.", &["L*B*H", "30*40*2"]);
        told("Set: 2*Tasse, 2*Teller", &["2*Tasse"]);
        told("*New: 2*Tasse", &["2*Tasse"]);
        told("Kund*innen und Händler*innen", &["Kund*innen"]);
        told("Dial *135*1#.", &["*135*1#."]);
        let meant = [
            "30*40 cm, *very* good",
            "un*frigging*believable, 5 *of* 6, **2**a",
            "\\*12, 12\\*18\\*6, `12*18*6`, a_b_c, Vitamin B*12*, 2 * 3 * 4",
            "これは*強調 です*という, *Price* 2*, *135* 1",
            "ราคา*พิเศษ มาก*วันนี้",
        ];
        meant.into_iter().for_each(|text| told(text, &[]));
    }

    #[test]
    fn entries_and_tables() {
        told("- one\n-two\n-three\n", &["-two"]);
        told("- one\n  - two\n-three\n", &["-three"]);
        told("-one\n-two\n", &["-one"]);
        told("Of:\n-one\n-two\n\n-three\n- four\n", &["-one", "-three"]);
        told("• one\n• two\n• three\n\n•one\n•two", &["• one", "•one"]);
        told("・サイズ：8cm\n・素材：陶器\n\n※一つ\n※二つ", &["・サイズ：8cm", "※一つ"]);
        told("– eins\n– zwei\n\n✓ handmade\n✓ vegan\n", &["– eins", "✓ handmade"]);
        told("1.Erstens\n2.Zweitens\n\n1)Erstens\n2) Zweitens\n", &["1.Erstens", "1)Erstens"]);
        told("① Eins\n② Zwei\n\n1）一\n2）二\n\n１、一\n\n1、一\n2、二\n3、三\n", &["① Eins", "1）一", "1、一"]);
        let meant = [
            "① Eins\n② Zwei".trim_end_matches(|c| c != '①'),
            "3、4月\n6、7月と\n2）個",
            "- one\n  of\n- two\n\n-three of a kind\n\n- at\n  -5 °C\n",
            "• one\n\n• two, • three\n✓ four",
            "–5 °C\n–10 °C, from\n3. May or\n4. May, on\n1.Advent\nand\n2.Advent",
            "• one  \n• two\\\n• three<br>\n• four",
            "- \"Best mug.\"\n  -Anna, Leeds\n- \"Good.\"\n  -Ben",
            "> • one\n> • two\n\n```\n• one\n• two\n```\n",
            "-one of a kind\n\n- two\n",
            "●●●○○ body\n●●○○○ acid\n\n● ○ soft\n● ● warm",
            "2.x is out\n3.x comes",
        ];
        meant.into_iter().for_each(|text| told(text, &[]));
        told("| Size | Heat |\n| 5 | 9 |\n", &["| Size | Heat |"]);
        told("| Size | Heat |\n| --- | --- |\n| 5 | 9 |\n\n|x| and |y|\n", &[]);
    }

    /// Whoever reads all of the text for each of its blocks never comes to the end of these.
    #[test]
    fn long_texts_have_an_end() {
        let ends = "a **b**\n\n".repeat(20_000) + "**c\n\nd\n";
        let texts = [
            ("**a\n\n".repeat(20_000) + "b\n", 20_000),
            (ends, 1),
            ("#A\n\n".repeat(20_000), 19_999),
            ("1*2*3".repeat(20_000), 20_000),
            ("。**重要：**必ず".repeat(20_000), 20_000),
            ("| **「雨」**は ".repeat(20_000) + "|\n" + &"|-".repeat(20_000) + "|\n", 20_000),
            ("(*1*1".repeat(20_000), 20_000),
            ("**a from ".repeat(20_000) + "\n\nb\n", 1),
            ("• a\nb\n".repeat(20_000), 0),
            ("é**a** `b ``c ```d".repeat(20_000), 0),
        ];
        for (text, count) in texts {
            assert_eq!(found(&text).len(), count);
        }
    }

    #[test]
    fn links_without_words() {
        told("[](/faq/), [a](/b/), [![](c.png)](/d/), [`e`](/f/)", &["[](/faq/)"]);
    }
}
