/** Going from place to place: the address bar is the truth, this watches and changes it. */
import { formatPlace, NOW, type Place, parsePlace } from "./place";

interface Remembered {
  /** How far the page was scrolled when one left. */
  scroll?: number;
  /** The `href` or `id` of what had the focus. */
  focus?: string;
}

class Navigation {
  /** Where one is; absent at `/`, until the latest edition is known. */
  place = $state.raw<Place | null>(read());
  /** Counts arrivals at another path, so that the page can move the focus and say where it is. */
  arrivals = $state(0);
  /** What to restore after going back or forward. */
  restore = $state.raw<Remembered | null>(null);

  /** Goes to a place, by default as a step that Back undoes. */
  go(place: Place, how: "push" | "replace" = "push"): void {
    this.goTo(formatPlace(place), how);
  }

  /** Goes to an address of this page. */
  goTo(address: string, how: "push" | "replace" = "push"): void {
    if (address === location.pathname + location.search) return;
    const path = location.pathname;
    remember();
    if (how === "push") history.pushState({}, "", address);
    else history.replaceState({}, "", address);
    this.restore = null;
    this.place = read();
    if (location.pathname !== path) this.arrivals += 1;
  }

  /** Starts to listen for Back, Forward and clicks on links; returns how to stop. */
  listen(): () => void {
    history.scrollRestoration = "manual";
    const onPop = (event: PopStateEvent) => {
      // A link to a part of this page: the browser has gone there, and the place is the same.
      if (event.state === null && location.hash !== "") return;
      this.restore = (event.state ?? {}) as Remembered;
      this.place = read();
    };
    const onClick = (event: MouseEvent) => {
      const address = followed(event);
      if (address === null) return;
      event.preventDefault();
      // Within another page there is no room for the whole of this one.
      if (this.place?.embed && !parsePlace(...parts(address))?.embed) {
        open(address, "_blank", "noopener");
      } else this.goTo(address);
    };
    addEventListener("popstate", onPop);
    document.addEventListener("click", onClick);
    return () => {
      removeEventListener("popstate", onPop);
      document.removeEventListener("click", onClick);
    };
  }
}

export const navigation = new Navigation();

/** The address of a view or profile of the edition one is in, keeping the filters. */
export function addressOf(change: Partial<Place>): string {
  const here = navigation.place;
  const { edition = NOW, filters = {} } = here ?? {};
  return formatPlace({ edition, view: "field", profile: null, filters, options: {}, ...change });
}

function read(): Place | null {
  return parsePlace(location.pathname, location.search);
}

/** The path and the query of an address. */
function parts(address: string): [path: string, query: string] {
  const { pathname, search } = new URL(address, location.href);
  return [pathname, search];
}

/** Notes in the present history entry what Back should bring again. */
function remember(): void {
  const active = document.activeElement;
  const focus = active?.getAttribute("href") ?? (active?.id || undefined);
  const noted: Remembered = { scroll: scrollY, ...(focus ? { focus } : {}) };
  history.replaceState(noted, "", location.href);
}

/** The address of the page's own link that was clicked plainly; otherwise `null`. */
function followed(event: MouseEvent): string | null {
  const changed = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (event.defaultPrevented || event.button !== 0 || changed) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement)) return null;
  if (link.target || link.download || link.origin !== location.origin) return null;
  if (!/^\/((embed\/)?e\/|$)/.test(link.pathname) || link.hash) return null;
  return link.pathname + link.search;
}
