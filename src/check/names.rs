//! What files of `content/` are called: which of them is what, by its path, and what those were to be called that are nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostic, did_you_mean, error};
use crate::resolve::Resolver;
use crate::scalar::{Slug, slugify};
use crate::source::Sources;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Product,
    Collection,
    Page,
    Post,
}

/// Files of `content/` that are not in a folder of their kind.
pub const FILES: &[&str] =
    &["shop.yaml", "home.yaml", "products.yaml", "testimonials.yaml", "faq.yaml", "campaigns.yaml"];
pub const REPORT: &str = "report/report.yaml";
const FOLDERS: &[&str] = &["products", "collections", "pages", "posts", "media", "report"];

/// What a path below `content/` holds: `products/mug.md` and `products/mug/index.md` are the product `mug`.
pub fn noun(path: &str) -> Option<(Noun, &str)> {
    let (folder, rest) = path.split_once('/')?;
    let noun = match folder {
        "products" => Noun::Product,
        "collections" => Noun::Collection,
        "pages" => Noun::Page,
        "posts" => Noun::Post,
        _ => return None,
    };
    let stem = rest.strip_suffix(".md")?;
    let slug = stem.strip_suffix("/index").unwrap_or(stem);
    (!slug.contains('/')).then_some((noun, slug))
}

/// The name that a file was meant to have, where it has another that is not read.
pub fn meant(path: &str, extension: &str) -> Option<String> {
    let stem = path.strip_suffix(extension)?.trim_end_matches('.');
    let named = match extension.to_ascii_lowercase().as_str() {
        _ if extension == "md" || extension == "yaml" => return None,
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => format!("{stem}.md"),
        "yaml" | "yml" => format!("{stem}.yaml"),
        // Editors of plain text add their own ending to a name.
        "txt" if stem.ends_with(".md") || stem.ends_with(".yaml") => stem.to_owned(),
        _ => return None,
    };
    let named = fitting(&named).unwrap_or(named);
    (noun(&named).is_some() || FILES.contains(&named.as_str()) || named == REPORT).then_some(named)
}

/// The same path with an address in place of a file's name that cannot be one.
fn fitting(path: &str) -> Option<String> {
    let (_, slug) = noun(path).filter(|(_, slug)| slug.parse::<Slug>().is_err())?;
    let fitting = slugify(slug);
    (!fitting.is_empty()).then(|| path.replacen(slug, &fitting, 1))
}

/// The name that a file gives to what is in it; the one that it should have, where its own cannot be an address, so that
/// nobody who refers to it is told to write the wrong one.
pub fn slug_of(stem: &str, resolver: &mut Resolver<'_>) -> String {
    if stem == "index" {
        let help = "call it after what it is about, like `tall-vase.md`, or move it into a folder called so";
        resolver.push(error("slug", "the file's name would be its address: `index`").help(help), At::File);
    }
    let Err(wrong) = stem.parse::<Slug>() else { return stem.to_owned() };
    let fitting = slugify(stem);
    let help = match fitting.as_str() {
        "" => "name the file with a–z, 0–9 and hyphens".to_owned(),
        fitting if resolver.sources.get(resolver.file).path.ends_with("/index.md") => {
            format!("call its folder `{fitting}`")
        }
        fitting => format!("call it `{fitting}.md`"),
    };
    resolver.push(error("slug", format!("the file's name: {}", wrong.message)).help(help), At::File);
    if fitting.is_empty() { stem.to_owned() } else { fitting }
}

/// The path that a file was meant to have below a folder whose name is nearly that of one of a shop's.
pub fn in_folder_meant(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/').filter(|(folder, _)| !FOLDERS.contains(folder))?;
    let meant = did_you_mean(folder, FOLDERS.iter().copied())?;
    Some(format!("{meant}/{rest}"))
}

/// Such folders, each told once, at its first file.
pub fn misnamed_folders(sources: &Sources) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    // Folders of pictures may be called as one likes.
    let read = |path: &str| [".md", ".yaml"].iter().any(|end| path.ends_with(end));
    for (id, file) in sources.below("content/").filter(|(_, file)| read(&file.path)) {
        let path = &file.path["content/".len()..];
        let Some((meant, folder)) = in_folder_meant(path).zip(path.split('/').next()) else { continue };
        if seen.insert(folder) {
            let message = format!("`content/{folder}/` is no folder of a shop, so nothing in it is read");
            let meant = meant.split('/').next().unwrap_or_default();
            found.push(error("unknown-file", message).help(format!("call it `content/{meant}/`")).at(id, At::File));
        }
    }
    found
}

pub fn unknown_file(path: &str, resolver: &mut Resolver<'_>) {
    if let Some(nearer) = too_deep(path) {
        let message = format!("`content/{path}` is not read: it is too deep in folders");
        resolver.push(error("unknown-file", message).help(format!("call it `{nearer}`")), At::File);
        return;
    }
    let known = FILES.iter().chain(FOLDERS).copied();
    let first = path.split('/').next().unwrap_or(path);
    let help = match did_you_mean(first, known) {
        Some(guess) if guess != first => format!("did you mean `{guess}`?"),
        _ => format!("files here: {}; folders: {}", FILES.join(", "), FOLDERS.join(", ")),
    };
    resolver
        .push(error("unknown-file", format!("`content/{path}` is not a file that a shop has")).help(help), At::File);
}

/// Where a file of a known folder would be read: `products/tea/green.md` as `products/green.md`.
fn too_deep(path: &str) -> Option<String> {
    let (folder, rest) = path.split_once('/')?;
    let (above, name) = rest.rsplit_once('/')?;
    // Only the capital letter is wrong.
    if name != "index.md" && name.eq_ignore_ascii_case("index.md") && !above.contains('/') {
        return Some(format!("{folder}/{above}/index.md"));
    }
    let name = if name == "index.md" { format!("{}.md", above.rsplit('/').next()?) } else { name.to_owned() };
    let nearer = format!("{folder}/{name}");
    noun(&nearer).is_some().then_some(nearer)
}
