//! What holds for every chart, and what is true of each.

use proptest::prelude::*;

use super::*;

/// Texts that try to get out of their element, and signs that XML forbids.
const HOSTILE: &str = "</text><script>alert(1)</script>\" onload='x' & ]]> \u{0}\u{7}\u{1b}\u{fffe}\u{202e}漢字 🎉";
/// The same as it must come back.
const TAMED: &str = "</text><script>alert(1)</script>\" onload='x' & ]]> \u{202e}漢字 🎉";

fn frame(id: &str) -> Frame<'_> {
    Frame { id, title: "A title", description: "What there is to see.", fit: Fit::Both }
}

fn line(name: &str, values: &[f64], text: &str) -> Line {
    let values = values.iter().map(|value| Some(*value).filter(|value| !value.is_nan())).collect();
    Line { name: name.to_owned(), values, text: text.to_owned() }
}

fn plain(value: f64) -> String {
    value.to_string()
}

fn a_trend<'a>(id: &'a str, values: &[f64], label: &str) -> Trend<'a> {
    Trend {
        frame: frame(id),
        current: line(label, values, label),
        previous: Some(line("Before", &[3.0, 2.0, f64::INFINITY, 4.0], "4 €")),
        target: Some(line("Target", &[5.0; 4], "5 €")),
        names: vec![(0, label.to_owned()), (3, "end".to_owned()), (99, "nowhere".to_owned())],
        events: vec![Event { at: 1, mark: label.to_owned() }, Event { at: 999, mark: "2".to_owned() }],
        unfinished: Some(Unfinished { from: 2, label: label.to_owned() }),
        rule: Rule::default(),
        format: &plain,
    }
}

fn some_bars<'a>(id: &'a str, values: &[f64], label: &str) -> Bars<'a> {
    let bar = |value: &f64| Bar { value: Some(*value), text: format!("{value} €"), ..Bar::default() };
    let row = |value: &f64| Row { label: label.to_owned(), bars: vec![bar(value), bar(&(value / 3.0))] };
    Bars {
        frame: frame(id),
        series: vec![label.to_owned(), "Spend".to_owned()],
        rows: values.iter().map(row).collect(),
        mark: None,
    }
}

fn a_bridge<'a>(id: &'a str, values: &[f64], label: &str) -> Bridge<'a> {
    let step = |value: &f64| Step { label: label.to_owned(), value: *value, text: format!("{value:+} €") };
    Bridge {
        frame: frame(id),
        start: step(&100.0),
        steps: values.iter().map(step).collect(),
        end_label: label.to_owned(),
        end_text: label.to_owned(),
        down_is_good: false,
    }
}

fn a_funnel<'a>(id: &'a str, values: &[f64], label: &str) -> Funnel<'a> {
    let stage = |value: &f64| Stage {
        label: label.to_owned(),
        value: Some(*value),
        text: format!("{value} clicks"),
        rate: "12 % of clicks".to_owned(),
    };
    Funnel { frame: frame(id), stages: values.iter().map(stage).collect() }
}

fn some_flows<'a>(id: &'a str, values: &[f64], label: &str) -> Flows<'a> {
    let node = || Node { label: label.to_owned(), text: label.to_owned() };
    let flow = |(n, value): (usize, &f64)| Flow { column: n % 2, from: n % 3, to: (n + 1) % 3, value: *value };
    Flows {
        frame: frame(id),
        headings: vec![label.to_owned(); 3],
        columns: vec![vec![node(), node(), node()]; 3],
        flows: values.iter().enumerate().map(flow).collect(),
    }
}

