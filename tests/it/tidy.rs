//! The rules of the source: which module may use which, how long a file may be, what no file may hold, and that every
//! entry of a registry has all its parts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use shopwright::checkouts::CHECKOUTS;
use shopwright::feeds::FEEDS;
use shopwright::sections::SECTIONS;
use shopwright::shop::{campaign, collection, faq, page, post, product, settings, testimonial};
use shopwright::theme::Strings;

use crate::shell::{files, root};

/// Lines of a file, and of a function.
const FILE: usize = 450;
const FUNCTION: usize = 70;

/// Texts below a folder of the repository whose names end so.
fn texts(folder: &str, end: &str) -> BTreeMap<String, String> {
    let files = files(&root().join(folder)).into_iter().filter(|(path, _)| path.ends_with(end));
    files.map(|(path, file)| (path, fs::read_to_string(file).unwrap())).collect()
}

fn sources() -> BTreeMap<String, String> {
    texts("src", ".rs")
}

/// The words of a text that begin after a marker: letters, digits and `_`.
fn words_after<'a>(text: &'a str, marker: &'a str) -> impl Iterator<Item = &'a str> {
    let word =
        |rest: &'a str| &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())];
    text.split(marker).skip(1).map(word)
}

/// Rows of the table in `lib.rs`, by module. What stands behind a `then` is one step further; so are the parts of the
/// shell, of which each uses the ones before it.
fn rows(lib: &str) -> BTreeMap<String, usize> {
    let mut rows = BTreeMap::new();
    let mut row = 0;
    for line in lib.lines().filter(|line| line.starts_with("//! | ") && line.contains("[`")) {
        let shell = line.contains("| shell |");
        for step in line.split(" then ") {
            for name in step.split("[`").skip(1) {
                let name = name.split('`').next().unwrap();
                rows.insert(name.strip_prefix("mod@").unwrap_or(name).to_owned(), row);
                row += usize::from(shell);
            }
            row += 1;
        }
    }
    rows
}

/// The other edges, which are written below the table.
const OTHERS: &[(&str, &str)] = &[("diagnostic", "source"), ("diagnostic", "yaml")];

/// Code without the tests inside it.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

