//! Whoever reads the published folder sees the old site or the new one, at any instant, whatever happens to a build.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use shopwright::diagnostic::Diagnostics;
use shopwright::load;
use shopwright::options::Options;
use shopwright::render::Rendered;
use shopwright::source::Sources;

use crate::shell::{self, TODAY, build, bytes, sound_copy, state, write};

/// The sound site with a range of many products.
fn large(products: usize) -> tempfile::TempDir {
    let site = sound_copy();
    let mut list = String::new();
    for n in 0..products {
        let _ = writeln!(
            list,
            "- slug: cup-{n}\n  title: Cup number {n}\n  summary: The cup number {n} of a large range.\n  price: {}.50\n  \
             images: [{{src: media/mug.png, alt: Cup {n}}}]\n  collections: [cups]\n  description: Cup **{n}** stands upright.",
            n % 90 + 1
        );
    }
    write(&site.path().join("content/products.yaml"), list);
    // Every file changes from version to version, as cards would not.
    let shop = site.path().join("content/shop.yaml");
    write(&shop, format!("{}\ncards: none\n", fs::read_to_string(&shop).unwrap()));
    site
}

/// Makes every page of a site say which version it is.
fn version(site: &Path, name: &str) {
    let path = site.join("content/shop.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with("announcement:"));
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    write(&path, format!("{text}announcement: This is {name}\n"));
}

/// The site as it is published in a version.
fn published(site: &Path, name: &str) -> BTreeMap<String, Vec<u8>> {
    version(site, name);
    let out = shell::folder();
    let out = out.path().join("public");
    build(site, &["--out", out.to_str().unwrap()]).ends(0);
    bytes(&out)
}

/// Names and lengths of files that differ, for a message that can be read.
fn difference(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names.into_iter().filter(|name| a.get(*name) != b.get(*name)).cloned().collect()
}

#[track_caller]
fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(difference(a, b), Vec::<String>::new());
}

/// One of the versions, whole.
#[track_caller]
fn is_whole(public: &Path, versions: &[BTreeMap<String, Vec<u8>>]) {
    let now = bytes(public);
    let whole = versions.contains(&now);
    assert!(
        whole,
        "half a site: {:?}",
        versions.iter().map(|version| difference(version, &now).len()).collect::<Vec<_>>()
    );
}

#[test]
fn the_same_bytes_on_every_run_and_thread_count() {
    let site = shell::root().join("tests/sites/kitchen-sink");
    let once = |threads: &str| {
        let out = shell::folder();
        let public = out.path().join("public");
        let arguments = ["build", "--today", TODAY, "--out", public.to_str().unwrap()];
        let run: shell::Run =
            shell::program(&site).args(arguments).env("RAYON_NUM_THREADS", threads).output().unwrap().into();
        run.ends(0);
        bytes(&public)
    };
    let first = once("1");
    same(&first, &once("1"));
    same(&first, &once("8"));
}

/// The whole site as a value.
fn in_memory(sources: &Sources) -> BTreeMap<String, Rendered> {
    let options = Options::on(TODAY.parse().unwrap());
    let mut diagnostics = Diagnostics::default();
    let output = shopwright::build(sources, &options, &mut diagnostics).unwrap_or_else(|| panic!("{diagnostics:?}"));
    output.paths().iter().map(|(path, task)| (path.clone(), output.render(task).unwrap())).collect()
}

#[test]
fn the_same_bytes_in_whatever_order_files_are_listed() {
    let sources = load::load(&shell::root().join("tests/sites/kitchen-sink")).unwrap();
    let expected = in_memory(&sources);
    let mut reversed = sources.files.clone();
    reversed.reverse();
    assert!(in_memory(&Sources::new(reversed)) == expected);
    let mut shuffled = sources.files.clone();
    shuffled.sort_by_key(|file| file.path.bytes().rev().collect::<Vec<u8>>());
    assert!(in_memory(&Sources::new(shuffled)) == expected);
}