/// Every chart of some values with one label, as far as they give a drawing.
fn all(values: &[f64], label: &str) -> Vec<String> {
    let known: Vec<Option<f64>> = values.iter().map(|value| Some(*value)).collect();
    let (low, high) = (values.iter().copied().fold(0.0, f64::min), values.iter().copied().fold(0.0, f64::max));
    let small = Multiple {
        frame: frame("small"),
        current: &known,
        previous: &[],
        low,
        high,
        top: label,
        first: label,
        last: "30 June",
    };
    let first = values.first().copied();
    let tile = Bullet { id: "tile", title: label, value: first, target: Some(5.0), bands: &[2.0, 4.0], high: None };
    let charts = [
        trend(&a_trend("trend", values, label)),
        small_multiple(&small),
        bars(&some_bars("bars", values, label)),
        waterfall(&a_bridge("bridge", values, label)),
        funnel(&a_funnel("funnel", values, label)),
        sankey(&some_flows("flows", values, label)),
    ];
    let charts = charts.into_iter().flatten().map(|chart| chart.svg);
    let others = [bullet(&tile).unwrap_or_default(), sparkline(&known, Some(label)), cell_bar(values[0])];
    charts.chain(others).filter(|svg| !svg.is_empty()).collect()
}

/// What holds for every chart: a page may hold it as it is.
fn sound(svg: &str) {
    let page = format!("<div>{svg}</div>");
    let document = roxmltree::Document::parse(&page).unwrap_or_else(|error| panic!("{error}: {svg}"));
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let mut ids = std::collections::BTreeSet::new();
    for element in elements {
        let name = element.tag_name().name();
        assert!(
            ["div", "svg", "title", "desc", "g", "path", "circle", "text", "tspan"].contains(&name),
            "<{name}> in {svg}"
        );
        for attribute in element.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(
                !["style", "font-family"].contains(&key) && !key.starts_with("data-") && !key.starts_with("on"),
                "{key}"
            );
            let wrong = ["#", "NaN", "inf", "Roboto", "Inter"].iter().any(|wrong| value.contains(wrong));
            assert!(key == "aria-label" || !wrong && !value.ends_with("-0"), "{key}=\"{value}\"");
            if key == "id" {
                assert!(ids.insert(value.to_owned()), "{value} twice");
            }
        }
        if name == "svg" && element.attribute("role") == Some("img") {
            let named = element.attribute("aria-labelledby").unwrap_or_default();
            let child = |id: &str| element.children().any(|child| child.attribute("id") == Some(id));
            assert!(
                named.split(' ').all(child) != named.is_empty() || element.attribute("aria-label").is_some(),
                "{svg}"
            );
        }
    }
}