#[test]
fn modules_use_only_rows_above_their_own() {
    let sources = sources();
    let rows = rows(&sources["lib.rs"]);
    let declared: BTreeSet<&str> = words_after(&sources["lib.rs"], "pub mod ").collect();
    let in_table: BTreeSet<&str> = rows.keys().map(String::as_str).filter(|name| *name != "build").collect();
    assert_eq!(in_table, declared, "the table in src/lib.rs and its modules");
    let mut wrong = BTreeSet::new();
    for (path, text) in &sources {
        let module = path.split(['/', '.']).next().unwrap();
        let tests = path.ends_with("tests.rs") || path.ends_with("fixture.rs");
        let Some(own) = rows.get(module).filter(|_| !tests) else { continue };
        let code = code(text);
        assert!(!code.contains("crate::{"), "{path}: one module per `use`, so that the edges can be read");
        for used in words_after(&code, "crate::").filter(|used| *used != "path") {
            let below = rows.get(used).is_some_and(|row| row < own);
            if used != module && !below && !OTHERS.contains(&(module, used)) {
                wrong.insert(format!("{path} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "edges that the table in src/lib.rs does not allow: {wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let mut long = Vec::new();
    for (folder, texts) in
        [("src", sources()), ("tests", texts("tests/it", ".rs")), ("benches", texts("benches", ".rs"))]
    {
        for (path, text) in texts {
            assert!(text.starts_with("//! "), "{folder}/{path} does not say what it is");
            let lines = text.lines().count();
            assert!(lines <= FILE, "{folder}/{path} has {lines} lines, at most {FILE} are meant");
            long.extend(functions(&format!("{folder}/{path}"), &text));
        }
    }
    assert!(long.is_empty(), "at most {FUNCTION} lines are meant: {long:#?}");
}

/// Functions that are too long, from the line of `fn` to the brace in the same column.
fn functions(path: &str, text: &str) -> Vec<String> {
    let mut long = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let head = code.strip_prefix("pub ").or_else(|| code.strip_prefix("pub(crate) ")).unwrap_or(code);
        if head.strip_prefix("const ").unwrap_or(head).starts_with("fn ") {
            let close = format!("{}}}", &line[..line.len() - code.len()]);
            let length = lines[start..].iter().position(|line| *line == close).map_or(0, |end| end + 1);
            if length > FUNCTION {
                long.push(format!("{path}:{}: {length} lines", start + 1));
            }
        }
    }
    long
}

/// Words that mean that something is not finished, and paths of one machine. The list is written so that it does
/// not find itself.
#[test]
fn nothing_unfinished_and_no_place_of_one_machine() {
    let join = |parts: &[&str]| parts.concat();
    let unfinished = [&["TO", "DO"][..], &["FIX", "ME"], &["dbg", "!("], &["to", "do!("], &["unimpl", "emented!("]];
    let machine = [&["/ho", "me/"][..], &["/Us", "ers/"], &["/wo", "rk/"], &["/ro", "ot/"]];
    let words: Vec<String> = unfinished.into_iter().chain(machine).map(join).collect();
    for folder in
        ["src", "tests/it", "benches", "fuzz/fuzz_targets", "themes/market/templates", "themes/market/scripts"]
    {
        if !root().join(folder).is_dir() {
            continue;
        }
        for end in [".rs", ".html", ".js", ".yaml"] {
            for (path, text) in texts(folder, end) {
                for word in &words {
                    assert!(!text.contains(word.as_str()), "{folder}/{path} holds `{word}`");
                }
            }
        }
    }
}

/// The schema of every noun, from the struct that decodes it.
pub fn schemas() -> Vec<Value> {
    vec![
        schemars::schema_for!(settings::Settings).to_value(),
        schemars::schema_for!(product::Matter).to_value(),
        schemars::schema_for!(collection::Matter).to_value(),
        schemars::schema_for!(page::Matter).to_value(),
        schemars::schema_for!(post::Matter).to_value(),
        schemars::schema_for!(Vec<testimonial::Testimonial>).to_value(),
        schemars::schema_for!(Vec<faq::FaqGroup>).to_value(),
        schemars::schema_for!(shopwright::sections::Home).to_value(),
    ]
}

/// What the report is made of; both shops of the repository have one, `tests/it/report.rs` looks at them.
fn report_schemas() -> Vec<Value> {
    vec![
        schemars::schema_for!(Vec<campaign::Campaign>).to_value(),
        schemars::schema_for!(shopwright::report::settings::Settings).to_value(),
    ]
}

/// An object that lets unknown keys through would hide a merchant's slip of the pen.
#[test]
fn every_noun_has_a_strict_schema() {
    fn objects(schema: &Value, path: &str) {
        match schema {
            Value::Object(map) => {
                if map.contains_key("properties") {
                    let variant = map["properties"].as_object().unwrap().len() == 1;
                    assert!(
                        variant || map.get("additionalProperties") == Some(&Value::Bool(false)),
                        "{path} is not strict"
                    );
                }
                map.iter().for_each(|(key, value)| objects(value, &format!("{path}/{key}")));
            }
            Value::Array(list) => list.iter().enumerate().for_each(|(n, value)| objects(value, &format!("{path}/{n}"))),
            _ => {}
        }
    }
    for schema in schemas().into_iter().chain(report_schemas()) {
        let name = schema["title"].as_str().unwrap_or("a list").to_owned();
        objects(&schema, &name);
    }
}

fn theme() -> std::path::PathBuf {
    root().join("themes/market")
}

/// Words of a language: of the shop, or below `report/` of the report.
fn strings(language: &str) -> Strings {
    let text = fs::read_to_string(theme().join(format!("strings/{language}.yaml"))).unwrap();
    shopwright::yaml::decode(&text, &[]).unwrap()
}

#[test]
fn every_entry_of_a_registry_has_all_its_parts() {
    let words = strings("en");
    for entry in CHECKOUTS {
        for key in [format!("checkout_{}", entry.name), format!("checkout_{}_note", entry.name)] {
            assert!(words.texts.contains_key(&key), "strings/en.yaml lacks {key}");
        }
        let script = theme().join(format!("scripts/checkouts/{}.js", entry.name));
        assert!(script.is_file(), "{} is missing", script.display());
        assert!(entry.spec.starts_with("https://"), "{}", entry.name);
    }
    for entry in SECTIONS {
        let template = theme().join(format!("templates/sections/{}.html", entry.name));
        assert!(template.is_file(), "{} is missing", template.display());
    }
    let templates = files(&theme().join("templates/sections")).len();
    assert_eq!(templates, SECTIONS.len(), "a template of a section that does not exist");
    let names: BTreeSet<&str> = FEEDS.iter().map(|feed| feed.name).collect();
    assert_eq!(names.len(), FEEDS.len(), "two feeds of one name");
}

#[test]
fn all_languages_have_the_same_words() {
    let languages = files(&theme().join("strings"));
    assert!(languages.len() >= 8);
    for path in languages.keys() {
        let english = strings(if path.starts_with("report/") { "report/en" } else { "en" });
        let own = strings(path.strip_suffix(".yaml").unwrap());
        assert!(
            own.texts.keys().eq(english.texts.keys()),
            "{path}: {:?}",
            difference(own.texts.keys(), english.texts.keys())
        );
        assert!(own.js.keys().eq(english.js.keys()), "{path}: {:?}", difference(own.js.keys(), english.js.keys()));
        for ((key, words), original) in
            own.texts.iter().chain(&own.js).zip(english.texts.values().chain(english.js.values()))
        {
            assert_eq!(placeholders(words), placeholders(original), "{path}: {key}");
        }
    }
}

fn difference<'a>(a: impl Iterator<Item = &'a String>, b: impl Iterator<Item = &'a String>) -> Vec<String> {
    let (a, b): (BTreeSet<&String>, BTreeSet<&String>) = (a.collect(), b.collect());
    a.symmetric_difference(&b).map(|key| (*key).clone()).collect()
}

/// The `{names}` in the last form of a word, which is the one for most counts.
fn placeholders(words: &shopwright::theme::Words) -> BTreeSet<String> {
    let text = match words {
        shopwright::theme::Words::One(text) => text.clone(),
        shopwright::theme::Words::Plural(forms) => forms["other"].clone(),
    };
    words_after(&text, "{").map(str::to_owned).collect()
}

/// Keys that are put together from a word of the content: what stands before it.
const COMPOSED: &[&str] = &["availability_", "badge_", "checkout_", "per_", "event_"];

/// Every word that code or a template asks for is there, and nothing else is.
#[test]
fn every_word_is_there_and_used() {
    let words = strings("en");
    let mut used: BTreeMap<String, String> = BTreeMap::new();
    let mut uses = |path: &str, key: &str| {
        used.entry(key.to_owned()).or_insert_with(|| path.to_owned());
    };
    for (path, text) in texts("themes/market/templates", ".html") {
        if path.starts_with("report/") {
            continue;
        }
        for marker in ["{{ s.", "{{s.", "={s.", " s.", "(s.", "key=\""] {
            words_after(&text, marker).filter(|key| !key.is_empty()).for_each(|key| uses(&path, key));
        }
    }
    for (path, text) in sources() {
        if path.starts_with("report/") {
            continue;
        }
        let code = code(&text);
        for marker in [".t(\"", ".fill(\"", ".count(\"", ".plural(\"", ".get(\""] {
            let keys = words_after(&code, marker).filter(|key| !key.is_empty());
            keys.filter(|key| marker != ".get(\"" || words.texts.contains_key(*key)).for_each(|key| uses(&path, key));
        }
        // A key that is chosen before it is used stands as a text.
        for key in words.texts.keys().filter(|key| code.contains(&format!("\"{key}\""))) {
            uses(&path, key);
        }
    }
    let composed = |key: &str| COMPOSED.iter().any(|head| key.starts_with(head));
    let missing: Vec<_> =
        used.iter().filter(|(key, _)| !words.texts.contains_key(*key) && !key.ends_with('_')).collect();
    assert!(missing.is_empty(), "strings/en.yaml lacks what is used in: {missing:#?}");
    let unused: Vec<_> = words.texts.keys().filter(|key| !used.contains_key(*key) && !composed(key)).collect();
    assert!(unused.is_empty(), "strings/en.yaml has words that nothing uses: {unused:?}");
    let scripts: String = texts("themes/market/scripts", ".js").into_values().collect();
    let of_no_script: Vec<_> = words.js.keys().filter(|key| !mentions(&scripts, key)).collect();
    assert!(of_no_script.is_empty(), "strings/en.yaml has words below `js` that no script uses: {of_no_script:?}");
}

/// Keys of the report that are put together from a name.
const OF_THE_REPORT: &[&str] = &[
    "metric_",
    "define_",
    "measure_",
    "objective_",
    "medium_",
    "format_",
    "basis_",
    "explain_",
    "dimension_",
    "segment_",
    "notice_",
    "importer_",
];

/// The same of the report: each metric, measure and reason has its words, and no word is left over.
#[test]
fn every_word_of_the_report_is_there_and_used() {
    let words = strings("report/en");
    let mut used = BTreeSet::new();
    for (path, text) in texts("themes/market/templates", ".html") {
        if path.starts_with("report/") {
            used.extend(words_after(&text, "{{ s.").map(str::to_owned));
        }
    }
    for (path, text) in sources().iter().filter(|(path, _)| path.starts_with("report/")) {
        for marker in [".get(\"", ".fill(\"", ".count(\""] {
            for key in words_after(&code(text), marker).filter(|key| !key.is_empty() && !key.ends_with('_')) {
                assert!(words.texts.contains_key(key), "{path} asks for `{key}`");
            }
        }
        used.extend(words.texts.keys().filter(|key| text.contains(&format!("\"{key}\""))).cloned());
    }
    for metric in shopwright::report::metrics::all() {
        for key in [format!("metric_{}", metric.name), format!("define_{}", metric.name)] {
            assert!(words.texts.contains_key(&key), "strings/report/en.yaml lacks {key}");
        }
    }
    for importer in shopwright::importers::IMPORTERS {
        let key = format!("importer_{}", importer.name);
        assert!(words.texts.contains_key(&key), "strings/report/en.yaml lacks {key}");
    }
    for code in notices_of_usable_files() {
        let key = format!("notice_{}", code.replace('-', "_"));
        assert!(words.texts.contains_key(&key), "strings/report/en.yaml lacks {key}");
    }
    let composed = |key: &str| OF_THE_REPORT.iter().any(|head| key.starts_with(head));
    let unused: Vec<_> = words.texts.keys().filter(|key| !used.contains(*key) && !composed(key)).collect();
    assert!(unused.is_empty(), "strings/report/en.yaml has words that nothing uses: {unused:?}");
}

/// French has a space before `:`, `;`, `!`, `?` and `»`; no line may end there.
#[test]
fn no_line_breaks_before_french_punctuation() {
    for file in ["fr", "report/fr"] {
        let text = fs::read_to_string(root().join(format!("themes/market/strings/{file}.yaml"))).unwrap();
        for (line, n) in text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#')) {
            let words = line.split_once(": ").map_or(line, |(_, words)| words);
            let loose = [" :", " ;", " !", " ?", " »", "« "].iter().any(|mark| words.contains(mark));
            assert!(!loose, "themes/market/strings/{file}.yaml:{n}: {line}");
        }
    }
}

/// Codes of what may be said of a file that is in a report: notes and warnings of the reader and of the importers.
fn notices_of_usable_files() -> BTreeSet<String> {
    let mut codes = BTreeSet::from(["export-no-rows".to_owned()]);
    for (_, text) in sources().iter().filter(|(path, _)| path.starts_with("importers/") || path.starts_with("exports/"))
    {
        for marker in ["note(\"", "warning(\""] {
            codes.extend(code(text).split(marker).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        }
    }
    codes.retain(|code| code.starts_with("export-"));
    codes
}

fn mentions(scripts: &str, key: &str) -> bool {
    [format!("\"{key}\""), format!("'{key}'"), format!(".{key}"), format!("`{key}`")]
        .iter()
        .any(|form| scripts.contains(form.as_str()))
}

/// The binary and the library are all that a crate's user downloads; nothing that a build needs is left out.
#[test]
fn what_is_published_is_complete() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let include = manifest.lines().find(|line| line.starts_with("include = ")).expect("the list of published files");
    for needed in ["/src", "/themes", "/README.md", "/LICENSE-*"] {
        assert!(include.contains(needed), "{needed} is not published");
    }
    assert!(Path::new(&root().join("themes/market/assets/shop.js")).is_file());
}

/// Names of columns are compared with headers in plain form: one that is not plain itself is never found.
#[test]
fn every_name_of_a_column_is_in_plain_form() {
    let sources = sources();
    let importers = sources.iter().filter(|(path, _)| path.starts_with("importers/") && !path.contains("tests"));
    let mut wrong = Vec::new();
    for (path, text) in importers {
        for text in code(text).split('"').skip(1).step_by(2) {
            let is_name = text.starts_with(char::is_alphanumeric) && !text.contains(['{', '\\', '_']);
            if is_name && !text.contains(char::is_uppercase) && shopwright::exports::plain(text) != text.trim_end() {
                wrong.push(format!("{path}: {text:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "no header can have these names: {wrong:#?}");
}
