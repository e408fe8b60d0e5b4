//! Text stays text: whatever field takes any text, quotation marks, brackets and ampersands in it reach no page, feed or
//! data file as markup.
//!
//! The fields are found, not listed: every key and value of the richest site is changed in turn, and what the check
//! lets pass is a text. So a new field, section or provider is held to this as soon as the kitchen sink has it.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use granit_parser::{Event, Parser};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, StartTag, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use rayon::prelude::*;
use shopwright::diagnostic::{Diagnostics, Severity};
use shopwright::options::Options;
use shopwright::render::{Output, Rendered};
use shopwright::source::{Content, Sources};
use shopwright::{check, load, yaml};

use crate::shell::{self, TODAY};

/// Stands in whatever is written, and nowhere else.
const MARK: char = '日';

/// A word with what closes an attribute, an element, a comment and a script, and with a reference to no character.
fn hostile(word: &str) -> String {
    format!(r#"{word}"'><z日 日>&日;</script><!--"#)
}

fn options() -> Options {
    Options { report: false, ..Options::on(TODAY.parse().unwrap()) }
}

/// Every key and value of a YAML text, with its bytes.
fn scalars(yaml: &str) -> Vec<(String, Range<usize>)> {
    let events = Parser::new_from_str(yaml).map(Result::unwrap);
    let scalar = |(event, span): (Event<'_>, granit_parser::Span)| match event {
        Event::Scalar(word, ..) => Some((word.into_owned(), span.byte_range()?)),
        _ => None,
    };
    events.filter_map(scalar).filter(|(_, span)| !span.is_empty()).collect()
}

/// The YAML of a file, and where it begins.
fn matter<'a>(path: &str, text: &'a str) -> Option<(&'a str, usize)> {
    if path.ends_with(".yaml") {
        return Some((text, 0));
    }
    let parts = path.ends_with(".md").then(|| yaml::split(text).unwrap())?;
    Some((parts.matter, parts.matter_start))
}

/// A text with other words in place of these keys and values.
fn changed(path: &str, text: &str, words: &BTreeMap<&str, String>) -> Option<String> {
    let (yaml, start) = matter(path, text)?;
    let mut found = scalars(yaml);
    found.retain(|(word, _)| words.contains_key(word.as_str()));
    found.sort_by_key(|(_, span)| span.start);
    let mut text = text.to_owned();
    for (word, span) in found.iter().rev() {
        let other = serde_json::to_string(&words[word.as_str()]).unwrap();
        // A text of several lines ends where its last line does.
        let line = if yaml[span.clone()].ends_with('\n') { "\n" } else { "" };
        text.replace_range(start + span.start..start + span.end, &format!("{other}{line}"));
    }
    (!found.is_empty()).then_some(text)
}

fn with(sources: &Sources, words: &BTreeMap<&str, String>) -> Sources {
    let files = sources.below("content/").filter_map(|(id, file)| {
        let text = changed(&file.path, sources.text(id)?, words)?;
        Some((file.path.clone(), Some(Content::Text(text.into()))))
    });
    sources.with(files.collect::<Vec<_>>())
}

/// Whether the shop takes it.
fn passes(sources: &Sources) -> bool {
    let mut diagnostics = Diagnostics::default();
    check::check(sources, &options(), &mut diagnostics).is_some() && !diagnostics.has_errors()
}

/// What a page holds.
#[derive(Default)]
struct Reader {
    faults: RefCell<Vec<String>>,
    /// Where its links lead.
    links: RefCell<Vec<String>>,
    ids: RefCell<Vec<String>>,
    /// How many texts and attributes hold what was written.
    told: Cell<usize>,
}

impl Reader {
    fn fault(&self, fault: String) {
        self.faults.borrow_mut().push(fault);
    }

    /// A text, or the value of an attribute, as a reader gets it.
    fn text(&self, text: &str) {
        self.told.set(self.told.get() + usize::from(text.contains(MARK)));
        if let Some(twice) = ["&amp;", "&lt;", "&gt;", "&quot;", "&#"].iter().find(|twice| text.contains(**twice)) {
            self.fault(format!("`{twice}` is shown: {text}"));
        }
    }