fn texts(svg: &str) -> Vec<String> {
    let page = format!("<div>{svg}</div>");
    let document = roxmltree::Document::parse(&page).unwrap();
    let texts = document.descendants().filter(|node| node.is_text() && node.parent().is_some());
    texts.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_chart_is_sound_with_whatever_values() {
    let cases: [&[f64]; 9] = [
        &[1.0, 2.0, 3.0, 2.0],
        &[4.0],
        &[0.0, 0.0, 0.0],
        &[-3.0, 5.0, -1.0, 0.0],
        &[-3.0, -5.0],
        &[f64::NAN, 2.0, f64::NAN, 3.0, f64::INFINITY],
        &[f64::MAX, f64::MIN, 1.0],
        &[1e-300, 2e-300],
        &[0.0234, 0.019, 16_777_217.0],
    ];
    for values in cases {
        let charts = all(values, "A label");
        assert!(charts.len() >= 4, "{values:?}: {}", charts.len());
        charts.iter().for_each(|svg| sound(svg));
        assert_eq!(charts, all(values, "A label"), "{values:?}");
    }
    assert!(all(&[f64::NAN], "x").iter().all(|svg| !svg.contains("chart-small")));
}

#[test]
fn hostile_text_stays_text() {
    for svg in all(&[1.0, 2.0, 3.0, 4.0], HOSTILE) {
        sound(&svg);
        assert!(!svg.contains("<script"), "{svg}");
    }
    let short = "</g>\u{7}<b a=\"1\">";
    for svg in all(&[1.0, 2.0, 3.0, 4.0], short) {
        sound(&svg);
        let shown =
            texts(&svg).iter().any(|text| text == "</g><b a=\"1\">") || svg.contains("aria-") && !svg.contains("<text");
        assert!(shown, "{svg}");
    }
    let chart =
        trend(&Trend { frame: Frame { title: HOSTILE, ..frame("a\"><b id=\"x 1") }, ..a_trend("", &[1.0], "x") });
    let svg = chart.unwrap().svg;
    sound(&svg);
    assert!(texts(&svg).iter().any(|text| text == TAMED));
    assert!(svg.contains("aria-labelledby=\"a---b-id--x-1-t a---b-id--x-1-d\""), "{svg}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn nothing_panics(values in prop::collection::vec(prop::num::f64::ANY, 1..12), label in "\\PC{0,24}") {
        all(&values, &label).iter().for_each(|svg| sound(svg));
    }

    #[test]
    fn ticks_are_round_and_hold_all_values(
        values in prop::collection::vec(-1e9..1e9f64, 1..9), power in -12..12i32, zero: bool, whole: bool,
    ) {
        let values: Vec<f64> = values.iter().map(|value| value * 10f64.powi(power)).collect();
        let ticks = ticks(values.iter().copied(), Rule { zero, whole, steps: 4 });
        let slack = (ticks.high - ticks.low) * 1e-6;
        for value in &values {
            prop_assert!(ticks.low - slack <= *value && *value <= ticks.high + slack, "{ticks:?}");
        }
        prop_assert!(!zero || ticks.values.contains(&0.0) || ticks.values.len() == 1, "{ticks:?}");
        prop_assert!(ticks.values.len() <= 8, "{ticks:?}");
        prop_assert!(ticks.values.windows(2).all(|two| two[0] < two[1]));
    }
}

#[test]
fn ticks_are_what_a_person_would_write() {
    let of = |values: &[f64], rule: Rule| ticks(values.iter().copied(), rule).values;
    let zero = Rule::default();
    assert_eq!(of(&[1180.0], zero), [0.0, 500.0, 1000.0, 1500.0]);
    assert_eq!(of(&[0.0234], zero), [0.0, 0.01, 0.02, 0.03]);
    assert_eq!(of(&[0.9], zero), [0.0, 0.25, 0.5, 0.75, 1.0]);
    assert_eq!(of(&[-1800.0, 4100.0], zero), [-2000.0, 0.0, 2000.0, 4000.0, 6000.0]);
    assert_eq!(of(&[0.7], Rule { steps: 7, ..zero }), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
    assert_eq!(of(&[3.0], Rule { whole: true, ..zero }), [0.0, 1.0, 2.0, 3.0]);
    assert_eq!(of(&[9.0], Rule { whole: true, ..zero }), [0.0, 5.0, 10.0]);
    assert_eq!(of(&[97.0, 103.0], Rule { zero: false, ..zero }), [96.0, 98.0, 100.0, 102.0, 104.0]);
    assert_eq!(of(&[0.0, 0.0], zero), [0.0]);
    assert_eq!(of(&[], zero), [0.0]);
    assert_eq!(of(&[f64::NAN, 16_777_217.0], zero), [0.0, 5e6, 1e7, 1.5e7, 2e7]);
}

/// Left, top, right and bottom of each subpath.
fn boxes(path: &str) -> Vec<[f64; 4]> {
    let mut boxes: Vec<[f64; 4]> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let starts: Vec<usize> = path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(n, _)| n).collect();
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(path.len());
        let spaced = path[start + 1..end].replace('-', " -").replace(',', " ");
        let numbers: Vec<f64> = spaced.split_whitespace().map(|number| number.parse().unwrap()).collect();
        match (&path[*start..=*start], numbers.as_slice()) {
            ("M" | "L", [a, b]) => (x, y) = (*a, *b),
            ("m" | "l", [a, b]) => (x, y) = (x + a, y + b),
            ("H", [a]) => x = *a,
            ("h", [a]) => x += a,
            ("V", [a]) => y = *a,
            ("v", [a]) => y += a,
            ("z", []) => continue,
            other => panic!("{other:?} in {path}"),
        }
        if path[*start..].starts_with(['M', 'm']) {
            boxes.push([x, y, x, y]);
        } else if let Some([left, top, right, bottom]) = boxes.last_mut() {
            (*left, *top, *right, *bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
        }
    }
    boxes
}

/// Boxes of what has a colour, from the top down: all in one drawing of one width.
fn marks_of(svg: &str, inks: &[&str]) -> Vec<[f64; 4]> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let colour = |node: &roxmltree::Node<'_, '_>| {
        let group = node.ancestors().filter_map(|node| node.attribute("fill"));
        group.take(1).any(|fill| inks.contains(&fill))
    };
    let paths = document.descendants().filter(|node| node.has_tag_name("path")).filter(colour);
    let mut all: Vec<[f64; 4]> = paths.filter_map(|node| node.attribute("d")).flat_map(boxes).collect();
    all.sort_by(|a, b| a[1].total_cmp(&b[1]));
    all
}

