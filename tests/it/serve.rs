//! The dev server as a browser, an editor and an attacker meet it. No test asserts a time.

#![expect(clippy::disallowed_types, reason = "tests are clients of the server")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::shell::{TODAY, build, bytes, program, sound_copy, write};

/// How long anything may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server.
pub struct Served {
    child: Child,
    port: u16,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer, its body as it was sent.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.split(':').next().is_some_and(|own| own.eq_ignore_ascii_case(name));
        self.head.lines().skip(1).find(named)?.split_once(':').map(|(_, value)| value.trim())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

pub fn serve(dir: &Path, arguments: &[&str]) -> Served {
    let mut command = program(dir);
    command.args(["serve", "--port", "0", "--today", TODAY]).args(arguments);
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let line = lines.find(|line| line.contains("http://")).expect("an address");
    let port = line.split("http://").nth(1).unwrap().split([':', '/']).nth(1).unwrap().parse().unwrap();
    std::thread::spawn(move || lines.count());
    Served { child, port }
}

impl Served {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads one answer.
    fn raw(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        stream.write_all(request).ok()?;
        answer(&mut stream, request.starts_with(b"HEAD"))
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = format!("Host: localhost:{}\r\n", self.port);
        let request = format!("{method} {path} HTTP/1.1\r\n{host}{headers}\r\n");
        self.raw(request.as_bytes()).unwrap_or_else(|| panic!("no answer to {request}"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    fn findings(&self) -> Value {
        serde_json::from_slice(&self.get("/_live/findings").body).unwrap()
    }
}

fn answer(stream: &mut TcpStream, is_head: bool) -> Option<Answer> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let mut answer = Answer { status, head, body: Vec::new() };
    let length = answer.header("Content-Length").map_or(0, |length| length.parse().unwrap());
    answer.body = vec![0; if is_head { 0 } else { length }];
    stream.read_exact(&mut answer.body).ok()?;
    Some(answer)
}

/// Looks again and again until something is so.
#[track_caller]
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A page without the element that the server adds.
fn plain(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    match text.find("<script type=\"module\" src=\"/_live/live.js\"") {
        Some(start) => {
            let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
            format!("{}{}", &text[..start], &text[end..]).into_bytes()
        }
        None => page.to_vec(),
    }
}

/// Every file of a build, and what the server answers for it.
fn differences(site: &Path, served: &Served) -> Vec<String> {
    build(site, &[]).ends(0);
    let same = |(path, bytes): &(String, Vec<u8>)| {
        let url = format!("/{}", path.replace(' ', "%20"));
        let answer = served.get(url.strip_suffix("index.html").unwrap_or(&url));
        plain(&answer.body) == *bytes && (answer.status == 200 || path == "404.html")
    };
    let files = bytes(&site.join("public")).into_iter().filter(|(path, _)| path != ".shopwright");
    files.filter(|file| !same(file)).map(|(path, _)| path).collect()
}

#[test]
fn what_is_served_is_what_build_writes() {
    let site = sound_copy();
    let served = serve(site.path(), &[]);
    assert_eq!(differences(site.path(), &served), Vec::<String>::new());
    assert!(!site.path().join("content/public").exists());
}

#[test]
fn paths_are_answered_as_github_pages_does() {
    let site = sound_copy();
    let served = serve(site.path(), &["--base-url", "https://user.example/shop/"]);
    let to = |path: &str| {
        let answer = served.get(path);
        (answer.status, answer.header("Location").map(str::to_owned))
    };
    assert_eq!(to("/"), (302, Some("/shop/".into())));
    assert_eq!(to("/shop"), (301, Some("/shop/".into())));
    assert_eq!(to("/shop/products?a=b"), (301, Some("/shop/products/?a=b".into())));
    assert_eq!(to("/shop/products/index.html"), (200, None));
    assert_eq!(to("/shop/404"), (200, None));
    assert_eq!(to("/shop/nowhere/").0, 404);
    assert_eq!(to("/products/").0, 404);
    let page = served.get("/shop/nowhere/");
    assert!(page.text().contains("<html") && page.header("Content-Type").unwrap().starts_with("text/html"));
    assert_eq!(served.get("/shop/robots.txt").header("Content-Type"), Some("text/plain; charset=utf-8"));
    assert_eq!(to("/_check"), (301, Some("/_check/".into())));
    assert_eq!((to("/_check/").0, to("/_preview/").0, to("/_preview/products/").0), (200, 200, 200));
    assert_eq!((to("/_check/x").0, to("/_preview/nowhere/").0), (404, 404));
}

#[test]
fn tags_ranges_compression_and_heads() {
    let site = sound_copy();
    let served = serve(site.path(), &[]);
    let whole = served.get("/products/");
    let tag = whole.header("ETag").unwrap().to_owned();
    assert_eq!(served.ask("GET", "/products/", &format!("If-None-Match: {tag}\r\n")).status, 304);
    assert_eq!(served.ask("GET", "/products/", "If-None-Match: \"other\"\r\n").status, 200);
    let head = served.ask("HEAD", "/products/", "");
    assert_eq!((head.status, head.header("Content-Length")), (200, whole.header("Content-Length")));
    let range = |range: &str| served.ask("GET", "/products/", &format!("Range: {range}\r\n"));
    let part = range("bytes=2-5");
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[2..=5]));
    assert_eq!(part.header("Content-Range").unwrap(), format!("bytes 2-5/{}", whole.body.len()));
    assert_eq!(range("bytes=-3").body, whole.body[whole.body.len() - 3..]);
    assert_eq!(range("bytes=10-").body, whole.body[10..]);
    assert_eq!((range("bytes=99999999-").status, range("bytes=5-2").status), (416, 416));
    assert_eq!((range("bytes=0-1,4-5").status, range("lines=1-2").status), (200, 200));
    assert_eq!(range("bytes=0-18446744073709551615").body, whole.body);
    let small = served.ask("GET", "/products/", "Accept-Encoding: br, gzip;q=0.5\r\n");
    assert_eq!(small.header("Content-Encoding"), Some("gzip"));
    assert!(small.body.len() < whole.body.len() && small.body.starts_with(&[0x1f, 0x8b]));
    let refused = served.ask("GET", "/products/", "Accept-Encoding: gzip;q=0\r\n");
    assert_eq!(refused.header("Content-Encoding"), None);
    assert_eq!(served.ask("POST", "/products/", "Content-Length: 0\r\n").status, 405);
}

#[test]
fn no_path_leads_out_and_no_other_site_reads() {
    let site = sound_copy();
    write(&site.path().join("secret.txt"), "secret");
    let served = serve(site.path(), &[]);
    let out = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/products/..%2f..%2fsecret.txt",
        "/%2e%2e%5csecret.txt",
        "/media/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%00",
        "/%",
        "/%zz",
        "/%c0%ae%c0%ae/secret.txt",
        "/\\..\\secret.txt",
        "/_live/../secret.txt",
        "/_preview/..%2f..%2fsecret.txt",
        "/_preview/%2e%2e/secret.txt",
        "secret.txt",
        "/content/shop.yaml",
        "/.shopwright-cache/",
        "/%252e%252e/secret.txt",
    ];
    for path in out {
        let answer = served.get(path);
        assert!((400..500).contains(&answer.status) && !answer.text().contains("secret\n"), "{path}: {answer:?}");
    }
    let host = |host: &str| {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        served.raw(request.as_bytes()).unwrap().status
    };
    let own = served.port;
    assert_eq!((host(&format!("127.0.0.1:{own}")), host("[::1]:1"), host("shop.localhost")), (200, 200, 200));
    assert_eq!(
        (host("evil.example"), host(&format!("localhost.evil.example:{own}")), host("192.168.1.9")),
        (421, 421, 421)
    );
    assert_eq!(served.raw(b"GET / HTTP/1.1\r\n\r\n").unwrap().status, 400);
    assert_eq!(served.ask("GET", "/_live/findings", "Origin: https://evil.example\r\n").status, 403);
    let body = "{\"file\": \"content/shop.yaml\"}";
    let open = |headers: &str| {
        let length = body.len();
        let host = format!("Host: localhost:{own}\r\nContent-Length: {length}\r\n{headers}\r\n{body}");
        served.raw(format!("POST /_live/open HTTP/1.1\r\n{host}").as_bytes()).unwrap().status
    };
    let origin = format!("Origin: http://localhost:{own}\r\n");
    assert_eq!((open(""), open(&origin)), (403, 403));
    assert_eq!(open(&format!("{origin}X-Shopwright-Token: guessed\r\n")), 403);
    assert_eq!(served.get("/_live/open").status, 403);
}

