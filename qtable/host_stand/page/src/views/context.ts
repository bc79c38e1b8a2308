import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Actions } from "../actions";
import type { Stand } from "../stand";
import type { User } from "../wire";

export interface Here {
  stand: Stand;
  actions: Actions;
  user: User;
  logOut: () => void;
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("outside of the stand");
  return here;
}
