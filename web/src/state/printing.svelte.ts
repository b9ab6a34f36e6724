/** Whether the page is being printed: then it is light, and charts have their tables below them. */
import { flushSync } from "svelte";
import { settings } from "./settings.svelte";

export const printing = $state({ on: false });

/** Listens for printing; `prepare` runs before the page is laid out for it. Returns how to stop. */
export function listenForPrint(prepare: () => void): () => void {
  const paper = matchMedia("print");
  const begin = () => {
    if (printing.on) return;
    prepare();
    settings.forPaper(true);
    // The browser lays out what is there when the listener returns.
    flushSync(() => {
      printing.on = true;
    });
  };
  const end = () => {
    printing.on = false;
    settings.forPaper(false);
  };
  const change = ({ matches }: MediaQueryListEvent) => (matches ? begin() : end());
  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  paper.addEventListener("change", change);
  return () => {
    removeEventListener("beforeprint", begin);
    removeEventListener("afterprint", end);
    paper.removeEventListener("change", change);
  };
}
