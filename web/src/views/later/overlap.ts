/** Sets beside sets, and two of them side by side. */
export { default as Compare } from "../Compare.svelte";
export { default as Overlap } from "../Overlap.svelte";
