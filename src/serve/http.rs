//! Requests and answers, as bytes.
//!
//! In: a request of the HTTP library, and what is to be answered. Out: the answer in one piece, because two cost forty
//! milliseconds; with an entity tag, not at all where the client has it, as a part where it asks for one, compressed
//! where it may be (RFC 9110). Absent: what stands at which path.

#![expect(clippy::disallowed_methods, reason = "the shell reads files that it publishes")]

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What was asked.
pub struct Asked {
    pub method: tiny_http::Method,
    /// As it was sent: path and query.
    pub target: String,
    pub headers: Vec<tiny_http::Header>,
}

impl Asked {
    pub fn of(request: &tiny_http::Request) -> Asked {
        Asked {
            method: request.method().clone(),
            target: request.url().to_owned(),
            headers: request.headers().to_vec(),
        }
    }

    pub fn header(&self, name: &'static str) -> Option<&str> {
        self.headers.iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
    }

    pub fn is_head(&self) -> bool {
        self.method == tiny_http::Method::Head
    }

    /// A value of the query, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let (_, query) = self.target.split_once('?')?;
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.into_iter().find(|(key, _)| *key == name)?;
        decode(&value.replace('+', " "))
    }
}

/// What is answered.
pub struct Answer {
    pub status: u16,
    pub media_type: &'static str,
    pub body: Body,
    pub headers: Vec<(&'static str, String)>,
}

pub enum Body {
    Bytes(Vec<u8>),
    /// A file that is too large to be held, and how many bytes it has.
    File(PathBuf, u64),
}

impl Answer {
    pub fn new(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status, media_type, body: Body::Bytes(body.into()), headers: Vec::new() }
    }

    /// A line of text, for what goes wrong.
    pub fn text(status: u16, text: &str) -> Answer {
        Answer::new(status, "text/plain; charset=utf-8", format!("{text}\n"))
    }

    pub fn to(status: u16, location: String) -> Answer {
        Answer::text(status, "see the address in the header").with("Location", location)
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Answer {
        self.headers.push((name, value.into()));
        self
    }
}

const REASONS: &[(u16, &str)] = &[
    (200, "OK"),
    (204, "No Content"),
    (206, "Partial Content"),
    (301, "Moved Permanently"),
    (302, "Found"),
    (304, "Not Modified"),
    (400, "Bad Request"),
    (403, "Forbidden"),
    (404, "Not Found"),
    (405, "Method Not Allowed"),
    (409, "Conflict"),
    (416, "Range Not Satisfiable"),
    (421, "Misdirected Request"),
    (500, "Internal Server Error"),
    (503, "Service Unavailable"),
];

/// Smaller texts are not worth compressing.
const WORTH: usize = 1024;

/// Writes an answer.
///
/// # Errors
/// The client has gone, or the file.
pub fn write(asked: &Asked, mut answer: Answer, mut out: impl Write) -> io::Result<()> {
    if answer.status == 200 {
        answer = conditional(asked, answer);
    }
    let (start, length) = match answer.status {
        206 => range(asked, size(&answer.body)).map_or((0, 0), |(start, end)| (start, end - start)),
        _ => (0, size(&answer.body)),
    };
    let reason = REASONS.iter().find(|(status, _)| *status == answer.status).map_or("", |(_, reason)| reason);
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", answer.status);
    let mut header = |name: &str, value: &str| {
        // A line break in a value would begin a header of its own.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        head.push_str(&format!("{name}: {value}\r\n"));
    };
    header("Content-Type", answer.media_type);
    header("X-Content-Type-Options", "nosniff");
    header("Cross-Origin-Resource-Policy", "same-origin");
    answer.headers.iter().for_each(|(name, value)| header(name, value));
    if !matches!(answer.status, 204 | 304) {
        header("Content-Length", &length.to_string());
    }
    // The library gives each connection a thread, also while it rests.
    header("Connection", "close");
    head.push_str("\r\n");
    let silent = asked.is_head() || matches!(answer.status, 204 | 304);
    let mut bytes = head.into_bytes();
    match answer.body {
        _ if silent => out.write_all(&bytes)?,
        Body::Bytes(body) => {
            bytes.extend(&body[start as usize..(start + length) as usize]);
            out.write_all(&bytes)?;
        }
        Body::File(path, _) => {
            out.write_all(&bytes)?;
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(start))?;
            io::copy(&mut file.take(length), &mut out)?;
        }
    }
    out.flush()
}

