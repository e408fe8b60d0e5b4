//! How the system hands out memory. Part of the shell.
//!
//! A build makes small things by the million, in all threads. In huge pages (2 MB on Linux) they take a fifth more
//! memory, and the system spends as long on zeroes as the program on the site. Absent: other systems, which have no
//! such switch.

/// Memory comes in the small pages of the processor from here on.
pub fn in_small_pages() {
    set(true);
}

/// Starts another program, which inherits nothing of this.
pub fn as_usual<T>(start: impl FnOnce() -> T) -> T {
    set(false);
    let started = start();
    set(true);
    started
}

#[cfg(target_os = "linux")]
fn set(small: bool) {
    // Where the system refuses, everything works as before.
    let _ = rustix::thread::disable_transparent_huge_pages(small);
}

#[cfg(not(target_os = "linux"))]
fn set(_: bool) {}
