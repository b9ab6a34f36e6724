/** The words of the directories: their columns, and what stands in a cell. */
import type { StageAt } from "../api/types";
import { stageName } from "./catalogue";
import { number } from "./numbers";

export const directoryColumns = {
  initiatives: {
    name: "Initiative",
    goals: "Goals",
    leads: "Led by",
    funders: "Known funders",
    stage: "Stage",
    start: "Began",
    milestones: "Known milestones",
    links: "Known ties to others",
  },
  organizations: {
    name: "Organization",
    sort: "Sort",
    roles: "Known roles",
    supports: "Known to support",
    leads: "Known to lead",
    goals: "Goals of its initiatives",
    given: "Known to give",
    ties: "Ties",
  },
  goals: {
    order: "Order",
    name: "Goal",
    initiatives: "Initiatives",
    funders: "Known funders",
    funded: "Initiatives with a known funder",
    milestones: "Known milestones",
  },
  milestones: {
    what: "Milestone",
    subject: "Of",
    date: "Done or due",
    status: "Status",
    amount: "Amount stated with it",
  },
  ties: { from: "From", kind: "Tie", to: "To", date: "When", amount: "Amount" },
  pairs: { a: "Initiative", ties: "Ties", b: "Other initiative", goals: "Goals in common" },
  sources: {
    title: "Source",
    publisher: "Publisher",
    date: "Published",
    licence: "Licence",
    records: "Records with a fact from it",
  },
} as const;

export const cellWords = {
  noneKnown: "none known",
  noneStated: "none stated",
  noFunding: "no funding",
  partOf: (wholes: string) => `part of ${wholes}`,
  met: (met: number, of: number) => `${number(met)} of ${number(of)} met`,
  due: (date: string) => `due ${date}`,
} as const;

/** `2–3, 2024 (forecast)`; a whole stage has its name. */
export function stageCell({ year, low, high, nature }: StageAt): string {
  const range = low === high ? `${low} ${stageName[low] ?? ""}` : `${low}–${high}`;
  const when = typeof year === "number" ? `, ${year}` : ", year unknown";
  return `${range}${when}${nature === "forecast" ? " (forecast)" : ""}`;
}
