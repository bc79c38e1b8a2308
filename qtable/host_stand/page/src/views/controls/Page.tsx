import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { titleIsThere } from "../arrival";

interface Props {
  title: string;
  /** What stands beside the title: buttons, a choice of dates. */
  tools?: ComponentChildren;
  children: ComponentChildren;
}

/** A screen below the bar. Whoever comes to it by keyboard begins at its title. */
export function Page({ title, tools, children }: Props) {
  useLayoutEffect(titleIsThere, []);
  return (
    <main class="page">
      <div class="page-head"><h1 tabindex={-1}>{title}</h1>{tools}</div>
      <div class="page-body">{children}</div>
    </main>
  );
}
