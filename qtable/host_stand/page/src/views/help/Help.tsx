import "../../styles/help.css";
import { signal } from "@preact/signals";
import { menu } from "../../texts/menu";
import { Dialog } from "../controls/Dialog";
import { useHere } from "../context";
import { later } from "../later";
import { useShortcut } from "../shortcut";

const Keys = later((views) => views.Keys);
const open = signal(false);

export function openHelp(): void {
  open.value = true;
}

/** The keys that answer everywhere, and the list of all of them. */
export function Help() {
  const { actions } = useHere();
  useShortcut("help", openHelp);
  useShortcut("undo", () => actions.undoLast());
  return open.value ? <Dialog title={menu.keyboard} onClose={() => (open.value = false)}><Keys /></Dialog> : null;
}
