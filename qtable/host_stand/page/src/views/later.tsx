import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { controls } from "../texts/controls";

type Afterwards = typeof import("./afterwards");

let styles: Promise<void> | null = null;

/** What nobody needs at the door at once, script and styles. Where that fails, the next one who asks tries again. */
export async function afterwards(): Promise<Afterwards> {
  styles ??= fetchStyles().catch((problem: unknown) => {
    styles = null;
    throw problem;
  });
  const [views] = await Promise.all([import("./afterwards"), styles]);
  return views;
}

/** Its script and styles are fetched when it is first shown, if they aren't there by then. */
export function later<P extends object>(pick: (views: Afterwards) => FunctionComponent<P>): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | null = null;
  return function Later(props: P) {
    const here = useSignal<"coming" | "there" | "away">(loaded ? "there" : "coming");
    const ask = () => {
      here.value = "coming";
      afterwards().then(
        (views) => {
          loaded = pick(views);
          here.value = "there";
        },
        () => (here.value = "away"),
      );
    };
    useEffect(() => void (loaded || ask()), []);
    if (here.value === "there" && loaded) {
      const View = loaded;
      return <View {...props} />;
    }
    if (here.value === "coming") return <p class="reading" role="status">{controls.reading}</p>;
    return <div class="empty" role="alert"><p>{controls.notLoaded}</p><button class="button" onClick={ask}>{controls.again}</button></div>;
  };
}

/** Beside the stand's own, of the same version. */
function fetchStyles(): Promise<void> {
  const own = document.querySelector<HTMLLinkElement>("link[rel=stylesheet]");
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = own?.href.replace("app.css", "later.css") ?? "";
  return new Promise((told, refused) => {
    link.onload = () => told();
    link.onerror = () => {
      link.remove();
      refused(new Error(link.href));
    };
    document.head.append(link);
  });
}
