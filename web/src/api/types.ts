/** Short names for the shapes of the API. All come from `schema.ts`, which is generated. */
import type { components } from "./schema";

type Schemas = components["schemas"];

/** A part of a list: in a stable order, with the cursor of the part after it. */
export type Page<T> = {
  version: Schemas["Version"];
  total: number;
  items: T[];
  next?: string | null;
};

export type Version = Schemas["Version"];
export type Known = Schemas["Known"];
export type EntityKind = Schemas["EntityKind"];
export type EntityRef = Schemas["EntityRef"];
export type Confidence = Schemas["Confidence"];
export type TieKind = Schemas["TieKind"];
export type MilestoneStatus = Schemas["Fact_MilestoneStatus"]["value"];
export type StageNature = Schemas["StageNature"];
export type Source = Schemas["Source"];
export type Provenance = Schemas["Provenance"];
export type Money = Schemas["Fact_Money"]["value"];
export type MoneySum = Schemas["MoneySum"];
export type MoneyTotals = Schemas["MoneyTotals"];
export type TermRef = Schemas["Fact_TermRef"]["value"];

/** A value and where it comes from. In a list of facts the first is the preferred one. */
export type Fact<T> = { value: T; provenance: Provenance };

export type Summary = Schemas["Summary"];
export type Counted = Schemas["Counted"];
export type GoalCount = Schemas["GoalCount"];
export type OrganizationRow = Schemas["Page_OrganizationRow"]["items"][number];
export type InitiativeRow = Schemas["Page_InitiativeRow"]["items"][number];
export type GoalRow = Schemas["Page_GoalRow"]["items"][number];
export type SourceRow = Schemas["Page_SourceRow"]["items"][number];
export type FacetRow = Schemas["Page_FacetRow"]["items"][number];
export type GoalPlacement = Schemas["GoalPlacement"];
export type StageAt = Schemas["StageAt"];
export type Tie = Schemas["Tie"];
export type Milestone = Schemas["Milestone"];

export type Entity = Schemas["Entity"];
export type EntityAnswer = Schemas["EntityAnswer"];
export type EntityHistory = Schemas["EntityHistory"];
export type EntityHistoryEntry = Schemas["EntityHistoryEntry"];
export type StageReading = Schemas["StageReading"];
export type Neighborhood = Schemas["Neighborhood"];

export type Overlap = Schemas["Overlap"];
export type OverlapPair = Schemas["OverlapPair"];
export type PairReport = Schemas["PairReport"];
export type PairSide = Schemas["PairSide"];
export type PairLead = Schemas["PairLead"];
export type ChanceVerdict = Schemas["ChanceVerdict"];
export type ChanceSummary = Schemas["ChanceSummary"];
export type Intersections = Schemas["Intersections"];
export type FunderDegree = Schemas["FunderDegree"];
export type Combination = Schemas["Combination"];
export type Gaps = Schemas["Gaps"];
export type GapRow = Schemas["GapRow"];
export type GapColumn = Schemas["GapColumn"];
export type GapCell = Schemas["GapCell"];
export type CellState = Schemas["CellState"];
export type TiedPair = Schemas["TiedPair"];
export type Coordination = Schemas["Coordination"];
export type Pace = Schemas["Pace"];
export type InitiativeStages = Schemas["InitiativeStages"];
export type StagePoint = Schemas["StagePoint"];
export type Graph = Schemas["Graph"];
export type Layout = Schemas["Layout"];
export type LayoutGroups = Schemas["LayoutGroups"];
export type Link = Schemas["Link"];

export type Editions = Schemas["Editions"];
export type Edition = Schemas["Edition"];
export type SearchAnswer = Schemas["SearchAnswer"];
export type SearchHit = Schemas["SearchHit"];
export type Problem = Schemas["Problem"];

export type Partners = Schemas["Partners"];
export type PartnerList = Schemas["PartnerList"];
export type PartnerSort = Schemas["PartnerSort"];
export type PartnerSuggestion = Schemas["PartnerSuggestion"];
export type PartnerReason = Schemas["PartnerReason"];
export type PartnerMethod = Schemas["PartnerMethod"];
export type PartnerComplementarity = Schemas["PartnerComplementarity"];
export type ReportCard = Schemas["ReportCard"];
export type ReportCardTask = Schemas["ReportCardTask"];
export type ReportCardMethod = Schemas["ReportCardMethod"];
export type ReportCardMark = Schemas["ReportCardMark"];
export type Exit = Schemas["Exit"];
export type Concentration = Schemas["Concentration"];
export type Paths = Schemas["Paths"];
export type Path = Schemas["Path"];
export type PathStep = Schemas["PathStep"];
export type PartnerIntroduction = Schemas["PartnerIntroduction"];
export type RecordRef = Schemas["RecordRef"];
export type Diff = Schemas["Diff"];
export type ChangeHistory = Schemas["History"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type Fragility = Schemas["Fragility"];
export type NearActor = Schemas["NearActor"];
export type Requests = Schemas["Requests"];
export type Missed = Schemas["Missed"];
export type MissedPair = Schemas["MissedPair"];
export type Centrality = Schemas["Centrality"];
export type NodeMeasures = Schemas["NodeMeasures"];
export type Communities = Schemas["Communities"];
export type Sensitivity = Schemas["Sensitivity"];
export type SensitiveNumber = Schemas["SensitiveNumber"];
export type ExitFunder = Exit["funders"][number];

export type SurvivalCurve = Schemas["SurvivalCurve"];
export type TimeToMilestone = Schemas["TimeToMilestone"];
