//! Bytes of an export as text, a piece at a time.
//!
//! In: a stream in UTF-8, UTF-16 (with or without byte-order mark) or Windows-1252. Out: a growing and shrinking piece of
//! valid UTF-8 without byte-order mark and NULs, and notices of what had to be guessed. Absent: the whole file; UTF-8 is
//! checked where it lies and never copied again.

use std::io::Read;

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::notice::{Notice, error, note, warning};

/// What is read at once.
pub const PIECE: usize = 64 * 1024;

/// The longest row, its quoted line breaks included.
pub const MAX_ROW: usize = 1024 * 1024;

/// More is no export of a small shop; the limit keeps a wrong file from running for hours.
const MAX_FILE: u64 = 16 * 1024 * 1024 * 1024;

/// Bytes that tell UTF-16 without a mark from anything else.
const SNIFFED: usize = 512;

enum Code {
    /// Nothing read yet.
    Unknown,
    /// No byte above 127 yet, so that UTF-8 and Windows-1252 agree.
    Ascii,
    Utf8,
    Other(Box<Decoder>),
}

pub struct Text<'r> {
    input: Box<dyn Read + 'r>,
    code: Code,
    /// Decoded, from `at` on not yet used.
    text: String,
    at: usize,
    /// Bytes of a character whose rest is not read yet, or undecoded input.
    raw: Vec<u8>,
    read: u64,
    ended: bool,
    notices: Vec<Notice>,
}

impl<'r> Text<'r> {
    pub fn new(input: Box<dyn Read + 'r>) -> Text<'r> {
        Text {
            input,
            code: Code::Unknown,
            text: String::new(),
            at: 0,
            raw: Vec::new(),
            read: 0,
            ended: false,
            notices: Vec::new(),
        }
    }

    /// What is decoded and not yet used.
    pub fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// All that is decoded; a place in it is `used()` plus a place in `rest()`.
    pub fn all(&self) -> &str {
        &self.text
    }

    pub fn used(&self) -> usize {
        self.at
    }

    /// The first `bytes` of the rest are used; they end with a character.
    pub fn advance(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.text.len());
    }

    /// Whether nothing follows the rest.
    pub fn ended(&self) -> bool {
        self.ended
    }

    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Decodes another piece behind the rest.
    ///
    /// # Errors
    /// The stream fails, or never ends.
    pub fn more(&mut self) -> Result<(), Notice> {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        bytes.drain(..self.at);
        self.at = 0;
        let kept = bytes.len();
        if matches!(self.code, Code::Unknown | Code::Other(_)) {
            let mut raw = std::mem::take(&mut self.raw);
            self.fill(&mut raw)?;
            if matches!(self.code, Code::Unknown) {
                self.recognise(&mut raw);
            }
            if let Code::Other(decoder) = &mut self.code {
                self.text = String::from_utf8(bytes).unwrap_or_default();
                decode(decoder, &raw, &mut self.text, self.ended);
                return Ok(());
            }
            bytes.extend_from_slice(&raw);
        } else {
            bytes.append(&mut self.raw);
            self.fill(&mut bytes)?;
        }
        if memchr::memchr(0, &bytes[kept..]).is_some() {
            self.drop_nuls(&mut bytes, kept);
        }
        self.check(bytes, kept);
        Ok(())
    }

