//! Photos of a site: what is published of them, and the cache that makes them once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::{self, TODAY, bytes, files, write};

/// The sound site with four photos of this repository.
fn site() -> tempfile::TempDir {
    let site = shell::sound_copy();
    let mut images = String::new();
    for name in ["hero-kits", "kit-refresh", "parcels", "set-up-day"] {
        let photo = shell::root().join(format!("content/media/kits/{name}.jpg"));
        write(&site.path().join(format!("content/media/{name}.jpg")), fs::read(photo).unwrap());
        images.push_str(&format!("  - {{src: media/{name}.jpg, alt: {name}}}\n"));
    }
    write(
        &site.path().join("content/products/many.md"),
        format!("---\ntitle: Many\nprice: 9.00\nimages:\n{images}---\n"),
    );
    site
}

fn start(site: &Path, out: &Path, cache: &Path) -> Child {
    let mut command = shell::program(site);
    command.args(["build", "--today", TODAY, "--out"]).arg(out).arg("--cache").arg(cache);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn built(site: &Path, out: &Path, cache: &Path) -> BTreeMap<String, Vec<u8>> {
    assert!(start(site, out, cache).wait().unwrap().success());
    bytes(out)
}

/// Entries of a cache; not what marks its folder.
fn entries(cache: &Path) -> BTreeMap<String, PathBuf> {
    files(cache).into_iter().filter(|(path, _)| path.contains('/')).collect()
}

#[test]
fn a_cache_changes_no_byte_and_a_second_build_makes_nothing() {
    let (site, place) = (site(), shell::folder());
    let cache = place.path().join("cache");
    let cold = built(site.path(), &place.path().join("cold"), &cache);
    assert!(cold.keys().filter(|path| path.starts_with("media/hero-kits.")).count() >= 7, "{:?}", cold.keys());
    let before = shell::state(&cache);
    let warm = built(site.path(), &place.path().join("warm"), &cache);
    assert!(warm == cold && shell::state(&cache) == before);
    // Damaged, emptied and lost entries are made again.
    for (n, file) in entries(&cache).into_values().enumerate() {
        match n % 3 {
            0 => fs::remove_file(file).unwrap(),
            1 => fs::write(file, b"damaged").unwrap(),
            _ => {}
        }
    }
    assert!(built(site.path(), &place.path().join("again"), &cache) == cold);
    fs::remove_dir_all(&cache).unwrap();
    assert!(built(site.path(), &place.path().join("last"), &cache) == cold);
}

#[test]
fn two_builds_share_a_cache_and_killed_ones_leave_it_sound() {
    let (site, place) = (site(), shell::folder());
    let whole = built(site.path(), &place.path().join("whole"), &place.path().join("own"));
    let cache = place.path().join("cache");
    let started = Instant::now();
    let outs = ["a", "b"].map(|name| place.path().join(name));
    let mut children = outs.each_ref().map(|out| start(site.path(), out, &cache));
    assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
    assert!(outs.iter().all(|out| bytes(out) == whole));
    let length = started.elapsed();
    for n in 1..6 {
        fs::remove_dir_all(&cache).unwrap();
        let mut child = start(site.path(), &place.path().join("killed"), &cache);
        thread::sleep(length.mul_f64(0.1 * f64::from(n)).min(Duration::from_secs(2)));
        let _ = child.kill();
        child.wait().unwrap();
        assert!(built(site.path(), &place.path().join(format!("after-{n}")), &cache) == whole);
    }
}

#[test]
fn what_is_shown_or_linked_is_published_and_nothing_else() {
    let site = shell::sound_copy();
    let photo = fs::read(shell::root().join("content/media/kits/parcels.jpg")).unwrap();
    // A place and a name, as a telephone writes them.
    let exif = b"\xff\xe1\x00\x2cExif\0\0II*\0 GPS 50.1 N 6.2 E Jo Doe's telephone";
    let secret = [&photo[..2], &exif[..46], &photo[2..]].concat();
    for name in ["shown", "linked", "unused"] {
        write(&site.path().join(format!("content/media/{name}.jpg")), &secret);
    }
    let text = "---\ntitle: More\n---\n![A photo](/media/shown.jpg) and [another](/media/linked.jpg)\n";
    write(&site.path().join("content/pages/more.md"), text);
    shell::run(site.path(), &["build", "--today", TODAY]).ends(0);
    let public = bytes(&site.path().join("public"));
    let named = |name: &str| public.keys().filter(|path| path.contains(name)).map(String::as_str).collect::<Vec<_>>();
    assert_eq!((named("unused"), named("linked")), (vec![], vec!["media/linked.jpg"]));
    assert!(named("shown").len() >= 5 && !named("shown").contains(&"media/shown.jpg"));
    for (path, bytes) in &public {
        for secret in [&b"GPS"[..], b"Jo Doe", b"Exif"] {
            assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{path}");
        }
    }
}

/// A product that is to surprise keeps its photo until its day.
#[test]
fn photos_of_drafts_are_not_published() {
    let site = shell::sound_copy();
    let photo = fs::read(site.path().join("content/media/mug.jpg")).unwrap();
    for name in ["draft", "later", "now"] {
        write(&site.path().join(format!("content/media/{name}.jpg")), &photo);
    }
    let images = |name: &str| format!("images: [{{src: media/{name}.jpg, alt: A cup}}]\n");
    write(
        &site.path().join("content/products/draft.md"),
        format!("---\ntitle: Draft\nprice: 4.00\ndraft: true\n{}---\n![A cup](media/draft.jpg)\n", images("draft")),
    );
    let entry =
        |name: &str, more: &str| format!("- slug: {name}\n  title: Cup\n  price: 4.00\n{more}  {}", images(name));
    let list = entry("later", "  publish_on: 2099-01-01\n") + &entry("now", "");
    write(&site.path().join("content/products.yaml"), list);
    let published = |more: &[&str]| {
        shell::run(site.path(), &[&["build", "--today", TODAY], more].concat()).ends(0);
        let public = bytes(&site.path().join("public"));
        ["draft", "later", "now"].map(|name| public.keys().any(|path| path.starts_with(&format!("media/{name}."))))
    };
    assert_eq!(published(&[]), [false, false, true]);
    assert_eq!(published(&["--drafts"]), [true; 3]);
}

/// Lists of costs, of customers and backups are nobody's business; what is to be published is named.
#[test]
fn other_files_are_published_where_something_names_them() {
    let site = shell::sound_copy();
    let content = site.path().join("content");
    let unused = ["products/costs.xlsx", "shop.yaml.bak", "media/customers.csv"];
    let wanted = ["media/linked.pdf", "media/theme.bin", "media/page.bin", "proof.html", "media/film.mp4"];
    for name in unused.into_iter().chain(wanted).chain(["media/IMG_1.HEIC", "media/scan.tiff", "products/mug.md~"]) {
        write(&content.join(name), "GPS");
    }
    write(&content.join("media/unused.svg"), "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>");
    let shop = fs::read_to_string(content.join("shop.yaml")).unwrap();
    write(&content.join("shop.yaml"), format!("{shop}files: [proof.html]\n"));
    write(&site.path().join("themes/market/custom.css"), "body { background: url(../media/theme.bin) }");
    let page = site.path().join("themes/market/templates/pages/page.html");
    write(&page, "{% extends \"builtin/pages/page.html\" %}{# /media/page.bin #}");
    let text = "---\ntitle: More\n---\n[A list](/media/linked.pdf#page=2)\n";
    write(&content.join("pages/more.md"), text);
    let home = "sections:\n- video: {title: Film, src: media/film.mp4, poster: {src: media/mug.png, alt: A mug}}\n";
    write(&content.join("home.yaml"), home);
    let run = shell::run(site.path(), &["build", "--today", TODAY]).ends(0);
    let public = bytes(&site.path().join("public"));
    let mut copied: Vec<&str> =
        public.iter().filter(|(_, bytes)| *bytes == b"GPS").map(|(path, _)| path.as_str()).collect();
    copied.sort_by_key(|path| wanted.iter().position(|name| name == path));
    assert_eq!(copied, wanted);
    assert!(!public.contains_key("media/unused.svg"));
    assert_eq!(run.stderr.matches("warning[unused-file]").count(), unused.len(), "{}", run.stderr);
    assert!(unused.iter().all(|name| run.stderr.contains(&format!("content/{name}"))), "{}", run.stderr);
}

/// Of a file that cannot be decoded nothing can be taken out.
#[test]
fn a_link_to_a_raw_photo_is_told() {
    let site = shell::sound_copy();
    write(&site.path().join("content/media/IMG_1.HEIC"), "GPS");
    write(&site.path().join("content/pages/more.md"), "---\ntitle: More\n---\n[A photo](/media/IMG_1.HEIC)\n");
    let run = shell::run(site.path(), &["check", "--today", TODAY]).ends(0);
    assert!(run.stderr.contains("warning[metadata]: `media/IMG_1.HEIC` is published as it is"), "{}", run.stderr);
}

#[test]
fn draft_photos_are_few_and_small() {
    let site = site();
    shell::run(site.path(), &["build", "--today", TODAY, "--images", "draft"]).ends(0);
    let public = bytes(&site.path().join("public"));
    let hero: Vec<&String> = public.keys().filter(|path| path.starts_with("media/hero-kits.")).collect();
    assert!(matches!(hero.as_slice(), [one] if one.ends_with("-640.draft.jpg")), "{hero:?}");
    let page = String::from_utf8_lossy(&public["products/many/index.html"]).into_owned();
    assert!(page.contains(hero[0].as_str()) && !page.contains(".webp"));
}

/// A program that was built without AVIF says so; the other one makes it. Both are tests of this line.
#[test]
fn avif_is_made_or_refused_never_forgotten() {
    let site = site();
    let shop = site.path().join("content/shop.yaml");
    let text = format!("{}\nimages: {{avif: true}}\n", fs::read_to_string(&shop).unwrap().trim_end());
    let line = text.lines().count();
    write(&shop, text);
    if !shopwright::photos::AVIF {
        let build = shell::run(site.path(), &["build", "--today", TODAY]).ends(1);
        let place = format!("content/shop.yaml:{line}:16");
        assert!(build.stderr.contains("error[avif]") && build.stderr.contains(&place), "{build:?}");
        assert!(build.stderr.contains("--features avif"), "{build:?}");
        return;
    }
    shell::run(site.path(), &["build", "--today", TODAY]).ends(0);
    let public = bytes(&site.path().join("public"));
    let avif = public.iter().find(|(path, _)| path.ends_with("-640.avif")).unwrap();
    assert_eq!(&avif.1[4..12], b"ftypavif");
    let page = String::from_utf8_lossy(&public["products/many/index.html"]).into_owned();
    let (first, second) = (page.find("<source type=\"image/avif\"").unwrap(), page.find("image/webp").unwrap());
    assert!(first < second && page.contains(avif.0), "{page}");
}
