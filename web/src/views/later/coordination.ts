/** Who works with whom, and who could: one way of asking leads to the next. */
export { default as Connect } from "../Connect.svelte";
export { default as Coordination } from "../Coordination.svelte";
export { default as Partners } from "../Partners.svelte";
export { default as ReportCard } from "../ReportCard.svelte";
