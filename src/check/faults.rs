//! Faults of a text as findings in a file.

use std::ops::Range;

use crate::diagnostic::{At, Diagnostic, error};
use crate::source::FileId;
use crate::yaml::Fault;

/// `start`: bytes of the file before the text that was decoded.
pub fn finding(file: FileId, start: usize, fault: Fault) -> Diagnostic {
    let Range { start: from, end: to } = fault.span;
    let finding = error(fault.code, fault.message).at(file, At::Bytes(start + from..start + to));
    match fault.help {
        Some(help) => finding.help(help),
        None => finding,
    }
}
