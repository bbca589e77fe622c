//! A document with less spacing and smaller type than its theme says.

use serde_json::Value;

use super::job::Job;
use crate::typst_source::source_map::TypstFile;

/// The file with the tokens of the theme.
const THEME: &str = "/theme.json";

/// The tokens of sizes, in points.
const SIZES: &str = "size";

/// The least share of a size at which the built-in templates set something.
const SMALLEST: f64 = 0.94;

/// The least margin that comes of it, in points: head and foot stand in it.
const MARGIN: f64 = 48.0;

/// The job with these shares of sizes, and of leading and margins. No type gets smaller than the theme's
/// limit, unless it is so already.
pub fn tighter(job: &Job, size: f64, spacing: f64) -> Job {
    let mut job = job.clone();
    // What a template sets smaller than a size of the theme keeps above the limit too.
    let least = job.limits.type_size / SMALLEST;
    for file in job.files.iter_mut().filter(|file| file.path == THEME) {
        let Ok(mut tokens) = serde_json::from_str::<Value>(&file.text) else { continue };
        scale(&mut tokens[SIZES], &|it| if it > least { (it * size).max(least) } else { it });
        scale(&mut tokens["leading"], &|it| it * spacing);
        for margins in ["upright", "flipped"] {
            scale(&mut tokens["spacing"][margins], &|it| (it * spacing).max(it.min(MARGIN)));
        }
        // From line to line: the size, and about half of it between lines.
        let pitch = size * (2.0 + spacing) / 3.0;
        scale(&mut tokens["spacing"]["pair-pitch"], &|it| it * pitch);
        *file = TypstFile::new(THEME);
        file.push(&format!("{tokens:#}"));
    }
    job
}

fn scale(value: &mut Value, to: &dyn Fn(f64) -> f64) {
    match value {
        Value::Number(number) => {
            let scaled = number.as_f64().map(|it| (to(it) * 100.0).round() / 100.0);
            *value = scaled.map_or(Value::Null, Value::from);
        }
        Value::Array(items) => items.iter_mut().for_each(|it| scale(it, to)),
        Value::Object(map) => map.values_mut().for_each(|it| scale(it, to)),
        _ => {}
    }
}