    fn tag(&self, tag: &Tag) {
        for attribute in &tag.attrs {
            let (name, value) = (&*attribute.name.local, attribute.value.to_string());
            self.text(&value);
            match name {
                "href" if value.starts_with('/') => self.links.borrow_mut().push(value),
                "id" if self.ids.borrow().contains(&value) => self.fault(format!("the id `{value}` stands twice")),
                "id" => self.ids.borrow_mut().push(value),
                name if name.contains([MARK, '"', '<', '\'']) => self.fault(format!("`{name}` is markup in {tag:?}")),
                _ => {}
            }
        }
        if tag.name.contains(MARK) {
            self.fault(format!("{tag:?} is an element"));
        }
    }
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(text) => self.text(&text),
            Token::ParseError(fault) => self.fault(format!("line {line}: {fault}")),
            Token::TagToken(tag) => {
                self.tag(&tag);
                match &*tag.name {
                    "script" if tag.kind == StartTag => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" if tag.kind == StartTag => return TokenSinkResult::RawData(RawKind::Rawtext),
                    _ => {}
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Reads one file as what it is; `None` for what is neither text nor data.
fn read(path: &str, text: &str) -> Reader {
    if path.ends_with(['/']) || path.ends_with(".html") {
        let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
        let tokenizer = Tokenizer::new(Reader::default(), options);
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        let _ = tokenizer.feed(&input);
        assert!(input.is_empty(), "{path} was read to its end");
        tokenizer.end();
        return tokenizer.sink;
    }
    let reader = Reader { told: Cell::new(text.matches(MARK).count()), ..Reader::default() };
    if path.ends_with(".xml") || path.ends_with(".svg") {
        match roxmltree::Document::parse(text) {
            Ok(xml) if xml.descendants().any(|node| node.tag_name().name().contains(MARK)) => {
                reader.fault("an element".to_owned());
            }
            Ok(_) => {}
            Err(fault) => reader.fault(fault.to_string()),
        }
    } else if let Err(fault) = serde_json::from_str::<serde_json::Value>(text) {
        reader.fault(fault.to_string());
    }
    reader
}

/// Builds a site, reads all of it, and gives what is wrong and how often it tells what was written.
fn site(sources: &Sources) -> (Vec<String>, usize) {
    let mut diagnostics = Diagnostics::default();
    let output = shopwright::build(sources, &options(), &mut diagnostics);
    diagnostics.sort(sources);
    let errors = || diagnostics.list.iter().filter(|finding| finding.severity == Severity::Error);
    let output: Output = output.unwrap_or_else(|| panic!("{:#?}", errors().collect::<Vec<_>>()));
    let known = ["/", ".html", ".xml", ".svg", ".json", ".webmanifest"];
    let read = |path: &String, task| match output.render(task).unwrap() {
        Rendered::Bytes(bytes) => read(path, &String::from_utf8(bytes).unwrap()),
        Rendered::Copy(_) => Reader::default(),
    };
    let tasks = output.paths().par_iter().filter(|(path, _)| known.iter().any(|end| path.ends_with(end)));
    let read: Vec<(&String, Reader)> = tasks.map(|(path, task)| (path, read(path, task))).collect();
    let mut faults = Vec::new();
    for (path, reader) in &read {
        faults.extend(reader.faults.borrow().iter().map(|fault| format!("{path}: {fault}")));
        let lead = |link: &str| output.paths().contains_key(link.split(['?', '#']).next().unwrap());
        let links = reader.links.borrow();
        faults.extend(links.iter().filter(|link| !lead(link)).map(|link| format!("{path}: no page `{link}`")));
    }
    (faults, read.iter().map(|(_, reader)| reader.told.get()).sum())
}

#[test]
fn any_text_in_any_field_is_text_on_every_page() {
    let sources = load::load(&shell::root().join("tests/sites/kitchen-sink")).unwrap();
    let files = sources.below("content/").filter_map(|(id, file)| Some(matter(&file.path, sources.text(id)?)?.0));
    let all: BTreeSet<String> = files.flat_map(scalars).map(|(word, _)| word).collect();
    let alone = |word: &&String| passes(&with(&sources, &BTreeMap::from([(word.as_str(), hostile(word))])));
    let words: BTreeSet<&String> = all.par_iter().filter(alone).collect();
    assert!(words.len() > 150, "only {} texts: {words:#?}", words.len());

    let hostile = words.iter().map(|word| (word.as_str(), hostile(word))).collect();
    let (faults, told) = site(&with(&sources, &hostile));
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(40)]);
    assert!(told > 1000, "the texts are told {told} times");

    // Each in another script, of which no letter has an ASCII spelling.
    let script = ('\u{4e00}'..).map(|own| format!("{MARK}本{own}"));
    let foreign = words.iter().map(|word| word.as_str()).zip(script).collect();
    let (faults, told) = site(&with(&sources, &foreign));
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(40)]);
    assert!(told > 1000, "the texts are told {told} times");
}
