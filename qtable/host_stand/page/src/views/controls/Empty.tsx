import type { ComponentChildren } from "preact";

interface Props {
  title: string;
  /** What to do about it. */
  next: string;
  /** A button that does it, where one can. */
  children?: ComponentChildren;
}

export function Empty({ title, next, children }: Props) {
  return <div class="empty"><p class="empty-title">{title}</p><p>{next}</p>{children}</div>;
}