#[test]
fn a_hostile_client_does_not_stop_it() {
    let site = sound_copy();
    let served = serve(site.path(), &[]);
    // Heads without end, of one line and of many.
    for line in [vec![b'a'; 4 << 20], b"X: y\r\n".repeat(1 << 17)] {
        let mut stream = served.connect();
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n");
        let _ = stream.write_all(&line);
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
        assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 4"), "{:?}", String::from_utf8_lossy(&rest));
    }
    let bytes: [&[u8]; 6] = [
        b"\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost\r\n\r\n",
        b"\xff\xfe / HTTP/1.1\r\n\r\n",
    ];
    for bytes in bytes {
        let _ = served.raw(bytes);
    }
    // Clients that begin and never end, that ask and never read, that send many at once.
    let mut slow: Vec<TcpStream> = Vec::new();
    for n in 0..40 {
        let mut stream = served.connect();
        let requests = "GET /products/ HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(1 + n % 3);
        let _ = stream.write_all(if n % 2 == 0 { b"GET /pro" } else { requests.as_bytes() });
        slow.push(stream);
    }
    assert_eq!(served.get("/products/").status, 200);
    drop(slow);
    // More connections than there are places for.
    let many: Vec<TcpStream> = (0..300).filter_map(|_| TcpStream::connect(("127.0.0.1", served.port)).ok()).collect();
    drop(many);
    until("places for others", || {
        served.raw(b"GET /products/ HTTP/1.1\r\nHost: localhost\r\n\r\n").is_some_and(|answer| answer.status == 200)
    });
}

