import "../../styles/help.css";
import { signal } from "@preact/signals";
import { keys, shortcutsOn, switchShortcuts, type Shortcut } from "../../shortcuts";
import { keyboard } from "../../texts/keyboard";
import { Dialog } from "../controls/Dialog";
import { useHere } from "../context";
import { useShortcut } from "../shortcut";

const open = signal(false);

export function openHelp(): void {
  open.value = true;
}

/** The keys that answer everywhere, and the list of all of them. */
export function Help() {
  const { actions } = useHere();
  useShortcut("help", openHelp);
  useShortcut("undo", () => actions.undoLast());
  if (!open.value) return null;
  const focused = [[keyboard.arrows, keyboard.arrowsDo], [keyboard.enter, keyboard.enterDoes], [keyboard.escape, keyboard.escapeDoes]] as const;
  return (
    <Dialog title={keyboard.title} onClose={() => (open.value = false)}>
      <label class="help-switch">
        <input type="checkbox" checked={shortcutsOn.value} onChange={(event) => switchShortcuts(event.currentTarget.checked)} />
        {keyboard.use}
      </label>
      <dl class="help-keys" data-on={shortcutsOn.value}>
        {(Object.keys(keys) as Shortcut[]).map((name) => <Key key={name} sign={keys[name].toUpperCase()} does={keyboard.acts[name]} />)}
      </dl>
      <dl class="help-keys">{focused.map(([sign, does]) => <Key key={sign} sign={sign} does={does} />)}</dl>
    </Dialog>
  );
}

function Key({ sign, does }: { sign: string; does: string }) {
  return <div><dt><kbd>{sign}</kbd></dt><dd>{does}</dd></div>;
}
