/** The words of the front page: its questions, the numbers behind each, its pictures. */
import { number } from "./numbers";

export const questions = {
  who: "Who is working in this space?",
  what: "What are they working on?",
  howFast: "How fast is the work going?",
  coordinating: "Are they coordinating?",
} as const;

/** Each question in a word or two, and what its one number counts. */
export const headlines = {
  who: { question: "Who", words: "initiatives have a known funder" },
  what: { question: "On what", words: "initiatives have a known goal" },
  howFast: { question: "How fast", words: "known milestones are met" },
  coordinating: { question: "Coordinated", words: "initiatives have a known tie to another" },
  of: (all: string) => `of ${all}`,
  label: (question: string, share: string, words: string) => `${question}: ${share} ${words}`,
  withShare: (words: string, share: string) => `${words} (${share})`,
} as const;

export const figures = {
  funders: "Known funders",
  leads: "Known leads",
  funded: "Initiatives with a known funder",
  led: "Initiatives with a known lead",
  amounts: "Amounts known",
  placed: "Initiatives with a known goal",
  stated: "Placements a source states",
  inferred: "Placements by inference",
  parts: "Initiatives that are part of another",
  met: "Milestones met",
  due: "Due",
  missed: "Missed or overdue",
  statusUnknown: "Status unknown",
  withMilestone: "Initiatives with a known milestone",
  datedStage: "Initiatives with a dated stage",
  linked: "Initiatives tied to another",
  isolated: "No known tie to another",
  pairs: "Same-goal pairs that are tied",
} as const;

export const pictures = {
  funder: "Funder",
  goal: "Goal",
  funders: "Funders known to support most",
  byGoal: "Initiatives by goal",
  tied: "Pairs of initiatives known to be tied, by goal",
  given: "Known to be given",
  ofPairs: (pairs: number) => (pairs > 0 ? `of ${number(pairs)} pairs` : "no pair to compare"),
} as const;
