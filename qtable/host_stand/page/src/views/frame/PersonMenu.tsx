import { language, languages, speak, type Language } from "../../texts/language";
import { menu } from "../../texts/menu";
import { useHere } from "../context";
import { Popover } from "../controls/Popover";
import { Segmented } from "../controls/Segmented";

export function PersonMenu() {
  const { user } = useHere();
  const initials = `${user.first_name?.[0] ?? ""}${user.last_name?.[0] ?? ""}` || (user.email[0] ?? "");
  const name = `${user.first_name ?? ""} ${user.last_name ?? ""}`.trim() || user.email;
  return (
    <Popover class="person-menu" label={menu.person(name)} body={() => <Person name={name} />}>{initials.toUpperCase()}</Popover>
  );
}

function Person({ name }: { name: string }) {
  const { user, logOut } = useHere();
  const choices = (Object.keys(languages) as Language[]).map((value) => ({ value, text: languages[value] }));
  return (
    <>
      <p class="menu-who">{name}<small>{user.email}</small></p>
      <Segmented label={menu.language} choices={choices} picked={language.value} onPick={speak} />
      <button class="button" onClick={logOut}>{menu.logOut}</button>
    </>
  );
}
