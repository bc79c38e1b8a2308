// Who comes to a screen by keyboard begins at its title, also where the screen itself is still on its way.

/** What had the focus when a screen was opened whose title isn't there yet. */
let from: Element | null = null;

export function arriveAtTitle(): void {
  from = document.activeElement;
  titleIsThere();
}

/** Whoever has gone on to something else meanwhile isn't called back. */
export function titleIsThere(): void {
  const title = document.querySelector<HTMLElement>("main h1");
  if (from === null || !title) return;
  const stayed = document.activeElement === from || document.activeElement === document.body;
  from = null;
  if (stayed) title.focus();
}