const FIRST: &str = "var(--chart-1)";
const STEPS: [&str; 3] = [FIRST, "var(--chart-good)", "var(--chart-bad)"];

#[test]
fn a_funnel_is_as_long_as_its_numbers() {
    let values = [1_240_000.0, 620_000.0, 12_400.0, 3.0, 0.0];
    let mut funnel_of = a_funnel("f", &values, "Stage");
    for fit in [Fit::Wide, Fit::Narrow] {
        funnel_of.frame.fit = fit;
        let bars = marks_of(&funnel(&funnel_of).unwrap().svg, &[FIRST]);
        let lengths: Vec<f64> = bars.iter().map(|bar| bar[2] - bar[0]).collect();
        assert_eq!(lengths.len(), 4, "nothing is drawn for nothing");
        assert!((lengths[1] / lengths[0] - 0.5).abs() < 0.001, "{lengths:?}");
        assert!((lengths[2] / lengths[0] - 0.01).abs() < 0.001, "{lengths:?}");
        assert!((lengths[3] - 1.0).abs() < 1e-9, "a mark that can be seen: {lengths:?}");
        assert!(bars.iter().all(|bar| bar[0] == bars[0][0]), "one beginning: {bars:?}");
    }
}

#[test]
fn a_bridge_leads_where_its_steps_lead() {
    let mut bridge = a_bridge("b", &[40.0, -120.0, f64::NAN, 60.0], "Step");
    assert!((bridge.end() - 80.0).abs() < 1e-9);
    for fit in [Fit::Wide, Fit::Narrow] {
        bridge.frame.fit = fit;
        let svg = waterfall(&bridge).unwrap().svg;
        // Signs of direction stand outside of the library's group.
        let bars = svg.split("<g ").nth(1).unwrap().split("</g>").next().unwrap();
        let bars = marks_of(&format!("<g {bars}</g>"), &STEPS);
        let ends: Vec<(f64, f64)> = bars.iter().map(|bar| (bar[0], bar[2])).collect();
        let [start, up, down, back, end] = ends[..] else { panic!("{ends:?}") };
        let unit = (start.1 - start.0) / 100.0;
        for (is, meant) in [(up, (100.0, 140.0)), (down, (20.0, 140.0)), (back, (20.0, 80.0)), (end, (0.0, 80.0))] {
            let off = ((is.0 - start.0) - meant.0 * unit).abs().max(((is.1 - start.0) - meant.1 * unit).abs());
            assert!(off < 0.25, "{is:?} is not {meant:?}: {svg}");
        }
    }
    let across = a_bridge("b", &[-150.0, 20.0], "Step");
    let svg = waterfall(&Bridge { frame: Frame { fit: Fit::Wide, ..frame("b") }, ..across }).unwrap().svg;
    assert!(svg.contains("chart-bad") && svg.contains("chart-good"));
}

