import { useEffect, useRef } from "preact/hooks";
import { texts } from "../texts";
import { useHere } from "./context";

export function Menu() {
  const { user, logOut } = useHere();
  const menu = useClosedFromOutside();
  const initials = `${user.first_name?.[0] ?? ""}${user.last_name?.[0] ?? ""}` || user.email[0];
  const name = `${user.first_name ?? ""} ${user.last_name ?? ""}`.trim() || user.email;
  return (
    <details class="menu" ref={menu}>
      <summary class="menu-open">{initials?.toUpperCase()}<span class="unseen">, {name}</span></summary>
      <div class="menu-body">
        <p class="menu-who">{name}<small>{user.email}</small></p>
        <button class="button" onClick={logOut}>{texts.logOut}</button>
      </div>
    </details>
  );
}

function useClosedFromOutside() {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const hear = (event: Event) => {
      if (menu.current && !menu.current.contains(event.target as Node)) menu.current.open = false;
    };
    addEventListener("pointerdown", hear);
    return () => removeEventListener("pointerdown", hear);
  }, []);
  return menu;
}
