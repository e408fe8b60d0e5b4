//! What stands between the network and the HTTP library: limits of how many, how much and how long.
//!
//! In: connections of clients. Out: the same bytes, to and from the library's own port. The library has no limits: it
//! reads a header of any length, waits for ever for a byte, stops for good when the process has no file handle left, and
//! may let a connection wait for the end of another.
//! Absent: any knowledge of HTTP but that a head ends with an empty line.

#![expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "the shell of the dev server")]

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Connections at a time: some browsers with six each. More wait for nobody and are closed.
const CONNECTIONS: usize = 96;
/// Bytes that a client may send before it has an answer.
const UNANSWERED: usize = 32 << 10;
/// Requests that it may send before it has an answer; browsers send one.
const PIPELINED: usize = 4;
/// How long a client may take to send a request that it began, or to take bytes from the server.
const PATIENCE: Duration = Duration::from_secs(10);
/// After so long without an answer a connection may have been forgotten.
const FORGOTTEN: Duration = Duration::from_millis(200);
/// How long a connection may rest between two requests; an event stream never does, for its heartbeat.
const REST: Duration = Duration::from_secs(20);

/// Lets clients through to the library, for ever.
pub fn open(outside: TcpListener, inside: SocketAddr) {
    let connections = Arc::new(AtomicUsize::new(0));
    thread::spawn(move || {
        loop {
            let Ok((client, _)) = outside.accept() else {
                // Out of file handles, for one: they come back when connections end.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let count = connections.clone();
            if count.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
                count.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let through = move || {
                let _ = connection(&client, inside);
                let _ = client.shutdown(Shutdown::Both);
                count.fetch_sub(1, Ordering::SeqCst);
            };
            // A thread that cannot be started gives its connection up.
            let _ = thread::Builder::new().stack_size(128 << 10).spawn(through);
        }
    });
}

fn connection(client: &TcpStream, inside: SocketAddr) -> io::Result<()> {
    client.set_nodelay(true)?;
    client.set_write_timeout(Some(PATIENCE))?;
    // Browsers open connections that they may never use: the library does not hear of them.
    client.set_read_timeout(Some(PATIENCE))?;
    if client.peek(&mut [0])? == 0 {
        return Ok(());
    }
    let server = TcpStream::connect(inside)?;
    server.set_nodelay(true)?;
    server.set_write_timeout(Some(PATIENCE))?;
    let sent = Arc::new(Sent::default());
    let (mut from, mut to, counted) = (server.try_clone()?, client.try_clone()?, sent.clone());
    let back = thread::Builder::new().stack_size(128 << 10).spawn(move || {
        let _ = answers(&mut from, &mut to, &counted, inside);
        let _ = to.shutdown(Shutdown::Both);
    })?;
    requests(client, &server, &sent);
    let _ = server.shutdown(Shutdown::Both);
    let _ = back.join();
    Ok(())
}

/// What a client has sent since the last answer.
#[derive(Debug, Default)]
struct Sent {
    bytes: AtomicUsize,
    heads: AtomicUsize,
    /// Whether the server has said anything since it was last asked about.
    answered: AtomicBool,
}

impl Sent {
    fn clear(&self) {
        self.bytes.store(0, Ordering::SeqCst);
        self.heads.store(0, Ordering::SeqCst);
        self.answered.store(true, Ordering::SeqCst);
    }
}

/// Passes requests on until the client ends, or goes beyond a limit.
fn requests(client: &TcpStream, mut server: &TcpStream, sent: &Sent) {
    /// An end of a head, which may come in two pieces.
    const END: &[u8] = b"\r\n\r\n";
    let mut tail: Vec<u8> = Vec::new();
    let mut buffer = [0; 8 << 10];
    let mut asked = false;
    loop {
        // A request that has begun and not ended, and the first one, are waited for less long than the next one.
        let begun = sent.bytes.load(Ordering::SeqCst) > 0 && sent.heads.load(Ordering::SeqCst) == 0;
        if client.set_read_timeout(Some(if begun || !asked { PATIENCE } else { REST })).is_err() {
            return;
        }
        let mut from = client;
        let count = match from.read(&mut buffer) {
            Ok(0) => return,
            // An event stream is silent in this direction for as long as it lives.
            Err(error) if waits(&error) && !begun && sent.answered.swap(false, Ordering::SeqCst) => continue,
            Err(_) => return,
            Ok(count) => count,
        };
        asked = true;
        tail.extend(&buffer[..count]);
        let heads = tail.windows(END.len()).filter(|window| *window == END).count();
        tail.drain(..tail.len().saturating_sub(END.len() - 1));
        let bytes = sent.bytes.fetch_add(count, Ordering::SeqCst) + count;
        let heads = sent.heads.fetch_add(heads, Ordering::SeqCst) + heads;
        if bytes > UNANSWERED || heads > PIPELINED {
            let _ = client.set_write_timeout(Some(Duration::from_millis(100)));
            let mut to = client;
            let _ = to.write_all(
                b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            );
            return;
        }
        if server.write_all(&buffer[..count]).is_err() {
            return;
        }
    }
}

fn waits(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// Copies answers until one side ends.
fn answers(from: &mut TcpStream, to: &mut TcpStream, sent: &Sent, inside: SocketAddr) -> io::Result<()> {
    let mut buffer = vec![0; 32 << 10];
    from.set_read_timeout(Some(FORGOTTEN))?;
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if waits(&error) => {
                // The library may have given two connections to one waiting thread, and then starts no other for the
                // second until there is a third.
                drop(TcpStream::connect(inside));
                continue;
            }
            Err(error) => return Err(error),
        };
        from.set_read_timeout(None)?;
        sent.clear();
        to.write_all(&buffer[..count])?;
    }
}
