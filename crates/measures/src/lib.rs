//! Measures of 0/1 matrices and of graphs, and the null models they are held against.
//!
//! The crate knows numbers only: rows, columns and nodes are counted from 0, and what they stand
//! for is the caller's. It does no I/O and has no state; each file is one measure, with the paper
//! it comes from. Whatever is drawn by lot takes a seed and gives the same result on any number of
//! threads. Long work tells a [`Watch`] how far it is, and stops when nobody wants it any more.
//!
//! ```
//! use waymark_measures::Incidence;
//!
//! let matrix = Incidence::of(2, 3, &[(0, 0), (0, 1), (1, 1), (1, 2)]);
//! assert_eq!(matrix.shared(0, 1).collect::<Vec<_>>(), [1]);
//! ```

mod adamic_adar;
mod agreement;
mod benjamini_hochberg;
mod bicm;
mod binomial;
mod bootstrap;
mod centralization;
mod common_neighbors;
mod communities;
mod concentration;
mod constraint;
mod core_number;
mod cosine;
mod csr;
mod curveball;
mod cut;
mod density;
mod eigenvector;
mod external_internal;
mod graph;
mod hypergeometric;
mod incidence;
mod independence;
mod intersections;
mod kaplan_meier;
mod lead_lag;
mod modularity;
mod newman;
mod normal;
mod page_rank;
mod path_three;
mod poisson_binomial;
mod popularity;
mod projection;
mod random;
mod random_walk;
mod ranking;
mod resource_allocation;
mod rewire;
mod rustworkx;
mod schoener;
mod shared_counts;
mod shortest_paths;
mod structure;
mod survival_bounds;
mod tails;
mod watch;

pub use adamic_adar::{adamic_adar, adamic_adar_from};
pub use agreement::adjusted_rand;
pub use benjamini_hochberg::BenjaminiHochberg;
pub use bicm::{BICM_TOLERANCE, Bicm};
pub use bootstrap::{Clusters, Interval, Resampled};
pub use centralization::{
    betweenness_centralization, closeness_centralization, degree_centralization,
};
pub use common_neighbors::{common_neighbors, common_neighbors_from};
pub use communities::{Communities, CommunitiesConfig, communities};
pub use concentration::{Concentration, concentration};
pub use constraint::{Hole, MOST_HOLE_STEPS, hole_steps, structural_holes};
pub use core_number::core_numbers;
pub use cosine::cosine;
pub use csr::Csr;
pub use curveball::{CurveballConfig, SampledOverlaps, TRADES_PER_ROW, curveball};
pub use cut::{articulation_points, bridges, parts_without};
pub use density::{density, proximities};
pub use eigenvector::eigenvector_centrality;
pub use external_internal::{EiIndex, ExternalInternal, external_internal};
pub use graph::{Graph, Neighbor};
pub use hypergeometric::Hypergeometric;
pub use incidence::Incidence;
pub use independence::{Independence, MOST_ROUNDS, independence};
pub use intersections::{Intersection, MAXIMUM_SETS, intersections};
pub use kaplan_meier::{Observation, Survival, SurvivalStep, kaplan_meier};
pub use lead_lag::{LeadLag, LeadLagConfig, Moment, lead_lag, surely_before};
pub use modularity::modularity;
pub use newman::{newman, newman_share};
pub use page_rank::{DAMPING, page_rank};
pub use path_three::{Discount, Way, path_three, path_three_of_column, ways_of_three};
pub use poisson_binomial::{EXACT_WORK, PoissonBinomial};
pub use popularity::{popularity_of_columns, popularity_of_nodes};
pub use projection::{MOST_WEDGES, Projection, projection};
pub use random::{MAXIMUM_SEED, Random};
pub use random_walk::{RandomWalkConfig, random_walk};
pub use ranking::Ranking;
pub use resource_allocation::{resource_allocation, resource_allocation_from};
pub use rewire::{STEPS_PER_EDGE, rewired};
pub use schoener::{Portion, Schoener, schoener};
pub use shared_counts::SharedCounts;
pub use shortest_paths::{
    EXACT_STEPS, FEWEST_SOURCES, SamplingError, ShortestPaths, affordable_sources, shortest_paths,
};
pub use structure::{components, edge_density, isolates};
pub use survival_bounds::{BoundsPoint, Spell, SurvivalBounds, survival_bounds};
pub use tails::Tails;
pub use watch::{Progress, Stopped, Unwatched, Watch};
