// Every screen, in the order of the menu: a new one needs its line here, and its own folder, texts and styles.
import "../../styles/editor.css";
import type { FunctionComponent } from "preact";
import { book } from "../../texts/book";
import { menu } from "../../texts/menu";
import { stand } from "../../texts/stand";
import { Book } from "../book/Book";
import { Stand } from "../stand/Stand";
import { later } from "./Later";

const roles = ["viewer", "host", "manager", "admin"] as const;
type Role = (typeof roles)[number];

export interface Screen {
  path: string;
  title: () => string;
  /** Strokes in a 24 × 24 field. */
  icon: string;
  /** Who sees it: this role and those above it. */
  least: Role;
  View: FunctionComponent;
}

const FloorEditor = later(() => menu.floorEditor, async () => (await import("../editor/Editor")).Editor);

const screens: readonly [Screen, ...Screen[]] = [
  { path: "/", title: () => stand.title, icon: "M4 10h16M12 10v9M8 19h8M6 10V6m12 4V6", least: "viewer", View: Stand },
  { path: "/book", title: () => book.title, icon: "M5 5h14v15H5zM5 10h14M9 3v4m6-4v4", least: "viewer", View: Book },
  { path: "/floor", title: () => menu.floorEditor, icon: "M4 4h16v16H4zM8 8h4v4H8zM16 16h.01", least: "manager", View: FloorEditor },
];

export function screensFor(role: string): Screen[] {
  return screens.filter(({ least }) => roles.indexOf(role as Role) >= roles.indexOf(least));
}

/** The first one where there is no such screen, or not for this role. */
export function screenAt(path: string, role: string): Screen {
  return screensFor(role).find((screen) => screen.path === path) ?? screens[0];
}