#[test]
fn a_file_that_did_not_change_is_the_same_file() {
    let site = sound_copy();
    let public = site.path().join("public");
    build(site.path(), &[]).ends(0);
    let first = state(&public);
    thread::sleep(Duration::from_millis(20));
    build(site.path(), &[]).ends(0);
    assert!(state(&public) == first, "a second build touched files");
    let path = site.path().join("content/products/mug.md");
    write(&path, fs::read_to_string(&path).unwrap().replace("Wash it by hand.", "Wash it by foot."));
    build(site.path(), &[]).ends(0);
    let second = state(&public);
    let changed: Vec<&String> =
        second.iter().filter(|(path, state)| first.get(*path) != Some(state)).map(|(path, _)| path).collect();
    assert!(changed.iter().any(|path| *path == "products/mug/index.html"), "{changed:?}");
    assert!(changed.len() < 8, "one sentence changed {changed:?}");
    for path in ["index.html", "about/index.html", "cart/index.html"] {
        assert_eq!(second[path], first[path], "{path}");
    }
    let photos: Vec<&String> = first.keys().filter(|path| path.starts_with("media/mug.")).collect();
    assert!(!photos.is_empty() && photos.iter().all(|path| second[*path] == first[*path]), "{photos:?}");
    for path in changed {
        assert_ne!(second[path].2, first[path].2, "{path} has the same bytes and is another file");
    }
}

#[test]
fn what_is_removed_disappears() {
    let site = sound_copy();
    let bowl = site.path().join("content/products/bowl.md");
    write(&bowl, "---\ntitle: Bowl\nprice: 30.00\nimages: [{src: bowl.png, alt: A bowl}]\n---\n");
    fs::copy(site.path().join("content/media/mug.png"), site.path().join("content/products/bowl.png")).unwrap();
    build(site.path(), &[]).ends(0);
    let public = site.path().join("public");
    let photos = || bytes(&public).keys().filter(|path| path.starts_with("products/bowl.")).count();
    assert!(public.join("products/bowl/index.html").is_file() && photos() > 1);
    fs::remove_file(bowl).unwrap();
    fs::remove_file(site.path().join("content/products/bowl.png")).unwrap();
    build(site.path(), &[]).ends(0);
    assert!(!public.join("products/bowl").exists() && photos() == 0);
    for (path, bytes) in bytes(&public) {
        assert!(!String::from_utf8_lossy(&bytes).contains("products/bowl"), "{path} still names the bowl");
    }
}

fn start(site: &Path, out: &Path) -> Child {
    let mut command = shell::program(site);
    command.args(["build", "--today", TODAY, "--out"]).arg(out).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Numbers that look random and are the same in every run.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    const KILLS: u64 = 20;
    let site = large(400);
    let versions = [published(site.path(), "A"), published(site.path(), "B")];
    let place = shell::folder();
    let public = place.path().join("public");
    let started = Instant::now();
    assert!(start(site.path(), &public).wait().unwrap().success());
    let length = started.elapsed();
    let mut seed = 7;
    let mut killed = 0;
    for n in 0..KILLS {
        version(site.path(), ["A", "B"][(n % 2) as usize]);
        let mut child = start(site.path(), &public);
        thread::sleep(length.mul_f64(0.9 * (next(&mut seed) % 1000) as f64 / 1000.0));
        killed += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        is_whole(&public, &versions);
    }
    assert!(killed > 0, "no build was still running when it was killed");
    version(site.path(), "A");
    assert!(start(site.path(), &public).wait().unwrap().success());
    same(&bytes(&public), &versions[0]);
    let left: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["public"], "a killed build left something behind for good");
}

#[test]
fn two_builds_at_once_wait_for_each_other() {
    let (a, b) = (large(100), large(100));
    let versions = [published(a.path(), "A"), published(b.path(), "B")];
    let place = shell::folder();
    let public = place.path().join("public");
    for _ in 0..4 {
        let mut children = [start(a.path(), &public), start(b.path(), &public)];
        assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
        is_whole(&public, &versions);
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn a_reader_never_sees_half_a_site() {
    const SWAPS: usize = 30;
    let site = sound_copy();
    let versions = [published(site.path(), "A"), published(site.path(), "B")];
    let place = shell::folder();
    let public = place.path().join("public");
    assert!(start(site.path(), &public).wait().unwrap().success());
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0;
            let mut seen = [false; 2];
            while !done.load(Ordering::Relaxed) {
                for path in ["index.html", "products/mug/index.html"] {
                    let page = fs::read(public.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
                    let version = versions.iter().position(|version| version[path] == page);
                    seen[version.unwrap_or_else(|| panic!("{path} is of no version"))] = true;
                    reads += 1;
                }
            }
            (reads, seen)
        });
        for n in 0..SWAPS {
            version(site.path(), ["A", "B"][n % 2]);
            assert!(start(site.path(), &public).wait().unwrap().success());
        }
        done.store(true, Ordering::Relaxed);
        let (reads, seen) = reader.join().unwrap();
        assert!(reads > 1000 && seen == [true; 2], "{reads} reads, versions seen: {seen:?}");
    });
}