#[test]
fn an_edit_is_served_and_an_error_keeps_the_last_good_site() {
    for poll in [&[][..], &["--poll"]] {
        let site = sound_copy();
        let product = site.path().join("content/products/cup.md");
        let sound = "---\ntitle: Cup\nsummary: A small one.\nprice: 14.00\ncollections: [cups]\n---\nA cup.\n";
        write(&product, sound);
        let served = serve(site.path(), poll);
        let shows = |text: &str| served.get("/products/cup/").text().contains(text);
        write(&product, format!("{sound}\nWords that were not there.\n"));
        until("the edit", || shows("Words that were not there."));
        write(&product, sound.replace("price:", "prise:"));
        until("the error", || served.findings()["errors"] != 0);
        let finding = &served.findings()["findings"][0];
        assert_eq!(finding["file"], "content/products/cup.md");
        let line = 1 + sound.lines().position(|line| line.starts_with("price:")).unwrap();
        assert_eq!(finding["line"], line, "{finding}");
        assert!(finding["excerpt"].as_array().unwrap().iter().any(|line| !line["mark"].is_null()), "{finding}");
        assert!(shows("Words that were not there."), "the last good site stays");
        // As editors do that write beside and rename.
        write(&site.path().join("content/products/.cup.md.tmp"), sound.as_bytes());
        fs::rename(site.path().join("content/products/.cup.md.tmp"), &product).unwrap();
        until("the end of the error", || served.findings()["errors"] == 0 && !shows("Words that were not there."));
        fs::rename(&product, site.path().join("content/products/beaker.md")).unwrap();
        until("the new name", || served.get("/products/beaker/").status == 200);
        until("the old one to go", || served.get("/products/cup/").status == 404);
    }
}

#[test]
fn a_site_that_never_was_good_becomes_one() {
    let site = sound_copy();
    let shop = site.path().join("content/shop.yaml");
    let sound = fs::read_to_string(&shop).unwrap();
    write(&shop, "name: [");
    let served = serve(site.path(), &[]);
    let page = served.get("/products/");
    assert!(page.status == 503 && page.text().contains("/_live/live.js"), "{page:?}");
    write(&shop, sound);
    until("the shop", || served.get("/products/").status == 200);
}

