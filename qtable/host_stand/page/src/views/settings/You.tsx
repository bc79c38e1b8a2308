import type { ComponentChildren } from "preact";
import { account } from "../../texts/account";
import { settings } from "../../texts/settings";
import { useHere } from "../context";
import { OwnName } from "./OwnName";
import { OwnPassword } from "./OwnPassword";
import { OwnPin } from "./OwnPin";

/** Names can't be changed by who came in by PIN; password and PIN ask for the present password anyway. */
export function You() {
  const { byPin } = useHere();
  return (
    <>
      <Part title={account.names}>{byPin ? <p>{settings.needsPassword}</p> : <OwnName />}</Part>
      <Part title={account.changePassword}><OwnPassword /></Part>
      <Part title={account.pin}><OwnPin /></Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return <section class="settings-group" aria-label={title}><h3>{title}</h3>{children}</section>;
}
