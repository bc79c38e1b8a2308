// Every screen, in the order of the menu: a new one needs its line here, and its own folder, texts and styles.
import type { FunctionComponent } from "preact";
import { isAtLeast, type Role } from "../../roles";
import { book } from "../../texts/book";
import { menu } from "../../texts/menu";
import { stand } from "../../texts/stand";
import { later } from "../later";
import { Stand } from "../stand/Stand";

export interface Screen {
  path: string;
  title: () => string;
  /** Strokes in a 24 × 24 field. */
  icon: string;
  /** Who sees it: this role and those above it. */
  least: Role;
  View: FunctionComponent;
}

const Book = later((views) => views.Book);
const Activity = later((views) => views.Activity);
const Reports = later((views) => views.Reports);
const Editor = later((views) => views.Editor);
const Settings = later((views) => views.Settings);

const screens: readonly [Screen, ...Screen[]] = [
  { path: "/", title: () => stand.title, icon: "M4 10h16M12 10v9M8 19h8M6 10V6m12 4V6", least: "viewer", View: Stand },
  { path: "/book", title: () => book.title, icon: "M5 5h14v15H5zM5 10h14M9 3v4m6-4v4", least: "viewer", View: Book },
  { path: "/activity", title: () => menu.activity, icon: "M4 12h4l2.5-7 4 14 2.5-7h3", least: "host", View: Activity },
  { path: "/reports", title: () => menu.reports, icon: "M4 20h16M7 16v-5m5 5V5m5 11V9", least: "manager", View: Reports },
  { path: "/floor", title: () => menu.floorEditor, icon: "M4 4h16v16H4zM8 8h4v4H8zM16 16h.01", least: "manager", View: Editor },
  { path: "/settings", title: () => menu.settings, icon: "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5zM8.5 19.5a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z", least: "viewer", View: Settings },
];

export function screensFor(role: string): Screen[] {
  return screens.filter(({ least }) => isAtLeast(role, least));
}

/** The first one where there is no such screen, or not for this role. */
export function screenAt(path: string, role: string): Screen {
  return screensFor(role).find((screen) => screen.path === path) ?? screens[0];
}
