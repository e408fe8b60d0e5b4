//! The program `shopwright`; everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    shopwright::cli::run()
}
