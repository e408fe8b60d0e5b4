//! Writes the benches' shop into a folder: `cargo bench --bench generate -- FOLDER PRODUCTS`.

#![expect(clippy::disallowed_methods, reason = "writes the folder that it is told to write")]

mod catalogue;

use std::path::Path;

use shopwright::source::Content;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, count] = arguments.as_slice() else {
        eprintln!("usage: cargo bench --bench generate -- FOLDER PRODUCTS");
        return Ok(());
    };
    let count = count.parse().map_err(std::io::Error::other)?;
    for file in catalogue::files(count) {
        let path = Path::new(folder).join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(folder)))?;
        if let Content::Text(text) = &file.content {
            std::fs::write(path, text.as_bytes())?;
        }
    }
    Ok(())
}
