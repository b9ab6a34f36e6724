//! The grants of US tax returns.

use waymark_formats::{Form, Format};
use waymark_model::{EntityId, FundingStatus};

use crate::{fundings, map_of, notices, outcomes, read_file};

const SCHEDULE_I: &str = include_str!("../../../../fixtures/formats/irs-990.xml");
const FOUNDATION: &str = include_str!("../../../../fixtures/formats/irs-990-pf.xml");

#[test]
fn schedule_i_is_a_list_of_grants_of_whoever_files() {
    let parsed = read_file("a.xml", SCHEDULE_I.as_bytes()).unwrap();
    assert_eq!((parsed.format, parsed.detected[0].form), (Format::Grants, Form::Irs990));
    let map = map_of(&parsed);
    assert_eq!(fundings(&map), ["meadow-community-fund > bee-society: 40000 USD, 2019"]);
    let bee = map.entity(&EntityId::parse("bee-society").unwrap()).unwrap();
    let ein = &bee.as_organization().unwrap().identifiers[0].value;
    assert_eq!((ein.scheme.as_str(), ein.value.as_str()), ("ein", "987654321"));
    assert_eq!(bee.profile().attributes["city"].value().unwrap(), "HALE");
    let tie = map.ties().next().unwrap();
    assert_eq!(tie.funding().unwrap().status.value(), Some(&FundingStatus::Paid));
    let note = tie.stated[0].note.as_deref().unwrap();
    assert!(note.contains("HIVES") && note.contains("in kind (USD): 250"), "{note}");
    assert!(notices(&parsed).iter().any(|it| it.contains("aid to individuals (1 entries)")));
}

#[test]
fn a_foundation_s_return_of_older_times_is_read_as_well() {
    let parsed = read_file("a.xml", FOUNDATION.as_bytes()).unwrap();
    let map = map_of(&parsed);
    assert_eq!(
        fundings(&map),
        [
            "orchard-foundation > apple-trust: 180 USD, 2011-07-01/2012-06-30",
            "orchard-foundation > apple-trust: 75 USD, 2011-07-01/2012-06-30",
        ]
    );
    let status: Vec<_> =
        map.ties().map(|tie| tie.funding().unwrap().status.value().copied().unwrap()).collect();
    assert_eq!(status, [FundingStatus::Paid, FundingStatus::Awarded]);
    assert_eq!((parsed.rows.len(), parsed.rows[1].line), (3, 20));
    assert!(outcomes(&parsed)[1].contains("persons are not put on the map"));
}

#[test]
fn a_return_without_grants_says_so() {
    let none = "<Return><ReturnHeader><Filer><BusinessName><BusinessNameLine1Txt>A</BusinessNameLine1Txt></BusinessName></Filer></ReturnHeader></Return>";
    let parsed = read_file("a.xml", none.as_bytes()).unwrap();
    assert_eq!(parsed.rows.len(), 0);
    assert!(notices(&parsed).iter().any(|it| it.contains("the return of `A` lists no grants")));
}
