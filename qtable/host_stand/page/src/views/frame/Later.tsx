import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";
import { controls } from "../../texts/controls";
import { Page } from "../controls/Page";

/** A screen that is fetched when it is first opened: a part of the page that most devices never need. */
export function later(title: () => string, fetchIt: () => Promise<FunctionComponent>): FunctionComponent {
  return function Later() {
    const view = useSignal<{ Shown: FunctionComponent } | null>(null);
    const tries = useSignal(0);
    const failed = useSignal(false);
    useEffect(() => {
      failed.value = false;
      fetchIt().then((Shown) => (view.value = { Shown }), () => (failed.value = true));
    }, [tries.value]);
    useEffect(() => {
      if (view.value && document.activeElement === document.body) document.querySelector<HTMLElement>("main h1")?.focus();
    }, [view.value]);
    if (view.value) return <view.value.Shown />;
    return (
      <Page title={title()}>
        {failed.value ? (
          <div class="empty" role="alert">
            <p class="empty-title">{controls.unread}</p>
            <button class="button" onClick={() => (tries.value += 1)}>{controls.again}</button>
          </div>
        ) : <p class="reading" role="status">{controls.reading}</p>}
      </Page>
    );
  };
}
