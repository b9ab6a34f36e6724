/** Puts text where it can be pasted, and says so. */
import { announce } from "../state/announce.svelte";
import { exportWords } from "../text/export";

/** Whether it could be put there. */
export async function copyText(text: string, said: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    announce(said);
    return true;
  } catch {
    announce(exportWords.notCopied);
    return false;
  }
}
