//! Puts drawings of connected groups side by side.

/// How much room is left around a drawing.
const MARGIN: f64 = 15.0;

/// The box around a drawing.
struct Frame {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// Moves drawings so that none overlaps another: in rows, the tallest first. O(n log n).
pub(super) fn pack(drawings: &[Vec<[f64; 2]>]) -> Vec<Vec<[f64; 2]>> {
    let frames: Vec<Frame> = drawings.iter().map(|drawing| frame_of(drawing)).collect();
    let mut order: Vec<usize> = (0..frames.len()).collect();
    order.sort_by(|a, b| frames[*b].height.total_cmp(&frames[*a].height).then(a.cmp(b)));
    let area: f64 = frames.iter().map(|frame| frame.width * frame.height).sum();
    let widest = frames.iter().map(|frame| frame.width).fold(0.0, f64::max);
    let row_width = widest.max((area * 1.3).sqrt());
    let mut placed = drawings.to_vec();
    let (mut x, mut y, mut row_height) = (0.0, 0.0, 0.0_f64);
    for number in order {
        let frame = &frames[number];
        if x > 0.0 && x + frame.width > row_width {
            y += row_height;
            (x, row_height) = (0.0, 0.0);
        }
        for place in &mut placed[number] {
            *place = [place[0] - frame.left + x, place[1] - frame.top + y];
        }
        x += frame.width;
        row_height = row_height.max(frame.height);
    }
    placed
}

fn frame_of(drawing: &[[f64; 2]]) -> Frame {
    let bounds = |axis: usize| {
        let values = || drawing.iter().map(|place| place[axis]);
        let low = values().fold(f64::INFINITY, f64::min) - MARGIN;
        (low, values().fold(f64::NEG_INFINITY, f64::max) + MARGIN - low)
    };
    let ((left, width), (top, height)) = (bounds(0), bounds(1));
    Frame { left, top, width, height }
}
