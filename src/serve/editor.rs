//! Opens a file of the site in the editor of the person who writes it.
//!
//! In: a path of the site and a line, and the environment's `SHOPWRIGHT_EDITOR` or `EDITOR`. Out: a program that runs
//! beside the server. Only files that the site has are opened, and only the program that the environment names is run.

#![expect(clippy::disallowed_methods, reason = "the shell runs the author's editor")]

use std::process::{Command, Stdio};

use serde::Deserialize;

use super::{Server, on_disk};
use crate::memory;
use crate::theme;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    file: String,
    #[serde(default = "first")]
    line: usize,
    #[serde(default = "first")]
    column: usize,
}

fn first() -> usize {
    1
}

/// Editors that need a terminal of their own, which the server's is not.
const OF_TERMINALS: &[&str] = &["vi", "vim", "nvim", "nano", "pico", "hx", "helix", "micro", "joe", "ed", "emacs"];

/// # Errors
/// Why the file is not opened, for the author.
pub fn open(server: &Server, wanted: &Wanted) -> Result<(), String> {
    let known = server.live.now().sources.find(&wanted.file).is_some() && !wanted.file.starts_with(theme::BUILTIN);
    if !known {
        return Err("this is not a file of the site".to_owned());
    }
    let named = |name: &str| std::env::var(name).ok().filter(|command| !command.trim().is_empty());
    let own = named("SHOPWRIGHT_EDITOR");
    let Some(typed) = own.clone().or_else(|| named("EDITOR")) else {
        return Err("set SHOPWRIGHT_EDITOR to your editor, like `code`, before you start the server".to_owned());
    };
    let mut words = typed.split_whitespace();
    let program = words.next().unwrap_or_default();
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    if own.is_none() && OF_TERMINALS.contains(&name) {
        return Err(format!(
            "`{name}` needs a terminal; set SHOPWRIGHT_EDITOR to an editor with a window, like `code`"
        ));
    }
    let disk = on_disk(&server.dir, &wanted.file);
    let arguments = arguments(name, words.collect(), &disk.to_string_lossy(), wanted);
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child =
        memory::as_usual(|| command.spawn()).map_err(|error| format!("`{program}` does not start: {error}"))?;
    // Waited for, so that no dead process stays behind.
    std::thread::spawn(move || child.wait());
    Ok(())
}

/// `{file}`, `{line}` and `{column}` where the command has them; else as the editor is known to take them.
fn arguments(name: &str, words: Vec<&str>, file: &str, wanted: &Wanted) -> Vec<String> {
    let (line, column) = (wanted.line.to_string(), wanted.column.to_string());
    let fill = |word: &&str| word.replace("{file}", file).replace("{line}", &line).replace("{column}", &column);
    let mut arguments: Vec<String> = words.iter().map(fill).collect();
    if words.iter().any(|word| word.contains("{file}")) {
        return arguments;
    }
    let place = format!("{file}:{line}:{column}");
    match name.trim_end_matches(".exe").trim_end_matches(".cmd") {
        "code" | "code-insiders" | "codium" | "cursor" | "windsurf" => arguments.extend(["--goto".to_owned(), place]),
        "subl" | "zed" | "zeditor" => arguments.push(place),
        "idea" | "phpstorm" | "webstorm" | "rustrover" | "kate" | "mate" => {
            arguments.extend(["--line".to_owned(), line, file.to_owned()]);
        }
        "gedit" | "gvim" | "mvim" | "emacsclient" => arguments.extend([format!("+{line}"), file.to_owned()]),
        _ => arguments.push(file.to_owned()),
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_editor_gets_the_place_as_it_wants_it() {
        let wanted = Wanted { file: "a.md".into(), line: 3, column: 7 };
        let of = |name, words: &[&str]| arguments(name, words.to_vec(), "/s/a b.md", &wanted).join(" | ");
        assert_eq!(of("code", &["-r"]), "-r | --goto | /s/a b.md:3:7");
        assert_eq!(of("kate", &[]), "--line | 3 | /s/a b.md");
        assert_eq!(of("other", &[]), "/s/a b.md");
        assert_eq!(of("x", &["--at={line}:{column}", "{file}"]), "--at=3:7 | /s/a b.md");
    }
}