#[test]
fn bars_are_as_long_as_their_values_and_their_texts_have_room() {
    let mut given = some_bars("b", &[300.0, -150.0, 0.0], "Category");
    given.rows.iter_mut().for_each(|row| row.bars.truncate(1));
    for (fit, width) in [(Fit::Wide, WIDE), (Fit::Narrow, NARROW)] {
        given.frame.fit = fit;
        let svg = bars(&given).unwrap().svg;
        let drawn = marks_of(&svg, &[FIRST]);
        assert!((drawn[0][2] - drawn[0][0] - 2.0 * (drawn[1][2] - drawn[1][0])).abs() < 0.3, "{drawn:?}");
        assert!((drawn[0][0] - drawn[1][2]).abs() < 0.2, "both begin at zero: {drawn:?}");
        let document = roxmltree::Document::parse(&svg).unwrap();
        for text in document.descendants().filter(|node| node.has_tag_name("text")) {
            let x: f64 = text.attribute("x").unwrap().parse().unwrap();
            let long = text::width(text.text().unwrap(), text::SIZE);
            let left = if text.attribute("text-anchor") == Some("end") { x - long } else { x };
            assert!(left >= -0.5 && left + long <= width + 0.5, "{:?} at {left}: {svg}", text.text());
        }
    }
}

#[test]
fn labels_are_exactly_what_was_given() {
    let long = "123\u{202f}456\u{202f}789,01 €";
    let charts = [
        trend(&a_trend("t", &[16_777_217.0, 2.0], long)),
        bars(&Bars {
            rows: vec![Row {
                label: "a".into(),
                bars: vec![Bar { value: Some(1.0), text: long.into(), ..Bar::default() }],
            }],
            ..some_bars("b", &[], "x")
        }),
        waterfall(&Bridge { end_text: long.into(), ..a_bridge("w", &[1.0], "x") }),
        sankey(&some_flows("s", &[1.0, 2.0], long)),
    ];
    for svg in charts.into_iter().map(|chart| chart.unwrap().svg) {
        assert!(texts(&svg).iter().filter(|text| *text == long).count() >= 2, "{svg}");
        assert!(!svg.contains("16777216"), "{svg}");
    }
}

#[test]
fn bold_names_have_room_in_a_wide_typeface() {
    let name = "septiembre de 2026";
    let room = text::width(name, text::SIZE) * text::AT_MOST;
    let wide = || Frame { fit: Fit::Wide, ..frame("w") };
    let beside = trend(&Trend { frame: wide(), ..a_trend("w", &[1.0, 2.0], name) }).unwrap().svg;
    let document = roxmltree::Document::parse(&beside).unwrap();
    let bold = |node: &roxmltree::Node<'_, '_>| node.text() == Some(name) && node.has_attribute("font-weight");
    let place: f64 = document.descendants().find(bold).unwrap().attribute("x").unwrap().parse().unwrap();
    assert!(place + room <= WIDE + 0.5, "{beside}");
    let bridge = waterfall(&Bridge { frame: wide(), ..a_bridge("w", &[1.0, 1.0], name) }).unwrap().svg;
    let bars = bridge.split("translate(").nth(1).and_then(|rest| rest.split([' ', ',', ')']).next());
    assert!(bars.unwrap().parse::<f64>().unwrap() >= room + 6.0, "{bridge}");
}

