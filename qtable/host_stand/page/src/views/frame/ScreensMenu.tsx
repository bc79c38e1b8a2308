import { hashOf } from "../../router";
import { menu } from "../../texts/menu";
import { useHere } from "../context";
import { Popover } from "../controls/Popover";
import { Glyph } from "../icons";
import { screensFor, type Screen } from "./screens";

const BARS = "M4 6.5h16M4 12h16M4 17.5h16";

export function ScreensMenu({ open }: { open: Screen }) {
  const { user } = useHere();
  const body = (close: () => void) => (
    <nav class="screens" aria-label={menu.screens}>
      {screensFor(user.role).map((screen) => (
        <a key={screen.path} href={hashOf(screen.path)} aria-current={screen.path === open.path ? "page" : undefined} onClick={close}>
          <Glyph strokes={screen.icon} />{screen.title()}
        </a>
      ))}
    </nav>
  );
  return <Popover class="screens-menu" label={menu.screens} body={body}><Glyph strokes={BARS} /></Popover>;
}
