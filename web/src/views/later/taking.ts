/** What one takes along or looks up: files, what changed, where the numbers are from. */
export { default as About } from "../About.svelte";
export { default as Data } from "../Data.svelte";
export { default as Diff } from "../Diff.svelte";
