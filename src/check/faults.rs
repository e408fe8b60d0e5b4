//! Faults of a text as findings in a file.

use std::ops::Range;

use crate::diagnostic::{At, Diagnostic, error};
use crate::source::FileId;
use crate::yaml::Fault;

/// A character that no page may hold, at these bytes of the file.
pub fn unprintable(file: FileId, span: Range<usize>, sign: char) -> Diagnostic {
    let message = format!("a sign that no page can show stands here: U+{:04X}", u32::from(sign));
    let help = "take it out; it comes along when text is copied from other programs";
    error("control-character", message).help(help).at(file, At::Bytes(span))
}

/// `start`: bytes of the file before the text that was decoded.
pub fn finding(file: FileId, start: usize, fault: Fault) -> Diagnostic {
    let Range { start: from, end: to } = fault.span;
    let finding = error(fault.code, fault.message).at(file, At::Bytes(start + from..start + to));
    match fault.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}