/// A limit on the size of a file stands for a disk that is full in the middle of one.
#[cfg(unix)]
#[test]
fn a_disk_that_refuses_leaves_the_old_site() {
    let site = sound_copy();
    build(site.path(), &[]).ends(0);
    let before = state(&site.path().join("public"));
    version(site.path(), "one that does not fit");
    let mut command = std::process::Command::new("sh");
    // Without the trap the signal would kill the program before it can say anything.
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" build --today 2026-11-23"])
        .arg(env!("CARGO_BIN_EXE_shopwright"));
    let run: shell::Run = command.current_dir(site.path()).output().unwrap().into();
    let run = run.ends(3);
    assert!(run.stderr.contains("failed: ") && run.stderr.contains(".public.next"), "{}", run.stderr);
    assert!(state(&site.path().join("public")) == before);
    assert!(!site.path().join(".public.next").exists());
}

/// The same below one of its folders, where nothing else changed and where something did.
#[test]
fn what_no_build_made_is_not_deleted_from_a_folder() {
    let site = sound_copy();
    build(site.path(), &[]).ends(0);
    let public = site.path().join("public");
    let list = public.join("media/price-list.pdf");
    write(&list, "%PDF-1.7");
    write(&public.join("media/.DS_Store"), "");
    for name in ["Sound Cups", "B"] {
        version(site.path(), name);
        let refused = build(site.path(), &[]).ends(3);
        assert!(refused.stderr.contains("holds media/price-list.pdf, which no build made"), "{refused:?}");
        assert!(list.exists());
    }
    fs::remove_file(&list).unwrap();
    build(site.path(), &[]).ends(0);
}

/// A folder that a build made, into which somebody put something.
#[test]
fn what_no_build_made_is_not_deleted() {
    let site = sound_copy();
    build(site.path(), &[]).ends(0);
    let public = site.path().join("public");
    write(&public.join(".git/HEAD"), "ref: refs/heads/pages\n");
    write(&public.join("google1234.html"), "google-site-verification: google1234.html");
    let before = state(&public);
    version(site.path(), "B");
    let refused = build(site.path(), &[]).ends(3);
    assert!(refused.stderr.contains("holds .git, google1234.html, which no build made"), "{refused:?}");
    assert!(before == state(&public));
    fs::remove_dir_all(public.join(".git")).unwrap();
    fs::remove_file(public.join("google1234.html")).unwrap();
    // What a system puts into every folder is in nobody's way.
    write(&public.join(".DS_Store"), "Bud1");
    build(site.path(), &[]).ends(0);
    assert!(!public.join(".DS_Store").exists());
    // A page that goes with its source is a build's own.
    fs::remove_dir_all(site.path().join("content/posts")).unwrap();
    build(site.path(), &[]).ends(0);
    assert!(!public.join("journal").exists());
}

/// Servers often serve a link to the folder of the day.
#[cfg(unix)]
#[test]
fn a_link_to_the_folder_stays_a_link() {
    let site = sound_copy();
    let (target, link) = (site.path().join("served"), site.path().join("current"));
    fs::create_dir(&target).unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    for _ in 0..2 {
        build(site.path(), &["--out", link.to_str().unwrap()]).ends(0);
        assert!(link.is_symlink() && target.join("index.html").is_file());
    }
}

/// Where a small disk can be mounted, it is; elsewhere the test says so and ends.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_site() {
    let site = large(100);
    let size: u64 = published(site.path(), "A").values().map(|bytes| bytes.len() as u64 + 4096).sum();
    let disk = shell::folder();
    let options = format!("size={}", size * 3 / 2);
    let mounted =
        std::process::Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(disk.path()).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this machine lets nobody mount a small disk");
        return;
    }
    let public = disk.path().join("public");
    let first = build(site.path(), &["--out", public.to_str().unwrap()]);
    let before = state(&public);
    version(site.path(), "B");
    let second = build(site.path(), &["--out", public.to_str().unwrap()]);
    let after = state(&public);
    let left = fs::read_dir(disk.path()).unwrap().count();
    assert!(std::process::Command::new("umount").arg(disk.path()).status().unwrap().success());
    first.ends(0);
    assert!(second.ends(3).stderr.contains("No space left on device"));
    assert!(before == after);
    assert_eq!(left, 1, "the unfinished site is still there");
}
