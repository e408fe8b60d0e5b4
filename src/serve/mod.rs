//! The dev server: the site, live, while it is being written.
//!
//! Part of the shell. In: the folder of a site, and where to listen. Out: its pages over HTTP, each made when somebody
//! asks for it; events that tell open pages of every change; findings over the page and in the terminal. Three threads
//! of work: [`watch`] says what changed, [`site`] makes the next state of it, [`answer`] serves the newest. What is
//! served is what `build` writes, but for one `script` element in pages. To add a tool page: a line in [`tools::TOOLS`].
//! Absent: writing; nothing on disk is touched but the cache of pictures.

#![expect(clippy::disallowed_methods, clippy::disallowed_types, reason = "the shell of the dev server")]

mod answer;
mod editor;
mod events;
mod findings;
mod gate;
mod http;
mod page;
mod preview;
mod report;
mod site;
mod tools;
mod watch;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::load;
use crate::options::Options;
pub use site::{Good, Live, Snapshot, Stages};
use watch::Watch;

/// What `serve` is told.
pub struct Settings {
    pub dir: PathBuf,
    pub host: IpAddr,
    /// The first one that is tried.
    pub port: u16,
    /// Look at all files again and again instead of waiting for events.
    pub poll: bool,
    /// Asked for each update, because the day changes.
    pub options: Box<dyn Fn() -> Options + Send + Sync>,
}

/// What the terminal is told.
pub enum News<'a> {
    /// Listening; the address for this machine, and the one for others.
    Open { here: &'a str, there: Option<&'a str>, events: bool },
    /// A new state, and the one before.
    Update { now: &'a Snapshot, before: &'a Snapshot },
}

/// What all requests share.
pub struct Server {
    pub live: Live,
    pub dir: PathBuf,
    pub host: IpAddr,
    /// Another one after each start, so that pages know a server that has forgotten its numbers.
    pub instance: String,
    /// Known only to pages of this server.
    pub token: String,
}

/// Ports after the first that are tried.
const PORTS: u16 = 100;
/// Pages that nobody looks at are made after a moment without edits.
const IDLE: Duration = Duration::from_millis(400);

/// Serves a site until the process ends.
///
/// # Errors
/// The folder cannot be read, or no port is free.
pub fn serve(settings: Settings, tell: impl Fn(News<'_>) + Send + Sync + 'static) -> io::Result<()> {
    let dir = std::fs::canonicalize(&settings.dir)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", settings.dir.display())))?;
    let outside = listen(settings.host, settings.port)?;
    let address = outside.local_addr()?;
    let started = Instant::now();
    let mut watch = Watch::new(&dir, settings.poll);
    watch.begin()?;
    let sources = load::load(&dir)?;
    let live = Live::new(settings.options);
    let server = Server { live, dir, host: settings.host, instance: random(), token: random() };
    let server = Arc::new(server);
    let tell = Arc::new(tell);
    let before = server.live.now();
    let now = server.live.publish(sources, Vec::new(), started.elapsed());
    let here = format!("http://{}:{}/", name_of(settings.host), address.port());
    let there = lan(settings.host).map(|own| format!("http://{own}:{}/", address.port()));
    tell(News::Open { here: &here, there: there.as_deref(), events: watch.has_events() });
    tell(News::Update { now: &now, before: &before });
    let (own, heard) = (server.clone(), tell.clone());
    thread::spawn(move || follow(&own, &mut watch, &*heard));
    let own = server.clone();
    thread::spawn(move || look_through(&own, &*tell));
    requests(&server, outside)
}

/// The first free port from the given one.
fn listen(host: IpAddr, first: u16) -> io::Result<TcpListener> {
    let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
    for port in first..=first.saturating_add(PORTS) {
        match TcpListener::bind(SocketAddr::new(host, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && first != 0 => refused = error,
            Err(error) => {
                let help = "--host takes an address of this machine, or 0.0.0.0 for all of them";
                let message = format!("{} cannot be listened to: {error}; {help}", SocketAddr::new(host, port));
                return Err(io::Error::new(error.kind(), message));
            }
        }
    }
    Err(io::Error::new(refused.kind(), format!("no port from {first} on is free; choose another with --port")))
}

/// Makes the next state of every change.
fn follow(server: &Server, watch: &mut Watch, tell: &dyn Fn(News<'_>)) {
    loop {
        let (changes, read) = watch.next(|| server.live.now().sources.clone());
        if changes.is_empty() {
            continue;
        }
        let before = server.live.now();
        let now = server.live.update(changes, read);
        tell(News::Update { now: &now, before: &before });
    }
}

/// Makes the pages that nobody looks at, whenever there has been no edit for a moment.
fn look_through(server: &Server, tell: &dyn Fn(News<'_>)) {
    let mut done = 0;
    loop {
        let state = server.live.after(done, Duration::from_secs(3600));
        if server.live.after(state.number, IDLE).number != state.number {
            continue;
        }
        done = state.number;
        if let Some(found) = server.live.look_through(&state) {
            done = found.number;
            tell(News::Update { now: &found, before: &state });
        }
    }
}

/// Answers, each request in a thread of its own: those behind a slow client wait for nobody.
fn requests(server: &Arc<Server>, outside: TcpListener) -> io::Result<()> {
    let inside = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    let address = inside.local_addr()?;
    let library = tiny_http::Server::from_listener(inside, None).map_err(io::Error::other)?;
    gate::open(outside, address);
    loop {
        let request = library.recv()?;
        let server = server.clone();
        let answer = move || drop(answer::answer(&server, request));
        let _ = thread::Builder::new().spawn(answer);
    }
}

/// 128 bits that nobody can guess: the keys that the system gives to hash tables.
fn random() -> String {
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}

fn name_of(host: IpAddr) -> String {
    match host {
        IpAddr::V6(host) if !host.is_unspecified() && !host.is_loopback() => format!("[{host}]"),
        host if host.is_unspecified() || host.is_loopback() => "localhost".to_owned(),
        host => host.to_string(),
    }
}

/// The address of this machine for others, when the server listens to them. Nothing is sent to find it.
fn lan(host: IpAddr) -> Option<IpAddr> {
    if !host.is_unspecified() {
        return (!host.is_loopback()).then_some(host);
    }
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address of the documentation's own network (RFC 5737): the way there is the way out.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|own| !own.is_loopback())
}

/// The path of a file on disk that the site has below its own folder.
fn on_disk(dir: &Path, path: &str) -> PathBuf {
    path.split('/').fold(dir.to_owned(), |folder, part| folder.join(part))
}
