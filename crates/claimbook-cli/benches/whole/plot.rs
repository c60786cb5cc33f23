//! Lines over two logarithmic axes: what grows in proportion rises by one square for each square to the right.

use std::fmt::Write as _;

/// A line of the plot.
pub(crate) struct Line {
    name: String,
    /// Claims and seconds.
    pub(crate) points: Vec<(f64, f64)>,
}

impl Line {
    pub(crate) fn new(name: &str) -> Self {
        Line { name: name.to_owned(), points: Vec::new() }
    }
}

/// One power of ten, in pixels.
const SQUARE: f64 = 150.0;
const LEFT: f64 = 80.0;
const TOP: f64 = 30.0;
/// Told apart by colour, and by the name at the end of each.
const COLORS: [&str; 4] = ["#0b6e99", "#a23b72", "#2e7d32", "#777777"];

/// The plot; its text alternative has the figures.
pub(crate) fn svg(lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|line| &line.points);
    let power = |value: f64| value.log10();
    let range = |values: Vec<f64>| {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min).floor();
        (low, values.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil().max(low + 1.0))
    };
    let (x_low, x_high) = range(points().map(|point| power(point.0)).collect());
    let (y_low, y_high) = range(points().map(|point| power(point.1)).collect());
    let (width, height) = ((x_high - x_low) * SQUARE, (y_high - y_low) * SQUARE);
    let x = |claims: f64| LEFT + (power(claims) - x_low) * SQUARE;
    let y = |seconds: f64| TOP + height - (power(seconds) - y_low) * SQUARE;
    let told: Vec<String> = lines
        .iter()
        .map(|line| {
            let points: Vec<String> =
                line.points.iter().map(|(claims, seconds)| format!("{seconds:.3} s at {claims}")).collect();
            format!("{}: {}", line.name, points.join(", "))
        })
        .collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n\
         <title>Seconds that a command takes, against the number of claims</title>\n<desc>{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
        LEFT + width + 110.0,
        TOP + height + 60.0,
        told.join("; ")
    );
    let mut label = |x: f64, y: f64, anchor: &str, color: &str, text: &str| {
        let _ = writeln!(
            svg,
            "<text x=\"{x:.0}\" y=\"{y:.0}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>"
        );
    };
    for step in 0..=(x_high - x_low) as i32 {
        let claims = 10f64.powf(x_low + f64::from(step));
        label(x(claims), TOP + height + 20.0, "middle", "#333333", &grouped(claims));
    }
    for step in 0..=(y_high - y_low) as i32 {
        let seconds = 10f64.powf(y_low + f64::from(step));
        let text =
            if seconds < 1.0 { format!("{:.0} ms", seconds * 1000.0) } else { format!("{seconds:.0} s") };
        label(LEFT - 8.0, y(seconds) + 4.0, "end", "#333333", &text);
    }
    label(LEFT + width / 2.0, TOP + height + 45.0, "middle", "#333333", "claims");
    // Names that would lie on each other are moved apart.
    let mut ends: Vec<(f64, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| line.points.last().map(|point| (y(point.1), at)))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut last = f64::NEG_INFINITY;
    for (end, at) in ends {
        last = end.max(last + 16.0);
        let right = lines[at].points.last().map_or(LEFT, |point| x(point.0));
        label(right + 8.0, last + 4.0, "start", COLORS[at % COLORS.len()], &lines[at].name);
    }
    for step in 0..=(x_high - x_low) as i32 {
        let at = LEFT + f64::from(step) * SQUARE;
        let _ = writeln!(svg, "<path d=\"M{at:.0} {TOP:.0}v{height:.0}\" stroke=\"#dddddd\"/>");
    }
    for step in 0..=(y_high - y_low) as i32 {
        let at = TOP + f64::from(step) * SQUARE;
        let _ = writeln!(svg, "<path d=\"M{LEFT:.0} {at:.0}h{width:.0}\" stroke=\"#dddddd\"/>");
    }
    for (at, line) in lines.iter().enumerate() {
        let color = COLORS[at % COLORS.len()];
        let places: Vec<String> =
            line.points.iter().map(|point| format!("{:.1},{:.1}", x(point.0), y(point.1))).collect();
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>",
            places.join(" ")
        );
        for point in &line.points {
            let (x, y) = (x(point.0), y(point.1));
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{color}\"/>");
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// With a comma between thousands.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