fn size(body: &Body) -> u64 {
    match body {
        Body::Bytes(bytes) => bytes.len() as u64,
        Body::File(_, size) => *size,
    }
}

/// What becomes of a whole answer by what the client has, and what it takes.
fn conditional(asked: &Asked, mut answer: Answer) -> Answer {
    let tag = match &answer.body {
        Body::Bytes(bytes) => blake3::hash(bytes).to_hex()[..20].to_owned(),
        Body::File(path, size) => {
            let changed = std::fs::metadata(path).and_then(|facts| facts.modified()).ok();
            blake3::hash(format!("{size} {changed:?}").as_bytes()).to_hex()[..20].to_owned()
        }
    };
    let compressible = ["text/", "application/json", "application/xml", "application/manifest", "image/svg"];
    let compressible = compressible.iter().any(|start| answer.media_type.starts_with(start));
    let known = |header: &str| header.split(',').any(|own| own.contains(&tag) || own.trim() == "*");
    if asked.header("If-None-Match").is_some_and(known) {
        return Answer { status: 304, ..answer }.with("ETag", format!("\"{tag}\""));
    }
    let all = size(&answer.body);
    let unchanged = asked.header("If-Range").is_none_or(known);
    if asked.header("Range").is_some_and(|range| range.starts_with("bytes=") && !range.contains(',')) && unchanged {
        return match range(asked, all) {
            Some((start, end)) => {
                let part = format!("bytes {start}-{}/{all}", end - 1);
                Answer { status: 206, ..answer }.with("Content-Range", part).with("ETag", format!("\"{tag}\""))
            }
            None => Answer::text(416, "there are no such bytes").with("Content-Range", format!("bytes */{all}")),
        };
    }
    answer = answer.with("Accept-Ranges", "bytes");
    if compressible {
        answer = answer.with("Vary", "Accept-Encoding");
    }
    if let Body::Bytes(bytes) = &answer.body
        && compressible
        && bytes.len() > WORTH
        && asked.header("Accept-Encoding").is_some_and(takes_gzip)
    {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        if let Ok(small) = encoder.write_all(bytes).and_then(|()| encoder.finish()) {
            let answer = Answer { body: Body::Bytes(small), ..answer }.with("Content-Encoding", "gzip");
            return answer.with("ETag", format!("\"{tag}.gz\""));
        }
    }
    answer.with("ETag", format!("\"{tag}\""))
}

fn takes_gzip(header: &str) -> bool {
    header.split(',').any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let refused = |part: &str| part.strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q == 0.0));
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case("gzip") || name == "*") && !parts.any(refused)
    })
}

/// First byte and the one after the last, of `bytes=0-99`, `bytes=100-` and `bytes=-100`.
fn range(asked: &Asked, all: u64) -> Option<(u64, u64)> {
    let (first, last) = asked.header("Range")?.strip_prefix("bytes=")?.trim().split_once('-')?;
    let (start, end) = match (first.trim(), last.trim()) {
        ("", last) => (all.saturating_sub(last.parse().ok()?), all),
        (first, "") => (first.parse().ok()?, all),
        (first, last) => (first.parse().ok()?, last.parse::<u64>().ok()?.saturating_add(1).min(all)),
    };
    (start < end).then_some((start, end))
}

/// A text without its percent-encoding; `None` when that is broken, or gives no text.
pub fn decode(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let hex = bytes.get(at + 1..at + 3).filter(|hex| hex.iter().all(u8::is_ascii_hexdigit))?;
            out.push(u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok()?);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

/// The kind of a file by its name.
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "txt" | "" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "mp3" => "audio/mpeg",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
