//! Server-sent events (<https://html.spec.whatwg.org/multipage/server-sent-events.html>): tells a page which state the site is in.
//!
//! In: the states as they are published. Out: one event for each, the current one at once, so that a page that comes
//! back after any time knows whether it is old. Absent: what changed; the page asks for itself again and sees.

use std::io::{self, Write};
use std::time::Duration;

use serde_json::json;

use super::Server;
use super::site::Snapshot;
use crate::diagnostic::Severity;

/// A client that has gone is noticed when it is written to.
const HEARTBEAT: Duration = Duration::from_secs(15);

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n\
    X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n";

/// Tells a client of every state until it goes.
///
/// # Errors
/// It has gone.
pub fn tell(server: &Server, mut out: impl Write) -> io::Result<()> {
    let mut state = server.live.now();
    out.write_all(format!("{HEAD}retry: 500\n\n{}", event(server, &state)).as_bytes())?;
    out.flush()?;
    loop {
        let next = server.live.after(state.number, HEARTBEAT);
        let text = if next.number == state.number { ":\n\n".to_owned() } else { event(server, &next) };
        out.write_all(text.as_bytes())?;
        out.flush()?;
        state = next;
    }
}

fn event(server: &Server, state: &Snapshot) -> String {
    let data = json!({
        "instance": server.instance,
        "number": state.number,
        "errors": state.count(Severity::Error),
        "warnings": state.count(Severity::Warning),
    });
    format!("data: {data}\n\n")
}
