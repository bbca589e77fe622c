//! What is known of one study, the conventions that turn it into an effect, and why it may have none.

/// What was extracted from one study; of two arms the first is the intervention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// Participants with an event, of all.
    Counts {
        /// Participants with an event in each arm.
        events: [f64; 2],
        /// Participants in each arm.
        n: [f64; 2],
    },
    /// Means with standard deviations.
    Means {
        /// Mean of each arm.
        mean: [f64; 2],
        /// Standard deviation of each arm.
        sd: [f64; 2],
        /// Participants in each arm.
        n: [f64; 2],
    },
    /// Events in time at risk.
    Rates {
        /// Events in each arm.
        events: [f64; 2],
        /// Time at risk in each arm.
        time: [f64; 2],
    },
    /// Participants with an event in one group.
    Share {
        /// Participants with an event.
        events: f64,
        /// Participants.
        n: f64,
    },
    /// An effect as published, on the scale of analysis.
    Published(Effect),
}

impl Outcome {
    /// The same with both arms exchanged; none of a single group.
    pub fn turned(&self) -> Option<Outcome> {
        let turn = |[a, b]: [f64; 2]| [b, a];
        match *self {
            Outcome::Counts { events, n } => {
                Some(Outcome::Counts { events: turn(events), n: turn(n) })
            }
            Outcome::Means { mean, sd, n } => {
                Some(Outcome::Means { mean: turn(mean), sd: turn(sd), n: turn(n) })
            }
            Outcome::Rates { events, time } => {
                Some(Outcome::Rates { events: turn(events), time: turn(time) })
            }
            Outcome::Share { .. } => None,
            Outcome::Published(Effect { value, variance }) => {
                Some(Outcome::Published(Effect { value: -value, variance }))
            }
        }
    }
}

/// An effect on the scale of analysis (the logarithm of a ratio), with its variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The effect.
    pub value: f64,
    /// The square of its standard error.
    pub variance: f64,
}

/// Conventions on which programs differ; none is chosen in silence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conventions {
    /// What is added to the cells of a study with an empty cell: 0.5 as a rule.
    pub correction: f64,
    /// To which cells it is added.
    pub added: Added,
    /// Whether studies without events in both arms (or with events in all participants) enter ratios.
    pub keep_empty: bool,
    /// The small-sample correction of standardized differences.
    pub hedges: Hedges,
}

/// To which cells of a study with an empty cell the correction is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// To all four: events and no events of both arms (Cochrane Handbook 10.4.4.2, RevMan, metafor).
    AllCells,
    /// As R's package meta: a risk ratio adds it to events and participants; a risk difference only to its variance.
    AsMeta,
}

impl Added {
    /// Each, by the name that manifests use.
    pub const ALL: [(&str, Added); 2] =
        [("all-cells", Added::AllCells), ("as-meta", Added::AsMeta)];
}

/// Hedges' correction of a standardized difference and its variance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedges {
    /// By the gamma function; variance 1/n1 + 1/n2 + g²/2N (metafor).
    Exact,
    /// 1 − 3/(4N − 9); variance N/n1n2 + g²/2(N − 3.94) (RevMan).
    Approximate,
}

impl Hedges {
    /// Each, by the name that manifests use.
    pub const ALL: [(&str, Hedges); 2] =
        [("exact", Hedges::Exact), ("approximate", Hedges::Approximate)];
}

impl Default for Conventions {
    fn default() -> Self {
        Conventions {
            correction: 0.5,
            added: Added::AllCells,
            keep_empty: false,
            hedges: Hedges::Exact,
        }
    }
}

/// Why a study has no effect of this measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotEstimable {
    /// No event in either arm.
    NoEvents,
    /// An event in every participant of both arms.
    AllEvents,
    /// The figures leave no variance: a standard deviation of zero, or an empty arm.
    NoVariance,
    /// The measure needs other figures than the study gives.
    OtherFigures,
}

impl Outcome {
    /// All participants, where they are known.
    pub fn participants(&self) -> Option<f64> {
        match *self {
            Outcome::Counts { n, .. } | Outcome::Means { n, .. } => Some(n[0] + n[1]),
            Outcome::Share { n, .. } => Some(n),
            Outcome::Rates { .. } | Outcome::Published(_) => None,
        }
    }

    /// What lies outside every study: more events than participants, a negative figure, no participant.
    pub fn is_possible(&self) -> bool {
        let counts = |events: f64, n: f64| events >= 0.0 && n > 0.0 && events <= n;
        match *self {
            Outcome::Counts { events, n } => (0..2).all(|arm| counts(events[arm], n[arm])),
            Outcome::Means { sd, n, .. } => (0..2).all(|arm| sd[arm] >= 0.0 && n[arm] > 0.0),
            Outcome::Rates { events, time } => {
                (0..2).all(|arm| events[arm] >= 0.0 && time[arm] > 0.0)
            }
            Outcome::Share { events, n } => counts(events, n),
            Outcome::Published(effect) => effect.variance > 0.0,
        }
    }
}