    /// Reads a piece behind what `bytes` holds.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> Result<(), Notice> {
        bytes.reserve(PIECE);
        let count = self.input.by_ref().take(PIECE as u64).read_to_end(bytes);
        let count = count.map_err(|fault| error("export-read", format!("the file cannot be read: {fault}")))?;
        self.ended |= count < PIECE;
        self.read += count as u64;
        if self.read > MAX_FILE {
            let gigabytes = MAX_FILE / (1024 * 1024 * 1024);
            return Err(error("export-size", format!("the file is larger than {gigabytes} GB"))
                .help("export a shorter time, or one file per month"));
        }
        Ok(())
    }

    /// The encoding by its mark, or by the NULs that UTF-16 has in every Latin text; the mark is dropped.
    fn recognise(&mut self, raw: &mut Vec<u8>) {
        let other = |encoding: &'static Encoding| Code::Other(Box::new(encoding.new_decoder_without_bom_handling()));
        let sniffed = &raw[..raw.len().min(SNIFFED)];
        let nuls = |odd: usize| sniffed.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
        let many = sniffed.len() / 4;
        let (code, mark) = match raw.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Code::Utf8, 3),
            [0xFF, 0xFE, ..] => (other(UTF_16LE), 2),
            [0xFE, 0xFF, ..] => (other(UTF_16BE), 2),
            _ if sniffed.len() >= 8 && nuls(1) > many && nuls(0) == 0 => (other(UTF_16LE), 0),
            _ if sniffed.len() >= 8 && nuls(0) > many && nuls(1) == 0 => (other(UTF_16BE), 0),
            _ => (Code::Ascii, 0),
        };
        if mark == 0 && matches!(code, Code::Other(_)) {
            self.notices.push(note("export-encoding", "the file is UTF-16 without a byte-order mark"));
        }
        self.code = code;
        raw.drain(..mark);
    }

    fn drop_nuls(&mut self, bytes: &mut Vec<u8>, kept: usize) {
        let mut place = 0;
        bytes.retain(|byte| {
            place += 1;
            *byte != 0 || place <= kept
        });
        self.once(
            warning("export-control", "the file holds NUL bytes; they are left out")
                .help("export it again, or open it in a spreadsheet and save it as CSV"),
        );
    }

    /// The bytes as text: valid UTF-8 is taken as it is.
    fn check(&mut self, bytes: Vec<u8>, kept: usize) {
        let fault = match String::from_utf8(bytes) {
            Ok(text) => {
                if matches!(self.code, Code::Ascii) && !text[kept..].is_ascii() {
                    self.code = Code::Utf8;
                }
                self.text = text;
                return;
            }
            Err(fault) => fault,
        };
        let utf8 = fault.utf8_error();
        let mut bytes = fault.into_bytes();
        if utf8.error_len().is_none() && !self.ended {
            // The last character goes on in the next piece.
            self.raw = bytes.split_off(utf8.valid_up_to());
            self.text = String::from_utf8(bytes).unwrap_or_default();
            return;
        }
        if matches!(self.code, Code::Ascii) && !mostly_utf8(&bytes[kept..]) {
            self.notices.push(
                note("export-encoding", "the file is not UTF-8; it is read as Windows-1252")
                    .help("export it as UTF-8 if names look wrong"),
            );
            let mut decoder = WINDOWS_1252.new_decoder_without_bom_handling();
            let fresh = bytes.split_off(kept);
            self.text = String::from_utf8(bytes).unwrap_or_default();
            decode(&mut decoder, &fresh, &mut self.text, self.ended);
            self.code = Code::Other(Box::new(decoder));
            return;
        }
        self.code = Code::Utf8;
        self.text = String::from_utf8_lossy(&bytes).into_owned();
        self.once(
            warning("export-encoding", "the file is UTF-8 with broken characters; they are shown as `\u{FFFD}`")
                .help("export the file again"),
        );
    }

    fn once(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

/// Whether more characters are UTF-8 than are not; a single slip does not make a file Windows-1252.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let broken = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let whole = text.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    whole > broken
}

/// Appends decoded text without NULs.
fn decode(decoder: &mut Decoder, raw: &[u8], text: &mut String, last: bool) {
    let room = decoder.max_utf8_buffer_length(raw.len()).unwrap_or(raw.len().saturating_mul(3));
    text.reserve(room);
    let start = text.len();
    let _ = decoder.decode_to_string(raw, text, last);
    if memchr::memchr(0, &text.as_bytes()[start..]).is_some() {
        let clean = text[start..].replace('\0', "");
        text.truncate(start);
        text.push_str(&clean);
    }
}
