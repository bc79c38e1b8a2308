import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { controls } from "../texts/controls";

/** What nobody needs at the door: its script is fetched when it is first shown. */
export function later<P extends object>(load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | null = null;
  return function Later(props: P) {
    const here = useSignal<"coming" | "there" | "away">(loaded ? "there" : "coming");
    const ask = () => {
      here.value = "coming";
      load().then(
        (view) => {
          loaded = view;
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
