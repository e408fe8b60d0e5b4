//! In which order names stand that have numbers in them: `tea-2` before `tea-10`.

/// What names are compared by: each number with how long it is before it, and without zeros in front.
pub fn natural(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    let mut rest = name;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let (digits, after) = from.split_at(from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len()));
        let number = digits.trim_start_matches('0');
        key.push_str(before);
        // Among letters and signs a number stands where digits do.
        key.push('0');
        key.push(char::from(u8::try_from(number.len()).unwrap_or(u8::MAX)));
        key.push_str(number);
        rest = after;
    }
    key + rest
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_count_as_numbers() {
        let ordered =
            ["Tea", "Tea 1", "Tea 02", "Tea 2b", "Tea 10", "Tea 10.9", "Tea 10.10", "Tea 200", "Tea a", "Tée 1"];
        assert!(ordered.is_sorted_by_key(|name| natural(name)), "{ordered:?}");
        assert_eq!(natural("no number"), "no number");
        let long = "9".repeat(300);
        assert!(natural("8") < natural(&long));
    }
}