#[test]
fn events_tell_the_state_and_every_change() {
    let site = sound_copy();
    let served = serve(site.path(), &[]);
    let mut stream = served.connect();
    write!(stream, "GET /_live/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port).unwrap();
    let mut data = BufReader::new(stream)
        .lines()
        .map_while(Result::ok)
        .filter_map(|line| serde_json::from_str::<Value>(line.strip_prefix("data: ")?).ok());
    let first = data.next().unwrap();
    write(&site.path().join("content/pages/new.md"), "---\ntitle: New\nkind: about\n---\n");
    let second = data.find(|state| state["number"] != first["number"]).unwrap();
    assert_eq!(first["instance"], second["instance"]);
    let port = served.port.to_string();
    drop(served);
    let again = {
        let mut command = program(site.path());
        command.args(["serve", "--port", &port, "--today", TODAY]).stderr(Stdio::null());
        Served { child: command.spawn().unwrap(), port: port.parse().unwrap() }
    };
    until("the server to be back", || TcpStream::connect(("127.0.0.1", again.port)).is_ok());
    assert_ne!(again.findings()["instance"], first["instance"]);
}

/// Numbers that follow from a seed (Knuth's linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// One edit of a storm: files that come, change, break, move and go.
fn edit(site: &Path, chance: &mut Chance) {
    let products = site.join("content/products");
    let name = |chance: &mut Chance| format!("storm-{}", chance.below(12));
    let own = products.join(format!("{}.md", name(chance)));
    let other = products.join(format!("{}.md", name(chance)));
    let price = chance.below(90) + 10;
    let sound =
        format!("---\ntitle: Storm {price}\nsummary: Words.\nprice: {price}.00\n---\nText {}.\n", chance.below(1000));
    match chance.below(10) {
        0 => drop(fs::remove_file(own)),
        1 => drop(fs::rename(own, other)),
        2 => write(&own, "---\ntitle: [half"),
        3 => write(&own, sound.replace("price:", "prise:")),
        4 => {
            write(&products.join("folder/index.md"), &sound);
            drop(fs::rename(products.join("folder"), products.join(format!("moved-{}", chance.below(3)))));
        }
        5 => drop(fs::remove_dir_all(products.join(format!("moved-{}", chance.below(3))))),
        6 => write(&site.join("content/media/storm.txt"), format!("{price}")),
        7 => {
            write(&products.join("4913"), "");
            drop(fs::remove_file(products.join("4913")));
            write(&products.join(".swap"), &sound);
            drop(fs::rename(products.join(".swap"), own));
        }
        _ => write(&own, sound),
    }
}

#[test]
#[expect(clippy::disallowed_macros, reason = "the seed repeats the storm, and is shown when it fails")]
fn a_storm_ends_in_what_build_writes() {
    let seed = std::env::var("STORM_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64
    });
    println!("STORM_SEED={seed}");
    let site = sound_copy();
    let served = serve(site.path(), &[]);
    let mut chance = Chance(seed);
    for n in 0..1000 {
        edit(site.path(), &mut chance);
        if n % 100 == 0 {
            std::thread::sleep(Duration::from_millis(30));
        }
    }
    // What is broken at the end is mended, so that there is something to compare.
    let products = site.path().join("content/products");
    drop(fs::remove_dir_all(products.join("folder")));
    for n in 0..3 {
        drop(fs::remove_dir_all(products.join(format!("moved-{n}"))));
    }
    for n in 0..12 {
        write(
            &products.join(format!("storm-{n}.md")),
            format!("---\ntitle: Calm {n}\nsummary: Words.\nprice: {n}.50\n---\n"),
        );
    }
    until("the last edit", || {
        served.findings()["errors"] == 0 && served.get("/products/storm-11/").text().contains("Calm 11")
    });
    until("every file to be the same", || {
        let last = differences(site.path(), &served);
        println!("different: {last:?}");
        last.is_empty()
    });
}
