import { language, languages, speak, type Language } from "../../texts/language";
import { menu } from "../../texts/menu";
import { pin } from "../../texts/pin";
import { useHere } from "../context";
import { openHelp } from "../help/Help";
import { People } from "./People";
import { Popover } from "../controls/Popover";
import { Segmented } from "../controls/Segmented";
import { Glyph } from "../icons";
import { useLock } from "./lock";

const PADLOCK = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";

export function PersonMenu() {
  const { user } = useHere();
  const initials = `${user.first_name?.[0] ?? ""}${user.last_name?.[0] ?? ""}` || (user.email[0] ?? "");
  const name = `${user.first_name ?? ""} ${user.last_name ?? ""}`.trim() || user.email;
  const lock = useLock();
  return (
    <>
      {lock && <button class="button quiet lock" aria-label={pin.lock} onClick={lock}><Glyph strokes={PADLOCK} /></button>}
      <Popover class="person-menu" label={menu.person(name)} body={(close) => <Person name={name} lock={lock} close={close} />}>{initials.toUpperCase()}</Popover>
    </>
  );
}

function Person({ name, lock, close }: { name: string; lock: (() => void) | null; close: () => void }) {
  const { user, logOut } = useHere();
  const choices = (Object.keys(languages) as Language[]).map((value) => ({ value, text: languages[value] }));
  return (
    <>
      <p class="menu-who">{name}{name !== user.email && <small>{user.email}</small>}</p>
      <Segmented label={menu.language} choices={choices} picked={language.value} onPick={speak} />
      <People />
      <button class="button" onClick={() => (close(), openHelp())}>{menu.keyboard}</button>
      {lock ? <button class="button" onClick={lock}>{pin.lock}</button> : <button class="button" onClick={logOut}>{menu.logOut}</button>}
    </>
  );
}
