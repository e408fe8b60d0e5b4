//! Names of domains as networks know them: letters beyond ASCII in Punycode (RFC 3492), each label for itself.
//!
//! For telling what to write. Absent: which letters a registry lets through.

/// The same name in ASCII: `bäckerei.example` is `xn--bckerei-5wa.example`.
pub fn ascii(host: &str) -> String {
    let label = |label: &str| match label.is_ascii() {
        true => label.to_owned(),
        false => format!("xn--{}", punycode(&label.to_lowercase())),
    };
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

const BASE: u32 = 36;
const LEAST: u32 = 1;
const MOST: u32 = 26;

fn punycode(label: &str) -> String {
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    let mut written = basic;
    if basic > 0 {
        out.push('-');
    }
    let (mut next, mut delta, mut bias) = (128, 0_u32, 72);
    let total = label.chars().count() as u32;
    while written < total {
        let Some(least) = label.chars().map(u32::from).filter(|code| *code >= next).min() else { break };
        delta = delta.saturating_add((least - next).saturating_mul(written + 1));
        next = least;
        for code in label.chars().map(u32::from) {
            delta = delta.saturating_add(u32::from(code < next));
            if code == next {
                number(delta, bias, &mut out);
                bias = adapted(delta, written + 1, written == basic);
                delta = 0;
                written += 1;
            }
        }
        delta = delta.saturating_add(1);
        next += 1;
    }
    out
}

/// A number of digits whose weights depend on the bias.
fn number(mut rest: u32, bias: u32, out: &mut String) {
    let mut digit = |value: u32| out.extend(char::from_digit(value, BASE).map(swapped));
    for step in (BASE..).step_by(BASE as usize) {
        let threshold = step.saturating_sub(bias).clamp(LEAST, MOST);
        if rest < threshold {
            break;
        }
        digit(threshold + (rest - threshold) % (BASE - threshold));
        rest = (rest - threshold) / (BASE - threshold);
    }
    digit(rest);
}

/// Punycode counts from `a` to `z` and on to `9`.
fn swapped(digit: char) -> char {
    let value = digit.to_digit(BASE).unwrap_or_default() as u8;
    char::from(if value < 26 { b'a' + value } else { b'0' + value - 26 })
}

fn adapted(delta: u32, written: u32, first: bool) -> u32 {
    const DAMP: u32 = 700;
    const SKEW: u32 = 38;
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / written;
    let mut steps = 0;
    while delta > (BASE - LEAST) * MOST / 2 {
        delta /= BASE - LEAST;
        steps += BASE;
    }
    steps + (BASE - LEAST + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn domains_of_other_letters() {
        for (host, wanted) in [
            ("shop.example", "shop.example"),
            ("bücher.example", "xn--bcher-kva.example"),
            ("bäckerei-münster.example", "xn--bckerei-mnster-5hb60b.example"),
            ("例え.example", "xn--r8jz45g.example"),
        ] {
            assert_eq!(ascii(host), wanted);
        }
    }
}
