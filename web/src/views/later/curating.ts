/** What one keeps the map with comes together: who reads one of these goes on to the others. */
export { default as Care } from "../Care.svelte";
export { default as Duplicates } from "../Duplicates.svelte";
export { default as Edit } from "../Edit.svelte";
export { default as History } from "../History.svelte";
export { default as Import } from "../Import.svelte";
