import "./styles/app.css";
import { computed, effect, signal, untracked } from "@preact/signals";
import { render } from "preact";
import { beginDuty, type Duty } from "./duty";
import { sender } from "./http";
import { followAddress } from "./router";
import { ownerOf, Session } from "./session";
import { deviceStorage } from "./shelf";
import { followKeys } from "./shortcuts";
import { language } from "./texts/language";
import { followTheme } from "./theme";
import { App } from "./views/App";

const send = sender((path, init) => fetch(path, init));
const session = new Session(send, deviceStorage(), () => Date.now());
const duty = signal<Duty | null>(null);
const expelled = signal(false);
/** Who is on duty where, as one text: a renewed token or another name doesn't begin a duty anew, another person does. */
const onDuty = computed(() => {
  const owner = ownerOf(session.saved.value);
  return owner && `${owner.userId} ${owner.restaurantId}`;
});

effect(() => {
  const owner = onDuty.value === null ? null : ownerOf(session.saved.peek());
  if (owner === null) return;
  // Untracked: what a duty reads while it begins must not begin it anew.
  const begun = untracked(() => beginDuty(send, session, owner, expel));
  expelled.value = false;
  duty.value = begun;
  return () => {
    duty.value = null;
    begun.end();
  };
});

function expel(): void {
  expelled.value = true;
  session.forget();
}

followAddress();
followTheme();
followKeys();
effect(() => void (document.documentElement.lang = language.value));

const root = document.getElementById("stand");
if (root) render(<App session={session} duty={duty} expelled={expelled} />, root);
