import { language, languages, speak, type Language } from "../../texts/language";
import { keyboard } from "../../texts/keyboard";
import { menu } from "../../texts/menu";
import { useHere } from "../context";
import { openHelp } from "../help/Help";
import { People } from "./People";
import { Popover } from "../controls/Popover";
import { Segmented } from "../controls/Segmented";

export function PersonMenu() {
  const { user } = useHere();
  const initials = `${user.first_name?.[0] ?? ""}${user.last_name?.[0] ?? ""}` || (user.email[0] ?? "");
  const name = `${user.first_name ?? ""} ${user.last_name ?? ""}`.trim() || user.email;
  return (
    <Popover class="person-menu" label={menu.person(name)} body={(close) => <Person name={name} close={close} />}>{initials.toUpperCase()}</Popover>
  );
}

function Person({ name, close }: { name: string; close: () => void }) {
  const { user, logOut } = useHere();
  const choices = (Object.keys(languages) as Language[]).map((value) => ({ value, text: languages[value] }));
  return (
    <>
      <p class="menu-who">{name}<small>{user.email}</small></p>
      <Segmented label={menu.language} choices={choices} picked={language.value} onPick={speak} />
      <People />
      <button class="button" onClick={() => (close(), openHelp())}>{keyboard.title}</button>
      <button class="button" onClick={logOut}>{menu.logOut}</button>
    </>
  );
}
