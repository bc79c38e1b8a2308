import { keys, shortcutsOn, switchShortcuts, type Shortcut } from "../../shortcuts";
import { keyboard } from "../../texts/keyboard";
import { Check } from "../controls/Check";

/** Every key and what it does, and whether those of one letter count on this device. */
export function Keys() {
  const focused = [[keyboard.arrows, keyboard.arrowsDo], [keyboard.enter, keyboard.enterDoes], [keyboard.escape, keyboard.escapeDoes]] as const;
  return (
    <>
      <Check label={keyboard.use} checked={shortcutsOn.value} onChange={switchShortcuts} />
      <dl class="help-keys" data-on={shortcutsOn.value}>
        {(Object.keys(keys) as Shortcut[]).map((name) => <Key key={name} sign={keys[name].toUpperCase()} does={keyboard.acts[name]} />)}
      </dl>
      <dl class="help-keys">{focused.map(([sign, does]) => <Key key={sign} sign={sign} does={does} />)}</dl>
    </>
  );
}

function Key({ sign, does }: { sign: string; does: string }) {
  return <div><dt><kbd>{sign}</kbd></dt><dd>{does}</dd></div>;
}
