import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Actions } from "../actions";
import type { Api } from "../api";
import type { Held } from "../holding";
import type { OutlookReader } from "../outlook";
import type { Presence } from "../presence";
import type { Stand } from "../stand";
import { restaurant, type State } from "../store";
import type { User } from "../wire";

export interface Here {
  api: Api;
  restaurantId: string;
  stand: Stand;
  actions: Actions;
  outlook: OutlookReader;
  held: ReadonlySignal<Held>;
  presence: Presence;
  user: User;
  /** Logged in by PIN: what asks for a password is refused. */
  byPin: boolean;
  logOut: () => void;
  /** The box calls the person so from now on. */
  rename: (names: Pick<User, "first_name" | "last_name">) => void;
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("outside of the stand");
  return here;
}

/** The restaurant as it stands; no screen is shown before the first full read. */
export function useFloor(): State {
  const state = useHere().stand.state.value;
  if (!state) throw new Error("a screen before the first full read");
  return state;
}

/** The restaurant's time zone, in which every time is shown. */
export function useZone(): string | undefined {
  const state = useHere().stand.state.value;
  return state ? restaurant(state)?.timeZone : undefined;
}