#[test]
fn lines_have_gaps_and_one_point_is_a_dot() {
    let wide = |values: &[f64]| {
        let given = Trend {
            frame: Frame { fit: Fit::Wide, ..frame("t") },
            previous: None,
            target: None,
            unfinished: None,
            ..a_trend("t", values, "x")
        };
        trend(&given).unwrap().svg
    };
    let nan = f64::NAN;
    assert_eq!(wide(&[1.0, 2.0, nan, 3.0, 4.0]).matches("<path d=\"M").count(), 1, "one element, two parts");
    let lone = wide(&[1.0, 2.0, nan, 3.0, nan, 5.0, 4.0]);
    assert!(lone.contains("h0"), "{lone}");
    assert!(wide(&[5.0]).contains("<circle"));
    assert!(trend(&a_trend("t", &[nan], "x")).is_some(), "the lines beside it are enough");
    assert_eq!(sparkline(&[None, Some(f64::NAN)], None), "");
    assert!(sparkline(&[Some(1.0), None, Some(2.0), Some(3.0)], None).contains("h0M"));
}

#[test]
fn nothing_is_drawn_of_nothing() {
    let empty = Line::default();
    let nothing = Trend { current: empty, previous: None, target: None, ..a_trend("t", &[], "x") };
    assert_eq!(trend(&nothing), None);
    assert_eq!(bars(&some_bars("b", &[f64::NAN], "x")), None);
    assert_eq!(funnel(&a_funnel("f", &[0.0, -2.0], "x")), None);
    assert_eq!(sankey(&some_flows("s", &[0.0, -1.0, f64::NAN], "x")), None);
    let stray = Flow { column: 7, from: 9, to: 9, value: 1.0 };
    assert_eq!(sankey(&Flows { flows: vec![stray], ..some_flows("s", &[], "x") }), None);
    assert_eq!(bullet(&Bullet { id: "b", title: "t", value: None, target: None, bands: &[], high: Some(3.0) }), None);
    assert_eq!((cell_bar(0.0), cell_bar(f64::NAN)), (String::new(), String::new()));
}

#[test]
fn cells_have_lengths_and_levels() {
    assert!(cell_bar(0.5).contains("h50v8"));
    assert!(cell_bar(7.0).contains("h100v8"));
    assert!(cell_bar(1e-9).contains("h0.5v8"), "not nothing");
    let levels = [0.0, 0.1, 20.0, 20.1, 99.0, 100.0, 400.0].map(|value| heat_level(value, 100.0));
    assert_eq!(levels, [0, 1, 1, 2, 5, 5, 5]);
    assert_eq!([heat_level(1.0, 0.0), heat_level(f64::NAN, 1.0), heat_level(-1.0, 5.0)], [0; 3]);
}

#[test]
fn names_that_would_meet_move_apart() {
    assert_eq!(paper::spread(&[50.0, 10.0], &[10.0, 10.0], 0.0, 100.0), [50.0, 10.0]);
    assert_eq!(paper::spread(&[50.0, 50.0, 50.0], &[10.0; 3], 0.0, 100.0), [40.0, 50.0, 60.0]);
    assert_eq!(paper::spread(&[0.0, 99.0], &[10.0; 2], 0.0, 100.0), [5.0, 95.0]);
}

#[test]
fn charts_are_small() {
    let days: Vec<f64> = (0..31).map(|day| 8000.0 + f64::from(day * 7919 % 3001)).collect();
    let mut month = a_trend("sales", &days, "June 2026");
    month.previous = Some(line("May 2026", &days, "1 €"));
    for fit in [Fit::Wide, Fit::Narrow] {
        month.frame.fit = fit;
        let svg = trend(&month).unwrap().svg;
        assert!(svg.len() <= 6000, "{}", svg.len());
    }
    let year: Vec<Option<f64>> = (0..365).map(|day| Some(f64::from(day * 7919 % 3001))).collect();
    assert!(sparkline(&year[..92], None).len() <= 600, "{}", sparkline(&year[..92], None).len());
    assert!(sparkline(&year, None).len() <= 600);
    assert!(sparkline(&year[..31], None).len() <= 600);
    assert!(cell_bar(0.123).len() <= 120);
    let flows = sankey(&some_flows("s", &[3.0, 2.0, 1.0, 4.0, 5.0, 6.0], "Network")).unwrap().svg;
    assert!(flows.len() <= 12_000, "{}", flows.len());
}
